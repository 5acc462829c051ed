"""The sheet of one half-day in a spreadsheet: read without guessing, shown before it is recorded, undone."""

import datetime as dt
import io

import openpyxl
import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.importation.lecture.classeur import FichierIllisible
from clairiere.importation.lecture.seance import lire_heure, lire_seance
from parcours.models import ConstatFeuille, DemiJournee, Emargement, Parcours
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, texte

ENTETE = "Nom;Prénom;Téléphone;Présence;Arrivée;Départ;Signature"


def csv(*lignes, entete=ENTETE):
    return "\n".join([entete, *lignes]).encode("utf-8-sig")


def lire(*lignes, entete=ENTETE, minutes=180):
    return lire_seance(csv(*lignes, entete=entete), "feuille.csv", minutes=minutes)


def phrases(lue):
    return [p.phrase.replace("\u00a0", " ") for p in lue.problemes]


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ligne", "attendu"),
    [
        ("Diallo;Awa;;présente;;;oui", ("Awa Diallo", "presente", None, None, True)),
        ("Diallo;Awa;;X;9h45;;x", ("Awa Diallo", "presente", dt.time(9, 45), None, True)),
        ("Diallo;Awa;;retard;09:45;11h30;signée", ("Awa Diallo", "retard", dt.time(9, 45), dt.time(11, 30), True)),
        ("Diallo;Awa;;absente justifiée;;;", ("Awa Diallo", "absente_justifiee", None, None, False)),
        ("Diallo;Awa;;abs;;;non", ("Awa Diallo", "absente", None, None, False)),
        ("Diallo;Awa;;;;;", ("Awa Diallo", "vide", None, None, False)),
    ],
)
def test_a_line_is_read_as_it_is_written(ligne, attendu):
    [lue] = lire(ligne).lignes
    assert (lue.nom_brut, lue.statut, lue.arrivee, lue.depart, lue.signee) == attendu
    assert lire(ligne).problemes == []


@pytest.mark.parametrize(
    ("ligne", "phrase"),
    [
        ("Diallo;Awa;;peut-être;;;", "Ligne 2, colonne D (Présence) : marque non comprise"),
        ("Diallo;Awa;;présente;vers 10h;;", "Ligne 2, colonne E (Arrivée) : heure non comprise"),
        ("Diallo;Awa;;présente;;25h;", "Ligne 2, colonne F (Départ) : heure non comprise"),
        ("Diallo;Awa;;présente;;;à voir", "Ligne 2, colonne G (Signature) : signature non comprise"),
        ("Diallo;Awa;06 12;présente;;;", "Ligne 2, colonne C (Téléphone) : téléphone illisible"),
        ("Diallo;Awa;;retard;;;", "Ligne 2, colonne D (Présence) : retard sans durée lisible"),
    ],
)
def test_what_is_not_understood_is_said_with_its_line_and_its_column(ligne, phrase):
    assert any(p.startswith(phrase) for p in phrases(lire(ligne))), phrases(lire(ligne))


def test_a_length_of_lateness_without_an_hour_is_kept():
    [lue] = lire("Diallo;Awa;;retard 45 min;;;oui").lignes
    assert (lue.statut, lue.retard) == ("retard", 45)


@pytest.mark.parametrize(
    ("entete", "ligne"),
    [
        ("Stagiaire;Présent", "Awa Diallo;X"),
        ("Noms et prénoms;P/A", "Awa Diallo;P"),
        ("Tél;Signature", "06 00 06 10 33;oui"),
        ("Participante;Heure d’arrivée", "Awa Diallo;9h"),
        ("NOM;PRENOM;PRÉSENTE OU ABSENTE", "DIALLO;Awa;présente"),
    ],
)
def test_the_headings_may_be_those_of_the_centre(entete, ligne):
    [lue] = lire(ligne, entete=entete).lignes
    assert lue.statut == "presente"


@pytest.mark.parametrize(
    ("entete", "mots"),
    [("Age;Ville", "Aucune colonne « Nom » ou « Téléphone »"), ("Nom;Ville", "Aucune colonne « Présence »")],
)
def test_a_file_of_another_kind_is_refused_in_words(entete, mots):
    with pytest.raises(FichierIllisible) as refus:
        lire("Diallo;Paris", entete=entete)
    assert mots in refus.value.phrase.replace("\u00a0", " ")


def test_titles_above_totals_below_and_blank_lines_are_left():
    octets = csv("Diallo;Awa;;X;;;x", ";;;;;;", "Total;;;1;;;", entete="Feuille du 20/11;;;;;;\n;;;;;;\n" + ENTETE)
    lue = lire_seance(octets, "f.csv", minutes=180)
    assert [ligne.nom_brut for ligne in lue.lignes] == ["Awa Diallo"]
    assert lue.lignes[0].numero == 4


