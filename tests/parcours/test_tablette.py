"""A screen left to the group: a name, a signature, and no way out of it."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.utils import timezone

from clairiere.centres import portee
from parcours.models import DemiJournee, Emargement, Tablette, TraceSignature
from parcours.models.appel import TraceImmuable
from tests.fabriques import base as f
from tests.outils.client import JETON
from tests.parcours.conftest import Personne, texte
from tests.parcours.scene_appel import NEUF_HEURES, TRAIT, Telephone, entree, lignes

CODE = "4821"


def a(heure, minute=0):
    """Later this morning."""
    return time_machine.travel(NEUF_HEURES.replace(hour=heure, minute=minute), tick=False)


class Ecran:
    """The telephone of the trainer, or the tablet, once it is left to the group."""

    def __init__(self, client, tablette):
        self.client, self.tablette = client, tablette

    def adresse(self, suite=""):
        return f"/c/ici/tablette/{self.tablette.jeton}/{suite}"

    def voir(self, suite="", statut=200):
        reponse = self.client.get(self.adresse(suite))
        assert reponse.status_code == statut, reponse.status_code
        return reponse

    def poster(self, suite, donnees, **options):
        page = self.client.get(self.adresse()).content.decode()
        corps = {"csrfmiddlewaretoken": JETON.search(page).group(1), **donnees}
        return self.client.post(self.adresse(suite), corps, **options)

    def signer(self, parcours, **donnees):
        return texte(self.poster(f"{parcours.pk}/", donnees or {"trait": TRAIT}, follow=True)).replace("\u00a0", " ")

    def envoyer(self, parcours, statut=200, **donnees):
        """As the page itself sends it."""
        reponse = self.poster(f"{parcours.pk}/", donnees, headers={"Accept": "application/json"})
        assert reponse.status_code == statut
        return reponse.json()


@pytest.fixture
def ecran(monde, telephone):
    reponse = telephone.poster("tablette/", {"code": CODE}, follow=True)
    assert reponse.status_code == 200
    with portee.dans(monde.ici.centre):
        return Ecran(telephone.client, Tablette.objects.get())


def traces(monde, dj):
    with portee.dans(monde.ici.centre):
        return {t.parcours_id: (t.trait, t.saisie) for t in TraceSignature.objects.filter(demi_journee=dj)}


# What it shows, and how one leaves it -------------------------------------------------------------------------------
def test_it_shows_first_names_and_nothing_else(matin, ecran):
    _dj, gens = matin
    page = ecran.voir()
    vue = texte(page)
    for parcours in gens:
        assert parcours.personne.prenom in vue
        assert parcours.personne.nom_complet not in vue
    for mot in ("présente", "absente", "retard", "3 h", "session", "Session"):
        assert mot not in vue
    adresses = re.findall(r'(?:href|action)="([^"]+)"', page.content.decode())
    assert [u for u in adresses if not u.startswith((ecran.adresse(), "/statique/"))] == []


def test_the_screen_goes_back_to_the_names_until_the_code_is_typed(matin, telephone, ecran):
    renvoi = telephone.client.get(telephone.adresse())
    assert renvoi.status_code == 302
    assert renvoi.url == ecran.adresse()
    faux = ecran.poster("reprendre/", {"code": "1111"})
    assert faux.status_code == 422
    assert "Ce n’est pas le bon code." in texte(faux)
    assert telephone.client.get(telephone.adresse()).status_code == 302
    rendu = ecran.poster("reprendre/", {"code": CODE})
    assert rendu.url == telephone.adresse()
    assert telephone.client.get(telephone.adresse()).status_code == 200
    assert "Cet écran est fermé" in texte(ecran.voir(statut=404))


def test_trying_codes_makes_one_wait_and_the_trainer_can_close_it_from_elsewhere(monde, matin, lien, ecran):
    for essai in range(5):
        assert ecran.poster("reprendre/", {"code": f"000{essai}"}).status_code == 422
    pause = ecran.poster("reprendre/", {"code": CODE})
    assert pause.status_code == 429
    assert "Attendez 10 minutes" in texte(pause)
    autre = Telephone(monde.ici, lien)
    assert "Un écran est laissé au groupe" in texte(autre.voir())
    assert "La tablette est fermée." in texte(autre.poster("tablette/fermer/", follow=True))
    ecran.voir(statut=404)
    with a(9, 20):
        assert autre.voir().status_code == 200


def test_someone_of_the_team_leaves_her_screen_logged_out(monde, matin):
    dj, _gens = matin
    coordinatrice = Personne(monde.ici, "coordinatrice")
    page = f"demi-journees/{dj.pk}/"
    reponse = coordinatrice.envoyer(f"{page}tablette/", {"code": CODE}, page=page)
    assert "Touchez votre nom" in texte(reponse)
    connexion = coordinatrice.client.get(monde.ici.adresse(page))
    assert connexion.status_code == 302
    assert "/compte/login/" in connexion.url


@pytest.mark.parametrize("code", ["", "12", "12345", "abcd", "１２３４"])
def test_the_code_has_four_digits(monde, matin, telephone, code):
    vue = texte(telephone.poster("tablette/", {"code": code}, follow=True))
    assert "Choisissez un code de 4 chiffres." in vue
    with portee.dans(monde.ici.centre):
        assert not Tablette.objects.exists()


def test_the_code_is_not_kept_in_clear(ecran):
    assert CODE not in ecran.tablette.code


def test_it_opens_on_the_day_only_and_not_on_a_signed_sheet(monde, matin, coordinatrice):
    dj, (awa, *_autres) = matin
    page = f"demi-journees/{dj.pk}/"
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(signee_le=timezone.now(), signee_par="Sophie")
    vue = texte(coordinatrice.envoyer(f"{page}tablette/", {"code": CODE}, page=page))
    assert "La feuille est déjà signée par Sophie." in vue
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(signee_le=None, date=dj.date - dt.timedelta(days=1))
    assert "La tablette s’ouvre le jour même." in texte(
        coordinatrice.envoyer(f"{page}tablette/", {"code": CODE}, page=page)
    )


def test_an_unknown_screen_and_someone_of_another_group_do_not_exist(monde, matin, ecran):
    with portee.dans(monde.ici.centre):
        autre = f.FabriqueParcours(en_formation=True)
    with portee.dans(monde.ailleurs.centre):
        ailleurs = f.FabriqueParcours(en_formation=True)
    for pk in (autre.pk, ailleurs.pk, 999_999):
        assert ecran.poster(f"{pk}/", {"trait": TRAIT}).status_code == 404
        ecran.voir(f"{pk}/", statut=404)
    assert ecran.client.get(f"/c/ailleurs/tablette/{ecran.tablette.jeton}/").status_code == 404
    assert ecran.client.get("/c/ici/tablette/inconnue/").status_code == 404
    assert traces(monde, matin[0]) == {}


# Signing ------------------------------------------------------------------------------------------------------------
def test_signing_on_time_notes_her_present_with_her_drawing(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    assert "Votre signature est enregistrée, à 9 h 04." in ecran.signer(awa)
    assert lignes(monde, dj) == [(awa.pk, "presente", 180, "ecran", "tablette")]
    assert traces(monde, dj) == {awa.pk: (TRAIT, "")}
    assert "a signé" in texte(ecran.voir())


def test_the_keyboard_signs_too(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    ecran.signer(awa, saisie="A. D.")
    assert lignes(monde, dj) == [(awa.pk, "presente", 180, "clavier", "tablette")]
    assert traces(monde, dj) == {awa.pk: ("", "A. D.")}
    with portee.dans(monde.ici.centre):
        DemiJournee.objects.filter(pk=dj.pk).update(signee_le=timezone.now(), signee_par="Sophie")
        assert awa.minutes() == 180, "typed initials count like a drawing"


@pytest.mark.parametrize(
    ("heure", "minute", "statut", "minutes", "mots"),
    [
        (8, 50, "presente", 180, "Votre signature est enregistrée"),
        (9, 15, "presente", 180, "Votre signature est enregistrée"),
        (9, 16, "retard", 150, "Votre arrivée est notée à 9 h 16."),
        (9, 50, "retard", 120, "Votre arrivée est notée à 9 h 50."),
    ],
)
def test_her_hour_of_arrival_is_noted_by_itself(monde, matin, ecran, heure, minute, statut, minutes, mots):
    dj, (awa, *_autres) = matin
    with a(heure, minute):
        assert mots in ecran.signer(awa)
    assert lignes(monde, dj)[0][1:3] == (statut, minutes)


@pytest.mark.parametrize(("heure", "minute"), [(11, 50), (12, 30)])
def test_signing_when_nothing_is_left_to_follow_keeps_the_signature_for_the_trainer(
    monde, matin, telephone, ecran, heure, minute
):
    dj, (awa, *_autres) = matin
    with a(heure, minute):
        assert "La formatrice doit encore noter votre présence" in ecran.signer(awa)
        assert lignes(monde, dj) == []
        ecran.poster("reprendre/", {"code": CODE})
        assert "A signé à l’écran, mais sa signature ne compte pas encore." in texte(telephone.voir())
        telephone.noter(entree(awa, "presente"))
    assert lignes(monde, dj) == [(awa.pk, "presente", 180, "ecran", "lien")]


def test_signing_twice_is_one_clear_sentence(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    ecran.signer(awa)
    with a(9, 30):
        vue = ecran.signer(awa, saisie="A. D.")
    assert f"{awa.personne.prenom}, vous avez déjà signé, à 9 h 04." in vue
    assert traces(monde, dj) == {awa.pk: (TRAIT, "")}
    assert lignes(monde, dj) == [(awa.pk, "presente", 180, "ecran", "tablette")]


def test_who_signed_on_paper_need_not_sign_again(monde, matin, telephone, ecran):
    dj, (awa, *_autres) = matin
    with portee.dans(monde.ici.centre):
        f.FabriqueEmargement(demi_journee=dj, parcours=awa)
    assert "vous avez déjà signé, sur le papier." in ecran.signer(awa)
    assert traces(monde, dj) == {}


def test_noted_absent_her_signature_is_kept_and_the_absence_too(monde, matin, telephone, ecran):
    dj, (awa, *_autres) = matin
    with portee.dans(monde.ici.centre):
        f.FabriqueEmargement(demi_journee=dj, parcours=awa, statut="absente", minutes=0, signature="")
    assert "Vous êtes notée absente : voyez la formatrice." in ecran.signer(awa)
    assert lignes(monde, dj)[0][1:4] == ("absente", 0, "")
    assert awa.pk in traces(monde, dj)


def test_noted_late_her_hours_stay_and_she_signs(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    with portee.dans(monde.ici.centre):
        f.FabriqueEmargement(
            demi_journee=dj, parcours=awa, statut="retard", minutes=135, arrivee=dt.time(9, 45), signature=""
        )
    with a(11):
        assert "Votre signature est enregistrée" in ecran.signer(awa)
    assert lignes(monde, dj)[0][1:4] == ("retard", 135, "ecran")


def test_once_the_trainer_has_signed_hers_is_kept_but_changes_nothing(monde, matin, telephone, ecran):
    dj, (awa, *_autres) = matin
    with portee.dans(monde.ici.centre):
        f.FabriqueEmargement(demi_journee=dj, parcours=awa, signature="")
        DemiJournee.objects.filter(pk=dj.pk).update(signee_le=timezone.now(), signee_par="Sophie")
    assert "La feuille est signée" in texte(ecran.voir())
    assert "déjà signée par Sophie : demandez-lui" in ecran.envoyer(awa, trait=TRAIT)["phrase"].replace("\u00a0", " ")
    assert lignes(monde, dj)[0][3] == ""
    assert awa.pk in traces(monde, dj)


def test_nothing_drawn_and_a_drawing_that_is_none_are_refused_in_words(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    for donnees in ({"trait": ""}, {"trait": "M10 10"}, {"trait": "<script>"}, {"saisie": "  "}, {"saisie": "12"}):
        reponse = ecran.poster(f"{awa.pk}/", donnees)
        assert reponse.status_code == 422
        assert "igne" in texte(reponse)
    assert traces(monde, dj) == {}
    assert lignes(monde, dj) == []


def test_what_was_signed_is_never_rewritten(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    ecran.signer(awa)
    with portee.dans(monde.ici.centre):
        trace = TraceSignature.objects.get()
        for geste in (trace.save, TraceSignature.objects.all().delete, lambda: TraceSignature.objects.update(nom="x")):
            with pytest.raises(TraceImmuable):
                geste()


# Weak network -------------------------------------------------------------------------------------------------------
def test_a_signature_that_waited_counts_at_the_hour_it_was_drawn_and_once(monde, matin, ecran):
    dj, (awa, *_autres) = matin
    envoi = {"trait": TRAIT, "cle": str(uuid.uuid4()), "quand": NEUF_HEURES.isoformat()}
    with a(10, 30):
        premiere = ecran.envoyer(awa, **envoi)
        seconde = ecran.envoyer(awa, **envoi)
    assert premiere == seconde
    assert premiere["comptee"] is True
    assert "à 9 h 04" in premiere["phrase"].replace("\u00a0", " ")
    assert lignes(monde, dj) == [(awa.pk, "presente", 180, "ecran", "tablette")]


@pytest.mark.parametrize(
    "quand", ["2027-01-01T09:00:00+01:00", "2026-11-20T09:00:00+01:00", "hier", "", "2026-11-23T09:00"]
)
def test_a_clock_that_cannot_be_right_is_not_believed(monde, matin, ecran, quand):
    dj, (awa, *_autres) = matin
    with a(9, 50):
        ecran.envoyer(awa, trait=TRAIT, quand=quand)
    with portee.dans(monde.ici.centre):
        assert Emargement.objects.get(demi_journee=dj).arrivee == dt.time(9, 50)


def test_an_unreadable_signature_is_refused_in_words_to_the_page_too(matin, ecran):
    _dj, (awa, *_autres) = matin
    assert ecran.envoyer(awa, statut=422, trait="M1 1")["phrase"].endswith(".")
