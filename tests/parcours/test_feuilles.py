"""The paper sheet: printed with its code, copied back in the same order, its photo for those who may see it."""

import datetime as dt
import io
import re

import pytest
from django.utils import timezone
from PIL import Image

from clairiere.centres import portee
from parcours.models import Attendue, DemiJournee, Emargement, Parcours, ScanFeuille
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, texte


@pytest.fixture(autouse=True)
def _fichiers(settings, tmp_path):
    """Pictures go to a folder of the test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


NOMS = (("Fanta", "Keïta"), ("Awa", "Diallo"), ("Mariam", "Élbaz"), ("Zineb", "Eloy"))


@pytest.fixture
def classe(monde):
    """Four trainees and yesterday's half-day, taught by the trainer of the centre."""
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(formatrice=monde.ici.comptes["formatrice"])
        gens = [
            f.FabriqueParcours(en_formation=True, session=session, personne=f.FabriquePersonne(prenom=p, nom=n))
            for p, n in NOMS
        ]
        dj = DemiJournee.objects.create(
            session=session, date=timezone.localdate() - dt.timedelta(days=1), moment="matin", minutes=180
        )
    return dj, gens


def photo(taille=(2400, 1600), nom="feuille.jpg"):
    sortie = io.BytesIO()
    Image.new("RGB", taille, "white").save(sortie, "JPEG")
    sortie.seek(0)
    sortie.name = nom
    return sortie


def lignes(monde, dj):
    with portee.dans(monde.ici.centre):
        return {
            e.parcours_id: (e.statut, e.minutes, e.signature, e.mode)
            for e in Emargement.objects.filter(demi_journee=dj).order_by("pk")
        }


def papier(dj):
    return f"demi-journees/{dj.pk}/papier/"


def toutes(gens, **sauf):
    """All present and signed, but what is said otherwise."""
    donnees = {}
    for p in gens:
        donnees |= {f"statut_{p.pk}": "presente", f"signee_{p.pk}": "on", f"vu_{p.pk}": ""}
    return {**donnees, **sauf}


@besoin_de_poppler
def test_the_paper_and_the_grid_have_the_same_order_and_the_paper_its_code(monde, formatrice, classe):
    dj, _gens = classe
    pdf = formatrice.client.get(monde.ici.adresse(f"demi-journees/{dj.pk}/feuille.pdf")).content
    imprime = " ".join(mots(texte_du_pdf(pdf, "-layout")))
    page = formatrice.voir(papier(dj))
    attendu = ["Awa Diallo", "Mariam Élbaz", "Zineb Eloy", "Fanta Keïta"]
    assert re.findall(r"\d+ (\w+ (?:Diallo|Élbaz|Eloy|Keïta))", imprime) == attendu
    assert re.findall(r"\d+ (\w+ (?:Diallo|Élbaz|Eloy|Keïta))", page) == attendu
    code = f"S{dj.session_id}-D{dj.pk:03d}"
    assert f"Code de la feuille {code}" in imprime
    assert "page 1 / 1" in imprime
    assert code in page


def test_copying_marks_each_line_as_copied_from_paper_and_says_by_whom(monde, formatrice, classe):
    dj, (fanta, awa, mariam, zineb) = classe
    donnees = toutes(
        (awa, mariam, zineb, fanta),
        **{
            f"statut_{fanta.pk}": "absente",
            f"arrivee_{awa.pk}": "09:45",
            f"arrivee_{mariam.pk}": "08:55",
            f"depart_{mariam.pk}": "12:00",
            "formatrice_a_signe": "on",
            "signee_par": "Sophie Bernard",
        },
    )
    del donnees[f"signee_{fanta.pk}"]
    page = texte(formatrice.envoyer(papier(dj), donnees))
    assert (
        "C’est enregistré, d’après la feuille de papier. La formatrice a signé : les heures comptent."
        in page.replace("\u00a0", " ")
    )
    assert lignes(monde, dj) == {
        awa.pk: ("retard", 135, "papier", "papier"),
        mariam.pk: ("presente", 180, "papier", "papier"),
        zineb.pk: ("presente", 180, "papier", "papier"),
        fanta.pk: ("absente", 0, "", "papier"),
    }
    aujourd_hui = timezone.localdate()
    assert f"Saisi d’après papier par Formatrice Ici le {aujourd_hui:%d/%m/%Y}." in page
    with portee.dans(monde.ici.centre):
        assert [Parcours.objects.get(pk=p.pk).minutes() for p in (awa, mariam, fanta)] == [135, 180, 0]


