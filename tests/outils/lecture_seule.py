"""GET does not write: proved at the level of SQL."""

from contextlib import contextmanager
from unittest import mock

from django.core.handlers.base import BaseHandler
from django.db import connection

ECRITURES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")
# What Django and the log-in library keep for themselves: the session, the cache, the last log-in. And the trace that
# someone opened a person's file, which she may read.
TOLEREES = ("django_session", "cache_partage", "last_login", "journal_consultation")


class EcritureSurGet(AssertionError):
    """A page that is only looked at changed the database."""


def _surveiller(execute, sql, params, many, context):
    debut = sql.lstrip().split(" ", 1)[0].upper()
    if debut in ECRITURES and not any(mot in sql for mot in TOLEREES):
        raise EcritureSurGet(sql[:200])
    return execute(sql, params, many, context)


@contextmanager
def refuser_ecriture_sur_get():
    """Watch every request that the test client makes."""
    original = BaseHandler.get_response

    def get_response(self, request):
        if request.method not in ("GET", "HEAD"):
            return original(self, request)
        with connection.execute_wrapper(_surveiller):
            return original(self, request)

    with mock.patch.object(BaseHandler, "get_response", get_response):
        yield
