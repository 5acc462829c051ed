"""Writing to the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from clairiere.journal.models import Audience, Consultation, Entree, Mention


def genre_de(objet: models.Model) -> str:
    """« parcours.parcours »: the kind of a row, stable across renames of labels."""
    return objet._meta.label_lower


@transaction.atomic
def noter(
    code: str,
    *,
    par: Any,
    sur: models.Model | Iterable[models.Model],
    phrase: str,
    motif: str = "",
    audience: str = Audience.TOUS,
    quand: dt.datetime | None = None,
    **donnees: Any,
) -> Entree:
    """Write one entry about one or several rows, in the transaction of the act itself.

    Args:
        code: dotted, for tests and figures (`contrat.imprimer`).
        par: the `Acteur`; its name and role are frozen into the entry.
        sur: the rows it speaks of; each shows it in its history.
        phrase: what comes after the name: « a imprimé le contrat no 3 ».
        audience: who may read it.
        quand: the moment of the act, when it is recorded later (default: now).
        donnees: JSON values to keep (identifiers, old values); never a confidential text.
    """
    sujets = [sur] if isinstance(sur, models.Model) else list(sur)
    entree = Entree.objects.create(
        quand=quand or timezone.now(),
        code=code,
        phrase=str(phrase)[:300],
        motif=motif[:500],
        auteur=par.utilisateur,
        auteur_nom=par.nom,
        auteur_titre=par.titre,
        audience=audience,
        donnees=donnees,
    )
    Mention.objects.bulk_create(
        [Mention(centre_id=entree.centre_id, entree=entree, genre=genre_de(s), objet_id=s.pk) for s in sujets]
    )
    return entree


@transaction.atomic
def noter_ensemble(
    code: str,
    *,
    par: Any,
    lignes: Iterable[tuple[Any, str]],
    audience: str = Audience.TOUS,
    quand: dt.datetime | None = None,
    **donnees: Any,
) -> list[Entree]:
    """Write one entry per `(row, sentence)`, by the hundred: what `noter` does, in a few queries."""
    liste = list(lignes)
    quand = quand or timezone.now()
    communs = {"auteur": par.utilisateur, "auteur_nom": par.nom, "auteur_titre": par.titre, "audience": audience}
    entrees = Entree.objects.bulk_create(
        [
            Entree(centre=sujet.centre, quand=quand, code=code, phrase=phrase[:300], donnees=donnees, **communs)
            for sujet, phrase in liste
        ],
        batch_size=500,
    )
    Mention.objects.bulk_create(
        [
            Mention(centre_id=entree.centre_id, entree=entree, genre=genre_de(sujet), objet_id=sujet.pk)
            for entree, (sujet, _phrase) in zip(entrees, liste, strict=True)
        ],
        batch_size=500,
    )
    return list(entrees)


def noter_consultation(personne: Any, *, par: Any) -> None:
    """Remember that someone of the centre opened this person's file today (one query; twice a day is once).

    The only thing that a page being looked at writes: she has the right to know (domaine/donnees-personnelles.md).
    """
    if par.utilisateur is None or personne.utilisateur_id == par.utilisateur.pk:
        return
    Consultation.objects.bulk_create(
        [
            Consultation(
                centre_id=personne.centre_id,
                personne=personne,
                lecteur=par.utilisateur,
                titre=par.titre,
                jour=timezone.localdate(),
            )
        ],
        ignore_conflicts=True,
    )
