"""A place is freed: one person is asked, has a time to answer, and the next one is asked after her."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from clairiere.agenda.actions.inscriptions import annuler_inscription, inscrire
from clairiere.agenda.actions.offres import accepter_offre, donner_place, refuser_offre
from clairiere.agenda.actions.rencontres import annuler_evenement, changer_places, modifier_rencontre
from clairiere.agenda.models import Inscription
from clairiere.agenda.taches import passer_les_offres
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from tests.agenda.conftest import personne, rencontre
from tests.outils.client import JETON

LUNDI = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)  # 10 h in Paris
JEUDI = dt.timedelta(days=3, hours=4)  # Thursday, 14 h


@pytest.fixture(autouse=True)
def horloge():
    with time_machine.travel(LUNDI, tick=False) as voyage:
        yield voyage


def texte(reponse):
    return " ".join(reponse.content.decode().replace("\u00a0", " ").replace("\u202f", " ").split())


def etat(inscription):
    return Inscription.objects.get(pk=inscription.pk).etat


def pleine(desk, *, attente=2, dans=JEUDI, **options):
    """A meeting of one place, who holds it, and those who wait."""
    evenement = rencontre(places=1, dans=dans, **options)
    toutes = [inscrire(evenement, personne(), par=desk).objet for _ in range(attente + 1)]
    return evenement, *toutes


def page(inscription):
    centre = inscription.centre.code
    return reverse("agenda:place", kwargs={"centre": centre, "jeton_place": inscription.jeton})


def test_the_message_says_until_when_and_where_to_answer(desk):
    _, premiere, seconde, _ = pleine(desk)
    annuler_inscription(premiere, par=desk)
    message = Message.objects.get(genre="place_proposee")
    lisible = message.texte.replace("\u00a0", " ")
    assert "« Éveil musical », jeudi 26 novembre à 14 h" in lisible
    assert "jusqu’à mercredi 25 novembre à 10 h" in lisible
    assert page(Inscription.objects.get(pk=seconde.pk)) in lisible
    assert "01 40 00 00 00" in lisible, "and whom to call"
    assert message.personne == seconde.personne


def test_she_says_yes_from_her_message_without_an_account(desk, client):
    _, premiere, seconde, troisieme = pleine(desk)
    annuler_inscription(premiere, par=desk)
    vue = texte(client.get(page(seconde)))
    assert "Une place est pour vous" in vue
    assert "mercredi 25 novembre à 10 h" in vue
    assert etat(seconde) == "proposee", "looking changes nothing"
    reponse = client.envoyer(page(seconde), {"geste": "oui"}, follow=True)
    assert "Vous êtes inscrite" in texte(reponse)
    assert (etat(seconde), etat(troisieme)) == ("inscrite", "en_attente")
    encore = client.envoyer(page(seconde), {"geste": "oui"}, follow=True)
    assert "Vous êtes déjà inscrite." in texte(encore)
    assert Entree.objects.filter(code="agenda.accepter").count() == 1


def test_she_says_no_and_the_next_one_is_asked(desk, client):
    _, premiere, seconde, troisieme = pleine(desk)
    annuler_inscription(premiere, par=desk)
    jeton = JETON.search(client.get(page(seconde)).content.decode()).group(1)
    for _clic in range(2):
        reponse = client.post(page(seconde), {"csrfmiddlewaretoken": jeton, "geste": "non"}, follow=True)
        assert "Vous n’êtes plus inscrite" in texte(reponse)
        assert (etat(seconde), etat(troisieme)) == ("refusee", "proposee")
    assert Message.objects.filter(genre="place_proposee").count() == 2
    phrases = Entree.objects.filter(code="agenda.refuser").values_list("auteur_nom", "phrase")
    assert [(nom, phrase.split(" : ")[0]) for nom, phrase in phrases] == [
        (seconde.personne.nom_court, "a refusé la place proposée")
    ]


def test_without_an_answer_the_task_asks_the_next_one_once(desk, horloge):
    _, premiere, seconde, troisieme = pleine(desk)
    annuler_inscription(premiere, par=desk)
    horloge.shift(dt.timedelta(days=1, hours=23))
    assert passer_les_offres() == "0 relancés, 0 proposées", "her time is not over"
    horloge.shift(dt.timedelta(hours=2))
    assert passer_les_offres() == "1 relancés, 1 proposées"
    assert passer_les_offres() == "0 relancés, 0 proposées"
    assert (etat(seconde), etat(troisieme)) == ("expiree", "proposee")
    assert Message.objects.filter(genre="place_proposee").count() == 2
    assert Entree.objects.get(code="agenda.expirer").auteur_nom == "Clairière"


def test_the_task_serves_every_centre_in_its_own_scope(desk, monde, horloge):
    _, premiere, seconde, _ = pleine(desk)
    annuler_inscription(premiere, par=desk)
    with portee.dans(monde.ailleurs.centre):
        par = Acteur.de(monde.ailleurs.comptes["animatrice"], monde.ailleurs.centre)
        _, la_bas, ensuite, _ = pleine(par)
        annuler_inscription(la_bas, par=par)
    horloge.shift(dt.timedelta(days=2, hours=1))
    assert passer_les_offres() == "2 relancés, 2 proposées"
    assert etat(seconde) == "expiree"
    with portee.dans(monde.ailleurs.centre):
        assert etat(ensuite) == "expiree"


def test_too_late_she_reads_it_and_any_act_passes_the_place_on(desk, client, horloge):
    _, premiere, seconde, troisieme = pleine(desk)
    annuler_inscription(premiere, par=desk)
    horloge.shift(dt.timedelta(days=2, minutes=1))
    assert "Le délai est passé" in texte(client.get(page(seconde))), "the task has not passed yet"
    resultat = accepter_offre(seconde, par=desk)
    assert (resultat.change, resultat.phrase.split(".")[0]) == (False, "Le délai pour répondre est passé")
    assert (etat(seconde), etat(troisieme)) == ("expiree", "proposee")
    assert "Le délai est passé" in texte(client.get(page(seconde)))


def test_who_calls_to_ask_again_while_a_place_is_offered_takes_it(desk):
    evenement, premiere, seconde, _ = pleine(desk)
    annuler_inscription(premiere, par=desk)
    assert inscrire(evenement, seconde.personne, par=desk).objet.etat == "inscrite"


def test_too_near_the_start_nobody_is_asked_by_message_and_the_team_gives_the_place_in_order(desk, horloge):
    evenement, premiere, seconde, troisieme = pleine(desk)
    horloge.move_to(evenement.debut - dt.timedelta(hours=2))
    annuler_inscription(premiere, par=desk)
    assert (etat(seconde), etat(troisieme)) == ("en_attente", "en_attente")
    assert not Message.objects.filter(genre="place_proposee").exists()
    with pytest.raises(Ferme, match=f"d’abord le tour de {seconde.personne.nom_complet}"):
        donner_place(troisieme, par=desk)
    assert inscrire(evenement, personne(), par=desk).objet.etat == "en_attente", "a newcomer does not pass before them"
    assert donner_place(seconde, par=desk).objet.etat == "inscrite"
    assert not donner_place(seconde, par=desk).change
    with pytest.raises(Ferme, match="Aucune place n’est libre"):
        donner_place(troisieme, par=desk)


def test_the_centre_sets_how_long_she_has(desk, ici):
    ici.centre.reglages = {"offre_delai_heures": 4}
    ici.centre.save()
    _, premiere, seconde, _ = pleine(desk)
    annuler_inscription(premiere, par=desk)
    seconde.refresh_from_db()
    assert seconde.offre_expire_le - LUNDI == dt.timedelta(hours=4)


def test_a_bigger_room_makes_one_offer_for_each_new_place(desk):
    evenement, *_, derniere = pleine(desk, attente=3)
    changer_places(evenement, par=desk, places=3, places_enfants=12)
    etats = list(evenement.inscriptions.order_by("ordre").values_list("etat", flat=True))
    assert etats == ["inscrite", "proposee", "proposee", "en_attente"]
    with pytest.raises(Ferme, match="3 places sont prises ou proposées"):
        changer_places(evenement, par=desk, places=2, places_enfants=12)
    refuser_offre(evenement.inscriptions.get(ordre=2), par=desk)
    assert etat(derniere) == "proposee"


def test_a_meeting_called_off_tells_who_had_an_offer_and_keeps_it_shut(desk):
    evenement, premiere, seconde, _ = pleine(desk)
    annuler_inscription(premiere, par=desk)
    annuler_evenement(evenement, par=desk)
    assert Message.objects.filter(genre="rencontre_annulee", personne=seconde.personne).exists()
    with pytest.raises(Ferme, match="annulée"):
        accepter_offre(seconde, par=desk)


def test_a_meeting_that_comes_earlier_shortens_the_offer_and_tells_everyone_once(desk):
    evenement, premiere, seconde, troisieme = pleine(desk)
    annuler_inscription(premiere, par=desk)
    demain = LUNDI + dt.timedelta(days=1)
    valeurs = {"titre": evenement.titre, "debut": demain, "fin": demain + dt.timedelta(hours=2), "lieu": "Salle bleue"}
    assert modifier_rencontre(evenement, par=desk, **valeurs).change
    assert not modifier_rencontre(evenement, par=desk, **valeurs).change
    seconde.refresh_from_db()
    assert seconde.offre_expire_le == demain - dt.timedelta(hours=2)
    dites = {m.personne_id: m.texte for m in Message.objects.filter(genre="rencontre_changee")}
    assert set(dites) == {seconde.personne_id, troisieme.personne_id}
    assert "La place proposée est pour vous jusqu’à mardi 24" in dites[seconde.personne_id].replace("\u00a0", " ")
    with pytest.raises(Ferme, match="Cette date est passée"):
        modifier_rencontre(evenement, par=desk, **{**valeurs, "debut": LUNDI})


def attendre_en_vain(desk, elle, *, il_y_a, **options):
    """She waited for a meeting until it began."""
    with time_machine.travel(LUNDI - il_y_a, tick=False):
        evenement = rencontre(places=1, dans=dt.timedelta(days=1), **options)
        inscrire(evenement, personne(), par=desk)
        inscrire(evenement, elle, par=desk)


def test_who_asked_the_same_day_and_waited_more_often_comes_first(desk, client):
    elle, souvent, hier = personne("Elle"), personne("Souvent"), personne("Hier")
    for jours in (10, 40):
        attendre_en_vain(desk, souvent, il_y_a=dt.timedelta(days=jours))
    with time_machine.travel(LUNDI - dt.timedelta(days=1), tick=False):
        evenement = rencontre(places=1, dans=dt.timedelta(days=5))
        inscrire(evenement, personne(), par=desk)
        inscrire(evenement, hier, par=desk)
    for autre in (elle, souvent):
        inscrire(evenement, autre, par=desk)
    sienne = texte(client.get(page(evenement.inscriptions.get(personne=souvent))))
    assert "Nous le savons : déjà 2 fois sans place en six mois." in sienne
    rangs = {i.personne_id: i.rang for i in evenement.inscriptions.avec_rang() if i.rang}
    assert rangs == {hier.pk: 1, souvent.pk: 2, elle.pk: 3}, "order of asking, and inside a day who waited more"
    changer_places(evenement, par=desk, places=3, places_enfants=12)
    assert evenement.inscriptions.get(personne=souvent).etat == "proposee"
    assert evenement.inscriptions.get(personne=elle).etat == "en_attente"


def test_only_waits_in_vain_of_the_same_kind_in_the_last_six_months_count(desk):
    elle = personne()
    attendre_en_vain(desk, elle, il_y_a=dt.timedelta(days=20))
    attendre_en_vain(desk, elle, il_y_a=dt.timedelta(days=30), genre="reunion_information")
    attendre_en_vain(desk, elle, il_y_a=dt.timedelta(days=200))
    annulee = rencontre(places=1, dans=dt.timedelta(days=2))
    inscrire(annulee, personne(), par=desk)
    inscrire(annulee, elle, par=desk)
    annuler_evenement(annulee, par=desk)
    evenement = rencontre()
    assert inscrire(evenement, elle, par=desk).objet.attentes_passees == 1


def test_the_link_of_another_centre_or_an_invented_one_is_not_found(desk, client, monde):
    _, premiere, _, _ = pleine(desk)
    assert client.get(page(premiere)).status_code == 200
    assert client.get(page(premiere).replace("/ici/", "/ailleurs/")).status_code == 404
    assert client.get(reverse("agenda:place", args=["ici", "a" * 32])).status_code == 404


def test_she_gives_her_place_back_from_the_link_of_her_message(desk, client):
    _, premiere, seconde, _ = pleine(desk)
    reponse = client.envoyer(page(premiere), {"geste": "non"}, follow=True)
    assert "Vous n’êtes plus inscrite" in texte(reponse)
    assert (etat(premiere), etat(seconde)) == ("annulee", "proposee")
    assert not Message.objects.filter(genre="inscription_annulee").exists(), "she knows it already"


def test_her_page_says_nothing_of_the_others_and_is_not_kept_by_the_browser(desk, client):
    _, premiere, seconde, _ = pleine(desk)
    reponse = client.get(page(seconde))
    assert "Vous êtes la première sur la liste d’attente." in texte(reponse)
    assert not re.search(premiere.personne.nom, texte(reponse))
    assert (reponse["Cache-Control"], reponse["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
