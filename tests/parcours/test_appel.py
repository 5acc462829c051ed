"""The trainer's link opens one half-day and nothing else; its page is light; the whole roll-call goes through it."""

import datetime as dt
import gzip
import json
import re
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client

from clairiere.centres import portee
from clairiere.messages.models import Message
from parcours.actions.liens import lien_pour, retirer_lien
from parcours.actions.liens_du_matin import envoyer_du_matin
from parcours.models import DemiJournee, LienAppel, TraceSignature
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte
from tests.parcours.scene_appel import NEUF_HEURES, TRAIT, Telephone, entree, lignes

POIDS_MAXIMUM = 60 * 1024


def test_the_link_leaves_by_sms_and_opens_this_half_day_only(monde, matin, lien, settings):
    dj, gens = matin
    with portee.dans(monde.ici.centre):
        message = Message.objects.get(genre="lien d’appel")
        autre = DemiJournee.objects.create(session=dj.session, date=dj.date, moment="apres_midi", minutes=180)
    assert message.secret, "the outbox of a real centre does not show an address that signs for her"
    page = Telephone(monde.ici, lien).voir()
    vue = texte(page)
    assert "Lundi 23 novembre, matin" in vue.replace("\u00a0", " ")
    assert str(autre.get_moment_display()) not in vue
    for parcours in gens:
        assert parcours.personne.prenom in vue
        assert parcours.personne.nom_complet not in vue, "first name and initial only"
    liens = re.findall(r'(?:href|action)="([^"]+)"', page.content.decode())
    dehors = [u for u in liens if not u.startswith((f"/c/ici/appel/{lien.jeton}/", "/statique/", "tel:", "#"))]
    assert dehors == [], "no way into the rest of the house"
    assert page["Cache-Control"].count("no-store")
    assert "noindex" in page.content.decode()


@pytest.mark.parametrize("comment", ["retire", "perime", "inconnu", "remplacee", "sans_role", "inactive"])
def test_a_link_that_does_not_open_is_the_same_page_in_words(monde, matin, lien, comment):
    dj, _gens = matin
    telephone = Telephone(monde.ici, lien)
    jeton = telephone.jeton()
    voyage = time_machine.travel(NEUF_HEURES, tick=False)
    with portee.dans(monde.ici.centre):
        if comment == "retire":
            assert retirer_lien(dj, par=monde.ici.acteur("coordinatrice"))
        elif comment == "perime":
            voyage = time_machine.travel(NEUF_HEURES + dt.timedelta(days=2), tick=False)
        elif comment == "inconnu":
            lien.jeton = "x" * 32
        elif comment == "remplacee":
            dj.formatrice = monde.ici.comptes["coordinatrice"]
            dj.save()
        elif comment == "sans_role":
            lien.formatrice.adhesions.all().delete()
        else:
            lien.formatrice.is_active = False
            lien.formatrice.save()
    with voyage:
        for methode, suite in (
            ("get", ""),
            ("post", ""),
            ("post", "noter/"),
            ("post", "signer/"),
            ("get", "hors-ligne.js"),
        ):
            reponse = getattr(telephone.client, methode)(
                telephone.adresse(suite), headers={"X-CSRFToken": jeton}, content_type="application/json"
            )
            assert reponse.status_code == 404, (methode, suite)
            assert "Ce lien n’est plus ouvert" in texte(reponse)
    assert lignes(monde, dj) == []


def test_the_link_of_another_centre_does_not_open_here(monde, lien):
    telephone = Telephone(monde.ailleurs, lien)
    assert "Ce lien n’est plus ouvert" in texte(telephone.voir(statut=404))


def test_the_link_stays_open_one_day_more_so_that_what_waited_arrives(monde, matin, lien):
    with time_machine.travel(NEUF_HEURES + dt.timedelta(hours=30), tick=False):
        assert Telephone(monde.ici, lien).voir().status_code == 200


