"""What is known of one sheet, for `regles.presence` and for the screens of the roll-call."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clairiere.centres.reglages import lire
from parcours.models import Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.regles.presence import FaitsFeuille, Horaire, fermee_depuis


def stagiaires_de(demi_journee: Any, deja: dict[int, Any]) -> list[Any]:
    """Who is expected, and who already has a line: two queries at most.

    A catch-up where some are called by name expects only them; on the others, those who lack most come first.
    """
    du_groupe = Parcours.objects.filter(session=demi_journee.session_id, etat__in=EN_COURS_DE_FORMATION)
    if demi_journee.rattrapage and not demi_journee.pour_le_groupe:
        appelees = list(demi_journee.attendues.values_list("parcours", flat=True))
        if appelees:
            du_groupe = Parcours.objects.filter(pk__in=appelees)
    deja_notees = Parcours.objects.filter(pk__in=list(deja))
    requete = (du_groupe | deja_notees).select_related("personne")
    if not demi_journee.rattrapage:
        return list(requete)
    liste = list(requete.avec_minutes())
    for parcours in liste:
        parcours.manque = max(0, demi_journee.session.heures_visees * 60 - parcours.minutes_acquises)
    liste.sort(key=lambda p: -p.manque)
    return liste


def horaire_de(demi_journee: Any) -> Horaire:
    """Its hours, as the rules read them."""
    return Horaire(demi_journee.commence_a, demi_journee.minutes)


def est_fermee(demi_journee: Any) -> Any:
    """The day since which only the direction mends it; None while it is open."""
    jours = lire(demi_journee.centre, "verrou_jours")
    return fermee_depuis(demi_journee.date, timezone.localdate(), jours)


def faits_de_feuille(
    demi_journee: Any, par: Any, *, change: bool, ajoute: bool, motif: str, d_office: bool = False
) -> FaitsFeuille:
    """Args: `change`, a noted line changes; `ajoute`, a line is added; `d_office`, an import that was confirmed."""
    signee = demi_journee.signee_le is not None
    return FaitsFeuille(
        date=demi_journee.date,
        aujourd_hui=timezone.localdate(),
        verrou_jours=lire(demi_journee.centre, "verrou_jours"),
        peut_corriger=d_office or par.peut("emargement.corriger"),
        corrige=change or (signee and ajoute),
        signee=signee,
        annulee=demi_journee.est_annulee,
        motif=motif,
    )
