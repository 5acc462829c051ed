"""Immersions and the questionnaire about the job: what the law asks, what is ticked, what is talked about."""

import contextlib
import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clairiere import flux
from clairiere.centres import portee
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.interface.icones import ICONES
from clairiere.messages.models import Message
from parcours.actions import immersion as actions
from parcours.actions import questionnaire as metier
from parcours.models import Immersion, QuestionnaireMetier
from parcours.regles.immersion import (
    JAMAIS_EN_FAMILLE,
    PIECES,
    FaitsImmersion,
    Seance,
    chevauchements,
    convention,
    dates,
    dernier_jour_permis,
)
from parcours.regles.metier import PHRASES, REPONSES, a_en_parler, comparer
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.client import ClientStrict
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

JOUR = dt.timedelta(days=1)

# --- The rules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("debut", "dernier"),
    [
        ((2027, 1, 10), (2027, 2, 9)),
        ((2027, 1, 1), (2027, 1, 31)),
        ((2027, 1, 31), (2027, 2, 28)),
        ((2028, 1, 30), (2028, 2, 29)),
        ((2026, 12, 15), (2027, 1, 14)),
        ((2027, 3, 1), (2027, 3, 31)),
    ],
)
def test_one_month_at_most_per_agreement(debut, dernier):
    debut, dernier = dt.date(*debut), dt.date(*dernier)
    assert dernier_jour_permis(debut) == dernier
    assert list(dates(debut, dernier)) == []
    [obstacle] = dates(debut, dernier + JOUR)
    assert obstacle.code == "un_mois"
    assert f"{dernier:%d/%m/%Y}" in obstacle.phrase
    assert "D.5135-1" in obstacle.phrase


@given(st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)))
def test_a_month_is_never_more_than_31_days_nor_less_than_28(debut):
    assert 27 <= (dernier_jour_permis(debut) - debut).days <= 30


PLEIN = FaitsImmersion(
    accueil="Crèche",
    genre="creche",
    prescripteur="France Travail",
    debut=dt.date(2027, 2, 1),
    fin=dt.date(2027, 2, 12),
    objectifs="Voir",
    taches="Aider",
    tutrice="Julie",
    numero="2027-1",
    pieces=tuple(PIECES),
    immersion=1,
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"genre": "famille"}, "famille"),
        ({"fin": dt.date(2027, 3, 20)}, "un_mois"),
        *[({nom: " "}, nom) for nom in ("prescripteur", "objectifs", "taches", "tutrice", "numero")],
        ({"pieces": tuple(PIECES)[:-1]}, "pieces"),
    ],
)
def test_the_agreement_is_signed_when_nothing_is_missing(change, code):
    from dataclasses import replace

    assert [o.code for o in convention(replace(PLEIN, **change))] == ([code] if code else [])


def seance(jour, debut=9, fin=12):
    return Seance(dt.date(2027, 2, jour), debut * 60, fin * 60)


def test_half_days_of_the_course_that_fall_on_the_immersion_are_flagged():
    debut, fin = dt.date(2027, 2, 1), dt.date(2027, 2, 5)  # Monday to Friday
    matin, apres_midi, ailleurs = seance(1), seance(1, 14, 17), seance(8)
    assert chevauchements(debut, fin, {0: [(8 * 60, 12 * 60)]}, [matin, apres_midi, ailleurs]) == [matin]
    assert chevauchements(debut, fin, {0: [(12 * 60, 14 * 60)]}, [matin, apres_midi]) == []
    assert chevauchements(debut, fin, {}, [matin, apres_midi, ailleurs]) == [matin, apres_midi]


# --- The machine --------------------------------------------------------------------------------------------------


@pytest.fixture
def stagiaire(ici):
    session = f.FabriqueSession(debut=timezone.localdate() - 20 * JOUR, fin=timezone.localdate() + 80 * JOUR)
    parcours = f.FabriqueParcours(personne__prenom="Awa", personne__nom="Traoré", etat="en_formation", session=session)
    f.suivre_heures(parcours, 12)
    return parcours


def valeurs(**change):
    debut = timezone.localdate() + 5 * JOUR
    return {
        "accueil_nom": "Crèche Les Lilas",
        "accueil_genre": "creche",
        "accueil_adresse": "4 rue des Lilas",
        "accueil_contact": "Julie Petit",
        "tutrice": "Julie Petit",
        "debut": debut,
        "fin": debut + 11 * JOUR,
        "semaine": {"lundi": ["09:00-16:00"]},
        "objet": "decouvrir",
        "objectifs": "Voir une journée entière.",
        "taches": "Aider au repas.",
        "prescripteur_genre": "france_travail",
        "prescripteur": "Agence de Paris 19e",
        "numero_convention": "2027-0345",
        **change,
    }