def test_sending_again_is_the_same_link_and_a_new_one_once_it_was_closed(monde, matin, lien):
    coordinatrice = Personne(monde.ici, "coordinatrice")
    dj, _gens = matin
    page = f"demi-journees/{dj.pk}/"
    reponse = coordinatrice.envoyer(f"{page}lien/", page=page)
    assert "Le lien part par" in texte(reponse)
    with portee.dans(monde.ici.centre):
        assert LienAppel.objects.count() == 1
        assert Message.objects.filter(genre="lien d’appel").count() == 2
    assert "Le lien est fermé." in texte(coordinatrice.envoyer(f"{page}lien/retirer/", page=page))
    assert "Rien n’était ouvert." in texte(coordinatrice.envoyer(f"{page}lien/retirer/", page=page))
    coordinatrice.envoyer(f"{page}lien/", page=page)
    with portee.dans(monde.ici.centre):
        assert LienAppel.objects.count() == 2
        assert LienAppel.objects.ouvertes().count() == 1
        assert lien_pour(lien.jeton) is None


def test_without_a_trainer_the_page_says_who_can_name_her(monde, matin):
    dj, _gens = matin
    with portee.dans(monde.ici.centre):
        dj.session.formatrice = None
        dj.session.save()
    coordinatrice = Personne(monde.ici, "coordinatrice")
    vue = texte(coordinatrice.envoyer(f"demi-journees/{dj.pk}/lien/", page=f"demi-journees/{dj.pk}/"))
    assert "Aucune formatrice n’est prévue" in vue


def test_each_morning_the_link_leaves_once_and_never_at_night(monde, matin):
    def envoyes():
        with portee.sans_portee("test"):
            return Message.objects.filter(genre="lien d’appel").count()

    with time_machine.travel(NEUF_HEURES.replace(hour=5), tick=False):
        assert envoyer_du_matin() == "la nuit, rien ne part"
    assert envoyes() == 0
    assert envoyer_du_matin() == "1 envoyés"
    assert envoyer_du_matin() == "0 envoyés"
    assert envoyes() == 1
    with portee.dans(monde.ici.centre):
        retirer_lien(matin[0], par=monde.ici.acteur("coordinatrice"))
    assert envoyer_du_matin() == "0 envoyés", "a link that was taken back is not sent again"


def test_a_centre_may_keep_the_morning_quiet(monde, matin):
    monde.ici.centre.reglages = {"lien_appel_matin": False}
    monde.ici.centre.save()
    assert envoyer_du_matin() == "0 envoyés"


def test_the_first_visit_weighs_less_than_60_kb(telephone):
    """The page as it leaves, and each style and script compressed as the server of files does."""
    page = Client().get(telephone.adresse(), headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.content).decode()
    fichiers = set(re.findall(r'(?:href|src)="/statique/([^"]+)"', html))
    assert len(fichiers) >= 10
    poids = {nom: len(gzip.compress(Path(finders.find(nom)).read_bytes(), 9)) for nom in fichiers}
    total = len(page.content) + sum(poids.values())
    assert total < POIDS_MAXIMUM, (total, len(page.content), poids)


def test_the_page_costs_the_same_for_10_and_for_60_trainees(monde, matin, lien, telephone):
    dj, gens = matin

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                f.FabriqueEmargement(
                    demi_journee=dj, parcours=f.FabriqueParcours(en_formation=True, session=dj.session)
                )

    assertNumQueries(telephone.client, telephone.adresse(), ajouter, peu=10, beaucoup=60, au_plus=10)
    coordinatrice = Personne(monde.ici, "coordinatrice")
    assertNumQueries(coordinatrice.client, monde.ici.adresse(f"demi-journees/{dj.pk}/"), ajouter, peu=10, beaucoup=60)


def test_receiving_fifteen_lines_costs_one_query_a_line(monde, matin, telephone, django_assert_max_num_queries):
    _dj, gens = matin
    jeton = telephone.jeton()
    corps = json.dumps({"entrees": [entree(p, "presente") for p in gens]})
    with django_assert_max_num_queries(40):
        telephone.client.post(
            telephone.adresse("noter/"), corps, content_type="application/json", headers={"X-CSRFToken": jeton}
        )


