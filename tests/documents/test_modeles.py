"""Word templates that a centre brings: what is accepted, what is refused and where, what is kept."""

import io
import time
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from clairiere.centres import portee
from clairiere.documents import examen
from clairiere.documents.examen import defauts_de, examiner
from clairiere.documents.modeles import PAPIERS, en_vigueur, livre
from clairiere.documents.models import ModeleWord
from clairiere.documents.papiers import faire_les_fichiers
from clairiere.documents.word import variables_du_modele
from clairiere.journal.models import Entree
from parcours.modeles import TOUS, fabriquer
from tests.documents.outils import besoin_de_poppler, en_octets, lignes, mots, texte_du_pdf, word
from tests.parcours.conftest import Personne, texte

EXEMPLE = {"nom": "Awa", "seances": [{"jour": "lundi", "theme": ""}], "heures_suivies": 6750, "long": list(range(90))}


def trouves(modele):
    return [(d.paragraphe, d.texte, d.phrase) for d in defauts_de(modele, EXEMPLE, EXEMPLE)]


@pytest.mark.parametrize("papier", TOUS, ids=lambda p: p.code)
def test_each_shipped_template_is_the_one_its_script_makes_and_is_accepted(papier):
    neuf, garde = fabriquer.construire(papier.code), papier.fichier.read_bytes()
    with zipfile.ZipFile(io.BytesIO(neuf)) as a, zipfile.ZipFile(io.BytesIO(garde)) as b:
        assert a.namelist() == b.namelist()
        differents = [n for n in a.namelist() if a.read(n) != b.read(n)]
        assert not differents, f"{differents}: run python -m parcours.modeles.fabriquer"
    assert variables_du_modele(garde) <= set(papier.variables)
    assert defauts_de(garde, papier.variables, papier.exemple) == []
    assert all(len(v.explication) > 8 and v.montre() for v in papier.variables.values())


LEGALES = {
    "information": ("L.6353-8", "règlement intérieur", "Objectifs", "Contenu", "Horaires", "Qui enseigne", "jury"),
    "reglement": ("L.6352-3", "Santé et sécurité", "Sanctions", "quinze jours", "Représentation", "500 heures"),
    "convocation": ("Premier jour", "Lieu", "handicap", "01 40 00 00 00"),
    "assiduite": ("112 h 30", "signées", "absente, justifiée"),
    "fin_formation": ("L.6353-1", "Action de formation", "112 h 30", "Résultat : acquis", "Sécurité et hygiène"),
    "realisation": (
        "R.6332-26",
        "Marie Martin, directrice",
        "action de formation",
        "effectivement suivie de 112 h 30",
        "pendant une durée de 3 ans",
        "Cachet et signature",
    ),
    "satisfaction_chaud": ("N’écrivez pas votre nom", "Les cours vous ont plu ?", "[ ] Plutôt oui"),
    "satisfaction_froid": ("Six mois après",),
    "immersion": ("Cerfa 13912", "c’est du travail dissimulé", "ne comptent pas dans les heures"),
}


@besoin_de_poppler
@pytest.mark.parametrize("papier", TOUS, ids=lambda p: p.code)
def test_each_paper_says_what_the_law_asks_of_it_and_never_120_hours_followed(ici, papier):
    import datetime as dt

    fichiers, _empreinte = faire_les_fichiers(papier.code, papier.exemple, date=dt.date(2026, 11, 23))
    lu = " ".join(mots(texte_du_pdf(fichiers["pdf"])))
    for passage in LEGALES[papier.code]:
        assert passage in lu, (passage, lu[:1500])
    assert "Cet enregistrement ne vaut pas agrément de l’État." in lu
    if papier.code in ("assiduite", "fin_formation", "realisation"):
        assert "suivi 120 h" not in lu
        assert "suivie de 120 h" not in lu


@pytest.mark.parametrize(
    ("balise", "raison"),
    [
        ("{% for i in range(10**9) %}x{% endfor %}", "range(…)"),
        ("{% for a in long %}{% for b in long %}{% for c in long %}x{% endfor %}{% endfor %}{% endfor %}", "5000 fois"),
        ("{% include '/etc/passwd' %}", "include"),
        ("{% import '/etc/passwd' as x %}", "import"),
        ("{% extends '/etc/passwd' %}", "extends"),
        ("{{ nom.__class__.__mro__ }}", "trait bas"),
        ("{{ nom['__class__'] }}", "trait bas"),
        ("{{ nom.format_map(long) }}", "parenthèses"),
        ("{{ ''.join(open('/etc/passwd')) }}", "open"),
        ("{{ personne_nm }}", "« personne_nm », que le logiciel ne connaît pas"),
        ("{{ nom", "Il manque « }} »"),
        ("{% if nom %}oui", "n’est pas fermée"),
        ("{{ nom nom }}", "mal écrite"),
        ("{{ nom | euro }}", "Le filtre « euro » n’existe pas"),
        ("{{ nom | heures }}", "« heures » ne convient pas"),
        ("{{ seances[0].them }}", "« them », qui n’existe pas"),
        ("{{r nom }}", "Écrivez « {{ nom }} »"),
    ],
)
def test_a_wrong_template_is_refused_with_its_paragraph_and_the_reason(balise, raison):
    avant = time.monotonic()
    defauts = trouves(word("Convocation", "", f"Le texte {balise} continue."))
    assert {(paragraphe, ecrit) for paragraphe, ecrit, _phrase in defauts} == {(3, f"Le texte {balise} continue.")}
    assert raison in " ".join(phrase for _paragraphe, _ecrit, phrase in defauts)
    assert time.monotonic() - avant < 5