@pytest.mark.parametrize(
    ("valeur", "heure"),
    [
        ("9h45", dt.time(9, 45)),
        ("09:45", dt.time(9, 45)),
        ("9 h", dt.time(9)),
        ("9.45", dt.time(9, 45)),
        (dt.time(9, 45, 12), dt.time(9, 45)),
        (dt.datetime(2026, 11, 20, 9, 45), dt.time(9, 45)),
        (0.40625, dt.time(9, 45)),
        ("24h", None),
        ("9h75", None),
        ("matin", None),
        (9, None),
    ],
)
def test_an_hour_is_read_only_when_it_is_one(valeur, heure):
    assert lire_heure(valeur) == heure


def test_a_workbook_gives_the_same_as_a_text_table():
    livre = openpyxl.Workbook()
    for ligne in (["Nom", "Présence", "Arrivée", "Signature"], ["Awa Diallo", "présente", dt.time(9, 45), True]):
        livre.active.append(ligne)
    sortie = io.BytesIO()
    livre.save(sortie)
    [lue] = lire_seance(sortie.getvalue(), "f.xlsx", minutes=180).lignes
    assert (lue.statut, lue.arrivee, lue.signee) == ("presente", dt.time(9, 45), True)


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def classe(monde):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(formatrice=monde.ici.comptes["formatrice"])
        gens = [
            f.FabriqueParcours(
                en_formation=True, session=session, personne=f.FabriquePersonne(prenom=p, nom=n, telephone=t)
            )
            for p, n, t in (
                ("Awa", "Diallo", "+33600061033"),
                ("Fanta", "Keïta", "+33600061044"),
                ("Mariam", "Traoré", "+33600061055"),
            )
        ]
        dj = DemiJournee.objects.create(
            session=session, date=timezone.localdate() - dt.timedelta(days=1), moment="matin", minutes=180
        )
    return dj, gens


@pytest.fixture
def bureau(monde):
    return Personne(monde.ici, "coordinatrice")


def deposer(bureau, dj, octets, nom="feuille.csv"):
    fichier = io.BytesIO(octets)
    fichier.name = nom
    return bureau.envoyer(f"importer/demi-journee/{dj.pk}/", {"fichier": fichier})


def enregistrer(bureau, page, **donnees):
    adresse = page.request["PATH_INFO"].split("/c/ici/")[1]
    return bureau.envoyer(adresse, {"aller": "enregistrer", **donnees})


def lignes(monde, dj):
    with portee.dans(monde.ici.centre):
        requete = Emargement.objects.filter(demi_journee=dj).order_by("pk").select_related("parcours__personne")
        return {e.parcours.personne.prenom: (e.statut, e.minutes, e.signature, e.mode) for e in requete}


FICHIER = csv(
    "Diallo;Awa;;présente;9h45;;oui",
    ";;06 00 06 10 44;absente;;;",
    "Traore;Mariam;;présente;;;oui",
    "Inconnue;Personne;;présente;;;oui",
)


def test_the_file_is_read_over_then_recorded_then_undone(monde, bureau, classe):
    dj, (awa, _fanta, _mariam) = classe
    page = deposer(bureau, dj, FICHIER)
    apercu = texte(page).replace("\u00a0", " ")
    assert "Rien n’est encore enregistré." in apercu
    assert "3 présences à noter" in apercu
    assert "en retard, arrivée à 9 h 45, 2 h 15, signée" in apercu
    assert "« Personne Inconnue » n’est pas dans la liste." in apercu
    assert lignes(monde, dj) == {}
    fait = texte(enregistrer(bureau, page, feuilles_signees="on")).replace("\u00a0", " ")
    assert "C’est fait : 3 présences notées." in fait
    assert "Personne Inconnue" in fait
    assert lignes(monde, dj) == {
        "Awa": ("retard", 135, "import", "import"),
        "Fanta": ("absente", 0, "", "import"),
        "Mariam": ("presente", 180, "import", "import"),
    }
    with portee.dans(monde.ici.centre):
        assert Parcours.objects.get(pk=awa.pk).minutes() == 135
    resultat = page.request["PATH_INFO"].split("/c/ici/")[1]
    annule = texte(bureau.envoyer(f"{resultat}annuler/")).replace("\u00a0", " ")
    assert "3 présences effacées" in annule
    assert lignes(monde, dj) == {}
    with portee.dans(monde.ici.centre):
        dj.refresh_from_db()
        assert dj.signee_le is None


