"""Recording a long list in the background."""

from __future__ import annotations

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Utilisateur
from clairiere.importation.actions import candidates
from clairiere.importation.models import Import


def enregistrer(centre_id: int, pk: int, utilisateur_id: int | None) -> int:
    """Go on with an import under way, in the name of who confirmed it. Gives how many lines are recorded."""
    centre = Centre.objects.get(pk=centre_id)
    compte = Utilisateur.objects.filter(pk=utilisateur_id).first()
    with portee.dans(centre):
        lot = Import.objects.filter(pk=pk, etat=Import.Etat.EN_COURS).first()
        if lot is None:
            return 0
        par = Acteur.de(compte, centre) if compte else Acteur.systeme(centre)
        return int(candidates.enregistrer(lot, par=par).faites)
