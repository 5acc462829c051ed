"""Constant cost: a page makes the same queries for 10 rows and for 200."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def requetes_pour(client, adresse):
    """The queries of one page, warmed once."""
    client.get(adresse)
    with CaptureQueriesContext(connection) as capture:
        reponse = client.get(adresse)
    assert reponse.status_code == 200, (adresse, reponse.status_code)
    return [q["sql"] for q in capture.captured_queries]


def assertNumQueries(client, adresse, ajouter, *, peu=10, beaucoup=200, au_plus=30):
    """Compare the page with `peu` rows and with `beaucoup` rows.

    `ajouter(n)` makes n more rows. Fails when the number of queries grows, or is over `au_plus`.
    """
    ajouter(peu)
    avant = requetes_pour(client, adresse)
    ajouter(beaucoup - peu)
    apres = requetes_pour(client, adresse)
    assert len(avant) == len(apres), (
        f"{adresse}: {len(avant)} queries for {peu} rows, {len(apres)} for {beaucoup}\n" + "\n".join(apres)[-3000:]
    )
    assert len(apres) <= au_plus, f"{adresse}: {len(apres)} queries\n" + "\n".join(apres)
    return len(apres)
