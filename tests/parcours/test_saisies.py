"""What is typed: known telephone, impossible dates, second click, old tab, full session, planned calendar."""

import datetime as dt

import pytest

from clairiere.centres import portee
from clairiere.comptes.models import Personne as Fiche
from clairiere.journal.models import Entree
from parcours.models import DemiJournee, Entretien, Evaluation, Parcours
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, etat, texte
from tests.parcours.recrutement import FICHE

CONTACT = {"prenom": "Fanta", "telephone": "0611223344", "prochaine_action": "Appeler", "prochaine_date": "2026-12-01"}


def _personnes(lieu):
    with portee.dans(lieu.centre):
        return Fiche.objects.filter(telephone="+33611223344").count()


def test_known_telephone_is_said_with_a_link_and_nothing_typed_is_lost(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(personne=f.FabriquePersonne(prenom="Awa", nom="Diarra", telephone="+33611223344"))
    page = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "origine": "une amie"})
    html = page.content.decode()
    assert page.status_code == 422
    assert "Ce numéro est déjà celui de" in texte(page)
    assert "Awa D." in html
    assert f"/parcours/{awa.pk}/" in html
    assert 'value="une amie"' in html
    assert _personnes(monde.ici) == 1
    suite = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "qui": "autre"})
    assert "Fanta est notée." in texte(suite)
    assert _personnes(monde.ici) == 2


def test_a_known_person_without_journey_gets_one_without_a_second_file(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        claire = f.FabriquePersonne(prenom="Claire", nom="Petit", telephone="+33611223344")
    coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "qui": str(claire.pk)})
    assert _personnes(monde.ici) == 1
    with portee.dans(monde.ici.centre):
        assert Parcours.objects.filter(personne=claire).count() == 1


def test_second_click_on_the_first_contact_notes_her_once(monde, coordinatrice):
    coordinatrice.envoyer("parcours/nouvelle/", CONTACT)
    page = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "qui": "autre"})
    assert "est déjà notée" in texte(page)
    assert _personnes(monde.ici) == 1


@pytest.mark.parametrize(("naissance", "phrase"), [("2030-01-01", "dans l’avenir"), ("1890-01-01", "Vérifiez l’année")])
def test_impossible_birth_date_is_refused_beside_the_field(monde, coordinatrice, naissance, phrase):
    page = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "naissance": naissance})
    assert page.status_code == 422
    assert phrase in texte(page)
    assert 'id="id_naissance_error"' in page.content.decode()
    assert f'value="{naissance}"' in page.content.decode()
    assert _personnes(monde.ici) == 0


def test_bad_telephone_is_explained(coordinatrice):
    page = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "telephone": "06 12"})
    assert "Ce numéro n’existe pas" in texte(page)


