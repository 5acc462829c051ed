"""What « OUI » or « NON » does, when it comes back by SMS to a message about a place."""

from __future__ import annotations

import re
from typing import Any

from clairiere.agenda.acteurs import par_lien
from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.actions.offres import accepter_offre
from clairiere.agenda.models import Inscription
from clairiere.flux.obstacles import Ferme

# Kinds of messages that an SMS may answer; their keys end with the number of the registration and its order.
GENRES = ("place_proposee", "place_donnee", "inscription", "rappel", "rencontre_changee")
_CLE = re.compile(r"^[a-z-]+-(?P<pk>\d+)-(?P<ordre>\d+)")


def repondre(message: Any, mot: str) -> str:
    """Do what her SMS says of the place that the message spoke of; empty when it is for someone to read."""
    lue = _CLE.match(message.cle)
    if lue is None:
        return ""
    requete = Inscription.objects.select_related("personne", "evenement")
    inscription = requete.filter(pk=int(lue["pk"]), ordre=int(lue["ordre"]), personne=message.personne_id).first()
    if inscription is None:
        return ""
    if mot == "oui" and inscription.etat == Inscription.Etat.INSCRITE:
        return "Elle confirme sa venue."
    verbe = accepter_offre if mot == "oui" else annuler_inscription
    try:
        return str(verbe(inscription, par=par_lien(inscription)).phrase)
    except Ferme as refus:
        return str(refus)