def test_all_the_unknown_names_are_listed_at_once_each_with_its_place():
    assert [(p, t) for p, t, _phrase in trouves(word("{{ un }}", "{{ nom }}", "{{ deux }} et {{ un }}"))] == [
        (1, "{{ un }}"),
        (3, "{{ deux }} et {{ un }}"),
        (3, "{{ deux }} et {{ un }}"),
    ]


def test_unknown_names_are_said_even_beside_what_is_forbidden():
    defauts = trouves(word("{{ prenom }}", "{% for i in range(9) %}{{ i }}{% endfor %}", "{{ nom | heure }}"))
    assert [paragraphe for paragraphe, _texte, _phrase in defauts] == [1, 2, 2, 3]
    assert "« prenom »" in defauts[0][2]


def test_paragraphs_are_counted_through_tables_whose_rows_a_loop_removes():
    document = docx.Document()
    document.add_paragraph("Titre")
    tableau = document.add_table(4, 2)
    for rang, (a, b) in enumerate(
        [("Jour", "Thème"), ("{%tr for x in seances %}", ""), ("{{ x.jour }}", "{{ x.tème }}"), ("{%tr endfor %}", "")]
    ):
        tableau.cell(rang, 0).text, tableau.cell(rang, 1).text = a, b
    document.add_paragraph("Fin")
    [(paragraphe, ecrit, phrase)] = trouves(en_octets(document))
    assert (paragraphe, ecrit) == (7, "{{ x.tème }}")
    assert "« tème »" in phrase


def test_a_fault_in_the_footer_says_so():
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "{{ page_de_garde }}"
    [defaut] = defauts_de(en_octets(document), EXEMPLE, EXEMPLE)
    assert defaut.lieu == "Paragraphe 1, dans le pied de page"