@pytest.fixture
def immersion(ici, stagiaire):
    return actions.preparer(stagiaire, par=ici.acteur("coordinatrice"), **valeurs())


def test_never_in_a_private_family_whoever_asks_and_however(ici, stagiaire, immersion):
    with pytest.raises(Ferme) as refus:
        actions.preparer(stagiaire, par=ici.acteur("directrice"), **valeurs(accueil_genre="famille"))
    assert str(refus.value) == JAMAIS_EN_FAMILLE
    immersion.accueil_genre = "famille"
    with pytest.raises(ValidationError):
        immersion.full_clean()


def test_preparing_twice_is_one(ici, stagiaire, immersion):
    assert actions.preparer(stagiaire, par=ici.acteur("directrice"), **valeurs()) == immersion
    assert Immersion.objects.count() == 1


def test_the_life_of_an_immersion_from_the_checklist_to_the_report(ici, stagiaire, immersion):
    par = ici.acteur("coordinatrice")
    avant = stagiaire.minutes()
    with pytest.raises(Ferme, match="9 points ne sont pas cochés"):
        actions.signer(immersion, par=par)
    actions.cocher(immersion, {"identite"}, par=par)
    actions.cocher(immersion, set(PIECES), par=ici.acteur("directrice"))
    immersion.refresh_from_db()
    assert immersion.pieces["identite"]["par"] == par.nom
    assert immersion.pieces["accident"]["par"] == ici.acteur("directrice").nom
    immersion = actions.signer(immersion, par=par)
    with pytest.raises(DejaFait):
        actions.modifier(immersion, par=par, **valeurs(accueil_nom="Ailleurs"))
    with pytest.raises(Ferme, match="commence le"):
        flux.franchir(immersion, "commencer", par=par)
    with time_machine.travel(dt.datetime.combine(immersion.debut, dt.time(9)), tick=False):
        immersion = flux.franchir(immersion, "commencer", par=par)
    immersion = actions.terminer(
        immersion, par=par, issue="confirme", vu="Deux repas, une sieste.", mot_accueil="À l’aise.", mot_personne="Oui."
    )
    assert (immersion.etat, immersion.issue) == ("faite", "confirme")
    assert Immersion.objects.get().mot_accueil == "À l’aise."
    assert stagiaire.minutes() == avant, "hours of an immersion never count in the course"


def test_a_report_on_an_immersion_that_is_not_running_writes_nothing(ici, immersion):
    with pytest.raises(DejaFait):
        actions.terminer(immersion, par=ici.acteur("coordinatrice"), issue="confirme", vu="x", mot_personne="y")
    assert Immersion.objects.get().vu == ""


def test_cancelling_asks_why(ici, immersion):
    with pytest.raises(Ferme, match="raison"):
        flux.franchir(immersion, "annuler", par=ici.acteur("coordinatrice"))
    flux.franchir(immersion, "annuler", par=ici.acteur("coordinatrice"), motif="La crèche ferme.")
    assert actions.preparer(immersion.parcours, par=ici.acteur("coordinatrice"), **valeurs()).pk != immersion.pk


@besoin_de_poppler
def test_the_summary_she_takes_along_is_a_numbered_paper(ici, immersion):
    document, nouveau = actions.faire_le_resume(immersion, par=ici.acteur("coordinatrice"))
    assert nouveau
    assert actions.faire_le_resume(immersion, par=ici.acteur("coordinatrice")) == (document, False)
    with document.fichiers.get(format="pdf").contenu.open("rb") as fichier:
        lu = " ".join(mots(texte_du_pdf(fichier.read())))
    for passage in ("Awa Traoré", "Crèche Les Lilas (crèche)", "2027-0345", "découvrir un métier", "jamais seule"):
        assert passage in lu, (passage, lu)
    assert document.pour == immersion.parcours.personne


GESTES = ("cocher", "decocher", "signer", "commencer", "terminer", "annuler", "un_mois_de_plus", "famille", "demain")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(GESTES), max_size=14))
def test_whatever_is_tried_in_whatever_order_the_law_holds(ici, stagiaire, gestes):
    par, minutes = ici.acteur("coordinatrice"), stagiaire.minutes()
    immersion = actions.preparer(stagiaire, par=par, **valeurs())
    jour = timezone.now()
    for geste in gestes:
        with time_machine.travel(jour, tick=False), contextlib.suppress(Ferme, DejaFait):
            jour = _essayer(geste, immersion, par, jour)
        immersion = Immersion.objects.get(pk=immersion.pk)
        assert immersion.accueil_genre != "famille"
        assert immersion.debut <= immersion.fin <= dernier_jour_permis(immersion.debut)
        assert bool(immersion.issue) == (immersion.etat == "faite")
        assert immersion.etat in ("prevue", "annulee") or len(immersion.pieces) == len(PIECES)
        assert immersion.etat not in ("en_cours", "faite") or immersion.debut <= jour.date()
    assert stagiaire.minutes() == minutes
    Immersion.objects.all().delete()


