"""Talks and confidential notes, and their erasure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme
from relais import regles
from relais.actions.mediation import confiee
from relais.models import EntretienMediation, Mediation, NoteMediation
from relais.models.mediation import AUDIENCE
from relais.vocabulaire import BILANS


@transaction.atomic
def noter_entretien(
    mediation: Mediation, *, par: Any, date: dt.date, genre: str, suite: str = "", texte: str = ""
) -> tuple[EntretienMediation, bool]:
    """Note a talk by its date and kind; the text, if any, becomes a note. The same talk twice is noted once.

    Raises:
        Introuvable: not her case. Ferme: not the moment for this kind of talk.
    """
    mediation = confiee(mediation, par)
    obstacles = list(regles.entretien_possible(etat=mediation.etat, bilan=genre in BILANS))
    if obstacles:
        raise Ferme(obstacles)
    entretien, nouveau = EntretienMediation.objects.get_or_create(
        mediation=mediation, date=date, genre=genre, defaults={"suite": suite if genre in BILANS else ""}
    )
    if nouveau:
        journal.noter("mediation.entretien", par=par, sur=mediation, phrase="a noté un entretien", audience=AUDIENCE)
        if texte.strip():
            ecrire_note(mediation, par=par, texte=texte)
    return entretien, nouveau


@transaction.atomic
def ecrire_note(mediation: Mediation, *, par: Any, texte: str) -> NoteMediation:
    """Write a note; the last one is not written twice by a second click.

    Raises:
        Introuvable: not her case.
    """
    mediation = confiee(mediation, par)
    derniere = mediation.notes.first()
    if derniere is not None and derniere.texte == texte.strip():
        return derniere
    note = NoteMediation(mediation=mediation, auteur=par.utilisateur, texte=texte.strip())
    note.save()
    return note


@transaction.atomic
def effacer_note(note: NoteMediation, *, par: Any) -> None:
    """Erase one note at once. Raises Introuvable when the case is not hers."""
    confiee(note.mediation, par)
    note.delete()


@transaction.atomic
def effacer_notes(mediation: Mediation, *, par: Any) -> int:
    """Erase all the notes of an ended case and keep their number. Gives how many were erased."""
    mediation = Mediation.objects.select_for_update(of=("self",)).get(pk=mediation.pk)
    notes = NoteMediation.objects.filter(mediation=mediation)
    nombre = notes.count()
    notes.delete()
    mediation.notes_effacees += nombre
    mediation.notes_effacees_le = timezone.now()
    mediation.save(update_fields=["notes_effacees", "notes_effacees_le"])
    journal.noter(
        "mediation.effacer_notes", par=par, sur=mediation, phrase="a effacé les notes", audience=AUDIENCE, nombre=nombre
    )
    return nombre


def a_effacer(aujourd_hui: dt.date | None = None) -> Any:
    """Ended cases whose notes have reached their date, in the open scope."""
    date = aujourd_hui or timezone.localdate()
    echues = Mediation.objects.filter(effacement_le__lte=date)
    return echues.filter(pk__in=NoteMediation.objects.order_by().values("mediation"))
