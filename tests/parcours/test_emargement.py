"""The roll-call: quick, truthful, never overwriting; what is signed changes only with a reason."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.centres import portee
from parcours.models import DemiJournee, Emargement, Parcours
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, texte


@pytest.fixture
def classe(monde):
    """Three trainees and yesterday's half-day."""
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession()
        gens = [f.FabriqueParcours(en_formation=True, session=session) for _n in range(3)]
        dj = DemiJournee.objects.create(
            session=session, date=timezone.localdate() - dt.timedelta(days=1), moment="matin", minutes=180
        )
    return dj, gens


def _lignes(monde, dj):
    with portee.dans(monde.ici.centre):
        lignes = Emargement.objects.filter(demi_journee=dj).order_by("parcours_id")
        return [(e.parcours_id, e.statut, e.minutes, e.signature) for e in lignes]


def test_toutes_presentes_fills_only_the_empty_lines(monde, formatrice, classe):
    dj, (awa, fanta, mariam) = classe
    donnees = {f"statut_{fanta.pk}": "absente", "geste": "toutes_presentes"}
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)
    assert "C’est enregistré." in texte(page)
    assert _lignes(monde, dj) == [
        (awa.pk, "presente", 180, ""),
        (fanta.pk, "absente", 0, ""),
        (mariam.pk, "presente", 180, ""),
    ]


def test_toutes_ont_signe_never_signs_for_an_absent_one(monde, formatrice, classe):
    dj, (awa, fanta, mariam) = classe
    donnees = {f"statut_{p.pk}": s for p, s in ((awa, "presente"), (fanta, "absente"), (mariam, "absente_justifiee"))}
    formatrice.envoyer(f"demi-journees/{dj.pk}/", {**donnees, "geste": "toutes_signent"})
    assert [ligne[3] for ligne in _lignes(monde, dj)] == ["papier", "", ""]


def test_late_without_an_hour_and_absent_but_signed_are_refused_in_words(monde, formatrice, classe):
    dj, (awa, fanta, _mariam) = classe
    donnees = {f"statut_{awa.pk}": "retard", f"statut_{fanta.pk}": "absente", f"signature_{fanta.pk}": "on"}
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)
    assert page.status_code == 422
    assert "est en retard : dites à quelle heure elle est arrivée." in texte(page).replace("\u00a0", " ")
    assert "a signé, mais elle est absente" in texte(page)
    assert _lignes(monde, dj) == []


def test_45_minutes_late_leave_2_h_15_and_50_leave_2_h(monde, formatrice, classe):
    dj, (awa, fanta, mariam) = classe
    donnees = {
        f"statut_{awa.pk}": "retard",
        f"arrivee_{awa.pk}": "09:45",
        f"statut_{fanta.pk}": "retard",
        f"heure_arrivee_{fanta.pk}": "9:50",
        f"statut_{mariam.pk}": "presente",
        f"depart_{mariam.pk}": "11:00",
    }
    page = texte(formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)).replace("\u00a0", " ")
    assert [ligne[2] for ligne in _lignes(monde, dj)] == [135, 120, 120]
    assert "En retard, arrivée à 9 h 45, 2 h 15, pas signée" in page
    assert "Présente, partie à 11 h, 2 h, pas signée" in page


def test_a_centre_that_counts_by_the_minute(monde, formatrice, classe):
    dj, (awa, *_reste) = classe
    monde.ici.centre.reglages = {"retard_pas_minutes": 1}
    monde.ici.centre.save()
    formatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "retard", f"heure_arrivee_{awa.pk}": "09:50"})
    assert _lignes(monde, dj)[0][2] == 130


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"statut": "retard", "heure_arrivee": "12:30"}, "La demi-journée va de 9 h à 12 h."),
        ({"statut": "presente", "depart": "08:30"}, "La demi-journée va de 9 h à 12 h."),
        ({"statut": "retard", "arrivee": "10:00", "depart": "09:30"}, "avant son arrivée à 10 h"),
        ({"statut": "retard", "heure_arrivee": "11:50"}, "il ne reste rien à compter"),
        ({"statut": "retard", "heure_arrivee": "neuf heures"}, "Écrivez une heure, comme 9:45."),
        ({"heure_arrivee": "09:30"}, "Cochez aussi « en retard »."),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_hours_that_cannot_be_are_refused_beside_the_line_and_stay_typed(monde, formatrice, classe, champs, phrase):
    dj, (awa, *_reste) = classe
    donnees = {f"{nom}_{awa.pk}": valeur for nom, valeur in champs.items()}
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)
    assert page.status_code in (409, 422)
    assert phrase in texte(page).replace("\u00a0", " ")
    if "heure_arrivee" in champs:
        assert f'value="{champs["heure_arrivee"]}"' in page.content.decode()
    assert _lignes(monde, dj) == []