def _essayer(geste, immersion, par, jour):
    if geste == "demain":
        return jour + 6 * JOUR
    if geste in ("cocher", "decocher"):
        actions.cocher(immersion, set(PIECES) if geste == "cocher" else set(), par=par)
    elif geste == "signer":
        actions.signer(immersion, par=par)
    elif geste == "terminer":
        actions.terminer(immersion, par=par, issue="confirme", vu="x", mot_personne="y")
    elif geste in ("commencer", "annuler"):
        flux.franchir(immersion, geste, par=par, motif="raison" if geste == "annuler" else "")
    elif geste == "famille":
        actions.modifier(immersion, par=par, **valeurs(accueil_genre="famille"))
    else:
        actions.modifier(immersion, par=par, **valeurs(fin=immersion.fin + 31 * JOUR))
    return jour


# --- The pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinatrice(monde):
    return Personne(monde.ici, "coordinatrice")


def saisie(**change):
    v = valeurs(**change)
    semaine = {"semaine_lundi_0_debut": "09:00", "semaine_lundi_0_fin": "16:00"}
    return {**{cle: str(x) for cle, x in v.items() if cle != "semaine"}, **semaine}


def test_preparing_from_her_file_to_the_checklist(monde, stagiaire, coordinatrice):
    assert "Préparer une immersion" in coordinatrice.voir(f"parcours/{stagiaire.pk}/")
    page = texte(coordinatrice.envoyer(f"parcours/{stagiaire.pk}/immersions/nouvelle/", saisie()))
    assert "Crèche Les Lilas" in page
    assert "immersion-facile.beta.gouv.fr" in page
    assert JAMAIS_EN_FAMILLE.replace("\u00a0", " ") in page
    with portee.dans(monde.ici.centre):
        immersion = Immersion.objects.get()
    suite = f"immersions/{immersion.pk}/"
    page = texte(coordinatrice.envoyer(f"{suite}convention/", {"piece": ["identite", "inventé"]}, page=suite))
    assert "fait le" in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page
    assert "Crèche Les Lilas" in coordinatrice.voir(f"parcours/{stagiaire.pk}/")


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"accueil_genre": "famille"}, "c’est du travail dissimulé"),
        ({"fin": timezone.localdate() + dt.timedelta(days=60)}, "un mois au plus"),
        ({"fin": timezone.localdate() - dt.timedelta(days=60)}, "avant le premier"),
        ({"accueil_nom": ""}, "Il manque le lieu d’accueil."),
        ({"debut": "31/02/2027"}, "Cette date n’existe pas."),
    ],
)
def test_bad_input_is_said_beside_its_field_and_what_was_typed_stays(stagiaire, coordinatrice, change, phrase):
    reponse = coordinatrice.envoyer(f"parcours/{stagiaire.pk}/immersions/nouvelle/", saisie(**change))
    assert reponse.status_code in (409, 422)
    assert phrase in texte(reponse).replace("\u00a0", " ")
    assert "Voir une journée entière." in reponse.content.decode()
    assert not Immersion.objects.exists()


def test_courses_that_fall_during_the_immersion_are_shown(ici, immersion, coordinatrice):
    lundi = immersion.debut + (-immersion.debut.weekday() % 7) * JOUR
    f.FabriqueDemiJournee(session=immersion.parcours.session, date=lundi, moment="matin", heure_debut=dt.time(9))
    f.FabriqueDemiJournee(session=immersion.parcours.session, date=lundi + JOUR, moment="matin")
    page = coordinatrice.voir(f"immersions/{immersion.pk}/")
    assert "1 demi-journée de cours tombe pendant l’immersion" in page.replace("\u00a0", " ")
    assert f"{lundi:%d/%m/%Y} matin" in page


def test_the_report_is_made_on_its_act_page(monde, ici, immersion, coordinatrice):
    Immersion.objects.filter(pk=immersion.pk).update(etat="en_cours")
    suite = f"acte/immersion/{immersion.pk}/terminer/"
    donnees = {"attendu": "en_cours", "vu": "Une journée.", "mot_personne": "", "mot_accueil": "", "issue": "confirme"}
    faux = coordinatrice.envoyer(suite, donnees)
    assert faux.status_code == 422
    assert "Écrivez ce qu’elle en dit." in texte(faux)
    assert "Une journée." in faux.content.decode()
    page = texte(coordinatrice.envoyer(suite, {**donnees, "mot_personne": "J’aime ce métier."}))
    assert "J’aime ce métier." in page
    assert "Projet confirmé" in page