def test_full_session_cannot_be_chosen_and_a_forced_choice_is_explained(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        pleine = f.FabriqueSession(nom="Pleine", places=1)
        f.FabriqueSession(nom="Ouverte", places=2)
        f.FabriqueParcours(admise=True, session=pleine)
        awa = f.FabriqueParcours(candidate=True)
    html = coordinatrice.client.get(monde.ici.adresse(f"acte/parcours/{awa.pk}/admettre/")).content.decode()
    assert "complète (1\u00a0place)" in html
    assert html.count("disabled") == 1
    page = coordinatrice.acte(awa, "admettre", {"session": pleine.pk})
    assert page.status_code == 409
    assert "La session Pleine est complète : 1 place prise sur 1." in texte(page)
    assert etat(awa) == "candidate"


def test_old_tab_is_told_what_changed_and_keeps_what_was_typed(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(informee=True)
    donnees = {**FICHE, "date": "2026-11-10", "synthese": "Elle veut apprendre."}
    coordinatrice.acte(awa, "mener_entretien", donnees)
    retard = coordinatrice.acte(
        awa, "mener_entretien", {**donnees, "synthese": "Autre texte écrit longtemps."}, attendu="informee"
    )
    assert retard.status_code == 409
    assert "C’est déjà fait par" in texte(retard)
    assert "Autre texte écrit longtemps." in texte(retard)
    with portee.dans(monde.ici.centre):
        assert Entretien.objects.filter(parcours=awa).count() == 1


def test_second_click_on_a_direct_move_is_said_in_words(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(en_formation=True)
        f.suivre_heures(awa, 3)
    coordinatrice.acte(awa, "passer_en_evaluation")
    page = coordinatrice.acte(awa, "passer_en_evaluation", attendu="en_formation")
    assert "C’est déjà fait par" in texte(page)
    with portee.dans(monde.ici.centre):
        assert Entree.objects.filter(code="parcours.passer_en_evaluation").count() == 1


def test_second_click_on_an_interview_or_an_evaluation_writes_once(monde, coordinatrice, formatrice):
    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(en_evaluation=True)
        zineb = f.FabriqueParcours(informee=True)
    from parcours.models import COMPETENCES

    note = {"date": "2026-11-10", "resultat": "a_revoir", **{f"c_{c}": "en_cours" for c in COMPETENCES}}
    for _fois in range(2):
        coordinatrice.envoyer(f"parcours/{zineb.pk}/entretien/", FICHE)
        formatrice.envoyer(f"parcours/{awa.pk}/evaluation/", note)
    with portee.dans(monde.ici.centre):
        assert Entretien.objects.filter(parcours=zineb).count() == 1
        assert Evaluation.objects.filter(parcours=awa).count() == 1


def test_result_acquis_with_a_competence_not_seen_is_refused_beside_the_result(monde, formatrice):
    from parcours.models import COMPETENCES

    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(en_evaluation=True)
    note = {"date": "2026-11-10", "resultat": "acquis", **{f"c_{c}": "acquis" for c in COMPETENCES}}
    page = formatrice.envoyer(f"parcours/{awa.pk}/evaluation/", {**note, "c_eveil": "non_observe", "remarque": "Vu."})
    assert page.status_code == 409
    assert "toutes les compétences ne sont pas acquises" in texte(page)
    assert ">Vu.</textarea>" in page.content.decode().replace("\n", "")


def test_calendar_refuses_a_pattern_with_two_mornings_on_one_day(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession()
    rythme = {
        "a_partir_du": "2026-12-01",
        "rythme_lundi_0_debut": "09:00",
        "rythme_lundi_0_fin": "10:00",
        "rythme_lundi_1_debut": "11:00",
        "rythme_lundi_1_fin": "12:00",
    }
    page = coordinatrice.envoyer(f"sessions/{session.pk}/calendrier/remplir/", rythme)
    assert "une seule plage le matin" in texte(page)


def test_deleting_a_half_day_says_how_many_hours_are_missing(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(heures_visees=6)
        jours = [f.FabriqueDemiJournee(session=session, date=dt.date(2026, 12, n)) for n in (1, 2)]
    page = coordinatrice.envoyer(f"demi-journees/{jours[0].pk}/retirer/", page=f"sessions/{session.pk}/")
    assert "3 h sur 6 : il manque 3 h" in texte(page).replace("\u00a0", " ")


def test_a_half_day_with_attendance_stays(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(en_formation=True)
        f.suivre_heures(awa, 3)
        dj = DemiJournee.objects.get(session=awa.session)
    page = coordinatrice.envoyer(f"demi-journees/{dj.pk}/retirer/", page=f"sessions/{awa.session_id}/modifier/")
    assert "Elle reste dans le calendrier." in texte(page)
    with portee.dans(monde.ici.centre):
        assert DemiJournee.objects.filter(pk=dj.pk).exists()


def test_session_cannot_lose_places_that_are_taken(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(places=3)
        for _n in range(2):
            f.FabriqueParcours(admise=True, session=session)
    donnees = {
        "nom": session.nom,
        "debut": str(session.debut),
        "fin": str(session.fin),
        "places": "1",
        "heures_visees": "120",
        "programme": "120 h",
    }
    page = coordinatrice.envoyer(f"sessions/{session.pk}/modifier/", donnees)
    assert page.status_code == 409
    assert "2 places sont déjà prises" in texte(page)


def test_changing_contact_details_is_in_the_history_without_the_values(monde, coordinatrice):
    awa = monde.ici.parcours
    donnees = {"prenom": "Awa", "nom": "Diallo", "telephone": "06 12 34 56 79", "langues": "français, soninké"}
    page = texte(coordinatrice.envoyer(f"parcours/{awa.pk}/modifier/", donnees))
    assert "C’est enregistré." in page
    assert "a modifié la fiche : téléphone" in page
    with portee.dans(monde.ici.centre):
        assert Fiche.objects.get(pk=awa.personne_id).langues == ["français", "soninké"]
        assert "612345679" not in Entree.objects.get(code="parcours.modifier").phrase


def test_chargee_insertion_may_not_admit(monde):
    with portee.dans(monde.ici.centre):
        awa = f.FabriqueParcours(candidate=True)
    chargee = Personne(monde.ici, "chargee_insertion")
    page = chargee.client.get(monde.ici.adresse(f"acte/parcours/{awa.pk}/admettre/"))
    assert page.status_code == 403
    assert "la directrice ou la coordinatrice" in texte(page)


def test_her_own_space_opens_from_her_file_once(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        fanta = f.FabriqueParcours(personne=f.FabriquePersonne(prenom="Fanta", telephone="+33611223344"))
    fiche = f"parcours/{fanta.pk}/"
    assert "Ouvrir son espace" in coordinatrice.voir(fiche)
    page = texte(coordinatrice.envoyer(f"{fiche}espace/", page=fiche))
    assert "L’espace de Fanta est ouvert." in page
    assert "Elle a son espace." in page
    coordinatrice.envoyer(f"{fiche}espace/", page=f"{fiche}modifier/")
    with portee.dans(monde.ici.centre):
        compte = Fiche.objects.get(pk=fanta.personne_id).utilisateur
    assert compte.adhesions.count() == 1


def test_next_action_without_a_date_is_refused_and_a_late_one_reaches_the_home(monde, coordinatrice):
    awa = monde.ici.parcours
    page = coordinatrice.envoyer(f"parcours/{awa.pk}/suite/", {"prochaine_action": "La rappeler"})
    assert "Sans date, personne n’y pensera." in texte(page)
    donnees = {"prochaine_action": "La rappeler", "prochaine_date": "2026-11-01"}
    coordinatrice.envoyer(f"parcours/{awa.pk}/suite/", donnees)
    assert "Awa D. : La rappeler" in coordinatrice.voir("").replace("\u00a0", " ")
