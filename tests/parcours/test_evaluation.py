"""Grids on a telephone, what she says of herself, the final evaluation, the competence list."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from parcours.actions.observation import observer, prevoir_tache
from parcours.models import (
    COMPETENCES,
    AutoEvaluation,
    Evaluation,
    MiseEnSituation,
    Observation,
)
from tests.fabriques import base as f
from tests.fabriques import jury as fj
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte


@pytest.fixture
def groupe(monde):
    """A session in its course: two trainees and a practical task."""
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(nom="Printemps 2026")
        awa = f.FabriqueParcours(en_formation=True, session=session)
        rosa = f.FabriqueParcours(en_formation=True, session=session)
        tache = fj.FabriqueMiseEnSituation(session=session, titre="Préparer le repas")
    return {"session": session, "awa": awa, "rosa": rosa, "tache": tache}


def grille(vue="", **vus):
    """A grid as posted: not observed but for `vus` (code=(level, example))."""
    donnees = {f"c_{code}": "non_observe" for code in COMPETENCES} | {f"e_{code}": "" for code in COMPETENCES}
    for code, (niveau, exemple) in vus.items():
        donnees |= {f"c_{code}": niveau, f"e_{code}": exemple}
    return {"vue": vue, **donnees}


def test_a_grid_is_filled_on_the_telephone_and_the_next_trainee_follows(monde, groupe, formatrice):
    page = formatrice.envoyer(
        f"sessions/{groupe['session'].pk}/mise-en-situation/",
        {"titre": "Une chute au parc", "date": "2026-11-23", "observatrice": "Sophie"},
    )
    assert "Une chute au parc" in texte(page)
    suite = f"mises-en-situation/{groupe['tache'].pk}/"
    reponse = formatrice.envoyer(
        f"{suite}stagiaires/{groupe['awa'].pk}/",
        {**grille(soins=("acquis", "Elle a coupé petit, puis goûté.")), "suite": "suivante"},
    )
    assert str(groupe["rosa"].personne.nom_complet) in texte(reponse), "the next one without a grid"
    with portee.dans(monde.ici.centre):
        grille_awa = Observation.objects.get(parcours=groupe["awa"])
        assert grille_awa.niveaux["soins"] == "acquis"
        assert grille_awa.exemples == {"soins": "Elle a coupé petit, puis goûté."}
        assert grille_awa.referentiel.version == 1
    assert "1 grille remplie sur 2" in formatrice.voir(suite).replace("\u00a0", " ")
    fiche = formatrice.voir(f"parcours/{groupe['awa'].pk}/").replace("\u00a0", " ")
    assert "Préparer le repas" in fiche
    assert "1 compétence vue" in fiche


def test_a_grid_without_an_example_is_refused_and_what_was_typed_stays(monde, groupe, formatrice):
    suite = f"mises-en-situation/{groupe['tache'].pk}/stagiaires/{groupe['awa'].pk}/"
    page = formatrice.envoyer(suite, grille(soins=("acquis", ""), eveil=("en_cours", "ah")))
    assert page.status_code == 409
    assert "Il manque un exemple." in texte(page)
    html = page.content.decode()
    assert 'value="acquis" id="id_c_soins_0" checked' in " ".join(html.split()) or "checked" in html
    assert ">ah</textarea>" in html.replace("\n", "")
    rien = formatrice.envoyer(suite, grille())
    assert "Rien n’est observé." in texte(rien)
    with portee.dans(monde.ici.centre):
        assert not Observation.objects.exists()


def test_a_grid_changed_by_someone_else_is_shown_and_nothing_is_overwritten(monde, groupe, formatrice):
    suite = f"mises-en-situation/{groupe['tache'].pk}/stagiaires/{groupe['awa'].pk}/"
    with portee.dans(monde.ici.centre):
        niveaux = dict.fromkeys(COMPETENCES, "non_observe") | {"soins": "en_cours"}
        observer(
            groupe["tache"],
            groupe["awa"],
            par=monde.ici.acteur("coordinatrice"),
            niveaux=niveaux,
            exemples={"soins": "Elle a oublié le bavoir."},
        )
    page = formatrice.envoyer(suite, grille(soins=("acquis", "Elle a tout préparé avant.")))
    assert page.status_code == 409
    lu = texte(page)
    assert "Coordinatrice Ici a rempli cette grille pendant que vous écriviez" in lu
    assert "Elle a oublié le bavoir." in lu
    assert "Elle a tout préparé avant." in lu
    vue = page.context["formulaire"].data["vue"]
    assert vue
    apres = formatrice.envoyer(suite, grille(vue, soins=("acquis", "Elle a tout préparé avant.")))
    assert "est enregistrée." in texte(apres)
    with portee.dans(monde.ici.centre):
        assert Observation.objects.get(parcours=groupe["awa"]).niveaux["soins"] == "acquis"


def test_the_same_grid_twice_writes_once(monde, groupe, formatrice):
    suite = f"mises-en-situation/{groupe['tache'].pk}/stagiaires/{groupe['awa'].pk}/"
    for _fois in range(2):
        formatrice.envoyer(suite, grille(soins=("acquis", "Elle a coupé petit.")))
    with portee.dans(monde.ici.centre):
        assert Observation.objects.count() == 1
        assert Entree.objects.filter(code="observation.saisir").count() == 1


def test_the_same_task_twice_is_one(ici):
    session = f.FabriqueSession()
    par = ici.acteur("formatrice")
    for titre in ("Le repas", "le  repas"):
        prevoir_tache(session, par=par, titre=titre, date=dt.date(2026, 11, 23))
    assert MiseEnSituation.objects.count() == 1


def test_someone_of_another_session_or_out_of_the_course_is_not_observed(ici):
    tache = fj.FabriqueMiseEnSituation()
    par = ici.acteur("formatrice")
    valeurs = {"niveaux": {"eveil": "acquis"}, "exemples": {"eveil": "Elle chante."}}
    for elle in (
        f.FabriqueParcours(en_formation=True),
        f.FabriqueParcours(session=tache.session, etat="abandon"),
    ):
        with pytest.raises(Ferme, match="n’est plus en formation"):
            observer(tache, elle, par=par, **valeurs)


def test_the_evaluation_is_proposed_from_what_was_seen_and_confirmed_by_the_trainer(monde, groupe, formatrice):
    awa = groupe["awa"]
    with portee.dans(monde.ici.centre):
        premiere = fj.FabriqueMiseEnSituation(session=groupe["session"], date=dt.date(2026, 11, 2))
        fj.FabriqueObservation(tache=premiere, parcours=awa)
        fj.FabriqueObservation(
            tache=groupe["tache"],
            parcours=awa,
            niveaux={"securite": "en_cours", "eveil": "non_observe"},
            exemples={"securite": "Elle a laissé la fenêtre ouverte."},
        )
    vue = formatrice.client.get(monde.ici.adresse(f"parcours/{awa.pk}/evaluation/"))
    formulaire = vue.context["formulaire"]
    assert formulaire["c_securite"].value() == "en_cours", "the last level seen"
    assert formulaire["c_eveil"].value() == "acquis", "« not observed » erases nothing"
    assert "Elle a laissé la fenêtre ouverte." in texte(vue)
    note = {"date": "2026-11-20", "resultat": "acquis", **{f"c_{c}": "acquis" for c in COMPETENCES}}
    assert "L’évaluation est notée." in texte(formatrice.envoyer(f"parcours/{awa.pk}/evaluation/", note))
    with portee.dans(monde.ici.centre):
        evaluation = Evaluation.objects.get(parcours=awa)
        assert evaluation.referentiel.version == 1
        assert evaluation.evaluatrice == "Formatrice Ici"


def test_nothing_numeric_is_kept_of_an_evaluation():
    champs = {c.name: c.get_internal_type() for m in (Evaluation, Observation, AutoEvaluation) for c in m._meta.fields}
    assert not {n for n, genre in champs.items() if genre in ("FloatField", "DecimalField", "IntegerField")}


def test_acquis_needs_each_competence_of_the_list_in_force(monde, groupe, formatrice):
    note = {"date": "2026-11-10", "resultat": "acquis", **{f"c_{c}": "acquis" for c in COMPETENCES}}
    suite = f"parcours/{groupe['awa'].pk}/evaluation/"
    page = formatrice.envoyer(suite, {**note, "c_metier": "en_cours"})
    assert page.status_code == 409
    assert "toutes les compétences ne sont pas acquises" in texte(page)
    sans = formatrice.envoyer(suite, {k: v for k, v in note.items() if k != "c_metier"})
    assert sans.status_code == 422
    assert "Cochez une réponse." in texte(sans)


def test_she_says_herself_what_she_can_do_and_it_changes_no_obstacle(monde):
    with portee.dans(monde.ici.centre):
        elle = f.FabriqueParcours(en_evaluation=True, personne=f.FabriquePersonne(utilisateur=f.FabriqueUtilisateur()))
        monde.ici.comptes["elle"] = elle.personne.utilisateur
        f.FabriqueAdhesion(utilisateur=elle.personne.utilisateur, role="auxiliaire", centre=monde.ici.centre)
        avant = [o.code for o in elle.mouvements()["certifier"].obstacles(elle)]
    auxiliaire = Personne(monde.ici, "elle")
    assert "Dites ce que vous savez faire" in auxiliaire.voir("mon-parcours/")
    page = auxiliaire.voir("mon-evaluation/")
    assert "Ce que je sais faire" in page
    reponses = {f"r_{c}": "facile" for c in COMPETENCES} | {"r_eveil": "difficile", "souhait": "Les comptines"}
    suite = f"parcours/{elle.pk}/auto-evaluation/fin/"
    html = auxiliaire.client.get(monde.ici.adresse(suite)).content.decode()
    assert html.count('class="choix visage"') == 3 * len(COMPETENCES)
    assert "C’est difficile pour moi" in html, "each face has its words"
    assert "Merci. Vos réponses sont gardées." in texte(auxiliaire.envoyer(suite, reponses))
    with portee.dans(monde.ici.centre):
        garde = AutoEvaluation.objects.get()
        assert (garde.par_elle, garde.moment, garde.reponses["eveil"]) == (True, "fin", "difficile")
        elle.refresh_from_db()
        assert [o.code for o in elle.mouvements()["certifier"].obstacles(elle)] == avant
    regards = Personne(monde.ici, "formatrice").voir(f"parcours/{elle.pk}/regards/")
    assert "C’est difficile pour moi" in regards
    assert "Les comptines" in regards


def test_her_answers_are_filled_with_someone_and_the_history_says_so(monde, groupe, coordinatrice):
    suite = f"parcours/{groupe['awa'].pk}/auto-evaluation/debut/"
    reponses = {f"r_{c}": "apprend" for c in COMPETENCES}
    for _fois in range(2):
        coordinatrice.envoyer(suite, reponses)
    with portee.dans(monde.ici.centre):
        assert AutoEvaluation.objects.get().par_elle is False
        entree = Entree.objects.get(code="autoevaluation.repondre")
        assert entree.phrase == "a rempli avec elle son auto-évaluation, au début de la formation"
    incomplete = coordinatrice.envoyer(suite, {"r_eveil": "facile"})
    assert incomplete.status_code == 422
    assert "Choisissez une réponse." in texte(incomplete)


def test_an_unknown_moment_is_not_found_and_she_sees_only_her_own(monde, groupe, auxiliaire):
    auxiliaire.voir(f"parcours/{monde.ici.parcours.pk}/auto-evaluation/demain/", statut=404)
    auxiliaire.voir(f"parcours/{groupe['awa'].pk}/auto-evaluation/debut/", statut=404)
    auxiliaire.voir(f"parcours/{groupe['awa'].pk}/regards/", statut=403)


def test_the_evaluations_of_a_session_cost_the_same_for_5_and_for_40(monde, groupe):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                elle = f.FabriqueParcours(en_formation=True, session=groupe["session"])
                fj.FabriqueObservation(tache=groupe["tache"], parcours=elle)
                f.FabriqueEvaluation(parcours=elle)

    client = Personne(monde.ici, "formatrice").client
    adresse = monde.ici.adresse(f"sessions/{groupe['session'].pk}/evaluations/")
    assertNumQueries(client, adresse, ajouter, peu=5, beaucoup=40)
    assertNumQueries(client, monde.ici.adresse(f"mises-en-situation/{groupe['tache'].pk}/"), ajouter, peu=2, beaucoup=9)


def test_the_tasks_of_the_day_are_those_of_the_middle_then_of_the_end():
    from types import SimpleNamespace

    from parcours.a_faire_evaluation import moment_attendu

    jour = timezone.localdate()
    session = SimpleNamespace(debut=jour, fin=jour + dt.timedelta(days=100))
    dans = lambda n, faites=(): moment_attendu(session, faites, jour + dt.timedelta(days=n))  # noqa: E731
    assert [dans(1), dans(51), dans(90), dans(120)] == ["debut", "milieu", "fin", "fin"]
    assert dans(51, ["milieu"]) == ""