def test_the_same_copy_twice_changes_nothing(monde, formatrice, classe):
    dj, gens = classe
    formatrice.envoyer(papier(dj), toutes(gens))
    avant = lignes(monde, dj)
    vus = {f"vu_{p.pk}": "presente|180|papier||" for p in gens}
    assert "Rien n’a changé." in texte(formatrice.envoyer(papier(dj), toutes(gens, **vus)))
    assert lignes(monde, dj) == avant


def test_filling_the_empty_lines_shows_them_and_records_nothing(monde, formatrice, classe):
    dj, (fanta, awa, *_reste) = classe
    page = formatrice.envoyer(papier(dj), {f"statut_{fanta.pk}": "absente", "geste": "remplir"})
    assert "Les lignes vides sont remplies." in texte(page)
    html = page.content.decode()
    assert re.search(rf'name="statut_{awa.pk}" value="presente"[^>]*checked', html)
    assert re.search(rf'name="statut_{fanta.pk}" value="absente"[^>]*checked', html)
    assert lignes(monde, dj) == {}


def test_what_is_impossible_is_said_beside_its_line_and_what_was_typed_stays(monde, formatrice, classe):
    dj, (fanta, awa, mariam, zineb) = classe
    donnees = {
        f"statut_{awa.pk}": "retard",
        f"signee_{mariam.pk}": "on",
        f"statut_{zineb.pk}": "presente",
        f"arrivee_{zineb.pk}": "9h quart",
        f"statut_{fanta.pk}": "absente_justifiee",
        "formatrice_a_signe": "on",
        "signee_par": "",
    }
    page = formatrice.envoyer(papier(dj), donnees)
    assert page.status_code == 422
    mots_lus = texte(page).replace("\u00a0", " ")
    assert "En retard : écrivez son heure d’arrivée, ou son heure de départ." in mots_lus
    assert "Mariam Élbaz : Choisissez « présente », « en retard » ou « absente »." in mots_lus
    assert "Écrivez une heure, par exemple 09:45." in mots_lus
    assert "Écrivez le nom de la formatrice qui a signé." in mots_lus
    assert 'value="9h quart"' in page.content.decode()
    assert lignes(monde, dj) == {}


@pytest.mark.parametrize(("arrivee", "depart"), [("12:30", ""), ("", "08:30"), ("11:00", "10:00")])
def test_hours_outside_of_the_half_day_are_refused(monde, formatrice, classe, arrivee, depart):
    dj, (_fanta, awa, *_reste) = classe
    donnees = {f"statut_{awa.pk}": "retard", f"arrivee_{awa.pk}": arrivee, f"depart_{awa.pk}": depart}
    page = formatrice.envoyer(papier(dj), donnees)
    assert page.status_code == 409
    assert lignes(monde, dj) == {}


def test_the_paper_may_say_two_things_both_are_kept_and_it_is_a_contradiction(monde, formatrice, classe):
    dj, (fanta, *_reste) = classe
    donnees = {f"statut_{fanta.pk}": "absente", f"signee_{fanta.pk}": "on"}
    page = texte(formatrice.envoyer(papier(dj), donnees)).replace("\u00a0", " ")
    assert "1 personne a signé, mais est notée absente." in page
    assert lignes(monde, dj)[fanta.pk] == ("absente", 0, "", "papier")
    liste = formatrice.voir(f"sessions/{dj.session_id}/contradictions/").replace("\u00a0", " ")
    assert "Signée alors qu’absente : 1" in liste
    assert "La feuille de papier la dit signée." in liste
    # opening the page again to join a photo keeps what the paper says
    formatrice.envoyer(papier(dj), {**donnees, f"vu_{fanta.pk}": "absente|0|||", "scans": photo()})
    assert "Signée alors qu’absente" in formatrice.voir(f"sessions/{dj.session_id}/contradictions/")


def test_a_signed_sheet_asks_why_and_keeps_the_old_value(monde, formatrice, classe):
    dj, (fanta, awa, *_reste) = classe
    signee = {"formatrice_a_signe": "on", "signee_par": "Sophie"}
    formatrice.envoyer(papier(dj), {f"statut_{fanta.pk}": "absente", **signee})
    corrige = {f"statut_{fanta.pk}": "presente", f"signee_{fanta.pk}": "on", f"vu_{fanta.pk}": "absente|0|||"}
    refus = formatrice.envoyer(papier(dj), corrige)
    assert refus.status_code == 409
    assert "Pour la corriger, écrivez la raison." in texte(refus)
    page = texte(formatrice.envoyer(papier(dj), {**corrige, "motif": "Mal lue."})).replace("\u00a0", " ")
    assert "absente devient présente, 3 h, signée sur papier" in page
    assert "Mal lue." in page
    assert awa.pk not in lignes(monde, dj)