def test_another_centre_and_another_role_see_nothing(monde, immersion):
    Personne(monde.ailleurs, "coordinatrice").voir(f"immersions/{immersion.pk}/", statut=404)
    Personne(monde.ici, "formatrice").voir(f"immersions/{immersion.pk}/")
    Personne(monde.ici, "auxiliaire").voir(f"immersions/{immersion.pk}/", statut=403)


def test_her_file_costs_the_same_with_ten_immersions(monde, ici, stagiaire, coordinatrice):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                actions.preparer(stagiaire, par=ici.acteur("coordinatrice"), **valeurs(accueil_nom=f"Lieu {rang} {n}"))

    adresse = monde.ici.adresse(f"parcours/{stagiaire.pk}/")
    assertNumQueries(coordinatrice.client, adresse, ajouter, peu=2, beaucoup=8, au_plus=60)


# --- « The job imagined, the job as it is » -----------------------------------------------------------------------

TOUT_OUI = dict.fromkeys((p.code for p in PHRASES), "oui")


def test_ten_short_sentences_with_a_picture_each():
    assert len(PHRASES) == 10
    for phrase in PHRASES:
        assert phrase.icone in ICONES
        assert len(phrase.texte.split()) <= 12
    assert len({p.icone for p in PHRASES}) == 10


def test_the_gap_is_shown_sentence_by_sentence_and_is_no_score():
    ecarts = comparer(TOUT_OUI, {**TOUT_OUI, "tot": "non", "pluie": "non"})
    assert [(e.phrase.code, e.avant, e.apres) for e in ecarts if e.change] == [("tot", "Oui", "Non")]
    assert [e.phrase.code for e in a_en_parler(ecarts)] == ["tot"]
    assert [e.apres for e in comparer(TOUT_OUI, {})] == [""] * 10
    assert not [n for n in vars(ecarts[0]) if isinstance(getattr(ecarts[0], n), (int, float)) and n != "change"]


def test_the_link_leaves_once_and_she_answers_on_her_phone(monde, ici, stagiaire, coordinatrice):
    suite = f"parcours/{stagiaire.pk}/metier/"
    coordinatrice.envoyer(f"{suite}avant/envoyer/", page=suite)
    coordinatrice.envoyer(f"{suite}avant/envoyer/", page=f"{suite}apres/")
    [message] = Message.objects.filter(genre="questionnaire_metier")
    questionnaire = QuestionnaireMetier.objects.get(moment="avant")
    assert questionnaire.jeton in message.texte
    telephone = ClientStrict()
    adresse = monde.ici.adresse(f"metier/{questionnaire.jeton}/")
    page = texte(telephone.get(adresse))
    assert all(p.realite not in page for p in PHRASES), "what the job is like is not told before she answers"
    faux = telephone.envoyer(adresse, {"tot": "oui"})
    assert faux.status_code == 422
    assert texte(faux).count("Choisissez une réponse.") >= 9
    assert "Nous en parlerons ensemble" in texte(telephone.envoyer(adresse, TOUT_OUI, follow=True))
    assert "Merci Awa" in texte(telephone.get(adresse))
    telephone_de_quelqu_un = metier.repondre(
        questionnaire, dict.fromkeys(TOUT_OUI, "non"), par=ici.acteur("coordinatrice"), mode="lien"
    )
    assert telephone_de_quelqu_un.reponses == TOUT_OUI


def test_at_the_desk_or_from_paper_then_side_by_side(stagiaire, coordinatrice):
    suite = f"parcours/{stagiaire.pk}/metier/"
    coordinatrice.envoyer(f"{suite}avant/", {**TOUT_OUI, "mode": "bureau"})
    page = texte(coordinatrice.envoyer(f"{suite}apres/", {**TOUT_OUI, "tot": "non", "mode": "papier"}))
    assert "Avant l’entretien" in page
    assert "a changé" in page
    assert page.count("a changé") == 1
    assert "Beaucoup de familles partent tôt." in page
    for mot in ("/10", "sur 10", "%", "points", "score de"):
        assert mot not in page
    page = texte(coordinatrice.envoyer(suite, {"echange": "Elle peut commencer à 8 h."}))
    assert "Elle peut commencer à 8 h." in page
    assert "avant : rempli" in coordinatrice.voir(f"parcours/{stagiaire.pk}/").replace("\u00a0", " ")


def test_the_sheet_to_print_and_wrong_addresses(monde, stagiaire, coordinatrice):
    suite = f"parcours/{stagiaire.pk}/metier/"
    page = coordinatrice.voir(f"{suite}avant/feuille/")
    assert "Mettez une croix." in page
    assert all(mot in page for mot in REPONSES.values())
    coordinatrice.voir(f"{suite}jamais/", statut=404)
    assert ClientStrict().get(monde.ici.adresse("metier/inconnu/")).status_code == 404
    Personne(monde.ailleurs, "coordinatrice").voir(suite, statut=404)
    Personne(monde.ici, "formatrice").voir(suite, statut=403)
