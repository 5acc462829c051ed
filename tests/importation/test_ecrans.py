"""The import in the browser: from the file to the list, and back."""

import datetime as dt
import io
from html.parser import HTMLParser

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clairiere import flux
from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.importation.actions.effacement import effacer_perimes
from clairiere.importation.models import CorrespondanceColonne, Import, LigneCreee
from clairiere.messages.envois import ecrire
from parcours.models import Parcours
from tests.fabriques.base import FabriqueParcours, FabriquePersonne
from tests.importation.classeurs import ENTETES, classeur, liste
from tests.importation.conftest import CANDIDATES
from tests.outils.client import ClientStrict
from tests.outils.requetes import requetes_pour

pytestmark = pytest.mark.django_db
TEL = {"Tél.": "0600061033"}


@pytest.fixture
def equipe(ici, client):
    """Someone of the team, logged in."""
    client.force_login(ici.comptes["coordinatrice"])
    return client


def deposer(client, octets, nom="liste.xlsx", centre="ici", **champs):
    fichier = SimpleUploadedFile(nom, octets)
    donnees = {"genre": "candidates", "liste-fichier": fichier, **champs}
    return client.envoyer(f"/c/{centre}/importer/", donnees)


def texte(reponse):
    return reponse.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").replace("&#x27;", "'")


class _Saisies(HTMLParser):
    """What the form of a preview would send: hidden fields, texts, ticked boxes."""

    def __init__(self):
        super().__init__()
        self.valeurs, self._texte = {}, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        coche = a.get("type") not in {"checkbox", "radio"} or "checked" in a
        if tag == "input" and a.get("name") and coche:
            self.valeurs[a["name"]] = a.get("value", "on" if a.get("type") == "checkbox" else "")
        if tag == "textarea":
            self._texte = a["name"]
            self.valeurs[self._texte] = ""

    def handle_endtag(self, tag):
        self._texte = None if tag == "textarea" else self._texte

    def handle_data(self, data):
        if self._texte:
            self.valeurs[self._texte] += data


def poser(client, page, aller="enregistrer", **champs):
    """Post the preview as the browser does: all that stands in the form, what was just typed, and the button."""
    saisies = _Saisies()
    saisies.feed(client.get(page, follow=True).content.decode())
    donnees = {**saisies.valeurs, "aller": aller, **champs}
    return client.post(page.split("?")[0], donnees)


def une(nom="Diallo", prenom="Awa", **autres):
    """One line under ENTETES."""
    valeurs = {"NOM": nom, "Prénom": prenom, **autres}
    return [valeurs.get(titre) for titre in ENTETES]


# --- The whole way ------------------------------------------------------------------------------------------------


def test_the_spring_list_is_read_relit_recorded_and_taken_back(equipe, ici):
    avant = Personne.objects.count(), Parcours.objects.count()
    reponse = deposer(equipe, CANDIDATES.read_bytes(), CANDIDATES.name)
    assert reponse.status_code == 302
    lot = Import.objects.get()
    assert lot.comptes == {"lues": 69, "creees": 42, "doublons": 1, "a_verifier": 26, "ignorees": 7}
    assert (Personne.objects.count(), Parcours.objects.count()) == avant, "nothing before the confirmation"
    page = texte(equipe.get(reponse.url))
    assert "formule « =2+2 » non lue" in page
    assert "68 personnes seront enregistrées" in page
    assert "gul.ba@example.org" in page
    reponse = poser(equipe, reponse.url)
    assert reponse.url.endswith(f"/{lot.pk}/resultat/")
    assert Personne.objects.count() - avant[0] == Parcours.objects.count() - avant[1] == 68
    resultat = texte(equipe.get(reponse.url))
    assert "68 personnes enregistrées, 1 laissée de côté" in resultat
    assert "elle est probablement déjà là" in resultat
    linh = Parcours.objects.get(personne__prenom="Linh", personne__nom="Benali")
    assert (linh.etat, linh.origine, str(linh.personne.telephone)) == ("reperee", "RPE", "06 00 03 62 80")
    annulation = equipe.envoyer(f"/c/ici/importer/{lot.pk}/annuler/")
    assert annulation.status_code == 302
    assert (Personne.objects.count(), Parcours.objects.count()) == avant
    lot.refresh_from_db()
    assert (lot.etat, lot.rapport, bool(lot.fichier)) == ("annule", {}, False)


