"""A base of real people is never touched."""

import pytest
from django.core.management import CommandError, call_command

from clairiere.centres.models import Centre, Installation, Reseau
from clairiere.demo.menage import vider

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(autouse=True)
def _base_vide(db):
    """Whatever the other tests of this folder left."""
    vider()


def test_an_installation_of_real_data_is_refused_in_words():
    Installation.marquer(Installation.Nature.REELLE)
    with pytest.raises(CommandError, match="données réelles"):
        call_command("demo")
    assert Installation.nature_actuelle() == Installation.Nature.REELLE


def test_a_centre_without_the_mark_of_the_demonstration_is_never_erased():
    Centre.objects.create(reseau=Reseau.objects.create(nom="Un vrai réseau"), code="vrai", nom="Un vrai centre")
    with pytest.raises(CommandError, match="Un vrai centre"):
        call_command("demo")
    assert Centre.objects.get().code == "vrai"