def _avec(nom, contenu):
    sortie = io.BytesIO(word("x"))
    with zipfile.ZipFile(sortie, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(nom, contenu)
    return sortie.getvalue()


def _champ(instruction):
    document = docx.Document()
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    document.add_paragraph("x")._p.append(simple)
    return en_octets(document)


LIEN = '<Relationship Type="…/{}" Target="http://ailleurs.example/x" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("fichier", "raison"),
    [
        (b"", "n’est pas un document Word"),
        (b"%PDF-1.7", "n’est pas un document Word"),
        (b"PK" + b"x" * 5_000_001, "plus de 5 Mo"),
        (_avec("word/vbaProject.bin", b"x"), "macros"),
        (_avec("word/gros.bin", b"\0" * 61_000_000), "trop de données"),
        (_avec("word/gros.xml", b"<a>" + b" " * 9_000_000 + b"</a>"), "trop de données"),
        (_avec("word/_rels/settings.xml.rels", LIEN.format("attachedTemplate")), "ailleurs"),
        (_avec("word/_rels/x.xml.rels", LIEN.format("image")), "ailleurs"),
        (_avec("word/embeddings/feuille.xlsx", b"x"), "un autre fichier"),
        (_avec("word/x.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), "abîmé"),
        (_champ('INCLUDETEXT "/etc/passwd"'), "INCLUDETEXT"),
        (_champ('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k"'), "DDEAUTO"),
    ],
    ids=["vide", "pdf", "lourd", "macros", "bombe", "xml", "modele", "image", "objet", "entite", "champ", "dde"],
)
def test_a_dangerous_file_is_refused_as_a_whole(fichier, raison):
    [defaut] = defauts_de(fichier, EXEMPLE, EXEMPLE)
    assert raison in defaut.phrase
    assert defaut.lieu == ""


def test_a_field_of_pages_or_a_link_to_a_site_is_no_danger():
    assert defauts_de(_champ("PAGE"), EXEMPLE, EXEMPLE) == []
    assert defauts_de(_avec("word/_rels/x.xml.rels", LIEN.format("hyperlink")), EXEMPLE, EXEMPLE) == []


def test_what_the_pdf_cannot_draw_is_said_when_the_template_is_brought():
    document = docx.Document()
    document.add_paragraph("x")._p.append(OxmlElement("w:ins"))
    [defaut] = defauts_de(en_octets(document), EXEMPLE, EXEMPLE)
    assert "modifications suivies" in defaut.phrase


def test_a_file_made_to_keep_the_software_busy_is_stopped_by_the_clock(monkeypatch):
    monkeypatch.setattr(examen, "SECONDES_MAX", 0.01)
    [defaut] = examiner(word("{{ nom }}"), EXEMPLE, EXEMPLE)
    assert "trop de temps" in defaut.phrase


def test_the_child_that_examines_may_not_write_a_file():
    assert examiner(word("{{ nom }} {{ inconnu }}"), EXEMPLE, EXEMPLE)[0].paragraphe == 1
    assert examiner(word("{{ nom }}"), EXEMPLE, EXEMPLE) == []


# --- At the screen of the coordinator -----------------------------------------------------------------------------


@pytest.fixture
def directrice(monde):
    return Personne(monde.ici, "directrice")


def deposer(personne, octets, papier="convocation", nom="notre modèle.docx"):
    fichier = SimpleUploadedFile(nom, octets)
    return personne.envoyer(f"reglages/papiers/{papier}/", {"fichier": fichier})


def modifie(papier, ajout):
    document = docx.Document(io.BytesIO(livre(papier)))
    document.add_paragraph(ajout)
    return en_octets(document)


def test_the_list_says_which_templates_are_the_centres_own(monde, directrice):
    page = directrice.voir("reglages/papiers/")
    for papier in TOUS:
        assert papier.titre in page
    assert "Le vôtre" not in page
    deposer(directrice, modifie("convocation", "Merci de venir à l’heure, {{ personne_prenom }}."))
    assert page.count("Livré avec le logiciel") - 1 == directrice.voir("reglages/papiers/").count("Livré avec")


def test_every_name_is_listed_with_its_explanation_and_an_example(directrice):
    page = directrice.voir("reglages/papiers/fin_formation/")
    for nom, variable in PAPIERS["fin_formation"].variables.items():
        assert nom in page
        assert variable.explication[1:] in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert "112 h 30" in page.replace("\u00a0", " ")


def test_a_replaced_template_is_the_one_that_papers_are_made_from_and_one_goes_back(monde, directrice):
    reponse = deposer(directrice, modifie("convocation", "Merci de venir à l’heure, {{ personne_prenom }}."))
    assert "Votre modèle est en place (version 1)." in texte(reponse)
    with portee.dans(monde.ici.centre):
        assert "Merci de venir" in lignes(en_vigueur("convocation").octets)[-1]
    with portee.dans(monde.ailleurs.centre):
        assert en_vigueur("convocation").octets == livre("convocation")
    pris = directrice.client.get(monde.ici.adresse("reglages/papiers/convocation/fichier/docx/"))
    assert lignes(pris.content)[-1].startswith("Merci de venir")
    directrice.envoyer("reglages/papiers/convocation/livre/", page="reglages/papiers/convocation/")
    page = directrice.voir("reglages/papiers/convocation/")
    assert "celui du logiciel" in page
    assert "Version 1" in page
    with portee.dans(monde.ici.centre):
        version = ModeleWord.objects.get()
        assert version.retire_par == str(monde.ici.comptes["directrice"])
    directrice.envoyer(f"reglages/papiers/versions/{version.pk}/reprendre/", page="reglages/papiers/convocation/")
    with portee.dans(monde.ici.centre):
        assert [m.version for m in ModeleWord.objects.filter(retire_le__isnull=True)] == [2]
        assert Entree.objects.filter(code="modele.remplacer").count() == 2


@besoin_de_poppler
def test_the_preview_is_the_template_filled_with_invented_data(monde, directrice):
    pdf = directrice.client.get(monde.ici.adresse("reglages/papiers/realisation/fichier/pdf/"))
    assert pdf["Content-Type"] == "application/pdf"
    assert "Awa Diallo" in texte_du_pdf(pdf.content)


def test_a_wrong_template_changes_nothing_and_the_page_says_the_line(monde, directrice):
    mauvais = word("Convocation", "{{ personne_nom }} est attendue le {{ premier_jours | date_longue }}.")
    reponse = deposer(directrice, mauvais)
    assert reponse.status_code == 422
    page = texte(reponse)
    assert "Ce modèle n’est pas accepté" in page
    assert "Paragraphe 2" in page
    assert "premier_jours" in page
    assert "Le nom le plus proche est « premier_jour »" in page.replace("\u00a0", " ")
    with portee.dans(monde.ici.centre):
        assert not ModeleWord.objects.exists()


def test_the_same_file_brought_twice_is_one_version(monde, directrice):
    octets = modifie("reglement", "Un mot de plus.")
    deposer(directrice, octets, "reglement")
    deposer(directrice, octets, "reglement")
    with portee.dans(monde.ici.centre):
        assert ModeleWord.objects.count() == 1


def test_no_file_and_a_file_too_heavy_are_said_beside_the_field(directrice):
    assert "Choisissez un fichier." in texte(directrice.envoyer("reglages/papiers/reglement/"))
    lourd = deposer(directrice, b"PK" + b"0" * 5_000_001, "reglement")
    assert lourd.status_code == 422
    assert "trop lourd" in texte(lourd)


def test_templates_are_for_the_direction_and_an_unknown_paper_is_not_found(monde, directrice):
    assert Personne(monde.ici, "chargee_insertion").voir("reglages/papiers/", statut=403)
    directrice.voir("reglages/papiers/inconnu/", statut=404)
    directrice.voir("reglages/papiers/reglement/fichier/exe/", statut=404)
