"""The poster: what it says, how big, and that a telephone reads its code."""

import dataclasses
import datetime
import io
import re
import subprocess

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from clairiere.documents.affiche import DonneesAffiche, affiche_pdf
from clairiere.documents.certificat import Emetteur
from tests.documents.outils import besoin_de_poppler, fiche_du_pdf, mots, texte_du_pdf

DONNEES = DonneesAffiche(
    emetteur=Emetteur(nom="Centre social La Clairière", adresse="60 rue Greneta, 75002 Paris"),
    titre="Réunion d’information",
    phrase="Vous aimez vous occuper des enfants ? Venez découvrir le métier d’auxiliaire parentale.",
    debut=datetime.datetime(2026, 11, 24, 14),
    fin=datetime.datetime(2026, 11, 24, 16, 30),
    lieu="60 rue Greneta, salle du premier étage",
    telephone="+33140000000",
    url="https://clairiere.example/c/ici/reunions/12/inscription/",
)
LONGUE = dataclasses.replace(
    DONNEES,
    titre="Forum des métiers de la petite enfance et de la famille du deuxième arrondissement de Paris",
    lieu="Mairie annexe du quartier des Hautes-Bornes, 128 avenue du Général de Gaulle, 94600 Choisy-le-Roi",
    debut=datetime.datetime(2026, 9, 30, 9, 15),
    fin=datetime.datetime(2026, 9, 30, 17, 45),
)
MM = 72 / 25.4


@besoin_de_poppler
@pytest.mark.parametrize("donnees", [DONNEES, LONGUE, dataclasses.replace(DONNEES, telephone="")])
def test_it_says_what_when_where_and_how_to_register_on_one_page(donnees):
    pdf = affiche_pdf(donnees)
    texte = " ".join(mots(texte_du_pdf(pdf)))
    jour = {11: "Mardi 24 novembre", 9: "Mercredi 30 septembre"}[donnees.debut.month]
    for attendu in (jour, "auxiliaire parentale", "Photographiez ce code.", "Centre social La Clairière"):
        assert attendu in texte
    assert donnees.titre in texte
    assert donnees.lieu in texte
    assert ("01 40 00 00 00" in texte) == bool(donnees.telephone)
    assert ("Ou appelez-nous" in texte) == bool(donnees.telephone)
    assert re.search(r"Pages:\s+1\n", fiche_du_pdf(pdf))


@besoin_de_poppler
@pytest.mark.parametrize("donnees", [DONNEES, LONGUE])
def test_what_matters_is_read_from_three_metres(donnees):
    """At three metres letters are read from 5 mm on; a line of them is half as tall again."""
    pdf = affiche_pdf(donnees)
    boites = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    hauteurs = {
        mot: (float(bas) - float(haut)) / MM
        for haut, bas, mot in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</word>', boites)
    }
    premier = donnees.titre.split()[0]
    jour = {11: "Mardi", 9: "Mercredi"}[donnees.debut.month]
    for mot, au_moins in ((premier, 11), (jour, 13), ("Photographiez", 7.5)):
        assert hauteurs[mot] >= au_moins, (mot, hauteurs[mot])
    numero = next(h for mot, h in hauteurs.items() if mot.startswith("01"))
    assert numero >= 12


@besoin_de_poppler
def test_a_telephone_reads_the_code_and_a_click_follows_it():
    pdf = affiche_pdf(DONNEES)
    liens = [a.get_object()["/A"]["/URI"] for a in PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]]
    assert set(liens) == {DONNEES.url}
    png = subprocess.run(["pdftoppm", "-r", "150", "-png", "-"], input=pdf, capture_output=True, check=True).stdout
    page = Image.open(io.BytesIO(png)).convert("L")
    largeur, hauteur = page.size
    zone = page.crop((0, int(hauteur * 0.68), int(largeur * 0.42), int(hauteur * 0.93)))
    sombre = zone.point(lambda p: 255 if p < 110 else 0)
    gauche, haut, droite, bas = sombre.getbbox()
    attendu = segno.make(DONNEES.url, error="m", micro=False).matrix
    pas = (droite - gauche) / len(attendu)
    assert abs((bas - haut) - (droite - gauche)) <= 2, "a square"
    assert (droite - gauche) / 150 * 25.4 >= 50, "large enough for a cheap camera"
    lu = tuple(
        tuple(
            int(sombre.getpixel((round(gauche + (x + 0.5) * pas), round(haut + (y + 0.5) * pas))) == 255)
            for x in range(len(attendu))
        )
        for y in range(len(attendu))
    )
    assert lu == tuple(tuple(int(module) for module in ligne) for ligne in attendu)


def test_a_poster_without_a_title_or_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="Il manque le titre"):
        dataclasses.replace(DONNEES, titre=" ")
    with pytest.raises(ValueError, match="finit avant de commencer"):
        dataclasses.replace(DONNEES, fin=DONNEES.debut)


def test_the_same_poster_has_the_same_bytes():
    assert affiche_pdf(DONNEES) == affiche_pdf(DONNEES)
