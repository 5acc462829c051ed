"""Satisfaction surveys: sent when their day comes, answered without a name, counted without pointing at anyone."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clairiere.centres import portee
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from parcours.actions import enquete as actions
from parcours.models import Enquete, Participation, Reclamation, ReponseAnonyme
from parcours.regles.enquete import (
    QUESTIONS,
    SEUIL,
    Question,
    commentaires,
    compter,
    croiser,
    depuis_json,
    est_due,
    six_mois_apres,
)
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.client import ClientStrict
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

CHAUD = QUESTIONS["chaud"]

# --- The rules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fin", "attendu"),
    [
        ((2026, 6, 5), (2026, 12, 5)),
        ((2026, 8, 31), (2027, 2, 28)),
        ((2027, 8, 30), (2028, 2, 29)),
        ((2026, 12, 31), (2027, 6, 30)),
        ((2026, 7, 1), (2027, 1, 1)),
    ],
)
def test_six_months_after(fin, attendu):
    assert six_mois_apres(dt.date(*fin)) == dt.date(*attendu)


@pytest.mark.parametrize(
    ("genre", "jours", "due"),
    [("chaud", -1, False), ("chaud", 0, True), ("chaud", 45, True), ("chaud", 46, False), ("froid", 100, False)],
)
def test_a_survey_leaves_on_its_day_and_never_for_an_old_session(genre, jours, due):
    fin = dt.date(2026, 6, 5)
    assert est_due(genre, fin, fin + dt.timedelta(days=jours)) is due


def test_questions_are_short_plain_and_survive_being_frozen():
    for questions in QUESTIONS.values():
        assert 5 <= len(questions) <= 9
        assert [depuis_json(q.en_json()) for q in questions] == list(questions)
        for question in questions:
            assert len(question.texte.split()) <= 14
            assert "!" not in question.texte


def test_counts_leave_out_what_was_left_blank():
    reponses = [{"clair": "oui"}, {"clair": "oui"}, {"clair": "non"}, {"rythme": "oui"}, {"clair": "inventé"}]
    question = next(q for q in CHAUD if q.code == "clair")
    assert [(c.libelle, c.nombre, c.part) for c in compter(question, reponses)] == [
        ("Oui", 2, 67),
        ("Plutôt oui", 0, 0),
        ("Plutôt non", 0, 0),
        ("Non", 1, 33),
    ]


def test_comments_come_in_alphabetical_order_not_in_that_of_the_answers():
    question = next(q for q in CHAUD if q.code == "changer")
    assert commentaires(question, [{"changer": "zut"}, {"changer": " "}, {}, {"changer": "Avant"}]) == ["Avant", "zut"]


PAR = Question("par", "?", {"a": "A", "b": "B", "c": "C"}, croise=True)
QUOI = Question("quoi", "?")


def test_a_group_of_four_is_hidden_and_the_smallest_other_one_with_it():
    reponses = [{"par": p, "quoi": "oui"} for p, n in (("a", 4), ("b", 6), ("c", 9)) for _ in range(n)]
    lignes = {ligne.libelle: ligne.total for ligne in croiser(PAR, QUOI, reponses)}
    assert lignes == {"A": None, "B": None, "C": 9}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(list(QUOI.choix))), max_size=60))
def test_no_cross_table_lets_a_small_group_be_computed(couples):
    reponses = [{"par": p, "quoi": q} for p, q in couples]
    lignes = croiser(PAR, QUOI, reponses)
    tailles = {mots: sum(1 for p, _q in couples if p == code) for code, mots in PAR.choix.items()}
    for ligne in lignes:
        if ligne.nombres is not None:
            assert tailles[ligne.libelle] == 0 or tailles[ligne.libelle] >= SEUIL
            assert sum(ligne.nombres) == ligne.total == tailles[ligne.libelle]
    petits = [m for m, n in tailles.items() if 0 < n < SEUIL]
    grands = [m for m, n in tailles.items() if n >= SEUIL]
    caches = [ligne.libelle for ligne in lignes if ligne.nombres is None]
    if petits and grands:
        assert len(caches) >= 2
        assert sum(tailles[mots] for mots in caches) >= SEUIL


# --- Sending ------------------------------------------------------------------------------------------------------


@pytest.fixture
def session(ici):
    session = f.FabriqueSession(nom="Printemps 2026", debut=dt.date(2026, 3, 2), fin=dt.date(2026, 6, 5))
    session.gens = [f.FabriqueParcours(etat="en_evaluation", session=session) for _rang in range(6)]
    f.FabriqueParcours(etat="abandon", session=session)
    f.FabriqueParcours(etat="admise", session=session)
    return session


@pytest.fixture
def enquete(ici, session):
    return actions.ouvrir(session, "chaud", par=ici.acteur("coordinatrice"))[0]


def messages():
    """Those of the session of these tests, not of the one that the world already has."""
    return Message.objects.filter(genre="enquete").exclude(personne__prenom="Awa").count()


def test_opening_twice_sends_once_to_those_who_followed_to_the_end(ici, session):
    ouverte, nouvelle = actions.ouvrir(session, "chaud", par=ici.acteur("coordinatrice"))
    assert nouvelle
    assert actions.ouvrir(session, "chaud", par=ici.acteur("directrice")) == (ouverte, False)
    assert messages() == ouverte.participations.count() == 6
    assert "/avis/" in Message.objects.filter(genre="enquete").first().texte


def test_nobody_to_ask_is_said_in_words(ici):
    with pytest.raises(Ferme, match="Personne n’a encore suivi"):
        actions.ouvrir(f.FabriqueSession(), "chaud", par=ici.acteur("coordinatrice"))


@time_machine.travel("2026-06-05 10:00+02:00", tick=False)
def test_on_the_last_day_the_hot_survey_leaves_by_itself_and_only_once(ici, session):
    assert actions.envoyer_dues().startswith("1 ouvertes")
    assert actions.envoyer_dues().startswith("0 ouvertes, 0 rappels")
    assert messages() == 6


def test_the_cold_one_leaves_six_months_after_and_each_is_reminded_once(ici, session):
    with time_machine.travel("2026-12-05 10:00+01:00", tick=False):
        actions.envoyer_dues()
        [enquete] = Enquete.objects.filter(session=session)
        assert enquete.genre == "froid"
        actions.repondre(enquete.participations.first(), {"utile": "oui"})
    with time_machine.travel("2026-12-11 10:00+01:00", tick=False):
        assert actions.envoyer_dues().endswith(", 0 rappels")
    for heure in (12, 13, 14):
        with time_machine.travel(f"2026-12-{heure} 10:30+01:00", tick=False):
            actions.envoyer_dues()
    assert messages() == 6 + 5


@pytest.mark.parametrize("moment", ["2026-06-05 06:00+02:00", "2026-06-05 20:00+02:00", "2026-06-04 10:00+02:00"])
def test_nothing_leaves_at_night_nor_before_its_day(ici, session, moment):
    with time_machine.travel(moment, tick=False):
        actions.envoyer_dues()
    assert messages() == 0


@time_machine.travel("2026-06-05 10:00+02:00", tick=False)
def test_a_centre_may_keep_the_sending_for_itself(ici, session):
    ici.centre.reglages = {"enquetes_automatiques": False}
    ici.centre.save()
    actions.envoyer_dues()
    assert messages() == 0


def test_the_reminder_leaves_once(ici, enquete):
    assert actions.relancer(enquete, par=ici.acteur("coordinatrice")) == 6
    with pytest.raises(DejaFait, match="déjà parti"):
        actions.relancer(enquete, par=ici.acteur("coordinatrice"))
    assert messages() == 12


# --- Answering without a name -------------------------------------------------------------------------------------


def test_who_answered_is_known_what_she_answered_is_linked_to_nobody(ici, enquete):
    participation = enquete.participations.first()
    avant = Entree.objects.count()
    assert actions.repondre(participation, {"clair": "non", "changer": "Plus de pratique"})
    assert not actions.repondre(participation, {"clair": "oui"})
    participation.refresh_from_db()
    reponse = ReponseAnonyme.objects.get()
    assert participation.repondu_le == timezone.localdate()
    assert type(participation.repondu_le) is dt.date
    champs = {champ.name for champ in ReponseAnonyme._meta.get_fields()}
    assert champs == {"id", "centre", "enquete", "valeurs", "papier"}
    assert str(participation.parcours) not in str(reponse.valeurs)
    assert Entree.objects.count() == avant


@pytest.fixture
def telephone(monde):
    return ClientStrict()


def test_she_answers_on_her_phone_then_the_link_says_thank_you(monde, enquete, telephone):
    adresse = monde.ici.adresse(f"avis/{enquete.participations.first().jeton}/")
    page = texte(telephone.get(adresse))
    for question in CHAUD:
        assert question.texte.replace("’", "'")[:20] in page.replace("\u202f", " ").replace("’", "'")
    assert enquete.participations.first().parcours.personne.nom not in page
    reponse = telephone.envoyer(adresse, {"clair": "oui", "changer": "Rien"}, follow=True)
    assert "Votre avis est enregistré. Merci." in texte(reponse)
    assert "Vous avez répondu" in texte(telephone.get(adresse))
    assert ReponseAnonyme.objects.get().valeurs == {"clair": "oui", "changer": "Rien"}


def test_an_empty_answer_or_an_invented_one_is_refused_and_nothing_is_lost(monde, enquete, telephone):
    adresse = monde.ici.adresse(f"avis/{enquete.participations.first().jeton}/")
    vide = telephone.envoyer(adresse, {})
    assert vide.status_code == 422
    assert "Répondez à une question au moins." in texte(vide)
    faux = telephone.envoyer(adresse, {"clair": "peut-être", "changer": "Mon idée"})
    assert faux.status_code == 422
    assert "Mon idée" in faux.content.decode()
    assert not ReponseAnonyme.objects.exists()


def test_a_wrong_link_or_that_of_another_centre_is_not_found(monde, enquete, telephone):
    jeton = enquete.participations.first().jeton
    assert telephone.get(monde.ici.adresse("avis/inconnu/")).status_code == 404
    assert telephone.get(monde.ailleurs.adresse(f"avis/{jeton}/")).status_code == 404


# --- At the desk --------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinatrice(monde):
    return Personne(monde.ici, "coordinatrice")


def test_the_page_before_sending_says_when_it_leaves_and_offers_to_send_now(monde, session, coordinatrice):
    suite = f"sessions/{session.pk}/enquetes/chaud/"
    page = coordinatrice.voir(suite)
    assert "à partir du 05/06/2026" in page
    page = texte(coordinatrice.envoyer(f"{suite}ouvrir/", page=suite))
    assert "6 messages partent." in page.replace("\u00a0", " ")
    assert "0 sur 6" in page


def test_a_sheet_is_copied_once_and_who_gave_it_is_ticked_apart(monde, enquete, coordinatrice):
    suite = f"enquetes/{enquete.pk}/papier/"
    cle = str(uuid.uuid4())
    for _clic in range(2):
        coordinatrice.envoyer(suite, {"cle": cle, "clair": "oui"})
    assert ReponseAnonyme.objects.get().papier
    assert not enquete.participations.filter(repondu_le__isnull=False).exists()
    page = f"sessions/{enquete.session_id}/enquetes/chaud/"
    premiere = enquete.participations.first()
    coordinatrice.envoyer(f"enquetes/{enquete.pk}/rendus/", {"rendu": [premiere.pk, "x", 999999]}, page=page)
    assert "1 feuille saisie, 1 personne cochée" in coordinatrice.voir(page).replace("\u00a0", " ")
    coordinatrice.envoyer(f"enquetes/{enquete.pk}/rendus/", page=page)
    assert not enquete.participations.filter(repondu_le__isnull=False).exists()


def test_who_answered_by_the_link_cannot_be_unticked(ici, enquete):
    participation = enquete.participations.first()
    actions.repondre(participation, {"clair": "oui"})
    actions.cocher_papiers(enquete, set(), par=ici.acteur("coordinatrice"))
    participation.refresh_from_db()
    assert participation.mode == "lien"


def test_results_count_and_a_small_group_stays_hidden(monde, ici, enquete, coordinatrice):
    for rang in range(9):
        valeurs = {"clair": "oui", "prete": "oui" if rang < 5 else "non", "changer": f"idée {rang}"}
        actions.saisir_papier(enquete, valeurs, cle=uuid.uuid4())
    suite = f"sessions/{enquete.session_id}/enquetes/chaud/"
    page = coordinatrice.voir(suite)
    assert "9 réponses" in page.replace("\u00a0", " ")
    assert "idée 8" in page
    croisee = coordinatrice.voir(f"{suite}?par=prete")
    assert "caché (moins de 5" in croisee
    assert "caché" in coordinatrice.voir(f"{suite}?par=prete")
    assert "caché (moins" not in coordinatrice.voir(f"{suite}?par=clair")


def test_what_is_made_of_it_is_written_with_its_day(monde, enquete, coordinatrice):
    suite = f"enquetes/{enquete.pk}/analyse/"
    assert coordinatrice.envoyer(suite, {"analyse": "", "suite": "x"}).status_code == 422
    page = texte(coordinatrice.envoyer(suite, {"analyse": "Plus de pratique.", "suite": "Deux ateliers en mars."}))
    assert "Deux ateliers en mars." in page
    enquete.refresh_from_db()
    assert enquete.analysee_le == timezone.localdate()
    assert Entree.objects.filter(code="enquete.analyser").count() == 1


@besoin_de_poppler
def test_the_sheet_to_fill_by_hand_has_every_question_and_no_name(monde, enquete, coordinatrice):
    pdf = coordinatrice.client.get(monde.ici.adresse(f"enquetes/{enquete.pk}/feuille.pdf"))
    lu = " ".join(mots(texte_du_pdf(pdf.content)))
    for question in CHAUD:
        assert " ".join(mots(question.texte)) in lu
    assert "[ ] Plutôt non" in lu
    assert enquete.participations.first().parcours.personne.nom not in lu


def test_the_page_costs_the_same_for_few_and_for_many_answers(monde, ici, enquete, coordinatrice):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                parcours = f.FabriqueParcours(etat="en_evaluation", session=enquete.session)
                Participation(enquete=enquete, parcours=parcours).save()
                actions.saisir_papier(enquete, {"clair": "oui", "prete": "non"}, cle=uuid.uuid4())

    suite = monde.ici.adresse(f"sessions/{enquete.session_id}/enquetes/chaud/?par=prete")
    assertNumQueries(coordinatrice.client, suite, ajouter, peu=5, beaucoup=30, au_plus=20)


def test_a_complaint_is_noted_then_answered_with_its_delay(monde, coordinatrice):
    assert "Aucune réclamation" in coordinatrice.voir("reclamations/")
    base = {"recue_le": "2026-11-02", "de_qui": "Une stagiaire", "objet": "La salle est froide."}
    faux = coordinatrice.envoyer("reclamations/nouvelle/", {**base, "reponse": "Oui.", "repondue_le": "2026-11-01"})
    assert faux.status_code == 422
    assert "La salle est froide." in faux.content.decode()
    assert "Sans réponse" in texte(coordinatrice.envoyer("reclamations/nouvelle/", base))
    with portee.dans(monde.ici.centre):
        ligne = Reclamation.objects.get()
    donnees = {**base, "reponse": "Un chauffage est posé.", "repondue_le": "2026-11-12"}
    page = texte(coordinatrice.envoyer(f"reclamations/{ligne.pk}/", donnees))
    assert "en 10 jours" in page.replace("\u00a0", " ")
    assert Personne(monde.ailleurs, "coordinatrice").voir(f"reclamations/{ligne.pk}/", statut=404)


def test_the_home_page_recalls_an_analysis_a_report_and_a_complaint(monde, ici, enquete, coordinatrice):
    from parcours.actions.immersion import preparer
    from parcours.models import Immersion
    from tests.parcours.test_immersion import valeurs

    page = coordinatrice.voir("")
    assert "Écrire ce que disent" not in page
    Enquete.objects.update(ouverte_le=timezone.now() - dt.timedelta(days=30))
    immersion = preparer(enquete.participations.first().parcours, par=ici.acteur("coordinatrice"), **valeurs())
    hier = timezone.localdate() - dt.timedelta(days=1)
    Immersion.objects.filter(pk=immersion.pk).update(etat="en_cours", debut=hier, fin=hier)
    Reclamation(recue_le=hier, de_qui="Une famille", objet="x", notee_par="Nadia").save()
    page = coordinatrice.voir("")
    assert "Écrire ce que disent les stagiaires : Printemps 2026" in page
    assert "Faire le compte rendu de l’immersion de" in page
    assert "1 réclamation attend une réponse" in page


def test_surveys_are_for_the_team(monde, enquete):
    for role in ("formatrice", "auxiliaire", "jury"):
        Personne(monde.ici, role).voir(f"sessions/{enquete.session_id}/enquetes/chaud/", statut=403)
    page = Personne(monde.ailleurs, "coordinatrice")
    page.voir(f"sessions/{enquete.session_id}/enquetes/chaud/", statut=404)
    assert re.fullmatch(r"[\w-]{32}", enquete.participations.first().jeton)