def test_signed_sheet_asks_why_and_keeps_the_old_value(monde, formatrice, classe):
    dj, (awa, *_reste) = classe
    formatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "absente"})
    formatrice.envoyer(f"demi-journees/{dj.pk}/signer/", page=f"demi-journees/{dj.pk}/")
    vu = {f"vu_{awa.pk}": "absente|0|"}
    corrige = {f"statut_{awa.pk}": "presente", f"signature_{awa.pk}": "on", **vu}
    refus = formatrice.envoyer(f"demi-journees/{dj.pk}/", corrige)
    assert refus.status_code == 409
    assert "La feuille est déjà signée. Pour la corriger, écrivez la raison." in texte(refus)
    page = texte(formatrice.envoyer(f"demi-journees/{dj.pk}/", {**corrige, "motif": "Erreur de ligne."}))
    assert "absente devient présente, 3 h, signée sur papier" in page.replace("\u00a0", " ")
    assert "Erreur de ligne." in page
    with portee.dans(monde.ici.centre):
        assert Parcours.objects.get(pk=awa.pk).minutes() == 180


def test_two_people_on_one_line_both_values_are_shown_and_nothing_is_overwritten(monde, formatrice, classe):
    dj, (awa, *_reste) = classe
    coordinatrice = Personne(monde.ici, "coordinatrice")
    coordinatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "absente"})
    vieux = {f"statut_{awa.pk}": "presente", f"vu_{awa.pk}": ""}
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/", vieux)
    assert page.status_code == 409
    assert "entre-temps, Coordinatrice Ici a noté « absente »" in texte(page).replace("\u00a0", " ")
    assert _lignes(monde, dj)[0][1] == "absente"
    html = page.content.decode()
    assert f'name="vu_{awa.pk}" value="absente|0|||"' in html, "saving again is a choice made with both values seen"
    formatrice.envoyer(f"demi-journees/{dj.pk}/", {**vieux, f"vu_{awa.pk}": "absente|0|||"})
    assert _lignes(monde, dj)[0][1] == "presente"


def test_second_click_changes_nothing(monde, formatrice, classe):
    dj, (awa, *_reste) = classe
    donnees = {f"statut_{awa.pk}": "presente", f"signature_{awa.pk}": "on"}
    formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)
    assert "Rien n’a changé." in texte(formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees))
    for fois in ("La feuille est signée.", "La feuille est déjà signée par"):
        assert fois in texte(formatrice.envoyer(f"demi-journees/{dj.pk}/signer/", page=f"demi-journees/{dj.pk}/"))


def test_hours_do_not_count_until_both_have_signed(monde, formatrice, classe):
    dj, (awa, fanta, _m) = classe
    donnees = {f"statut_{awa.pk}": "presente", f"signature_{awa.pk}": "on", f"statut_{fanta.pk}": "presente"}
    formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)
    with portee.dans(monde.ici.centre):
        assert Parcours.objects.get(pk=awa.pk).minutes() == 0
    page = formatrice.voir(f"demi-journees/{dj.pk}/").replace("\u00a0", " ")
    assert "1 présente n’a pas signé" in page
    formatrice.envoyer(f"demi-journees/{dj.pk}/signer/", page=f"demi-journees/{dj.pk}/")
    with portee.dans(monde.ici.centre):
        assert [Parcours.objects.get(pk=p.pk).minutes() for p in (awa, fanta)] == [180, 0]


def test_the_team_says_whose_signature_it_saw(monde, coordinatrice, classe):
    dj, (awa, *_reste) = classe
    coordinatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "presente"})
    page = f"demi-journees/{dj.pk}/"
    assert "Écrivez le nom de la formatrice" in texte(coordinatrice.envoyer(f"{page}signer/", page=page))
    coordinatrice.envoyer(f"{page}signer/", {"signee_par": "Sophie Bernard"}, page=page)
    assert "a noté la signature de Sophie Bernard, sur papier" in coordinatrice.voir(page)


def test_tomorrow_cannot_be_filled(monde, formatrice, classe):
    dj, (awa, *_reste) = classe
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(date=timezone.localdate() + dt.timedelta(days=1))
    assert "Ce jour n’est pas encore venu" in formatrice.voir(f"demi-journees/{dj.pk}/")
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "presente"}, page=f"parcours/{awa.pk}/")
    assert page.status_code == 409
    assert _lignes(monde, dj) == []


def test_the_printed_sheet_names_each_trainee(monde, formatrice, classe, tmp_path):
    from tests.parcours.test_journee import _lire_pdf

    dj, gens = classe
    reponse = formatrice.client.get(monde.ici.adresse(f"demi-journees/{dj.pk}/feuille.pdf"))
    assert reponse["Content-Type"] == "application/pdf"
    mots = _lire_pdf(reponse.content, tmp_path)
    for parcours in gens:
        assert parcours.personne.nom_complet in mots
    assert "de 9 h à 12 h (3 h)" in mots
