"""The funnel: eighteen registered, fourteen informed, thirteen seen, twelve admitted; each figure has its names."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from clairiere import flux
from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from parcours.actions import attente
from parcours.actions import freins as actions_freins
from parcours.models import OffreDePlace, Parcours
from parcours.models.entonnoir import Population, compter, personnes
from parcours.regles import entonnoir as regles
from parcours.regles.entonnoir import ETAPES, RANG
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import texte


class TestRegles:
    @pytest.mark.parametrize(
        ("nombre", "sur", "dit"),
        [
            (14, 18, "14 sur 18, soit 78\u00a0%"),
            (13, 14, "13 sur 14, soit 93\u00a0%"),
            (12, 13, "12 sur 13, soit 92\u00a0%"),
            (1, 8, "1 sur 8, soit 13\u00a0%"),
            (0, 18, "aucune sur 18"),
            (0, 0, ""),
            (3, 3, "3 sur 3, soit 100\u00a0%"),
        ],
    )
    def test_conversion_is_said_in_words_rounded_half_up(self, nombre, sur, dit):
        assert regles.conversion(nombre, sur) == dit

    def test_who_went_far_counts_at_each_step_before(self):
        marches = regles.marches({0: 4, 1: 1, 2: 1, 3: 12})
        assert [m.nombre for m in marches] == [18, 14, 13, 12, 0, 0, 0]
        assert [m.restees for m in marches] == [4, 1, 1, 12, 0, 0, 0]
        assert [m.largeur for m in marches[:4]] == [360, 280, 260, 240]

    def test_nobody_draws_nothing(self):
        assert {m.largeur for m in regles.marches({})} == {0}


def reunion(jours=-20, **champs):
    debut = timezone.now() + dt.timedelta(days=jours)
    champs = {"genre": "reunion_information", "titre": "Réunion d’information", "places": 20, **champs}
    return Evenement.objects.create(debut=debut, fin=debut + dt.timedelta(hours=2), **champs)


def inscrire(evenement, personne, etat):
    return Inscription.objects.create(evenement=evenement, personne=personne, etat=etat)


@pytest.fixture
def p1(ici):
    """Journey P1: eighteen registered, fourteen came, thirteen seen, twelve admitted and one who waits."""
    evenement = reunion()
    par = ici.acteur("coordinatrice")
    for rang in range(18):
        personne = f.FabriquePersonne()
        inscrire(evenement, personne, "presente" if rang < 14 else "absente")
        if rang < 14:
            f.FabriqueParcours(personne=personne, **{"candidate" if rang < 13 else "informee": True})
    debut = timezone.localdate() + dt.timedelta(days=30)
    session = f.FabriqueSession(nom="Hiver", places=12, debut=debut, fin=debut + dt.timedelta(days=90))
    attente.admettre_ensemble(session, par=par, choisies=list(Parcours.objects.filter(etat="candidate")))
    return evenement, session, par


def nombres(population):
    return [m.nombre for m in regles.marches(compter(population).par_etape)][:4]


class TestP1:
    def test_eighteen_fourteen_thirteen_twelve(self, p1):
        evenement, session, _par = p1
        assert nombres(Population(reunion=evenement)) == [18, 14, 13, 12]
        assert personnes(Population(session=session)).filter(etape__gte=RANG["admises"]).count() == 12

    def test_a_withdrawal_replaced_or_not_keeps_twelve_admissions_for_twelve_places(self, p1):
        evenement, session, par = p1
        flux.franchir(session.parcours.first(), "abandonner", par=par, motif="Un emploi.", raison="emploi")
        assert nombres(Population(reunion=evenement)) == [18, 14, 13, 12], "the place is offered, not taken"
        attente.accepter(OffreDePlace.objects.get(), par=Acteur.systeme(session.centre))
        assert nombres(Population(reunion=evenement)) == [18, 14, 13, 12]
        assert compter(Population(reunion=evenement)).departs == [("emploi", 1)]

    def test_a_person_registered_twice_counts_once(self, p1):
        evenement, _session, _par = p1
        encore = reunion(-5)
        for inscription in evenement.inscriptions.all():
            inscrire(encore, inscription.personne, "absente")
        hier, demain = (timezone.localdate() + dt.timedelta(days=n) for n in (-1, 1))
        elles = set(evenement.inscriptions.values_list("personne", flat=True))
        assert personnes(Population(du=hier, au=demain)).filter(pk__in=elles).count() == 18
        assert nombres(Population(reunion=encore)) == [18, 14, 13, 12]


class TestPopulation:
    def test_a_cancelled_registration_is_not_counted(self, ici):
        evenement = reunion()
        inscrire(evenement, f.FabriquePersonne(), "annulee")
        assert nombres(Population(reunion=evenement)) == [0, 0, 0, 0]

    def test_a_presence_not_noted_is_unknown_not_absent(self, ici):
        evenement = reunion()
        inscrire(evenement, f.FabriquePersonne(), "inscrite")
        inscrire(evenement, f.FabriquePersonne(), "absente")
        inscrire(reunion(5), f.FabriquePersonne(), "inscrite")
        assert compter(Population(reunion=evenement)).presences_inconnues == 1

    def test_each_step_ever_reached_counts_even_for_those_who_left(self, ici):
        par = ici.acteur("directrice")
        etapes = {
            "contactees": f.FabriqueParcours(),
            "informees": f.FabriqueParcours(informee=True),
            "entendues": f.FabriqueParcours(candidate=True),
            "admises": f.FabriqueParcours(admise=True),
            "en_cours": f.FabriqueParcours(en_formation=True),
            "certifiees": f.FabriqueParcours(certifiee=True),
            "placees": f.FabriqueParcours(disponible=True),
        }
        systeme = Acteur.systeme(ici.centre)
        placee = flux.franchir(etapes["placees"], "placer", par=systeme, famille="Petit")
        flux.franchir(placee, "liberer", par=systeme)
        f.suivre_heures(etapes["en_cours"], 3)
        for code in ("informees", "entendues", "en_cours"):
            flux.franchir(etapes[code], "abandonner", par=par, motif="Parce que.")
        flux.franchir(etapes["certifiees"], "sortir", par=par, motif="Déménage.")
        lues = dict(Parcours.objects.avec_etape().values_list("pk", "etape"))
        assert {code: lues[p.pk] for code, p in etapes.items()} == RANG

    def test_a_session_counts_its_recruitment_and_not_the_one_before(self, ici):
        aujourd_hui = timezone.localdate()

        def creer(jours):
            debut = aujourd_hui + dt.timedelta(days=jours)
            return f.FabriqueSession(debut=debut, fin=debut + dt.timedelta(days=90))

        avant, suivante = creer(-60), creer(30)
        f.FabriqueParcours(admise=True, session=suivante)
        f.FabriqueParcours(en_formation=True, session=avant)
        f.FabriqueParcours(informee=True)
        ancienne = f.FabriqueParcours(informee=True)
        Parcours.objects.filter(pk=ancienne.pk).update(cree_le=timezone.now() - dt.timedelta(days=90))
        liees = personnes(Population(session=suivante)).exclude(pk=ici.auxiliaire.pk)
        assert sorted(liees.values_list("etape", flat=True)) == [RANG["informees"], RANG["admises"]]
        assert ancienne.personne in personnes(Population(session=avant))

    def test_reasons_and_barriers_are_counted_the_unknown_as_unknown(self, ici):
        par = ici.acteur("directrice")
        for raison in ("emploi", "emploi", ""):
            elle = f.FabriqueParcours(informee=True)
            flux.franchir(elle, "abandonner", par=par, motif="Parce que.", raison=raison)
        frein = actions_freins.noter_frein(elle, par=par, genre="logement")
        flux.franchir(frein, "lever", par=par, le=timezone.localdate())
        comptes = compter(Population(du=timezone.localdate()))
        assert comptes.departs == [("emploi", 2), ("", 1)]
        assert comptes.freins == {"logement": {"leve": 1}}


class TestPages:
    def test_the_page_says_the_figures_in_words_and_each_leads_to_the_names(self, monde, coordinatrice, p1):
        evenement, session, _par = p1
        page = coordinatrice.voir(f"recrutement/entonnoir/?reunion={evenement.pk}").replace("\u00a0", " ")
        for mot in ("14 sur 18, soit 78 %", "13 sur 14, soit 93 %", "12 sur 13, soit 92 %"):
            assert mot in page
        noms = coordinatrice.voir(f"recrutement/entonnoir/admises/?reunion={evenement.pk}").replace("\u00a0", " ")
        assert "12 personnes" in noms
        with portee.dans(monde.ici.centre):
            admises = [str(p.personne) for p in session.parcours.all()]
        assert all(nom in noms for nom in admises)
        restees = coordinatrice.voir(f"recrutement/entonnoir/contactees/?reunion={evenement.pk}&restees=1")
        assert "4 personnes" in restees.replace("\u00a0", " ")
        assert "inscrite, sans fiche de parcours" in restees

    def test_the_drawing_has_its_figures_as_text(self, monde, coordinatrice, p1):
        html = coordinatrice.client.get(
            monde.ici.adresse(f"recrutement/entonnoir/?reunion={p1[0].pk}")
        ).content.decode()
        for nombre in (18, 14, 13, 12):
            assert f">{nombre}</text>" in html
        assert "Inscrites ou contactées 18." in html, "read by a screen reader too"

    def test_an_unknown_step_a_wrong_date_and_another_centre_are_handled(self, monde, coordinatrice):
        with portee.dans(monde.ailleurs.centre):
            ailleurs = reunion()
        coordinatrice.voir("recrutement/entonnoir/rien/", statut=404)
        coordinatrice.voir(f"recrutement/entonnoir/?reunion={ailleurs.pk}", statut=404)
        assert "Premier contact ou inscription" in coordinatrice.voir("recrutement/entonnoir/?du=hier&au=")

    def test_every_step_has_its_page_of_names(self, monde, coordinatrice, p1):
        for code, mots in ETAPES:
            assert mots in coordinatrice.voir(f"recrutement/entonnoir/{code}/")
        coordinatrice.voir("recrutement/entonnoir/presence_inconnue/")

    def test_an_empty_period_teaches(self, coordinatrice):
        assert "Personne dans cette période" in coordinatrice.voir("recrutement/entonnoir/?du=2020-01-01&au=2020-01-02")

    @pytest.mark.parametrize("suite", ["recrutement/entonnoir/", "recrutement/entonnoir/contactees/"])
    def test_it_costs_the_same_for_10_and_for_80_persons(self, monde, coordinatrice, suite):
        def ajouter(n):
            with portee.dans(monde.ici.centre):
                for rang in range(n):
                    f.FabriqueParcours(**{"admise" if rang % 2 else "candidate": True})

        assertNumQueries(coordinatrice.client, monde.ici.adresse(suite), ajouter, beaucoup=80, au_plus=20)


def test_the_trainer_does_not_open_the_funnel(formatrice):
    assert "Cette page est pour" in formatrice.voir("recrutement/entonnoir/", statut=403)


def test_words_of_the_page_stay_text(monde, coordinatrice, p1):
    assert "Chaque personne compte une fois." in texte(
        coordinatrice.client.get(monde.ici.adresse("recrutement/entonnoir/"))
    )


@pytest.mark.parametrize("page", ["entonnoir", "promotion", "candidatures", "partenaires"])
def test_the_menu_says_that_one_is_in_the_recruitment(monde, coordinatrice, page):
    html = coordinatrice.client.get(monde.ici.adresse(f"recrutement/{page}/")).content.decode()
    assert re.search(r'href="/c/ici/reunions/"[^>]*aria-current="page"', html)