def test_two_people_on_one_line_nothing_is_overwritten(monde, formatrice, classe):
    dj, (fanta, *_reste) = classe
    Personne(monde.ici, "coordinatrice").envoyer(papier(dj), {f"statut_{fanta.pk}": "absente"})
    vieille = {f"statut_{fanta.pk}": "presente", f"vu_{fanta.pk}": ""}
    page = formatrice.envoyer(papier(dj), vieille)
    assert page.status_code == 409
    assert "entre-temps, Coordinatrice Ici a noté « absente »" in texte(page).replace("\u00a0", " ")
    assert lignes(monde, dj)[fanta.pk][0] == "absente"
    assert f'name="vu_{fanta.pk}" value="absente|0|||"' in page.content.decode()


def test_a_called_off_or_future_half_day_is_not_copied(monde, formatrice, classe):
    dj, (fanta, *_reste) = classe
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(date=timezone.localdate() + dt.timedelta(days=1))
    assert "Ce jour n’est pas encore venu" in formatrice.voir(papier(dj))
    page = formatrice.envoyer(papier(dj), {f"statut_{fanta.pk}": "presente"}, page=f"parcours/{fanta.pk}/heures/")
    assert page.status_code in (200, 409)
    assert lignes(monde, dj) == {}


def test_a_closed_sheet_is_mended_by_the_direction_with_a_reason_and_not_by_the_trainer(
    monde, formatrice, coordinatrice, classe
):
    dj, (fanta, *_reste) = classe
    formatrice.envoyer(papier(dj), {f"statut_{fanta.pk}": "absente"})
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(date=timezone.localdate() - dt.timedelta(days=30))
    corrige = {f"statut_{fanta.pk}": "presente", f"signee_{fanta.pk}": "on", f"vu_{fanta.pk}": "absente|0|||"}
    refus = formatrice.envoyer(papier(dj), corrige)
    assert refus.status_code == 409
    assert "Cette feuille est fermée depuis le" in texte(refus)
    sans_raison = coordinatrice.envoyer(papier(dj), corrige)
    assert sans_raison.status_code == 409
    assert "écrivez la raison" in texte(sans_raison)
    assert "Raison de la correction" in texte(sans_raison)
    assert "C’est enregistré" in texte(coordinatrice.envoyer(papier(dj), {**corrige, "motif": "Papier retrouvé"}))
    assert lignes(monde, dj)[fanta.pk][:2] == ("presente", 180)


# --- photos ---------------------------------------------------------------------------------------------------------


def ouvrir(client, adresse):
    """Status, headers and bytes; the file is closed."""
    reponse = client.get(adresse)
    octets = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    reponse.close()
    return reponse, octets


def scans(monde, dj):
    with portee.dans(monde.ici.centre):
        return list(ScanFeuille.objects.gardes().filter(demi_journee=dj))


def test_several_pages_are_joined_once_each_and_shown(monde, formatrice, classe):
    dj, gens = classe
    page = formatrice.envoyer(papier(dj), {**toutes(gens), "scans": [photo(), photo((800, 600), "p2.jpg")]})
    assert "2 pages jointes à la feuille." in texte(page).replace("\u00a0", " ")
    assert [s.page for s in scans(monde, dj)] == [1, 2]
    formatrice.envoyer(papier(dj), {"scans": photo()})
    assert len(scans(monde, dj)) == 2
    reponse, octets = ouvrir(formatrice.client, monde.ici.adresse(f"feuilles/{scans(monde, dj)[0].pk}/"))
    assert reponse["Content-Type"] == "image/jpeg"
    assert reponse["Cache-Control"] == "private, no-store"
    image = Image.open(io.BytesIO(octets))
    assert image.size == (2000, 1333)


def test_a_photo_alone_is_kept_without_touching_the_lines(monde, formatrice, classe):
    dj, _gens = classe
    page = texte(formatrice.envoyer(papier(dj), {"scans": photo()}))
    assert "1 page jointe à la feuille." in page.replace("\u00a0", " ")
    assert "C’est enregistré" not in page
    assert lignes(monde, dj) == {}


def test_the_photo_is_kept_even_when_a_line_is_to_be_mended(monde, formatrice, classe):
    dj, (fanta, *_reste) = classe
    page = formatrice.envoyer(papier(dj), {f"statut_{fanta.pk}": "retard", "scans": photo()})
    assert page.status_code == 422
    assert len(scans(monde, dj)) == 1


