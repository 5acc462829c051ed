"""The passport: write a line, say that its paper was seen, hide it or show it, read it whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from clairiere import journal
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_courte
from parcours.models import LignePasseport, Parcours, Passeport
from parcours.regles.durees import dire_duree
from parcours.regles.passeport import Ligne


def lignes_de(personne: Personne) -> list[Ligne]:
    """All lines, oldest first: the courses of the centre with the hours that count, then what was written."""
    passeport = Passeport.objects.filter(personne=personne).first()
    cachees = set(passeport.cachees) if passeport else set()
    lignes = [*_initiales(personne, cachees), *_ecrites(personne, cachees)]
    return sorted(lignes, key=lambda x: (x.debut, x.cle))


def _initiales(personne: Personne, cachees: set[str]) -> list[Ligne]:
    suivis = Parcours.objects.filter(personne=personne, session__isnull=False).avec_minutes().select_related("session")
    certifies = set(
        suivis.filter(certificats__isnull=False, certificats__revoque_le__isnull=True)
        .order_by()
        .values_list("pk", flat=True)
    )
    lignes = []
    for p in suivis.order_by("pk"):
        if not p.minutes():
            continue
        cle = f"initiale-{p.pk}"
        certitude = N_("certificat de l’association") if p.pk in certifies else N_("feuilles de présence signées")
        lignes.append(
            Ligne(
                cle,
                "initiale",
                N_("Formation d’auxiliaire parentale"),
                str(personne.centre),
                p.session.debut,
                max(p.session.debut, p.session.fin),
                p.minutes(),
                certitude,
                cle not in cachees,
            )
        )
    return lignes


def _ecrites(personne: Personne, cachees: set[str]) -> list[Ligne]:
    return [
        Ligne(
            f"ligne-{x.pk}",
            x.genre,
            x.titre,
            x.organisme,
            x.debut,
            x.fin,
            x.minutes,
            f"attestation vue le {date_courte(x.vue_le)}" if x.vue_le else N_("à confirmer par une attestation"),
            f"ligne-{x.pk}" not in cachees,
            x.vue_le is not None,
            x.vue_le,
        )
        for x in LignePasseport.objects.filter(personne=personne).order_by("debut", "pk")
    ]


@transaction.atomic
def ajouter_ligne(
    personne: Personne,
    *,
    par: Any,
    genre: str,
    titre: str,
    debut: dt.date,
    minutes: int,
    fin: dt.date | None = None,
    organisme: str = "",
    cle: str = "",
) -> LignePasseport:
    """Write a line; the same one twice, or with the same `cle`, is one.

    Raises:
        Ferme: it begins in the future, or ends before it begins.
    """
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    obstacles = []
    if debut > timezone.localdate():
        obstacles.append(Obstacle("avenir", N_("Cette formation n’a pas encore commencé."), champ="debut"))
    if fin and fin < debut:
        obstacles.append(Obstacle("dates", N_("La fin doit être après le début."), champ="fin"))
    if obstacles:
        raise Ferme(obstacles)
    titre, organisme = " ".join(titre.split()), " ".join(organisme.split())
    meme = {"genre": genre, "titre": titre, "debut": debut, "minutes": minutes}
    filtre = {"cle": cle} if cle else meme
    deja: LignePasseport | None = LignePasseport.objects.filter(personne=personne, **filtre).first()
    if deja:
        return deja
    ligne = LignePasseport(
        personne=personne, fin=fin or debut, organisme=organisme, ecrite_par=par.nom, cle=cle, **meme
    )
    ligne.full_clean()
    ligne.save()
    phrase = f"a ajouté au passeport : {titre}, {dire_duree(minutes)}"
    journal.noter("passeport.ajouter", par=par, sur=personne, phrase=phrase)
    return ligne


@transaction.atomic
def attester(ligne: LignePasseport, *, par: Any) -> LignePasseport:
    """Someone of the team saw the attestation; the second click changes nothing."""
    ligne = LignePasseport.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
    if ligne.vue_le is None:
        ligne.vue_le, ligne.vue_par = timezone.localdate(), par.nom
        ligne.save(update_fields=["vue_le", "vue_par"])
        phrase = f"a vu l’attestation : {ligne.titre}"
        journal.noter("passeport.attester", par=par, sur=ligne.personne, phrase=phrase)
    return ligne


@transaction.atomic
def retirer_ligne(ligne: LignePasseport, *, par: Any) -> None:
    """Take out a line that nobody attested. Raises Ferme when its paper was seen."""
    ligne = LignePasseport.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
    if ligne.vue_le:
        raise Ferme(
            [Obstacle("vue", "L’attestation de cette ligne a été vue. Cachez la ligne, elle reste au passeport.")]
        )
    phrase = f"a retiré du passeport : {ligne.titre}"
    personne = ligne.personne
    ligne.delete()
    journal.noter("passeport.retirer", par=par, sur=personne, phrase=phrase)


@transaction.atomic
def montrer(personne: Personne, *, par: Any, cle: str, visible: bool) -> bool:
    """Show or hide one line of her own passport. False when no line has this name."""
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    if cle not in {ligne.cle for ligne in lignes_de(personne)}:
        return False
    passeport, _nouveau = Passeport.objects.get_or_create(personne=personne)
    cachees = set(passeport.cachees) - {cle} if visible else set(passeport.cachees) | {cle}
    if cachees != set(passeport.cachees):
        passeport.cachees = sorted(cachees)
        passeport.save(update_fields=["cachees"])
    return True
