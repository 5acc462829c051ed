"""The strict harness: stricter than production, so that carelessness fails here.

Failures: undefined template variable, write on GET, query outside of a scope, unordered pagination, warning, missing
CSRF token, inline script or style in a page.
"""

import os

import factory
import pytest
from django.core.cache import cache
from hypothesis import settings as reglages_hypothesis

from tests.outils.client import ClientStrict
from tests.outils.gabarits import VariableAbsente
from tests.outils.lecture_seule import refuser_ecriture_sur_get

# New examples at each run on a desk; the same ones where a change waits to land.
reglages_hypothesis.register_profile("ici", deadline=None)  # a busy machine is no fault of the rule
reglages_hypothesis.register_profile("ci", derandomize=True, deadline=None)
reglages_hypothesis.load_profile("ici")
if os.environ.get("CI"):
    reglages_hypothesis.load_profile("ci")


@pytest.fixture(scope="session", autouse=True)
def _gabarits_stricts():
    """An undefined variable in a template is a failure, not an empty place."""
    from django.template import engines

    moteur = engines["django"].engine
    moteur.string_if_invalid = VariableAbsente()


@pytest.fixture(autouse=True)
def _cache_neuf():
    """Rate limits of one test do not reach the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _noms_du_debut():
    """Names and numbers made by the factories begin again: a test sees the same ones whatever ran before it."""
    restantes = [factory.django.DjangoModelFactory]
    while restantes:
        fabrique = restantes.pop()
        restantes += fabrique.__subclasses__()
        if not fabrique._meta.abstract:
            fabrique.reset_sequence(0, force=True)


@pytest.fixture(autouse=True)
def _lecture_seule_sur_get(request):
    """A GET that writes is a failure."""
    with refuser_ecriture_sur_get():
        yield


@pytest.fixture
def client():
    """The strict client: CSRF checked, on-commit callbacks run, pages looked at for leftovers and inline code."""
    return ClientStrict()


@pytest.fixture
def monde(db):
    """Two centres with the same kinds of rows, and one account for each role of each."""
    from tests.fabriques.monde import Monde

    return Monde()


@pytest.fixture
def ici(monde):
    """The first centre, with its scope open for the test body."""
    from clairiere.centres import portee

    with portee.dans(monde.ici.centre):
        yield monde.ici
