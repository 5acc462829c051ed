"""The public page of a certificate, from the street."""

from clairiere.centres import portee
from clairiere.documents.numeros import grouper, nouveau_code
from parcours.views.verification import ESSAIS
from tests.parcours.conftest import texte


def _certificat(monde):
    with portee.dans(monde.ici.centre):
        return monde.ici.parcours.certificats.get()


def test_a_visitor_reads_what_was_certified_and_what_it_is_not(monde, client):
    certificat = _certificat(monde)
    page = texte(client.get("/verifier/", {"code": grouper(certificat.code).lower()}, follow=True)).replace(
        "\u00a0", " "
    )
    for mots in ("valable", certificat.nom_porte, "120 h", certificat.programme, monde.ici.centre.nom):
        assert mots in page
    assert "ni un diplôme, ni un agrément, ni une garantie d’honorabilité" in page


def test_a_mistyped_code_is_told_apart_from_an_unknown_one(monde, client):
    code = _certificat(monde).code
    faux = code[:-1] + next(s for s in "23456789" if s != code[-1])
    page = client.get(f"/verifier/{faux}/")
    assert page.status_code == 404
    assert "Un signe est faux" in texte(page)
    inconnu = client.get(f"/verifier/{nouveau_code()}/")
    assert inconnu.status_code == 404
    assert "Aucun certificat ne porte ce code" in texte(inconnu)


def test_guessing_codes_is_slowed_down(monde, client):
    for _n in range(ESSAIS):
        assert client.get(f"/verifier/{nouveau_code()}/").status_code == 404
    assert client.get(f"/verifier/{nouveau_code()}/").status_code == 429
