"""Without JavaScript, a family asks and the team moves a journey."""

import pytest

from clairiere.centres import portee
from parcours.models import Parcours
from placements.models import Demande
from tests.fabriques import base as f
from tests.navigateur.scene_famille import remplir_la_demande

pytestmark = pytest.mark.navigateur


def test_a_family_asks_without_javascript(salle):
    famille = salle.poste(largeur=360, javascript=False)
    famille.aller("demande/")
    remplir_la_demande(famille.page)
    famille.agir("Envoyer ma demande")
    famille.voit("Votre demande est enregistrée.")
    with portee.dans(salle.ici.centre):
        demande = Demande.objects.get()
        assert demande.famille.enfants.count() == 2
        assert demande.en_semaine.minutes == 36 * 60


def test_the_team_moves_a_journey_without_javascript(salle):
    with portee.dans(salle.ici.centre):
        elle = f.FabriqueParcours()
    bureau = salle.poste("coordinatrice", javascript=False)
    bureau.aller()
    bureau.agir("Parcours")
    bureau.agir(elle.personne.nom_complet)
    bureau.agir("Noter la réunion d’information")
    bureau.ecrire("Quel jour est-elle venue ?", "2026-02-10")
    bureau.agir("Noter la réunion d’information")
    bureau.voit("C’est fait : noter la réunion d’information.")
    with portee.dans(salle.ici.centre):
        assert Parcours.objects.get(pk=elle.pk).etat == "informee"
