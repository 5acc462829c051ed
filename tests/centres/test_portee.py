"""The scope: a forgotten filter is an exception, never a leak."""

import pytest
from django.apps import apps

from clairiere.centres import portee
from clairiere.centres.portee import HorsPortee, ModeleDuCentre
from clairiere.comptes.models import Personne
from parcours.models import Parcours, Session
from tests.fabriques.base import FabriqueParcours, FabriquePersonne, FabriqueSession

DU_CENTRE = [m for m in apps.get_models() if issubclass(m, ModeleDuCentre)]


@pytest.mark.parametrize("modele", DU_CENTRE, ids=lambda m: m._meta.label)
def test_a_query_outside_of_a_scope_raises(modele, db):
    with pytest.raises(HorsPortee):
        list(modele.objects.all())


@pytest.mark.parametrize("modele", DU_CENTRE, ids=lambda m: m._meta.label)
def test_the_default_manager_is_the_scoped_one_and_the_base_manager_is_not(modele):
    assert modele._default_manager.name == "objects"
    assert modele._base_manager.name == "tous"


def test_only_its_own_rows_are_seen(monde):
    with portee.dans(monde.ailleurs.centre):
        FabriquePersonne(prenom="Invisible")
    with portee.dans(monde.ici.centre):
        assert not Personne.objects.filter(prenom="Invisible").exists()


def test_the_centre_is_filled_from_the_scope(ici):
    assert FabriquePersonne().centre == ici.centre


def test_a_row_of_another_centre_is_not_saved(monde):
    with portee.dans(monde.ailleurs.centre):
        personne = FabriquePersonne()
    with portee.dans(monde.ici.centre), pytest.raises(HorsPortee):
        personne.save()


def test_a_row_cannot_point_to_another_centre(monde):
    with portee.dans(monde.ailleurs.centre):
        session = FabriqueSession()
    with portee.dans(monde.ici.centre), pytest.raises(HorsPortee):
        FabriqueParcours(etat="admise", session=session)
    with portee.dans(monde.ici.centre), pytest.raises(HorsPortee):
        Parcours(personne=FabriquePersonne(), session_id=session.pk).save()


def test_reverse_relations_stand_in_the_scope_too(monde):
    with portee.dans(monde.ici.centre):
        session = FabriqueSession()
    with pytest.raises(HorsPortee):
        list(session.parcours.all())


def test_seeing_all_centres_needs_a_reason(db):
    with pytest.raises(ValueError, match="needs a reason"), portee.sans_portee(""):
        pass


def test_seeing_all_centres_is_possible_with_a_reason(monde):
    with portee.sans_portee("un test"):
        assert Parcours.objects.count() == 2
        assert Session.objects.count() == 2


def test_a_scope_closes_itself_even_after_an_error(monde):
    def tomber():
        with portee.dans(monde.ici.centre):
            raise RuntimeError("boum")

    with pytest.raises(RuntimeError):
        tomber()
    with pytest.raises(HorsPortee):
        Personne.objects.count()