def test_a_file_that_is_no_picture_is_refused_in_one_sentence_and_the_grid_keeps_what_was_typed(
    monde, formatrice, classe
):
    dj, (fanta, *_reste) = classe
    faux = io.BytesIO(b"MZ\x90 un programme")
    faux.name = "feuille.jpg"
    page = formatrice.envoyer(papier(dj), {f"statut_{fanta.pk}": "absente", "scans": faux})
    assert page.status_code == 422
    assert "Ce fichier n’est ni une photo (JPEG ou PNG), ni un PDF." in texte(page)
    assert re.search(rf'name="statut_{fanta.pk}" value="absente"[^>]*checked', page.content.decode())
    assert scans(monde, dj) == []


def test_eleven_pages_are_too_many(monde, formatrice, classe):
    dj, _gens = classe
    pages = [photo((100 + n, 100)) for n in range(11)]
    assert "10 pages au plus" in texte(formatrice.envoyer(papier(dj), {"scans": pages})).replace("\u00a0", " ")
    assert scans(monde, dj) == []


@pytest.mark.parametrize(
    ("role", "statut"), [("directrice", 200), ("chargee_insertion", 200), ("jury", 403), ("auxiliaire", 403)]
)
def test_the_photo_is_for_the_team(monde, formatrice, classe, role, statut):
    dj, _gens = classe
    formatrice.envoyer(papier(dj), {"scans": photo()})
    adresse = monde.ici.adresse(f"feuilles/{scans(monde, dj)[0].pk}/")
    assert ouvrir(Personne(monde.ici, role).client, adresse)[0].status_code == statut


def test_another_trainer_and_another_centre_do_not_see_it(monde, formatrice, classe):
    dj, _gens = classe
    formatrice.envoyer(papier(dj), {"scans": photo()})
    cle = scans(monde, dj)[0].pk
    assert Personne(monde.ailleurs, "directrice").client.get(monde.ici.adresse(f"feuilles/{cle}/")).status_code == 404
    assert (
        Personne(monde.ailleurs, "directrice").client.get(monde.ailleurs.adresse(f"feuilles/{cle}/")).status_code == 404
    )
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(formatrice=monde.ici.comptes["coordinatrice"])
    assert formatrice.client.get(monde.ici.adresse(f"feuilles/{cle}/")).status_code == 404
    assert "Pages jointes" not in formatrice.voir(papier(dj))


def test_a_wrong_page_is_taken_away_with_its_file_and_the_history_says_so(monde, coordinatrice, classe, tmp_path):
    dj, _gens = classe
    coordinatrice.envoyer(papier(dj), {"scans": photo()})
    [scan] = scans(monde, dj)
    assert list(tmp_path.rglob("*.jpg"))
    page = texte(coordinatrice.envoyer(f"feuilles/{scan.pk}/retirer/", page=papier(dj)))
    assert "La page 1 est retirée." in page
    assert "a retiré la page 1 de la feuille de papier" in page
    assert not list(tmp_path.rglob("*.jpg"))
    assert scans(monde, dj) == []
    assert coordinatrice.client.get(monde.ici.adresse(f"feuilles/{scan.pk}/")).status_code == 404
    encore = texte(coordinatrice.envoyer(f"feuilles/{scan.pk}/retirer/", page=papier(dj)))
    assert "Cette page est déjà retirée par Coordinatrice Ici." in encore


# --- codes, catch-ups -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forme", ["S{s}-D{d:03d}", "s{s} d{d}", "S{s}D{d:05d}"])
def test_the_code_of_a_paper_opens_its_grid(monde, formatrice, classe, forme):
    dj, _gens = classe
    code = forme.format(s=dj.session_id, d=dj.pk)
    reponse = formatrice.client.get(monde.ici.adresse(f"sessions/{dj.session_id}/presences/"), {"code": code})
    assert reponse.url == monde.ici.adresse(papier(dj))


@pytest.mark.parametrize("code", ["bonjour", "S1-D1", "D12", "S-D", "S99999999999999999999D1"])
def test_an_unknown_code_is_said(monde, formatrice, classe, code):
    dj, _gens = classe
    page = formatrice.voir(f"sessions/{dj.session_id}/presences/?code={code}")
    assert "Aucune feuille ne porte le code" in page


def test_the_sheet_of_a_catch_up_holds_those_who_are_called(monde, formatrice, classe):
    dj, (fanta, _awa, *_reste) = classe
    with portee.dans(monde.ici.centre):
        rattrapage = DemiJournee.objects.create(
            session=dj.session, date=dj.date, moment="apres_midi", minutes=180, rattrapage=True
        )
        Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    page = formatrice.voir(papier(rattrapage))
    assert "Fanta Keïta" in page
    assert "Awa Diallo" not in page
