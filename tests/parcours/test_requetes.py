"""Lists cost the same for ten rows and for two hundred."""

from clairiere.centres import portee
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne


def test_the_board_costs_the_same_for_10_and_for_200(monde):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                f.FabriqueParcours(en_formation=rang % 2 == 0, origine="France Travail" if rang % 3 else "")

    assertNumQueries(Personne(monde.ici, "coordinatrice").client, monde.ici.adresse("parcours/"), ajouter, au_plus=14)


def test_sessions_and_home_cost_the_same_for_10_and_for_60(monde):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                session = f.FabriqueSession()
                f.FabriqueParcours(en_formation=True, session=session)
                f.FabriqueDemiJournee(session=session)

    client = Personne(monde.ici, "coordinatrice").client
    for suite in ("sessions/", ""):
        assertNumQueries(client, monde.ici.adresse(suite), ajouter, peu=10, beaucoup=60, au_plus=40)


def test_one_session_costs_the_same_for_10_and_for_40_trainees(monde):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(places=60)

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                f.FabriqueParcours(en_formation=True, session=session)
                f.FabriqueDemiJournee(session=session)

    client = Personne(monde.ici, "coordinatrice").client
    assertNumQueries(client, monde.ici.adresse(f"sessions/{session.pk}/"), ajouter, peu=10, beaucoup=40)