def test_someone_says_who_an_unknown_name_is(monde, bureau, classe):
    dj, (_awa, fanta, _mariam) = classe
    page = deposer(bureau, dj, csv("Dupont;Fanta;;présente;;;oui"))
    reponse = texte(enregistrer(bureau, page, nom2=str(fanta.pk)))
    assert "Vos réponses sont gardées. Relisez, puis enregistrez." in reponse
    assert lignes(monde, dj) == {}
    enregistrer(bureau, page, nom2=str(fanta.pk))
    assert lignes(monde, dj) == {"Fanta": ("presente", 180, "import", "import")}


def test_what_is_noted_stays_and_the_difference_is_a_contradiction_to_check(monde, bureau, classe):
    dj, (awa, fanta, _mariam) = classe
    with portee.dans(monde.ici.centre):
        for p in (awa, fanta):
            f.FabriqueEmargement(demi_journee=dj, parcours=p, statut="absente", minutes=0, signature="")
    page = deposer(bureau, dj, csv("Diallo;Awa;;présente;;;oui", "Keita;Fanta;;absente;;;"))
    apercu = texte(page).replace("\u00a0", " ")
    assert "Noté « absente », le fichier dit « présente, 3 h, signée ». Ce qui est noté reste." in apercu
    fait = texte(enregistrer(bureau, page)).replace("\u00a0", " ")
    assert "1 ligne dit autre chose que ce qui est noté." in fait
    assert lignes(monde, dj)["Awa"][0] == "absente"
    liste = bureau.voir(f"sessions/{dj.session_id}/contradictions/").replace("\u00a0", " ")
    assert "Signée alors qu’absente : 1" in liste
    assert "Le fichier importé la dit signée." in liste
    resultat = page.request["PATH_INFO"].split("/c/ici/")[1]
    bureau.envoyer(f"{resultat}annuler/")
    with portee.dans(monde.ici.centre):
        assert not ConstatFeuille.objects.exists()


def test_hours_that_cannot_be_are_left_with_the_reason(monde, bureau, classe):
    dj, _gens = classe
    page = deposer(bureau, dj, csv("Diallo;Awa;;présente;14h;;oui", "Traoré;Mariam;;retard;;;oui"))
    apercu = texte(page).replace("\u00a0", " ")
    assert "arrivée à 14 h. La demi-journée va de 9 h à 12 h." in apercu
    assert "En retard, sans heure ni durée." in apercu
    assert "0 présence à noter" in apercu
    refus = enregistrer(bureau, page)
    assert refus.status_code == 409
    assert "Rien n’est enregistré." in texte(refus)


def test_two_lines_for_the_same_person_keep_the_first(monde, bureau, classe):
    dj, _gens = classe
    page = deposer(bureau, dj, csv("Diallo;Awa;;présente;;;oui", "Diallo;Awa;;absente;;;"))
    assert "La ligne 2 est déjà celle de Awa Diallo." in texte(page)


def test_a_telephone_of_two_people_does_not_decide(monde, bureau, classe):
    dj, (awa, fanta, _mariam) = classe
    with portee.dans(monde.ici.centre):
        fanta.personne.telephone = awa.personne.telephone
        fanta.personne.save()
    page = deposer(bureau, dj, csv(";;06 00 06 10 33;présente;;;oui"))
    assert "n’est pas dans la liste" in texte(page)
    assert "0 présence à noter" in texte(page).replace("\u00a0", " ")


def test_a_half_day_to_come_takes_nothing(monde, bureau, classe):
    dj, _gens = classe
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(date=timezone.localdate() + dt.timedelta(days=3))
    page = deposer(bureau, dj, FICHIER)
    assert "Elle n’a pas encore eu lieu." in texte(page)
    assert enregistrer(bureau, page).status_code == 409
    assert lignes(monde, dj) == {}


def test_a_file_that_cannot_be_read_is_said_beside_the_field(bureau, classe):
    dj, _gens = classe
    refus = deposer(bureau, dj, b"%PDF-1.4 ...", "feuille.pdf")
    assert refus.status_code == 422
    assert "Ce fichier est un PDF." in texte(refus)


def test_the_same_file_twice_notes_once(monde, bureau, classe):
    dj, _gens = classe
    enregistrer(bureau, deposer(bureau, dj, FICHIER), feuilles_signees="on")
    encore = deposer(bureau, dj, FICHIER)
    assert "Ce fichier a déjà été importé" in texte(encore)
    assert "0 présence à noter" in texte(encore).replace("\u00a0", " ")
    assert len(lignes(monde, dj)) == 3


def test_a_trainer_does_not_import(monde, classe):
    dj, _gens = classe
    formatrice = Personne(monde.ici, "formatrice")
    assert formatrice.client.get(monde.ici.adresse(f"importer/demi-journee/{dj.pk}/")).status_code == 403
    assert "Importer un fichier" not in formatrice.voir(f"demi-journees/{dj.pk}/papier/")
