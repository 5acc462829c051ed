"""A room with a browser in it."""

import pytest

from tests.outils import navigateur, sms


@pytest.fixture
def salle(transactional_db, settings, tmp_path):
    """A server, a browser, two centres, a gateway for SMS; papers in a folder of their own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    with sms.passerelle() as (adresse, recus), navigateur.salle(tmp_path) as ouverte:
        settings.SMS_URL = adresse
        ouverte.sms = recus
        yield ouverte
