import dataclasses
import datetime
import re

import pytest

from clairiere.documents.certificat import Emetteur
from clairiere.documents.feuille import DonneesFeuille, feuille_emargement_pdf
from tests.documents.outils import besoin_de_poppler, fiche_du_pdf, mots, texte_du_pdf

DONNEES = DonneesFeuille(
    emetteur=Emetteur(nom="Centre social La Clairière", adresse="60 rue Greneta, 75002 Paris"),
    session="Automne 2026",
    seance="Sommeil et rythmes du tout-petit",
    date=datetime.date(2026, 11, 24),
    demi_journee="matin",
    debut=datetime.time(9),
    fin=datetime.time(12, 30),
    lieu="Salle du premier étage",
    formatrice="Hélène Marchand",
    stagiaires=("Aïssatou Diallo-Traoré", "Nguyễn Thị Ngọc Ánh", *(f"Stagiaire {i}" for i in range(10))),
    lignes_vides=2,
    reference="S12-D045",
    retour="Une fois signée, écrivez le code S12-D045 sur la page Présences.",
)


@besoin_de_poppler
def test_the_sheet_carries_what_funders_ask_and_fits_on_one_page_for_twelve():
    pdf = feuille_emargement_pdf(DONNEES)
    texte = " ".join(mots(texte_du_pdf(pdf, "-layout")))
    for attendu in (
        "Feuille d’émargement",
        "Automne 2026",
        "Sommeil et rythmes du tout-petit",
        "Mardi 24 novembre 2026, matin",
        "de 9 h à 12 h 30 (3 h 30)",
        "Salle du premier étage",
        "Prénom et nom Arrivée Départ Signature",
        "1 Aïssatou Diallo-Traoré",
        "2 Nguyễn Thị Ngọc Ánh",
        "14",
        "Signature de la formatrice",
        "page 1 / 1",
        "Code de la feuille S12-D045",
        "Une fois signée, écrivez le code",
    ):
        assert attendu in texte
    assert re.search(r"Pages:\s+1\n", fiche_du_pdf(pdf))


@besoin_de_poppler
def test_a_long_list_goes_on_over_the_page_with_its_headings_again():
    pdf = feuille_emargement_pdf(dataclasses.replace(DONNEES, stagiaires=tuple(f"Stagiaire {i}" for i in range(40))))
    pages = texte_du_pdf(pdf, "-layout").strip("\f").split("\f")
    assert len(pages) == 3
    assert all("Signature" in page for page in pages)
    assert "page 3 / 3" in " ".join(mots(pages[2]))
    assert all(f"Stagiaire {i}" in "".join(pages) for i in range(40))


def test_a_sheet_without_anybody_or_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="Il n’y a personne"):
        dataclasses.replace(DONNEES, stagiaires=(), lignes_vides=0)
    with pytest.raises(ValueError, match="avant le début"):
        dataclasses.replace(DONNEES, fin=datetime.time(8))


def test_the_same_sheet_has_the_same_bytes():
    assert feuille_emargement_pdf(DONNEES) == feuille_emargement_pdf(DONNEES)
