"""Entries that waited for the network: each counts once, what someone else noted is never overwritten."""

import datetime as dt
import json

import pytest
import time_machine

from clairiere.centres import portee
from clairiere.journal.models import Entree
from parcours.models import Emargement, EntreeRecue
from tests.fabriques import base as f
from tests.parcours.conftest import Personne
from tests.parcours.scene_appel import NEUF_HEURES, entree, lignes


def test_an_entry_received_twice_counts_once_and_answers_the_same(monde, matin, telephone):
    dj, (awa, fanta, mariam, *_autres) = matin
    paquet = [entree(awa, "presente"), entree(fanta, "retard", arrivee="09:30"), entree(mariam, "absente")]
    premiere = telephone.noter(*paquet)
    with portee.dans(monde.ici.centre):
        apres = Emargement.objects.filter(demi_journee=dj).order_by("pk").values("pk", "saisi_le", "minutes")
        avant = list(apres)
    with time_machine.travel(NEUF_HEURES + dt.timedelta(minutes=20), tick=False):
        seconde = telephone.noter(*paquet, *paquet)
    assert [r["issue"] for r in premiere] == ["enregistree"] * 3
    assert [r["issue"] for r in seconde] == ["enregistree"] * 6
    with portee.dans(monde.ici.centre):
        assert list(apres.all()) == avant
        assert EntreeRecue.objects.count() == 3
        assert Emargement.objects.filter(demi_journee=dj).count() == 3


def test_a_line_changed_by_another_device_gives_both_values_and_writes_nothing(monde, matin, telephone):
    """P3, step 5."""
    dj, (awa, fanta, *_autres) = matin
    coordinatrice = Personne(monde.ici, "coordinatrice")
    coordinatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "absente"})
    hors_ligne, voisine = entree(awa, "presente"), entree(fanta, "presente")
    conflit, autre = telephone.noter(hors_ligne, voisine)
    assert conflit["issue"] == "conflit"
    assert "entre-temps, Coordinatrice Ici a noté « absente »" in conflit["phrase"].replace("\u00a0", " ")
    assert conflit["ligne"]["dit"] == "absente"
    assert conflit["ligne"]["par"] == "Coordinatrice Ici"
    assert autre["issue"] == "enregistree", "the other lines are not held back"
    assert lignes(monde, dj)[0][1] == "absente"
    choisie = entree(awa, "presente", vu=conflit["ligne"]["vu"])
    (faite,) = telephone.noter(choisie)
    assert faite["issue"] == "enregistree"
    assert lignes(monde, dj)[0][1] == "presente"
    with portee.dans(monde.ici.centre):
        trace = Entree.objects.get(code="emargement.remplacer")
    assert "absente devient présente" in trace.phrase, "what the other one had noted is kept"


def test_the_same_value_on_two_devices_is_no_conflict(monde, matin, telephone):
    dj, (awa, *_autres) = matin
    Personne(monde.ici, "coordinatrice").envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "presente"})
    (recue,) = telephone.noter(entree(awa, "presente"))
    assert recue["issue"] == "enregistree"


def test_a_signature_that_came_meanwhile_does_not_stop_the_roll_call_but_an_absence_does(monde, matin, telephone):
    dj, (awa, *_autres) = matin
    (recue,) = telephone.noter(entree(awa, "presente"))
    vu = recue["ligne"]["vu"]
    with portee.dans(monde.ici.centre):
        Emargement.objects.filter(parcours=awa).update(signature="ecran")
    (en_retard,) = telephone.noter(entree(awa, "retard", arrivee="09:15", vu=vu))
    assert en_retard["issue"] == "enregistree"
    assert en_retard["ligne"]["signature"] == "ecran"
    (absente,) = telephone.noter(entree(awa, "absente", vu=vu.replace("presente", "retard").replace("180", "165")))
    assert absente["issue"] == "conflit"


@pytest.mark.parametrize(
    ("champs", "mots"),
    [
        ({"statut": "retard"}, "dites à quelle heure elle est arrivée"),
        ({"statut": "retard", "arrivee": "13:00"}, "La demi-journée va de 9 h à 12 h."),
        ({"statut": "volee"}, "pas sur cette feuille"),
        ({"statut": "presente", "cle": "pas un identifiant"}, "pas sur cette feuille"),
        ({"statut": "presente", "depart": "hier"}, "pas sur cette feuille"),
    ],
)
def test_an_impossible_entry_is_refused_in_words_and_alone(monde, matin, telephone, champs, mots):
    dj, (awa, fanta, *_autres) = matin
    recues = telephone.noter({**entree(awa, "presente"), **champs}, entree(fanta, "presente"))
    refus = next(r for r in recues if r["issue"] == "refusee")
    assert mots in refus["phrase"].replace("\u00a0", " ")
    assert [ligne[0] for ligne in lignes(monde, dj)] == [fanta.pk]


def test_someone_of_another_session_or_centre_is_refused_without_saying_that_she_exists(monde, matin, telephone):
    dj, _gens = matin
    with portee.dans(monde.ici.centre):
        autre_session = f.FabriqueParcours(en_formation=True)
    with portee.dans(monde.ailleurs.centre):
        ailleurs = f.FabriqueParcours(en_formation=True)
    personne = f.FabriqueParcours.build(pk=999_999)
    recues = telephone.noter(*(entree(p, "presente") for p in (autre_session, ailleurs, personne)))
    assert {r["phrase"] for r in recues} == {"Cette personne n’est pas sur cette feuille."}
    assert all("ligne" not in r for r in recues)
    assert lignes(monde, dj) == []


@pytest.mark.parametrize("corps", ["", "[]", "{}", '{"entrees": 3}', '{"entrees": [3]}', "{"])
def test_an_unreadable_sending_is_said_so(telephone, corps):
    reponse = telephone.client.post(
        telephone.adresse("noter/"),
        corps,
        content_type="application/json",
        headers={"X-CSRFToken": telephone.jeton()},
    )
    assert reponse.status_code == 400
    assert reponse.json()["phrase"].endswith(".")


def test_entries_without_the_token_of_the_page_are_refused(telephone, matin):
    reponse = telephone.client.post(
        telephone.adresse("noter/"), json.dumps({"entrees": []}), content_type="application/json"
    )
    assert reponse.status_code == 403


def test_an_entry_that_arrives_after_the_signature_says_that_a_reason_is_needed(monde, matin, telephone):
    dj, (awa, fanta, *_autres) = matin
    telephone.noter(entree(awa, "presente"))
    telephone.poster("signer/", {"saisie": "Sophie"})
    (recue,) = telephone.noter(entree(fanta, "presente"))
    assert recue["issue"] == "refusee"
    assert "écrivez la raison" in recue["phrase"]
    assert len(lignes(monde, dj)) == 1