def test_the_meeting_noted_in_the_file_is_ready_for_the_button(equipe, ici):
    reponse = deposer(equipe, CANDIDATES.read_bytes(), CANDIDATES.name)
    poser(equipe, reponse.url)
    grace = Parcours.objects.get(personne__prenom="Grâce", personne__nom="Rouvière")
    assert (grace.etat, grace.date_reunion, grace.reunion_prevue) == ("reperee", None, "10/02/2026")
    acte = texte(equipe.get(f"/c/ici/acte/parcours/{grace.pk}/informer/", follow=True))
    assert "10/02/2026" in acte or "2026-02-10" in acte
    assert Parcours.objects.get(personne__prenom="Gül", personne__nom="Bâ").reunion_prevue == "absente"


def test_a_second_click_says_who_did_it_and_records_nothing_more(equipe, ici):
    page = deposer(equipe, liste(une())).url
    poser(equipe, page)
    combien = Personne.objects.count()
    autre_page = f"/c/ici/importer/{Import.objects.get().pk}/annuler/"
    encore = equipe.envoyer(autre_page, {"aller": "enregistrer", "rangs": "1"}, vers=page, follow=True)
    assert "C’est déjà fait par" in texte(encore)
    assert Personne.objects.count() == combien


def test_undoing_keeps_the_one_who_moved_on_and_says_why(equipe, ici):
    page = deposer(equipe, liste(une("Diop", "Awa"), une("Sy", "Fanta"), une("Ba", "Rosa"))).url
    poser(equipe, page)
    lot = Import.objects.get()
    awa, fanta = (
        Parcours.objects.get(personne__prenom=p, personne__nom=n) for p, n in (("Awa", "Diop"), ("Fanta", "Sy"))
    )
    flux.franchir(awa, "informer", par=ici.acteur("coordinatrice"), date_reunion=dt.date(2026, 2, 10))
    ecrire(a=fanta.personne, texte="Bonjour", genre="test")
    apercu = texte(equipe.get(f"/c/ici/importer/{lot.pk}/annuler/"))
    assert "1 personne et son parcours" in apercu
    assert "a noté la réunion d’information" in apercu
    equipe.envoyer(f"/c/ici/importer/{lot.pk}/annuler/")
    assert not Personne.objects.filter(prenom="Rosa", nom="Ba").exists()
    assert Personne.objects.filter(prenom__in=["Awa", "Fanta"], nom__in=["Diop", "Sy"]).count() == 2
    resultat = texte(equipe.get(f"/c/ici/importer/{lot.pk}/resultat/"))
    assert "Awa Diop" in resultat
    assert "d’autres informations ont été notées depuis" in resultat
    encore = equipe.get(f"/c/ici/importer/{lot.pk}/annuler/", follow=True)
    assert encore.redirect_chain[-1][0].endswith("/resultat/")


# --- Doubts, answers, duplicates ----------------------------------------------------------------------------------


