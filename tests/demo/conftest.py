"""The demonstration is built once for these tests (some seconds), kept in the test database, and erased at the end."""

import datetime as dt

import pytest

LE = dt.date(2026, 11, 22)


@pytest.fixture(scope="package")
def reseau(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration network, as `manage.py demo` leaves it; gives its cost, in seconds of processor."""
    import time

    from clairiere.centres import portee
    from clairiere.demo.construction import construire
    from clairiere.demo.menage import fichiers_gardes, retirer_fichiers, vider

    with django_db_blocker.unblock():
        depart = time.process_time()
        construire(LE)
        duree = time.process_time() - depart
    yield duree
    with django_db_blocker.unblock():
        with portee.sans_portee("fin des tests de la démonstration"):
            retirer_fichiers(fichiers_gardes())
        vider()


@pytest.fixture
def demo(reseau, db, settings):
    """A test on the demonstration, in demonstration mode; what it writes is undone."""
    settings.MODE = "demo"
    return reseau
