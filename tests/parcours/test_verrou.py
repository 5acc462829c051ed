"""A sheet closes after some days; what is signed or closed changes only with a reason, and the old value stays."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.journal.models import Entree
from parcours.models import DemiJournee
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, texte
from tests.parcours.scene_appel import entree, lignes


@pytest.fixture
def vieille(monde, matin):
    """The same half-day, eight days ago, Awa noted absent."""
    dj, (awa, *_autres) = matin
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(date=timezone.localdate() - dt.timedelta(days=8))
        f.FabriqueEmargement(demi_journee=dj, parcours=awa, statut="absente", minutes=0, signature="")
    return dj, awa


def test_after_a_week_the_trainer_reads_who_can_mend_her_sheet(monde, formatrice, vieille):
    dj, awa = vieille
    vue = formatrice.voir(f"demi-journees/{dj.pk}/").replace("\u00a0", " ")
    assert "Elle est fermée depuis le lundi 23 novembre." in vue
    assert "demandez à la directrice ou à la coordinatrice" in vue
    assert f'name="statut_{awa.pk}"' not in vue
    forcee = formatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "presente"}, page=f"parcours/{awa.pk}/")
    assert forcee.status_code == 409
    assert "Cette feuille est fermée depuis le 23/11/2026." in texte(forcee)
    assert "la directrice ou la coordinatrice" in texte(forcee)
    assert lignes(monde, dj)[0][1] == "absente"


def test_the_coordinator_mends_it_with_a_reason_that_is_kept(monde, coordinatrice, vieille):
    dj, awa = vieille
    donnees = {f"statut_{awa.pk}": "presente", f"vu_{awa.pk}": "absente|0|||"}
    refus = coordinatrice.envoyer(f"demi-journees/{dj.pk}/", donnees)
    assert refus.status_code == 409
    assert "Pour la corriger, écrivez la raison." in texte(refus)
    coordinatrice.envoyer(f"demi-journees/{dj.pk}/", {**donnees, "motif": "Elle était au fond de la salle."})
    assert lignes(monde, dj)[0][1] == "presente"
    with portee.dans(monde.ici.centre):
        trace = Entree.objects.get(code="emargement.corriger")
    assert trace.motif == "Elle était au fond de la salle."
    assert trace.donnees["avant"][:2] == ["absente", 0]
    assert trace.donnees["apres"][:2] == ["presente", 180]


def test_a_centre_sets_how_long_a_sheet_stays_open(monde, formatrice, vieille):
    dj, _awa = vieille
    monde.ici.centre.reglages = {"verrou_jours": 30}
    monde.ici.centre.save()
    assert "Enregistrer les présences" in formatrice.voir(f"demi-journees/{dj.pk}/")


def test_a_half_day_that_was_called_off_takes_no_attendance(monde, matin, lien, telephone):
    dj, (awa, *_autres) = matin
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(annulee_le=timezone.now(), raison_annulation="Neige")
    vue = texte(telephone.voir())
    assert "Cette demi-journée est annulée" in vue
    assert "Neige" in vue
    formatrice = Personne(monde.ici, "formatrice")
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/", {f"statut_{awa.pk}": "presente"}, page=f"parcours/{awa.pk}/")
    assert page.status_code == 409
    assert lignes(monde, dj) == []


def test_adding_someone_to_a_signed_sheet_asks_why_and_keeps_it(monde, formatrice, matin, telephone):
    dj, (awa, fanta, *_autres) = matin
    telephone.noter(entree(awa, "presente"))
    telephone.poster("signer/", {"saisie": "Sophie"})
    ajout = {f"statut_{fanta.pk}": "presente", f"statut_{awa.pk}": "presente", f"vu_{awa.pk}": "presente|180|||"}
    assert formatrice.envoyer(f"demi-journees/{dj.pk}/", ajout).status_code == 409
    formatrice.envoyer(f"demi-journees/{dj.pk}/", {**ajout, "motif": "Oubliée."})
    with portee.dans(monde.ici.centre):
        trace = Entree.objects.get(code="emargement.corriger")
    assert "a ajouté à la feuille signée" in trace.phrase
    assert trace.motif == "Oubliée."


def test_a_closed_sheet_that_was_never_signed_can_still_be_signed(monde, formatrice, vieille):
    dj, _awa = vieille
    page = f"demi-journees/{dj.pk}/"
    assert "Signer la feuille" in formatrice.voir(page)
    assert "La feuille est signée." in texte(formatrice.envoyer(f"{page}signer/", page=page))