def test_answers_to_doubtful_cells_are_recorded_and_wrong_ones_are_kept_with_their_sentence(equipe, ici):
    ligne = une(**{"Tél.": "06 00", "Mail": "awa@example,org", "Date naiss.": "32/01/1980"})
    page = deposer(equipe, liste(ligne)).url
    reponse = poser(equipe, page, **{"l1-case0": "32/13/1980", "l1-case1": "06 00 06 10", "l1-accepte2": "on"})
    assert "vue=corriger" in reponse.url
    html = texte(equipe.get(reponse.url))
    assert 'value="06 00 06 10"' in html, "what was typed is still there"
    assert "Téléphone illisible : « 06 00 06 10 »" in html
    assert Personne.objects.filter(nom="Diallo", prenom="Awa", courriel="").count() == 1, "only the one of the centre"
    poser(equipe, reponse.url, **{"l1-case0": "3/1/1980", "l1-case1": "06.00.06.10.33", "l1-accepte2": "on"})
    awa = Personne.objects.get(courriel="awa@example.org")
    assert (awa.naissance, str(awa.telephone)) == (dt.date(1980, 1, 3), "06 00 06 10 33")


def test_all_proposals_are_accepted_in_one_click(equipe, ici):
    page = deposer(equipe, CANDIDATES.read_bytes(), CANDIDATES.name).url
    poser(equipe, page, aller="accepter")
    poser(equipe, page)
    assert Personne.objects.filter(courriel="gul.ba@example.org").exists()
    assert Import.objects.get().bilan["cases_a_verifier"] == 5, "four formulas and one 1 January"


def test_the_same_person_is_completed_without_changing_what_is_known_and_taken_back(equipe, ici):
    connue = FabriquePersonne(prenom="Awa", nom="Sow", telephone="+33600061033", adresse="", naissance=None)
    parcours = FabriqueParcours(personne=connue, origine="PMI")
    ligne = une(
        "SOW",
        "Awa",
        **{"Tél.": "0600061033", "Adresse": "5 rue Oberkampf", "Orientée par": "RPE", "Date naiss.": "17/04/1982"},
    )
    page = deposer(equipe, liste(ligne)).url
    html = texte(equipe.get(page))
    assert "Cette ligne du fichier" in html
    assert "même téléphone et même nom" in html
    reponse = poser(equipe, page, **{"l1-decision": "fusionner"})
    lot = Import.objects.get()
    connue.refresh_from_db()
    parcours.refresh_from_db()
    assert (connue.adresse, connue.naissance, parcours.origine) == ("5 rue Oberkampf", dt.date(1982, 4, 17), "PMI")
    historique = texte(equipe.get(f"/c/ici/parcours/{parcours.pk}/"))
    assert "RPE" in historique, "what the file said otherwise is in the history"
    assert "1 fiche complétée" in texte(equipe.get(reponse.url))
    equipe.envoyer(f"/c/ici/importer/{lot.pk}/annuler/")
    connue.refresh_from_db()
    assert (connue.adresse, connue.naissance) == ("", None)


def test_two_persons_with_one_telephone_may_both_be_recorded(equipe, ici):
    page = deposer(equipe, liste(une("Sow", "Awa", **TEL), une("Sow", "Fanta", **TEL))).url
    poser(equipe, page + "?vue=doublons", **{"l2-decision": "creer"})
    assert Personne.objects.filter(nom="Sow").count() == 2


def test_a_duplicate_within_the_file_fills_the_first_line(equipe, ici):
    lignes = [
        une("Sow", "Awa", **TEL),
        une("SOW", "Awa", **{"Tél.": "06 00 06 10 33", "Adresse": "1 rue X"}),
    ]
    page = deposer(equipe, liste(*lignes)).url
    poser(equipe, page + "?vue=doublons", **{"l2-decision": "fusionner"})
    assert Personne.objects.get(nom="Sow").adresse == "1 rue X"
    equipe.envoyer(f"/c/ici/importer/{Import.objects.get().pk}/annuler/")
    assert not Personne.objects.filter(nom="Sow").exists()


def test_someone_added_since_the_preview_is_shown_before_anything_is_recorded(equipe, ici):
    page = deposer(equipe, liste(une("Sow", "Awa", **TEL))).url
    FabriquePersonne(prenom="Awa", nom="Sow", telephone="+33600061033")
    reponse = poser(equipe, page)
    assert "vue=doublons" in reponse.url
    assert "Rien n’est enregistré" in texte(equipe.get(reponse.url))
    assert Personne.objects.filter(nom="Sow").count() == 1


