"""The client of the tests: as strict as a browser and a bit more."""

import re

from django.db import transaction
from django.test import Client
from django.test.testcases import TestCase

JETON = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
EN_LIGNE = re.compile(r"<[^>]+\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)
SCRIPT_NU = re.compile(r"<script(?![^>]*(\bsrc=|application/json|\bnonce=))", re.IGNORECASE)
RESTES = ("{{", "{%", "None None", "%(", "<bound method")


class ClientStrict(Client):
    """Checks CSRF, runs what waits for the commit, and refuses pages with inline code or unrendered marks."""

    def __init__(self, **options):
        super().__init__(enforce_csrf_checks=True, **options)

    def request(self, **request):
        with TestCase.captureOnCommitCallbacks(execute=True) if _dans_un_test() else _rien():
            reponse = super().request(**request)
        if not reponse.streaming and "text/html" in reponse.get("Content-Type", ""):
            verifier_page(reponse.content.decode(), request.get("PATH_INFO", ""))
        return reponse

    def envoyer(self, page, donnees=None, *, vers=None, **options):
        """Open `page` as a person does, then post `donnees` with the token that the page gave."""
        vue = self.get(page, follow=True)
        jeton = JETON.search(vue.content.decode())
        assert jeton, f"no CSRF token on {page} ({vue.status_code})"
        cible = vers or (vue.redirect_chain[-1][0] if vue.redirect_chain else page)
        return self.post(cible, {"csrfmiddlewaretoken": jeton.group(1), **(donnees or {})}, **options)


def verifier_page(html, chemin):
    """Leftovers of templates and inline code are failures."""
    for reste in RESTES:
        assert reste not in html, f"{reste!r} left on {chemin}"
    assert not EN_LIGNE.search(html), f"inline style or handler on {chemin}: {EN_LIGNE.search(html).group(0)[:120]}"
    assert not SCRIPT_NU.search(html), f"inline script without nonce on {chemin}"


def _dans_un_test():
    return transaction.get_connection().in_atomic_block


class _rien:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False
