"""One real woman's path, from the centre's spreadsheet to the relais, in a browser."""

import pytest

from tests.navigateur import scene_certificat as certificat
from tests.navigateur import scene_contrat as contrat
from tests.navigateur import scene_famille as famille
from tests.navigateur import scene_formation as formation
from tests.navigateur import scene_histoire as histoire
from tests.navigateur import scene_importation as importation
from tests.navigateur import scene_recrutement as recrutement
from tests.navigateur import scene_relais as relais
from tests.navigateur.recit import Recit

pytestmark = pytest.mark.navigateur

SCENES = [
    importation.importer_les_candidates,
    recrutement.mener_jusqu_a_l_admission,
    recrutement.entrer_en_formation,
    formation.importer_l_emargement,
    formation.rattraper_jusqu_a_120,
    certificat.certifier,
    certificat.prendre_son_certificat,
    certificat.chercher_une_famille,
    famille.demander_une_garde,
    famille.proposer,
    famille.dire_oui_des_deux_cotes,
    famille.conclure,
    contrat.rediger,
    contrat.imprimer,
    contrat.signer,
    relais.creer_les_rencontres,
    relais.s_inscrire_avec_deux_enfants,
    relais.demander_une_mediation,
    relais.rien_ne_sort_de_la_mediation,
    histoire.relire_son_histoire,
]


def test_one_woman_from_the_spreadsheet_to_the_relais(salle):
    """Real clicks on visible words; each main page is examined by axe and at the width of a telephone."""
    recit = Recit(salle)
    for scene in SCENES:
        scene(recit)
    assert len(salle.releve.pages) >= 12
    assert salle.releve.pages[0] == "accueil de l’équipe"