def test_the_same_file_again_says_when_and_that_all_are_known(equipe, ici):
    octets = liste(une("Sow", "Awa", **TEL))
    poser(equipe, deposer(equipe, octets).url)
    page = texte(equipe.get(deposer(equipe, octets).url))
    assert "Ce fichier a déjà été importé" in page
    assert "1 probable doublon laissé de côté" in page
    assert Personne.objects.filter(nom="Sow").count() == 1


def test_a_line_set_aside_is_not_recorded_and_the_choice_survives_the_change_of_page(equipe, ici):
    page = deposer(equipe, liste(*[une("Nom" + chr(97 + i % 10) * (i // 10 + 1), "Awa") for i in range(60)])).url
    suite = poser(equipe, page, aller="vue=tout&page=2", **{"l1-ecarter": "on"})
    assert suite.url.endswith("?vue=tout&page=2")
    poser(equipe, suite.url)
    assert Import.objects.get().bilan["creees"] == 59


# --- Bad files ----------------------------------------------------------------------------------------------------


def protege():
    from msoffcrypto.format.ooxml import OOXMLFile

    sortie = io.BytesIO()
    OOXMLFile(io.BytesIO(liste(une()))).encrypt("secret", sortie)
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("nom", "octets", "phrase"),
    [
        ("liste.xlsx", b"", "Ce fichier est vide."),
        ("liste.pdf", b"%PDF-1.7 ...", "Ce fichier est un PDF."),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "Ce fichier est une image."),
        ("liste.xlsx", protege, "mot de passe"),
        ("liste.xlsx", b"PK\x03\x04abime", "Ce fichier est abîmé."),
        (
            "feuille.csv",
            "Stagiaire;03/03 matin\nDurée;3h\nAwa Diallo;X\n".encode(),
            "Ce fichier est une feuille de présence.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_gets_its_sentence_beside_the_field(equipe, ici, nom, octets, phrase):
    reponse = deposer(equipe, octets() if callable(octets) else octets, nom)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert not Import.objects.exists()


def test_fifty_megabytes_get_a_page_with_the_size(equipe, ici):
    reponse = deposer(equipe, b"x" * (50 * 1024 * 1024))
    assert reponse.status_code == 422
    assert "Ce fichier pèse 50,0 Mo. La limite est de 20 Mo." in texte(reponse)


def test_no_file_chosen(equipe, ici):
    reponse = equipe.envoyer("/c/ici/importer/", {"genre": "candidates"})
    assert (reponse.status_code, "Choisissez un fichier." in texte(reponse)) == (422, True)


def test_a_future_birth_date_and_a_known_telephone_lose_nothing(equipe, ici):
    FabriquePersonne(prenom="Fanta", nom="Keita", telephone="+33600061033")
    page = deposer(equipe, liste(une("Sow", "Awa", **{"Date naiss.": "17/04/2031"}), une("Ly", "Mei", **TEL))).url
    html = texte(equipe.get(page))
    assert "date de naissance dans le futur" in html
    html = texte(equipe.get(page + "?vue=doublons"))
    assert "même téléphone, mais un autre nom (Fanta Keita)" in html
    poser(equipe, page)
    assert Personne.objects.get(nom="Sow").naissance is None
    assert "Mei Ly" in texte(equipe.get(page, follow=True)), "left aside, and said"


def test_too_long_an_address_goes_whole_to_the_notes(equipe, ici):
    longue = "12 rue " + "très longue " * 40
    poser(equipe, deposer(equipe, liste(une("Sow", "Awa", Adresse=longue))).url)
    parcours = Parcours.objects.get(personne__nom="Sow")
    assert longue.strip() in parcours.observations


# --- Other headings -----------------------------------------------------------------------------------------------


def test_unknown_columns_are_asked_once_and_remembered(equipe, ici):
    octets = classeur(("Liste", [["Nom", "Prénom", "Whazza", "Pointure"], ["Sow", "Awa", "0600061033", "38"]]))
    reponse = equipe.get(deposer(equipe, octets).url)
    assert reponse.url.endswith("/colonnes/")
    html = texte(equipe.get(reponse.url))
    assert "Colonne « Whazza »" in html
    assert "« 0600061033 »" in html, "examples of values"
    incomplet = equipe.envoyer(reponse.url, {"colonne0": "telephone"})
    assert incomplet.status_code == 422
    fait = equipe.envoyer(reponse.url, {"colonne0": "telephone", "colonne1": "ignorer"}, follow=True)
    assert "06 00 06 10 33" in texte(fait)
    assert dict(CorrespondanceColonne.objects.values_list("cle", "champ")) == {
        "whazza": "telephone",
        "pointure": "ignorer",
    }
    autre = classeur(("Liste", [["Nom", "Prénom", "WHAZZA "], ["Ly", "Mei", "0600061044"]]))
    suivant = equipe.get(deposer(equipe, autre, "autre.xlsx").url)
    assert suivant.status_code == 200, "asked once"


def test_without_a_column_of_names_every_column_is_shown_and_one_may_go_on(equipe, ici):
    octets = classeur(("Liste", [["Personne suivie", "Prénom", "Tél"], ["Sow", "Awa", "0600061033"]]))
    reponse = equipe.get(deposer(equipe, octets).url)
    html = texte(equipe.get(reponse.url))
    assert "il manque la colonne du nom" in html
    choix = {"colonne0": "nom", "colonne1": "prenom", "colonne2": "telephone"}
    assert equipe.envoyer(reponse.url, choix).url.rstrip("/").endswith(str(Import.objects.get().pk))


def test_a_workbook_with_other_headings_is_read_without_a_question(equipe, ici):
    octets = classeur(
        (
            "2026",
            [
                ["Nom et prénom", "GSM", "Né le"],
                ["SOW Awa", "+32 470 12 34 56", "17.04.82"],
                ["Ly, Mei", "0600061044", "1 mai 1990"],
            ],
        )
    )
    reponse = equipe.get(deposer(equipe, octets).url)
    assert reponse.status_code == 200
    poser(equipe, f"/c/ici/importer/{Import.objects.get().pk}/")
    assert Personne.objects.get(nom="Sow").naissance == dt.date(1982, 4, 17)
    assert str(Personne.objects.get(nom="Ly").telephone) == "06 00 06 10 44"


def test_a_sheet_without_headings_is_asked_or_left_aside(equipe, ici):
    octets = classeur(
        ("Notes", [["Penser au café"], ["et aux chaises"]]), ("Liste", [["Nom", "Prénom"], ["Sow", "Awa"]])
    )
    page = equipe.get(deposer(equipe, octets).url).url
    assert "Quelle est cette ligne" in texte(equipe.get(page))
    equipe.envoyer(page, {"entete0": "-1"})
    poser(equipe, f"/c/ici/importer/{Import.objects.get().pk}/")
    assert Personne.objects.filter(nom="Sow").count() == 1


# --- Whose is it, and for how long --------------------------------------------------------------------------------


def test_another_centre_sees_neither_the_import_nor_its_answers(equipe, monde, ici):
    page = deposer(equipe, liste(une("Sow", "Awa", **TEL))).url
    lot = Import.objects.get()
    voisine = ClientStrict()
    voisine.force_login(monde.ailleurs.comptes["coordinatrice"])
    for suite in ("", "colonnes/", "resultat/", "annuler/"):
        assert voisine.get(f"/c/ici/importer/{lot.pk}/{suite}").status_code == 404
        assert voisine.get(f"/c/ailleurs/importer/{lot.pk}/{suite}").status_code == 404
    poser(equipe, page)
    with portee.dans(monde.ailleurs.centre):
        assert not Import.objects.exists()
        assert not Personne.objects.filter(nom="Sow").exists()
        reponse = deposer(voisine, liste(une("Sow", "Awa", **TEL)), centre="ailleurs")
        assert "Ce fichier a déjà été importé" not in texte(voisine.get(reponse.url))
        assert Import.objects.get().comptes["doublons"] == 0, "the other centre's people are no duplicates here"


@pytest.mark.parametrize("role", ["formatrice", "animatrice", "mediatrice", "jury", "auxiliaire", "famille"])
def test_only_the_team_imports(client, ici, role):
    client.force_login(ici.comptes[role])
    assert client.get("/c/ici/importer/").status_code == 403


def test_the_file_and_what_was_read_are_erased_in_time_and_the_counts_stay(
    equipe, ici, django_capture_on_commit_callbacks
):
    poser(equipe, deposer(equipe, liste(une("Sow", "Awa"))).url)
    lot = Import.objects.get()
    stockage, nom = lot.fichier.storage, lot.fichier.name
    assert effacer_perimes() == 0
    Import.objects.update(confirme_le=lot.confirme_le - dt.timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert effacer_perimes() == 1
    lot.refresh_from_db()
    assert (lot.rapport, lot.choix, lot.bilan["creees"], stockage.exists(nom)) == ({}, {}, 1, False)
    equipe.envoyer(f"/c/ici/importer/{lot.pk}/annuler/")
    assert not Personne.objects.filter(nom="Sow").exists(), "it can still be undone"


def test_giving_up_a_preview_erases_it(equipe, ici):
    page = deposer(equipe, liste(une("Sow", "Awa"))).url
    equipe.envoyer(page, vers=f"{page}abandonner/")
    lot = Import.objects.get()
    assert (lot.etat, lot.rapport, bool(lot.fichier)) == ("abandonne", {}, False)
    assert "Cet import a été abandonné" in texte(equipe.get(page, follow=True))
    assert not LigneCreee.objects.exists()


def test_the_preview_costs_the_same_for_a_short_and_a_long_list(equipe, ici):
    mesures = []
    for combien in (5, 300):
        lignes = [
            une(f"N{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}{'uvwxyz'[i // 100]}", "Awa", Mail="a@b,org")
            for i in range(combien)
        ]
        mesures.append(len(requetes_pour(equipe, deposer(equipe, liste(*lignes), f"{combien}.xlsx").url)))
    assert mesures[0] == mesures[1] <= 25, mesures


def test_the_home_of_imports_lists_them_and_teaches_when_empty(equipe, ici):
    assert "Aucun import pour l’instant" in texte(equipe.get("/c/ici/importer/"))
    poser(equipe, deposer(equipe, liste(une("Sow", "Awa"))).url)
    html = texte(equipe.get("/c/ici/importer/"))
    assert "1 personne enregistrée" in html
    assert "Annuler cet import" in html


def test_a_cell_that_looks_like_code_is_only_text(equipe, ici):
    page = deposer(
        equipe, liste(une("Sow", "Awa", Observations='<script>alert("x")</script>', Mail='"><img src=x>@a,b'))
    ).url
    assert "<script>alert" not in equipe.get(page + "?vue=tout").content.decode()


def test_openpyxl_formula_in_a_name_never_becomes_a_person(equipe, ici):
    livre = openpyxl.Workbook()
    livre.active.append(["Nom", "Prénom"])
    livre.active.append(["=1+1", "Awa"])
    sortie = io.BytesIO()
    livre.save(sortie)
    page = deposer(equipe, sortie.getvalue()).url
    assert "il manque le nom ou le prénom" in texte(equipe.get(page))
    poser(equipe, page, **{"l1-case0": "Sow"})
    assert Personne.objects.get(nom="Sow").prenom == "Awa"
