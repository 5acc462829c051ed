"""The competence list of a centre: delivered, installed at the first need, changed by versions."""

import pytest

from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from parcours.actions.competences import installer_referentiel, nouvelle_version
from parcours.models import COMPETENCES, Referentiel, competences_de
from parcours.regles.competences import LIVREES, CompetenceDite
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, texte


def test_the_delivered_list_has_twelve_competences_and_keeps_the_first_six():
    assert len(LIVREES) == 12
    assert {"securite", "developpement", "eveil", "communication", "organisation", "discretion"} <= set(COMPETENCES)
    assert all(c.phrase.startswith(("Je ", "J’")) for c in LIVREES), "she speaks in the first person"
    assert all(c.observe for c in LIVREES)


def test_reading_installs_nothing_and_writing_installs_once(ici):
    assert competences_de() == LIVREES
    assert not Referentiel.objects.exists()
    par = ici.acteur("coordinatrice")
    assert installer_referentiel(par).pk == installer_referentiel(par).pk
    assert competences_de() == LIVREES


def test_a_new_version_leaves_what_was_evaluated_as_it_was(ici):
    par = ici.acteur("coordinatrice")
    ancienne = f.FabriqueEvaluation(parcours=f.FabriqueParcours(en_evaluation=True))
    assert [c.code for c in competences_de(ancienne)] == list(COMPETENCES), "no version: read with the delivered list"
    liste = [*LIVREES[:5], CompetenceDite("numerique", "Numérique", "J’envoie un message aux parents.")]
    assert nouvelle_version(par=par, competences=liste, vue=0).version == 2
    assert nouvelle_version(par=par, competences=liste, vue=2).version == 2, "the same list twice is one"
    assert [c.code for c in competences_de()][-1] == "numerique"
    assert "discretion" in [c.code for c in competences_de(ancienne)]
    assert "numerique" not in [c.code for c in competences_de(ancienne.parcours)], "her file reads her evaluation"
    with pytest.raises(Ferme, match="a écrit la version 2 pendant que vous écriviez"):
        nouvelle_version(par=par, competences=liste[:4], vue=1)
    with pytest.raises(Ferme, match="au moins 3 compétences"):
        nouvelle_version(par=par, competences=liste[:2], vue=2)


def _lignes(page):
    """The rows of the version form, as the page shows them."""
    lignes = page.context["lignes"]
    donnees = {f"l-{nom}": lignes.management_form[nom].value() for nom in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for ligne in lignes:
        donnees |= {c.html_name: c.value() or "" for c in ligne if c.name != "DELETE"}
    return donnees


def test_the_coordinatrice_writes_a_version_with_one_more_and_one_less(monde, coordinatrice):
    adresse = monde.ici.adresse("competences/nouvelle-version/")
    donnees = _lignes(coordinatrice.client.get(adresse))
    dernier = len(LIVREES)
    donnees |= {f"l-{dernier}-titre": "Langues", f"l-{dernier}-phrase": "Je parle ma langue avec l’enfant."}
    donnees |= {"l-0-DELETE": "on", "vue": "0"}
    page = coordinatrice.envoyer("competences/nouvelle-version/", donnees)
    assert "La liste est enregistrée." in texte(page)
    with portee.dans(monde.ici.centre):
        codes = [c.code for c in competences_de()]
    assert codes == [*list(COMPETENCES)[1:], "langues"]
    incomplete = coordinatrice.envoyer("competences/nouvelle-version/", {**donnees, f"l-{dernier}-phrase": ""})
    assert incomplete.status_code == 422
    assert "Il manque la phrase de la stagiaire." in texte(incomplete)
    assert "Anciennes versions" in Personne(monde.ici, "formatrice").voir("competences/")
    Personne(monde.ici, "formatrice").voir("competences/nouvelle-version/", statut=403)
