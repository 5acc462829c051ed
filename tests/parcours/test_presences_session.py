"""The attendance of a group: one truth on the screen, on paper and in the tables; contradictions; a constant cost."""

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.documents.models import Document
from clairiere.interface.francais import heures
from parcours.donnees_presences import lire_mois, tableau
from parcours.models import (
    DemiJournee,
    Emargement,
    Parcours,
)
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte
from tests.parcours.presences import monter_groupe, noter


@pytest.fixture(autouse=True)
def _fichiers(settings, tmp_path):
    """Papers go to a folder of the test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def groupe(ici):
    return monter_groupe(ici)


# --- sheets and tables ----------------------------------------------------------------------------------------------


def octets(document):
    with document.fichiers.get().contenu.open("rb") as fichier:
        return fichier.read()


def mois_du_groupe(session):
    return session.demi_journees.order_by("date").first().date.replace(day=1)


def test_the_table_adds_up_in_rows_in_columns_and_over_the_months(groupe):
    session, gens, _rattrapage = groupe
    toute = tableau(session)
    assert toute.minutes == sum(toute.totaux) == 675 + 360 + 720
    assert [ligne.minutes for ligne in toute.lignes] == [Parcours.objects.get(pk=p.pk).minutes() for p in gens]
    mois = sorted({dj.date.replace(day=1) for dj in session.demi_journees.all()})
    assert sum(tableau(session, m).minutes for m in mois) == toute.minutes
    assert tableau(session, mois[-1]).heures_stagiaires == toute.minutes


def test_an_hour_without_a_signature_is_shown_and_not_counted(groupe):
    session, (awa, *_reste), _rattrapage = groupe
    ligne = Emargement.objects.filter(parcours=awa, statut="presente").order_by("pk").first()
    ligne.signature = ""
    ligne.save()
    case = next(c for c in tableau(session).lignes[0].cases if c.ligne == ligne)
    assert (case.texte.replace("\u00a0", " "), case.minutes) == ("3 h *", 0)


@besoin_de_poppler
def test_the_monthly_paper_has_the_totals_of_the_screen(monde, coordinatrice, groupe):
    session, gens, _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        mois = mois_du_groupe(session)
        table = tableau(session, mois)
    adresse = f"sessions/{session.pk}/presences/"
    ecran = coordinatrice.voir(f"{adresse}?mois={mois:%Y-%m}").replace("\u00a0", " ").replace("\u202f", " ")
    fait = texte(coordinatrice.envoyer(f"{adresse}feuille/", {"mois": f"{mois:%Y-%m}"}, page=adresse))
    assert "La feuille est établie" in fait
    with portee.dans(monde.ici.centre):
        document = Document.objects.get(genre="feuille")
        pdf = octets(document)
    assert document.numero == f"EMA-{mois.year}-0001"
    imprime = "".join(mots(texte_du_pdf(pdf, "-layout")))
    assert "Feuilledeprésencedumois" in imprime
    assert document.numero in imprime
    for ligne in table.lignes:
        total, debut = (" ".join(mots(heures(m))) for m in (ligne.minutes, ligne.depuis_le_debut))
        nom = ligne.parcours.personne.nom_complet
        assert f"{nom}{total}{debut}".replace(" ", "") in imprime, (nom, total)
        assert f"{total} {debut}" in ecran, (nom, total)
    groupe_dit = " ".join(mots(heures(table.minutes)))
    assert f"Heures-stagiairesdelapériode:{groupe_dit}".replace(" ", "") in imprime
    assert f"{groupe_dit} {groupe_dit}" in ecran
    assert json.dumps(document.donnees)


def test_the_same_sheet_is_not_issued_twice_a_changed_one_is_a_new_version(monde, coordinatrice, groupe):
    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        mois = mois_du_groupe(session)
    adresse, donnees = f"sessions/{session.pk}/presences/", {"mois": f"{mois:%Y-%m}"}
    coordinatrice.envoyer(f"{adresse}feuille/", donnees, page=adresse)
    encore = texte(coordinatrice.envoyer(f"{adresse}feuille/", donnees, page=adresse))
    assert "Rien n’a changé depuis la dernière feuille" in encore
    with portee.dans(monde.ici.centre):
        ligne = Emargement.objects.filter(parcours=awa, statut="retard").get()
        ligne.minutes = 150
        ligne.save()
    coordinatrice.envoyer(f"{adresse}feuille/", donnees, page=adresse)
    with portee.dans(monde.ici.centre):
        versions = list(Document.objects.filter(genre="feuille").order_by("version").values_list("numero", "version"))
    assert [v for _n, v in versions] == [1, 2]
    assert len({n for n, _v in versions}) == 1


def test_a_month_without_attendance_gives_no_sheet(monde, coordinatrice, groupe):
    session, _gens, _rattrapage = groupe
    adresse = f"sessions/{session.pk}/presences/"
    refus = texte(coordinatrice.envoyer(f"{adresse}feuille/", {"mois": "2020-01"}, page=adresse))
    assert "Aucune présence n’est notée en janvier 2020." in refus
    assert "Choisissez le mois" in texte(coordinatrice.envoyer(f"{adresse}feuille/", {"mois": "x"}, page=adresse))
    with portee.dans(monde.ici.centre):
        assert not Document.objects.filter(genre="feuille").exists()


@besoin_de_poppler
def test_the_final_sheet_holds_the_whole_session_and_the_drawn_signatures(monde, coordinatrice, groupe):
    from parcours.models.appel import TraceSignature

    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        ligne = Emargement.objects.filter(parcours=awa).order_by("pk").first()
        ligne.signature = "ecran"
        ligne.save()
        TraceSignature.objects.create(
            demi_journee=ligne.demi_journee,
            parcours=awa,
            nom="Awa",
            trait="M100 200l300 50l200 -80",
            faite_le=timezone.now(),
        )
    adresse = f"sessions/{session.pk}/presences/"
    coordinatrice.envoyer(f"{adresse}feuille/", {"mois": "tout"}, page=adresse)
    with portee.dans(monde.ici.centre):
        document = Document.objects.get(genre="feuille")
        pdf = octets(document)
    imprime = " ".join(mots(texte_du_pdf(pdf, "-layout")))
    assert "État des présences" in imprime, "the session is not over"
    assert "Heures-stagiaires depuis le début : 29 h 15" in imprime
    assert "M100 200l300 50l200 -80" in json.dumps(document.donnees)


def test_hours_of_the_group_are_1120_for_ten_trainees_of_112(ici):
    session = f.FabriqueSession(nom="BPF")
    gens = [f.FabriqueParcours(en_formation=True, session=session) for _n in range(10)]
    for p in gens:
        f.suivre_heures(p, 112)
    assert tableau(session).heures_stagiaires == 1120 * 60


def test_hours_of_someone_who_left_stay_in_the_yearly_report(ici, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    avant = tableau(session).heures_stagiaires
    Parcours.objects.filter(pk=fanta.pk).update(etat="abandon")
    assert tableau(session).heures_stagiaires == avant


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_tables_to_take_away_say_the_same_and_compute_nothing(monde, coordinatrice, groupe, format):
    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        awa.personne.nom = "=HYPERLINK(1)"
        awa.personne.save()
    reponse = coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/heures.{format}"))
    assert f'.{format}"' in reponse["Content-Disposition"]
    if format == "xlsx":
        feuille = openpyxl.load_workbook(io.BytesIO(reponse.content)).active
        lignes = [[c.value for c in ligne] for ligne in feuille.iter_rows()]
        assert feuille["A2"].data_type == "s"
        assert lignes[1][:4] == ["=HYPERLINK(1)", "Awa", "En formation", 11.25]
        assert lignes[-1][:4] == ["Heures-stagiaires", None, None, 29.25]
    else:
        lignes = list(csv.reader(io.StringIO(reponse.content.decode("utf-8-sig")), delimiter=";"))
        assert lignes[1][:4] == ["'=HYPERLINK(1)", "Awa", "En formation", "11,25"]
        assert lignes[-1][3] == "29,25"
    assert lignes[0][-2:] == ["Repas", "Jeux"]


def test_each_presence_can_be_taken_away_with_who_wrote_it(monde, coordinatrice, groupe):
    session, _gens, _rattrapage = groupe
    contenu = coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/presences.csv")).content.decode(
        "utf-8-sig"
    )
    lignes = list(csv.reader(io.StringIO(contenu), delimiter=";"))
    assert len(lignes) == 1 + 12
    retard = next(ligne for ligne in lignes if "en retard" in ligne)
    assert "09:45" in retard
    assert "2,25" in retard


def test_a_format_that_does_not_exist_is_not_found_and_a_trainer_does_not_export(
    monde, coordinatrice, formatrice, groupe
):
    session, _gens, _rattrapage = groupe
    assert coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/heures.exe")).status_code == 404
    assert formatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/heures.csv")).status_code == 403


@pytest.mark.parametrize(
    ("texte_du_mois", "mois"), [("2026-11", dt.date(2026, 11, 1)), ("2026-13", None), ("", None), ("x", None)]
)
def test_a_month_in_the_address_is_read_or_left(texte_du_mois, mois):
    assert lire_mois(texte_du_mois) == mois


# --- contradictions on the page -------------------------------------------------------------------------------------


def test_a_correction_from_absent_to_present_is_listed_and_an_explanation_closes_it(monde, coordinatrice, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        absence = Emargement.objects.filter(parcours=fanta, statut="absente").order_by("pk").first()
    from parcours.actions.presence import Ligne, saisir

    with portee.dans(monde.ici.centre):
        saisir(
            absence.demi_journee,
            par=monde.ici.acteur("coordinatrice"),
            lignes=[Ligne(fanta, "presente", signature="papier")],
            motif="Elle était là",
        )
    adresse = f"sessions/{session.pk}/contradictions/"
    page = coordinatrice.voir(adresse).replace("\u00a0", " ")
    assert "Signée alors qu’absente : 1" in page
    assert "Fanta Keïta est notée présente" in page
    assert "1 contradiction à vérifier" in coordinatrice.voir(f"sessions/{session.pk}/presences/").replace(
        "\u00a0", " "
    )
    html = coordinatrice.client.get(monde.ici.adresse(adresse)).content.decode()
    cle = html.split('name="cle" value="')[1].split('"')[0]
    vide = coordinatrice.envoyer(f"{adresse}expliquer/", {"cle": cle, "explication": "  "}, page=adresse)
    assert vide.status_code == 422
    assert "Écrivez ce qui explique cette contradiction." in texte(vide)
    fait = texte(
        coordinatrice.envoyer(f"{adresse}expliquer/", {"cle": cle, "explication": "Vue par Sophie."}, page=adresse)
    )
    assert "L’explication est gardée." in fait
    assert "Aucune contradiction à vérifier" in fait
    assert "Vue par Sophie." in fait
    encore = coordinatrice.envoyer(
        f"{adresse}expliquer/", {"cle": cle, "explication": "Autre chose"}, page=f"sessions/{session.pk}/presences/"
    )
    assert "déjà expliqué par Coordinatrice Ici" in texte(encore).replace("\u00a0", " ")


def test_a_trainer_reads_the_contradictions_and_the_team_explains_them(monde, formatrice, groupe):
    session, _gens, _rattrapage = groupe
    adresse = f"sessions/{session.pk}/contradictions/"
    assert "Contradictions à vérifier" in formatrice.voir(adresse)
    reponse = formatrice.envoyer(
        f"{adresse}expliquer/", {"cle": "x", "explication": "y"}, page=f"sessions/{session.pk}/presences/"
    )
    assert reponse.status_code == 403


def test_someone_present_in_two_groups_at_once_is_found_in_both(monde, coordinatrice, groupe):
    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        Parcours.objects.filter(pk=awa.pk).update(etat="abandon")
        autre = f.FabriqueSession(nom="Printemps")
        deux = f.FabriqueParcours(en_formation=True, session=autre, personne=awa.personne)
        meme_jour = session.demi_journees.order_by("date").first()
        dj = DemiJournee.objects.create(session=autre, date=meme_jour.date, moment="matin", minutes=180)
        noter(dj, deux)
    for pk in (session.pk, autre.pk):
        page = coordinatrice.voir(f"sessions/{pk}/contradictions/").replace("\u00a0", " ")
        assert "À deux endroits en même temps : 1" in page
        assert "groupe Automne" in page
        assert "groupe Printemps" in page


# --- cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suite", ["presences/", "presences/?mois=tout", "contradictions/"])
def test_the_pages_of_a_session_cost_the_same_for_5_and_for_30_trainees(monde, suite):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(places=60, formatrice=monde.ici.comptes["formatrice"])

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                p = f.FabriqueParcours(en_formation=True, session=session)
                dj = f.FabriqueDemiJournee(session=session, signee=rang % 2 == 0)
                noter(dj, p, **({"statut": "absente"} if rang % 3 == 0 else {"mode": "papier"}))

    client = Personne(monde.ici, "coordinatrice").client
    assertNumQueries(
        client, monde.ici.adresse(f"sessions/{session.pk}/{suite}"), ajouter, peu=5, beaucoup=30, au_plus=40
    )


def test_the_hours_of_one_trainee_cost_the_same_for_5_and_for_40_half_days(monde):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession()
        elle = f.FabriqueParcours(en_formation=True, session=session)

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                dj = f.FabriqueDemiJournee(session=session, signee=True)
                noter(dj, elle, **({"statut": "absente"} if rang % 2 else {}))

    client = Personne(monde.ici, "coordinatrice").client
    for suite in (f"parcours/{elle.pk}/heures/", f"parcours/{elle.pk}/"):
        assertNumQueries(client, monde.ici.adresse(suite), ajouter, peu=5, beaucoup=40, au_plus=60)
