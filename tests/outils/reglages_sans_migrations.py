"""The settings of Clairière, with tables made from the models: for programs that a test starts apart."""

from clairiere.settings import *  # noqa: F403


class SansMigrations(dict):
    """Every app, without its migrations."""

    def __contains__(self, _nom):
        return True

    def __getitem__(self, _nom):
        return None


MIGRATION_MODULES = SansMigrations()
