"""Files of the centre, and where uploads go during the tests."""

from pathlib import Path

import pytest

DONNEES = Path(__file__).parent.parent / "donnees"
CANDIDATES = DONNEES / "candidates-printemps-2026.xlsx"
EMARGEMENT = DONNEES / "emargement-printemps-2026.csv"


@pytest.fixture(autouse=True)
def _fichiers_a_part(settings, tmp_path):
    """Files put down in a test stay in its own folder."""
    stockage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "fichiers"}}
    settings.STORAGES = {**settings.STORAGES, "default": stockage}