def test_the_whole_roll_call_by_link_with_a_latecomer_and_one_absent(monde, matin, telephone):
    """P3, steps 1 and 2: hours 3.0, 2.25, 0; nothing counts before both have signed."""
    dj, (awa, fanta, mariam, *autres) = matin
    recues = telephone.noter(
        *(entree(p, "presente") for p in autres[:9]),
        entree(mariam, "presente"),
        entree(awa, "retard", arrivee="09:45"),
        entree(fanta, "absente"),
    )
    assert {r["issue"] for r in recues} == {"enregistree"}
    assert {r["phrase"] for r in recues} == {"Enregistré à 9\u00a0h\u00a004"}
    par_personne = {pk: (statut, minutes, mode) for pk, statut, minutes, _s, mode in lignes(monde, dj)}
    assert par_personne[awa.pk] == ("retard", 135, "lien")
    assert par_personne[fanta.pk] == ("absente", 0, "lien")
    assert par_personne[mariam.pk] == ("presente", 180, "lien")
    assert "arrivée à 9 h 45, 2 h 15" in texte(telephone.voir()).replace("\u00a0", " ")
    for p in (awa, mariam):
        vu = next(r["ligne"]["vu"] for r in recues if r["parcours"] == p.pk)
        telephone.noter(entree(p, "retard" if p == awa else "presente", arrivee="09:45", signature=True, vu=vu))
    assert [lien[3] for lien in lignes(monde, dj) if lien[0] in (awa.pk, mariam.pk)] == ["papier", "papier"]
    vue = telephone.poster("signer/", {"saisie": "Sophie Bernard"}, follow=True)
    assert "La feuille est signée. Ses heures comptent." in texte(vue)
    with portee.dans(monde.ici.centre):
        assert [p.minutes() for p in (awa, fanta, mariam)] == [135, 0, 180]
        trace = TraceSignature.objects.get(demi_journee=dj, parcours=None)
        assert (trace.saisie, trace.nom) == ("Sophie Bernard", str(monde.ici.comptes["formatrice"]))


def test_without_javascript_the_same_page_is_a_form(monde, matin, telephone):
    dj, (awa, *_autres) = matin
    donnees = {f"statut_{awa.pk}": "retard", f"arrivee_{awa.pk}": "09:15", "geste": "toutes_presentes"}
    vue = texte(telephone.poster("", donnees, follow=True)).replace("\u00a0", " ")
    assert "C’est enregistré. Dernier envoi à 9 h 04." in vue
    assert len(lignes(monde, dj)) == 15
    assert {ligne[4] for ligne in lignes(monde, dj)} == {"lien"}


def test_the_trainer_must_sign_with_something_and_only_once(monde, matin, telephone):
    dj, (awa, *_autres) = matin
    telephone.noter(entree(awa, "presente"))
    assert "Signez dans le cadre, ou écrivez votre nom." in texte(telephone.poster("signer/", {}, follow=True))
    assert "Signez dans le cadre" in texte(telephone.poster("signer/", {"trait": "M1 1"}, follow=True))
    assert "La feuille est signée." in texte(telephone.poster("signer/", {"trait": TRAIT}, follow=True))
    jeton = telephone.jeton()
    encore = telephone.client.post(
        telephone.adresse("signer/"), {"csrfmiddlewaretoken": jeton, "trait": TRAIT}, follow=True
    )
    assert "La feuille est déjà signée par" in texte(encore)
    with portee.dans(monde.ici.centre):
        assert TraceSignature.objects.get(demi_journee=dj).trait == TRAIT


def test_the_kept_copy_is_for_this_address_only(telephone):
    reponse = telephone.voir("hors-ligne.js")
    assert reponse["Content-Type"].startswith("text/javascript")
    corps = reponse.content.decode()
    assert telephone.lien.jeton in corps.replace("\\u002D", "-")
    for fichier in re.findall(r'"/statique/([^"]+)"', corps):
        assert finders.find(fichier), fichier
    page = telephone.voir().content.decode()
    assert set(re.findall(r'(?:href|src)="(/statique/(?:css|js)/[^"]+)"', page)) == set(
        re.findall(r'"(/statique/[^"]+)"', corps)
    )
