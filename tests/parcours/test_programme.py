"""The programme of the course: ready-made, versions, totals always visible, frozen once followed, printed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from parcours.actions import programme as actions
from parcours.actions import sessions
from parcours.models import Module, Programme, SeanceModule
from tests.fabriques import base as f
from tests.navigateur.recit import mots_du_pdf
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

MODULE = {"titre": "Éveil", "minutes": "15", "objectifs": "Jouer", "contenu": "Comptines"}


def clair(page):
    return texte(page).replace("\u00a0", " ") if not isinstance(page, str) else page.replace("\u00a0", " ")


@pytest.fixture
def ici(monde):
    with portee.dans(monde.ici.centre):
        yield monde.ici


@pytest.fixture
def chef(ici):
    return ici.acteur("coordinatrice")


@pytest.fixture
def type_120(ici, chef):
    return actions.installer_programme_type(par=chef)


def brouillon(chef, *heures, en_tout=6):
    programme = actions.creer_programme(par=chef, nom="Court", heures=en_tout)
    for n, duree in enumerate(heures, start=1):
        actions.ajouter_module(programme, par=chef, titre=f"Module {n}", minutes=duree * 60)
    return programme


def test_the_ready_made_programme_comes_in_one_click_and_once(ici, coordinatrice):
    page = clair(coordinatrice.envoyer("programmes/type/", page="programmes/"))
    assert "10 modules, 120 h sur 120." in page
    assert "Publié" in page
    assert "1. Le métier, le contrat et la santé au travail" in page
    coordinatrice.client.get(ici.adresse("programmes/"))
    coordinatrice.envoyer("programmes/type/", page="programmes/nouveau/")
    assert Programme.objects.count() == 1
    assert Module.objects.count() == 10
    assert sum(Module.objects.values_list("minutes", flat=True)) == 120 * 60


def test_minus_three_hours_is_refused_beside_the_field_and_all_that_was_typed_stays(ici, chef, coordinatrice):
    programme = brouillon(chef, 6)
    page = coordinatrice.envoyer(f"programmes/{programme.pk}/module/", {**MODULE, "minutes": "-3"})
    assert page.status_code == 422
    assert "−3 h n’est pas possible. Un module dure au moins un quart d’heure." in clair(page)
    html = page.content.decode()
    assert 'id="id_minutes_error"' in html
    assert 'value="Éveil"' in html
    assert 'value="-3"' in html
    assert programme.modules.count() == 1


@pytest.mark.parametrize(
    ("saisie", "minutes", "phrase"),
    [
        ("7,5", 450, ""),
        ("7.25", 435, ""),
        ("15 h", 900, ""),
        ("0", None, "0 h n’est pas possible"),
        ("7,1", None, "Comptez par quart d’heure"),
        ("500", None, "100 heures au plus"),
        ("beaucoup", None, "Écrivez un nombre d’heures"),
        ("NaN", None, "Écrivez un nombre d’heures"),
        ("", None, "Il manque la durée"),
    ],
)
def test_hours_are_read_as_people_write_them(ici, chef, coordinatrice, saisie, minutes, phrase):
    programme = brouillon(chef)
    page = coordinatrice.envoyer(f"programmes/{programme.pk}/module/", {**MODULE, "minutes": saisie})
    if minutes is None:
        assert phrase in clair(page)
        assert not programme.modules.exists()
    else:
        assert programme.modules.get().minutes == minutes


def test_the_database_itself_refuses_a_module_without_hours(ici, chef):
    programme = brouillon(chef)
    with pytest.raises(IntegrityError), transaction.atomic():
        Module(programme=programme, titre="Rien", minutes=0).save()
    with pytest.raises(ValidationError):
        actions.ajouter_module(programme, par=chef, titre="Rien", minutes=0)


def test_the_total_is_on_the_page_the_list_and_above_each_form(ici, chef, coordinatrice):
    programme = brouillon(chef, 2, 1)
    for suite in (f"programmes/{programme.pk}/", "programmes/", f"programmes/{programme.pk}/module/"):
        assert "3 h sur 6 : il manque 3 h" in clair(coordinatrice.voir(suite))
    assert "Publier" not in coordinatrice.voir(f"programmes/{programme.pk}/")


def test_a_programme_that_does_not_add_up_is_not_published(ici, chef):
    programme = brouillon(chef, 2, 1)
    with pytest.raises(Ferme) as refus:
        actions.publier(programme, par=chef)
    assert clair(str(refus.value)) == "3 h sur 6 : il manque 3 h. Changez la durée d’un module."
    actions.ajouter_module(programme, par=chef, titre="Fin", minutes=180)
    assert actions.publier(programme, par=chef).est_publie
    quand = Programme.objects.get(pk=programme.pk).publie_le
    assert actions.publier(programme, par=chef).publie_le == quand, "a second click changes nothing"


def test_a_version_that_a_session_follows_never_changes(ici, chef, type_120, coordinatrice):
    session = f.FabriqueSession()
    sessions.modifier_session(session, par=chef, version_programme=type_120)
    module = type_120.modules.first()
    for geste in (
        lambda: actions.modifier_module(module, par=chef, titre="Autre"),
        lambda: actions.retirer_module(module, par=chef),
        lambda: actions.deplacer_module(module, par=chef, vers=4),
        lambda: actions.ajouter_module(type_120, par=chef, titre="Plus", minutes=60),
        lambda: actions.modifier_programme(type_120, par=chef, heures=121),
        lambda: actions.abandonner_brouillon(type_120, par=chef),
    ):
        with pytest.raises(Ferme, match="Elle ne change plus"):
            geste()
    page = coordinatrice.envoyer(f"modules/{module.pk}/", {**MODULE, "titre": "Forcé"})
    assert page.status_code == 409
    assert "Cette version est publiée." in clair(page)
    assert [m.titre for m in type_120.modules.all()][0] == "Le métier, le contrat et la santé au travail"


def test_writing_in_a_followed_version_opens_the_next_one_and_sessions_keep_theirs(ici, chef, type_120, coordinatrice):
    session = f.FabriqueSession()
    sessions.modifier_session(session, par=chef, version_programme=type_120)
    page = clair(coordinatrice.envoyer(f"programmes/{type_120.pk}/version/", page=f"programmes/{type_120.pk}/"))
    assert "Vous écrivez la version 2." in page
    encore = actions.ouvrir_modification(type_120, par=chef)
    assert encore.version == 2, "a second click gives the same draft"
    assert Programme.objects.count() == 2
    assert [(m.titre, m.minutes) for m in encore.modules.all()] == [
        (m.titre, m.minutes) for m in type_120.modules.all()
    ]
    premier, second = encore.modules.all()[:2]
    actions.modifier_module(premier, par=chef, minutes=premier.minutes - 60)
    actions.modifier_module(second, par=chef, minutes=second.minutes + 60)
    actions.publier(encore, par=chef)
    session.refresh_from_db()
    assert session.programme == "Auxiliaire parentale 120 h, version 1"
    assert type_120.modules.first().minutes == 16 * 60
    suivante = f.FabriqueSession()
    sessions.modifier_session(suivante, par=chef, version_programme=encore)
    suivante.refresh_from_db()
    assert (suivante.programme, suivante.heures_visees) == ("Auxiliaire parentale 120 h, version 2", 120)


def test_a_published_version_that_nobody_follows_is_a_draft_again(ici, chef, type_120):
    assert actions.ouvrir_modification(type_120, par=chef).pk == type_120.pk
    type_120.refresh_from_db()
    assert not type_120.est_publie
    with pytest.raises(Ferme, match="encore un brouillon"):
        sessions.modifier_session(f.FabriqueSession(), par=chef, version_programme=type_120)


def test_modules_move_up_and_down_and_keep_an_unbroken_order(ici, chef, coordinatrice):
    programme = brouillon(chef, 1, 2, 3)
    troisieme = programme.modules.get(rang=3)
    page = f"programmes/{programme.pk}/"
    coordinatrice.envoyer(f"modules/{troisieme.pk}/place/", {"vers": "1"}, page=page)
    assert [(m.rang, m.titre) for m in programme.modules.all()] == [(1, "Module 3"), (2, "Module 1"), (3, "Module 2")]
    coordinatrice.envoyer(f"modules/{troisieme.pk}/place/", {"vers": "99"}, page=page)
    assert [m.titre for m in programme.modules.all()] == ["Module 1", "Module 2", "Module 3"]
    coordinatrice.envoyer(f"modules/{programme.modules.get(rang=1).pk}/retirer/", page=page)
    assert [(m.rang, m.titre) for m in programme.modules.all()] == [(1, "Module 2"), (2, "Module 3")]
    assert Entree.objects.filter(code="programme.modifier").count() >= 4


def test_two_programmes_never_bear_the_same_name(ici, chef, coordinatrice):
    brouillon(chef)
    page = coordinatrice.envoyer("programmes/nouveau/", {"nom": "  Court ", "heures": "10"})
    assert page.status_code == 409
    assert "Un programme porte déjà ce nom." in clair(page)
    assert Programme.objects.count() == 1


def test_a_draft_is_thrown_away_and_said(ici, chef, coordinatrice):
    programme = brouillon(chef, 2)
    page = clair(coordinatrice.envoyer(f"programmes/{programme.pk}/abandonner/", page=f"programmes/{programme.pk}/"))
    assert "Le brouillon Court, version 1 est abandonné." in page
    assert not Programme.objects.exists()


def test_a_module_that_a_calendar_stands_on_is_never_lost(ici, chef):
    programme = brouillon(chef, 6)
    seance = f.FabriqueDemiJournee(session=f.FabriqueSession())
    SeanceModule(demi_journee=seance, module=programme.modules.get(), minutes=180).save()
    with pytest.raises(Ferme, match="est dans un calendrier"):
        actions.retirer_module(programme.modules.get(), par=chef)
    with pytest.raises(Ferme, match="Un calendrier suit ce programme"):
        actions.abandonner_brouillon(programme, par=chef)


def test_each_module_names_the_competences_of_the_framework(ici, type_120, coordinatrice):
    page = coordinatrice.voir(f"programmes/{type_120.pk}/")
    assert "Compétences : Connaissance du métier et de ses droits, Organisation, Discrétion" in clair(page)
    assert "Compétences qu’aucun module ne travaille" not in page


def test_the_trainer_reads_the_programme_and_does_not_write_it(ici, type_120, formatrice):
    page = formatrice.voir(f"programmes/{type_120.pk}/")
    assert "Écrire une nouvelle version" not in page
    formatrice.voir(f"programmes/{type_120.pk}/module/", statut=403)


def test_the_programme_is_printed_with_its_ten_modules(ici, type_120, coordinatrice):
    reponse = coordinatrice.client.get(ici.adresse(f"programmes/{type_120.pk}/programme.pdf"))
    assert reponse["Content-Type"] == "application/pdf"
    dit = mots_du_pdf(reponse.content)
    for module in type_120.modules.all():
        assert module.titre in dit
    assert "10 modules, 120 h sur 120" in dit
    assert "Objectifs" in dit


def test_choosing_a_programme_keeps_the_printed_label_in_step(ici, chef, type_120):
    session = sessions.creer_session(
        par=chef, nom="S", debut="2027-01-04", fin="2027-06-01", heures_visees=80, version_programme=type_120
    )
    session.refresh_from_db()
    assert (session.programme, session.heures_visees) == ("Auxiliaire parentale 120 h, version 1", 120)
    assert len(session.programme) <= 60


def test_the_programme_cannot_change_once_hours_were_followed_in_it(ici, chef, type_120):
    session = f.FabriqueSession()
    session = sessions.modifier_session(session, par=chef, version_programme=type_120)
    eleve = f.FabriqueParcours(en_formation=True, session=session)
    sessions.ajouter_demi_journee(
        session, par=chef, date=session.debut, moment="matin", minutes=180, heure_debut="09:00"
    )
    seance = session.demi_journees.get()
    assert [p.minutes for p in seance.parts.all()] == [180]
    f.FabriqueEmargement(demi_journee=seance, parcours=eleve)
    actions.ouvrir_modification(type_120, par=chef)
    autre = actions.publier(Programme.objects.get(version=2), par=chef)
    with pytest.raises(Ferme, match="La session garde ce programme"):
        sessions.modifier_session(session, par=chef, version_programme=autre)


def test_the_list_costs_the_same_for_10_and_for_60(monde):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                programme = Programme(nom=f"P{Programme.objects.count()}")
                programme.save()
                Module(programme=programme, titre="Un", minutes=60).save()

    client = Personne(monde.ici, "coordinatrice").client
    assertNumQueries(client, monde.ici.adresse("programmes/"), ajouter, peu=10, beaucoup=60, au_plus=14)


def test_one_programme_costs_the_same_for_10_and_for_40_modules(ici, chef):
    programme = brouillon(chef)

    def ajouter(n):
        for _rang in range(n):
            actions.ajouter_module(programme, par=chef, titre="Un", minutes=60)

    client = Personne(ici, "coordinatrice").client
    assertNumQueries(client, ici.adresse(f"programmes/{programme.pk}/"), ajouter, peu=10, beaucoup=40, au_plus=16)
