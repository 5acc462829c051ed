"""Each page opens for those it is for, empty and full, and another centre's row is not found."""

import pytest

from clairiere.centres import portee
from parcours.actions.certificat import delivrer
from tests.fabriques import base as f
from tests.parcours.conftest import Personne


@pytest.fixture
def plein(monde):
    """A session with a past, a present and a future half-day, and someone at each step."""
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(nom="Printemps 2026")
        gens = {
            "reperee": f.FabriqueParcours(),
            "candidate": f.FabriqueParcours(candidate=True),
            "en_formation": f.FabriqueParcours(en_formation=True, session=session),
            "en_evaluation": f.FabriqueParcours(en_evaluation=True, session=session),
        }
        f.suivre_heures(gens["en_evaluation"], 120)
        f.FabriqueEvaluation(parcours=gens["en_evaluation"])
        dj = f.FabriqueDemiJournee(session=session)
        f.FabriqueEmargement(demi_journee=dj, parcours=gens["en_formation"], statut="absente", minutes=0, signature="")
    return {"session": session, "dj": dj, **gens}


STAFF = ("directrice", "coordinatrice", "chargee_insertion", "formatrice", "animatrice", "mediatrice", "jury")


@pytest.mark.parametrize("role", STAFF)
def test_home_greets_each_member_of_the_staff(monde, role):
    page = Personne(monde.ici, role).voir("")
    assert "Bonjour" in page
    assert "À faire" in page


def test_all_pages_of_the_coordinatrice_open(plein, coordinatrice):
    p, s, dj = plein["en_evaluation"].pk, plein["session"].pk, plein["dj"].pk
    for suite in (
        "parcours/",
        "parcours/?q=awa&etat=reperee",
        "parcours/?vue=bloquees",
        "parcours/nouvelle/",
        *(f"parcours/{plein[e].pk}/" for e in ("reperee", "candidate", "en_formation", "en_evaluation")),
        *(f"parcours/{p}/{mot}/" for mot in ("modifier", "suite", "entretien", "evaluation", "jury", "disponibilite")),
        "sessions/",
        "sessions/nouvelle/",
        f"sessions/{s}/",
        *(f"sessions/{s}/{mot}/" for mot in ("modifier", "calendrier", "demi-journee", "rattrapage")),
        *(f"sessions/{s}/{mot}/" for mot in ("calendrier/remplir", "heures-prises")),
        *(f"demi-journees/{dj}/{mot}/" for mot in ("planning", "modifier", "annuler", "materiel")),
        "programmes/",
        "programmes/nouveau/",
        "salles-et-fermetures/",
        "salles/nouvelle/",
        "fermetures/nouvelle/",
        f"demi-journees/{dj}/",
        "aide/machines/",
    ):
        coordinatrice.voir(suite)


def test_every_act_page_opens_open_or_closed(plein, coordinatrice):
    for cle in ("reperee", "candidate", "en_formation", "en_evaluation"):
        parcours = plein[cle]
        for nom, mouvement in parcours.mouvements().items():
            if parcours.etat in mouvement.sources and not mouvement.par_systeme:
                page = coordinatrice.voir(f"acte/parcours/{parcours.pk}/{nom}/")
                assert str(mouvement.libelle) in page


def test_a_row_of_another_centre_is_not_found(monde, coordinatrice):
    ailleurs = monde.ailleurs.parcours
    with portee.dans(monde.ailleurs.centre):
        session = f.FabriqueSession()
        dj = f.FabriqueDemiJournee(session=session)
        certificat = ailleurs.certificats.first() or delivrer(ailleurs, par=monde.ailleurs.acteur("directrice"))
    for suite in (
        *(f"parcours/{ailleurs.pk}/{mot}" for mot in ("", "modifier/", "suite/", "entretien/", "evaluation/", "jury/")),
        f"parcours/{ailleurs.pk}/disponibilite/",
        f"sessions/{session.pk}/",
        f"sessions/{session.pk}/calendrier/",
        f"demi-journees/{dj.pk}/",
        f"demi-journees/{dj.pk}/feuille.pdf",
        f"certificats/{certificat.pk}/revoquer/",
        f"acte/parcours/{ailleurs.pk}/mettre_en_pause/",
    ):
        coordinatrice.voir(suite, statut=404)
    assert coordinatrice.client.get(monde.ailleurs.adresse("parcours/")).status_code == 404


def test_first_day_teaches_where_to_begin(monde):
    with portee.dans(monde.ici.centre):
        monde.ici.parcours.certificats.all().delete()
        monde.ici.parcours.delete()
    page = Personne(monde.ici, "directrice").voir("")
    assert "Par où commencer" in page
    assert "Créer une session" in page


def test_empty_board_says_how_to_begin(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        monde.ici.parcours.certificats.all().delete()
        monde.ici.parcours.delete()
    assert "Personne n’est encore noté" in coordinatrice.voir("parcours/")


def test_auxiliaire_asking_for_her_file_gets_her_own_page(monde, auxiliaire):
    page = auxiliaire.voir(f"parcours/{monde.ici.parcours.pk}/")
    assert "Bonjour Awa" in page
    assert "Avis" not in page


def test_auxiliaire_does_not_open_the_board(auxiliaire):
    assert "Cette page est pour" in auxiliaire.voir("parcours/", statut=403)


def test_auxiliaire_notes_her_own_week(monde, auxiliaire):
    suite = f"parcours/{monde.ici.parcours.pk}/disponibilite/"
    donnees = {
        "semaine_lundi_0_debut": "08:00",
        "semaine_lundi_0_fin": "12:00",
        "des_le": "2026-12-01",
        "codes_postaux": "75011 75020",
        "accepte_animaux": "non",
    }
    reponse = auxiliaire.envoyer(suite, donnees)
    assert "Vos disponibilités sont notées." in reponse.content.decode()
    with portee.dans(monde.ici.centre):
        dispo = type(monde.ici.parcours.disponibilite).objects.get()
    assert dispo.en_semaine.minutes == 240
    assert dispo.codes_postaux == ["75011", "75020"]
    assert dispo.accepte_animaux is False


def test_wrong_postal_code_is_said_beside_the_field_and_the_week_stays(monde, auxiliaire):
    suite = f"parcours/{monde.ici.parcours.pk}/disponibilite/"
    donnees = {
        "semaine_mardi_0_debut": "09:15",
        "semaine_mardi_0_fin": "12:00",
        "des_le": "2026-12-01",
        "codes_postaux": "Paris",
    }
    reponse = auxiliaire.envoyer(suite, donnees)
    assert reponse.status_code == 422
    assert "n’est pas un code postal" in reponse.content.decode()
    assert 'value="09:15"' in reponse.content.decode()
