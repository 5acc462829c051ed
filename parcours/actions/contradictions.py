"""Closing a contradiction with an explanation, and keeping what another source says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from parcours.models import ConstatFeuille, ContradictionExpliquee, DemiJournee, Parcours, Session
from parcours.obstacles_feuilles import contradictions_de


@transaction.atomic
def expliquer(session: Session, *, par: Any, cle: str, explication: str) -> ContradictionExpliquee:
    """Say why two things that do not hold together both stay; the same words twice write once.

    Raises:
        Ferme: nothing is written.
        DejaFait: it is gone from the sheets, or someone explained it since.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("centre").get(pk=session.pk)
    mots = " ".join(explication.split())
    if not mots:
        phrase = "Écrivez ce qui explique cette contradiction."
        raise Ferme([Obstacle("explication", phrase, champ="explication")])
    ancienne = ContradictionExpliquee.objects.filter(cle=cle).first()
    if ancienne is not None and ancienne.explication == mots:
        return ancienne
    if ancienne is not None:
        raise DejaFait(f"C’est déjà expliqué par {ancienne.par} : « {ancienne.explication} ».")
    trouvee = next((c for c in contradictions_de(session) if c.cle == cle), None)
    if trouvee is None:
        raise DejaFait("Cette contradiction n’est plus sur les feuilles. Il n’y a rien à expliquer.")
    expliquee = ContradictionExpliquee(
        session=session, cle=cle, phrase=trouvee.phrase[:400], explication=mots[:500], par=par.nom
    )
    expliquee.full_clean()
    expliquee.save()
    demi_journee = DemiJournee.objects.get(pk=trouvee.demi_journee)
    journal.noter(
        "contradiction.expliquer",
        par=par,
        sur=[session, demi_journee],
        phrase=f"a expliqué une contradiction de la feuille du {demi_journee}",
        motif=mots,
        audience="equipe",
    )
    return expliquee


@dataclass(frozen=True)
class Dit:
    """What another source says of a trainee."""

    parcours: Parcours
    statut: str
    signee: bool


@transaction.atomic
def relever(demi_journee: DemiJournee, *, par: Any, source: str, dits: Iterable[Dit]) -> int:
    """Keep what the paper, or a file, says when it is not what is noted. Read again, the last reading stands.

    Returns how many lines say something else than what is noted.
    """
    lignes = {e.parcours_id: e for e in demi_journee.emargements.all()}
    ecarts = 0
    for dit in dits:
        ConstatFeuille.objects.filter(demi_journee=demi_journee, parcours=dit.parcours, source=source).delete()
        ligne = lignes.get(dit.parcours.pk)
        presente = dit.statut in ("presente", "retard")
        if ligne is None or (presente == (ligne.statut in ("presente", "retard")) and (presente or not dit.signee)):
            continue
        constat = ConstatFeuille(
            demi_journee=demi_journee,
            parcours=dit.parcours,
            source=source,
            statut=dit.statut,
            signee=dit.signee,
            releve_par=par.nom,
        )
        constat.full_clean()
        constat.save()
        ecarts += 1
    return ecarts
