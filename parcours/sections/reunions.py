"""The card of the information meetings: where she is registered, whether she came, the next ones to offer her."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clairiere.agenda.models import Inscription
from clairiere.agenda.regles import dire_attentes, dire_rang
from parcours.models.reunions import inscriptions, reunions
from parcours.sections import Carte

DERNIERES, PROCHAINES = 5, 3
TONS = {"presente": "fait", "absente": "manque", "proposee": "a_faire", "en_attente": "info", "inscrite": "info"}


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """For the team: her last five registrations; while she is to be informed, the next meetings. Two queries."""
    if not acteur.peut("reunion.gerer"):
        return None
    siennes = inscriptions().filter(personne=parcours.personne_id).avec_rang().select_related("evenement")
    lignes = list(siennes.order_by("-evenement__debut", "-pk")[:DERNIERES])
    for ligne in lignes:
        ligne.dite, ligne.ton = _dire(ligne), TONS.get(ligne.etat, "neutre")
        ligne.attentes_dites = dire_attentes(ligne.attentes_passees) if ligne.rang else ""
    prochaines = _prochaines(lignes) if parcours.etat == "reperee" else []
    if not lignes and parcours.etat != "reperee":
        return None
    return Carte("parcours/reunions/_carte.html", {"lignes": lignes, "prochaines": prochaines})


def _dire(inscription: Inscription) -> str:
    if inscription.rang:
        return f"{dire_rang(inscription.rang).capitalize()} sur la liste d’attente"
    return str(inscription.get_etat_display()).capitalize()


def _prochaines(lignes: list[Inscription]) -> list[Any]:
    """The next meetings where she is not registered yet; none while she is expected at one."""
    deja = [ligne.evenement_id for ligne in lignes if not ligne.est_sortie]
    if any(not ligne.est_sortie and ligne.evenement.debut > timezone.now() for ligne in lignes):
        return []
    return list(reunions().ouverts().exclude(pk__in=deja).avec_places()[:PROCHAINES])
