import csv
import datetime
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from clairiere.documents.conversion import docx_en_pdf
from clairiere.documents.word import rendre_docx, variables_du_modele, verifier_modele
from contrats.modeles import fabriquer
from contrats.modeles.exemple import EXEMPLE_CONTRAT
from contrats.modeles.variables import VARIABLES_CONTRAT
from tests.documents.outils import besoin_de_poppler, fiche_du_pdf, mots, texte_du_pdf

MODELE = fabriquer.FICHIER.read_bytes()
# Compulsory statement (contrats/tables/mentions.csv) → words of the contract that say it.
MENTIONS = {
    "parties": "3 passage des Peupliers, 93100 Montreuil",
    "numero_employeur": "Numéro Pajemploi ou Cesu : ……",
    "numero_securite_sociale": "Numéro de sécurité sociale, à écrire à la main par les parties",
    "date_embauche": "à partir du mardi 1er décembre 2026",
    "assurance_vehicule": "L’assurance du véhicule",
    "emploi": "« assistant parental B », échelle IV",
    "essai": "La période d’essai dure 1 mois. Elle peut être renouvelée une fois.",
    "duree": "36 h par semaine. La durée du travail est régulière.",
    "organisation": "lundi de 8 h 30 à 17 h 30",
    "lieu": "à cette adresse : 12 rue du Four à Chaux",
    "remuneration": "13,08 € brut, hors congés payés",
    "indemnites": "rembourse la moitié de l’abonnement",
    "jours_feries": "Le 1er mai n’est pas travaillé.",
    "repos_hebdomadaire": "au moins 35 heures de suite. Il est fixé ainsi : du vendredi soir au lundi matin.",
    "conges_payes": "au moins 2 mois à l’avance",
    "absences_employeur": "du 2 au 15 août 2027",
    "presence_responsable": "Deux heures de présence responsable",
    "presence_nuit": "La salariée dort sur place",
    "heures_sup": "au-delà de 40 heures par semaine sont payées",
    "conduite": "Une prime de conduite",
    "garde_partagee": "La clause commune",
    "accord_pajemploi_plus": "accepte que l’Urssaf lui verse son salaire",
}
TOUT = EXEMPLE_CONTRAT | {
    "assurance_vehicule": "L’assurance du véhicule couvre la salariée.",
    "conduite": "Une prime de conduite de 20 € par mois est versée.",
    "presence_responsable": "Deux heures de présence responsable par semaine.",
    "presence_nuit": "La salariée dort sur place le jeudi.",
    "garde_partagee": "La clause commune aux deux contrats.",
}


def mots_du_contrat(donnees):
    document = docx.Document(io.BytesIO(rendre_docx(MODELE, donnees)))
    paragraphes = document.element.body.iter(qn("w:p"))
    lignes = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphes]
    return " ".join(mots(" ".join(lignes)))


def test_the_shipped_file_is_the_one_its_script_makes():
    with zipfile.ZipFile(io.BytesIO(fabriquer.construire())) as neuf, zipfile.ZipFile(fabriquer.FICHIER) as garde:
        assert neuf.namelist() == garde.namelist()
        for nom in garde.namelist():
            assert neuf.read(nom) == garde.read(nom), f"{nom} differs: run python -m contrats.modeles.fabriquer"
        assert not [nom for nom in garde.namelist() if nom.endswith((".jpeg", ".jpg", ".png"))]


def test_the_template_uses_every_published_name_and_no_other():
    assert variables_du_modele(MODELE) == set(VARIABLES_CONTRAT) == set(EXEMPLE_CONTRAT)
    assert verifier_modele(MODELE, VARIABLES_CONTRAT, EXEMPLE_CONTRAT) == []
    assert all(len(explication) > 10 for explication in VARIABLES_CONTRAT.values())


def test_the_contract_carries_every_compulsory_statement_of_the_table():
    table = Path(fabriquer.__file__).parent.parent / "tables" / "mentions.csv"
    with table.open(encoding="utf-8", newline="") as fichier:
        codes = [ligne["code"] for ligne in csv.DictReader(fichier)]
    assert set(codes) == set(MENTIONS)
    contrat = mots_du_contrat(TOUT)
    manquants = [code for code in codes if MENTIONS[code] not in contrat]
    assert manquants == []


def test_the_social_security_number_is_a_dotted_line_and_no_variable():
    assert not [nom for nom in VARIABLES_CONTRAT if re.search("secu|nir", nom)]
    assert re.search(r"sécurité sociale, à écrire à la main par les parties : …{20,}", mots_du_contrat(EXEMPLE_CONTRAT))


def test_the_association_says_it_is_no_party():
    assert "L’association n’est pas partie au contrat, ne le signe pas et ne fixe pas le salaire." in mots_du_contrat(
        TOUT
    )


def test_articles_keep_their_number_whatever_the_contract_holds():
    def titres(donnees):
        return re.findall(r"Article \d+ –", mots_du_contrat(donnees))

    assert titres(EXEMPLE_CONTRAT) == titres(TOUT) == [f"Article {n} –" for n in range(1, 19)]
    assert "Sans objet : la salariée ne conduit pas pendant son travail." in mots_du_contrat(EXEMPLE_CONTRAT)


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"essai_renouvelable": False}, "Elle n’est pas renouvelable."),
        ({"duree_reguliere": False}, "au moins 5 jours avant"),
        ({"absences_employeur": []}, "le salaire est maintenu"),
        ({"pajemploi_plus": False}, "verse lui-même le salaire"),
        ({"numero_employeur": "Y123456789"}, "Numéro Pajemploi ou Cesu : Y123456789"),
        ({"logement": "La salariée est logée."}, "La salariée est logée."),
    ],
)
def test_each_choice_of_the_parties_changes_the_text(change, attendu):
    assert attendu not in mots_du_contrat(EXEMPLE_CONTRAT)
    assert attendu in mots_du_contrat(EXEMPLE_CONTRAT | change)


@besoin_de_poppler
def test_the_pdf_says_every_word_of_the_word_file_and_has_a_place_for_initials_on_each_page():
    rendu = rendre_docx(MODELE, TOUT)
    pdf = docx_en_pdf(rendu, titre="Contrat de travail", date=datetime.date(2026, 11, 22))
    pages = texte_du_pdf(pdf, "-layout").strip("\f").split("\f")
    for rang, page in enumerate(pages, start=1):
        pied = " ".join(mots(page.strip().splitlines()[-1]))
        assert pied == f"Contrat no CDI-2026-0004 Initiales : ………… / ………… page {rang} / {len(pages)}"
    lus = Counter(mot for page in pages for mot in mots("\n".join(page.strip().splitlines()[:-1])))
    puces = Counter({"•": lus["•"]})
    assert lus - puces == Counter(mots_du_contrat(TOUT).split(" "))
    assert "(A4)" in fiche_du_pdf(pdf)
    assert len(pages) == 3
