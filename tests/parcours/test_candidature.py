"""The public page « Devenir auxiliaire parentale »: applying from a cheap telephone, nobody's name told."""

import datetime as dt
import gzip
import io
import re

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from pypdf import PdfReader

from clairiere.agenda.models import Evenement
from clairiere.centres import portee
from clairiere.comptes.models import Personne as Fiche
from clairiere.messages.models import Message
from parcours.models import Candidature, Parcours
from parcours.regles import fiche_metier
from parcours.regles.candidature import Connue, rapprocher
from tests.fabriques import base as f
from tests.outils.client import ClientStrict
from tests.parcours.conftest import texte

TELEPHONE = "06 11 22 33 44"
SAISIE = {
    "prenom": "Mariam",
    "telephone": TELEPHONE,
    "disponibilites": ["matin", "mercredi"],
    "langues": ["français", "bambara"],
    "autre_langue": "Peul",
    "origine_genre": "affiche",
}
AU_PLUS_OCTETS = 60_000


@pytest.fixture
def visiteuse(monde):
    def envoyer(**champs):
        return ClientStrict().envoyer(monde.ici.adresse("devenir/candidature/"), {**SAISIE, **champs}, follow=True)

    return envoyer


class TestRegles:
    @pytest.mark.parametrize(
        ("prenom", "connues", "attendu"),
        [
            ("Mariam", [], None),
            ("mariam", [Connue(1, "Awa", True), Connue(2, "Mariam", True)], 2),
            ("Maria", [Connue(1, "Mariá", False)], 1),
            ("Mariam", [Connue(1, "Awa", True)], 1),
            ("Mariam", [Connue(1, "Claire", False)], None),
            ("Awa", [Connue(1, "Awa", False), Connue(2, "Awa", True)], 2),
        ],
        ids=["new", "first name wins", "accents", "telephone of a candidate", "contact of a family", "with a journey"],
    )
    def test_whose_file_an_application_goes_to(self, prenom, connues, attendu):
        assert rapprocher(prenom, connues) == attendu


class TestDepot:
    def test_a_new_woman_gets_a_file_a_next_action_and_one_sms(self, monde, visiteuse, coordinatrice):
        page = texte(visiteuse())
        assert "Votre candidature est bien arrivée" in page
        with portee.dans(monde.ici.centre):
            parcours = Parcours.objects.get(personne__prenom="Mariam")
            assert (parcours.etat, parcours.origine_genre) == ("reperee", "affiche")
            assert parcours.personne.langues == ["français", "bambara", "peul"]
            message = Message.objects.get(genre="candidature")
            assert (message.canal, message.adresse) == ("sms", "+33611223344")
        assert "Mariam a envoyé sa candidature" in coordinatrice.voir("")
        liste = coordinatrice.voir("recrutement/candidatures/")
        assert "Le matin, Le mercredi" in liste
        assert "nouvelle fiche" in liste

    def test_the_answer_is_the_same_when_the_telephone_is_known(self, monde, visiteuse):
        neuve = visiteuse(telephone="06 99 88 77 66")
        with portee.dans(monde.ici.centre):
            awa = f.FabriqueParcours(personne=f.FabriquePersonne(prenom="Awa", nom="Diarra", telephone="+33611223344"))
        connue = visiteuse()
        assert texte(connue) == texte(neuve)
        assert connue.redirect_chain == neuve.redirect_chain
        assert "Awa" not in texte(connue)
        with portee.dans(monde.ici.centre):
            assert Fiche.objects.filter(telephone="+33611223344").count() == 1
            assert Candidature.objects.get(prenom="Mariam", parcours=awa).autre_prenom
            assert "Awa" not in Message.objects.get(adresse="+33611223344").texte

    def test_the_team_says_that_it_is_another_person_with_the_same_telephone(self, monde, visiteuse, coordinatrice):
        with portee.dans(monde.ici.centre):
            awa = f.FabriqueParcours(personne=f.FabriquePersonne(prenom="Awa", nom="Diarra", telephone="+33611223344"))
        visiteuse()
        assert "Même téléphone, autre prénom" in coordinatrice.voir("recrutement/candidatures/")
        with portee.dans(monde.ici.centre):
            cle = Candidature.objects.get().pk
        suite = f"recrutement/candidatures/{cle}/separer/"
        page = coordinatrice.envoyer(suite, page="recrutement/candidatures/")
        assert "Mariam a maintenant sa fiche." in texte(page)
        encore = coordinatrice.envoyer(suite, page="recrutement/candidatures/?lues=1")
        assert "déjà classée" in texte(encore)
        with portee.dans(monde.ici.centre):
            assert Parcours.objects.filter(personne__prenom="Mariam").count() == 1
            assert not awa.candidatures.exists()

    def test_sending_twice_is_one_application_and_one_sms(self, monde, visiteuse):
        for _fois in range(3):
            visiteuse()
        with portee.dans(monde.ici.centre):
            assert Candidature.objects.count() == 1
            assert Message.objects.filter(genre="candidature").count() == 1
            assert Parcours.objects.filter(personne__prenom="Mariam").count() == 1

    def test_reading_it_completes_what_is_empty_in_her_file_and_nothing_else(self, monde, visiteuse, coordinatrice):
        with portee.dans(monde.ici.centre):
            fiche = f.FabriquePersonne(prenom="Mariam", telephone="+33611223344", langues=["soninké"])
            f.FabriqueParcours(personne=fiche)
        visiteuse()
        with portee.dans(monde.ici.centre):
            cle = Candidature.objects.get().pk
        coordinatrice.envoyer(f"recrutement/candidatures/{cle}/lire/", page="recrutement/candidatures/")
        with portee.dans(monde.ici.centre):
            parcours = Parcours.objects.get(personne=fiche)
            assert parcours.personne.langues == ["soninké"]
            assert parcours.observations == "Disponible : Le matin, Le mercredi."
        assert "Mariam a envoyé sa candidature" not in coordinatrice.voir("")

    @pytest.mark.parametrize(
        ("champs", "phrase"),
        [
            ({"telephone": "06 12"}, "Ce numéro n’existe pas"),
            ({"telephone": ""}, "Écrivez votre numéro de téléphone."),
            ({"prenom": " "}, "Écrivez votre prénom."),
            ({"site_web": "http://x"}, "Ce champ doit rester vide."),
        ],
    )
    def test_bad_input_is_said_and_what_was_typed_stays(self, monde, visiteuse, champs, phrase):
        page = visiteuse(**champs)
        assert page.status_code == 422
        assert phrase in texte(page)
        assert 'value="Peul"' in page.content.decode()
        with portee.dans(monde.ici.centre):
            assert not Candidature.objects.exists()

    def test_the_eleventh_application_of_an_hour_from_one_address_is_asked_to_call(self, monde, visiteuse):
        for rang in range(10):
            assert visiteuse(prenom=f"Une{rang}", telephone=f"06 11 22 33 {rang:02d}").status_code == 200
        page = visiteuse(telephone="06 11 22 33 99")
        assert page.status_code == 429
        assert "Appelez le centre" in texte(page)


class TestPages:
    def test_the_page_says_the_path_what_it_is_not_the_telephone_and_the_next_meetings(self, monde):
        with portee.dans(monde.ici.centre):
            debut = timezone.now() + dt.timedelta(days=3)
            fin = debut + dt.timedelta(hours=2)
            champs = {"genre": "reunion_information", "titre": "Réunion", "debut": debut, "fin": fin}
            evenement = Evenement.objects.create(places=20, lieu="Salle bleue", **champs)
            Evenement.objects.create(places=20, lieu="Salle fermée", annule_le=timezone.now(), **champs)
        page = ClientStrict().get(monde.ici.adresse("devenir/"))
        mots = texte(page).replace("\u00a0", " ")
        for titre, _phrase in fiche_metier.ETAPES:
            assert titre in mots
        for mot in (
            "n’est pas un diplôme",
            "assistante maternelle",
            "Salle bleue",
            "20 places libres",
            "01 40 00 00 00",
        ):
            assert mot in mots
        assert "Salle fermée" not in mots
        assert monde.ici.adresse(f"reunions/{evenement.pk}/inscription/") in page.content.decode()

    def test_without_meetings_the_page_still_says_what_to_do(self, monde):
        assert "nous vous appelons" in texte(ClientStrict().get(monde.ici.adresse("devenir/")))

    def test_the_printed_sheet_bears_its_version_and_the_day_it_was_checked(self, monde):
        page = texte(ClientStrict().get(monde.ici.adresse("devenir/fiche/")))
        assert f"version {fiche_metier.VERSION}, vérifiée le {fiche_metier.VERIFIE_LE:%d/%m/%Y}" in page
        assert "n’est pas un diplôme" in page

    def test_sentences_are_short_enough_to_be_read(self):
        phrases = [p for _t, ps in fiche_metier.RUBRIQUES for p in ps] + [p for _t, p in fiche_metier.ETAPES]
        for phrase in phrases:
            for une in re.split(r"(?<=[.:])\s", phrase):
                assert len(une.split()) <= 24, une

    @pytest.mark.parametrize("suite", ["devenir/", "devenir/candidature/"])
    def test_a_first_visit_weighs_less_than_sixty_kilobytes(self, monde, suite):
        html = ClientStrict().get(monde.ici.adresse(suite)).content
        fichiers = re.findall(r'(?:href|src)="/statique/([^"]+)"', html.decode())
        octets = len(gzip.compress(html))
        for nom in set(fichiers):
            with open(finders.find(nom), "rb") as fichier:
                octets += len(gzip.compress(fichier.read()))
        assert octets < AU_PLUS_OCTETS, octets

    def test_applications_of_another_centre_are_not_listed(self, monde, visiteuse, coordinatrice):
        ClientStrict().envoyer(monde.ailleurs.adresse("devenir/candidature/"), {**SAISIE, "prenom": "Lointaine"})
        assert "Lointaine" not in coordinatrice.voir("recrutement/candidatures/")


def test_the_poster_bears_the_address_the_code_and_the_telephone_on_one_page(monde, coordinatrice, tmp_path):
    reponse = coordinatrice.client.get(monde.ici.adresse("recrutement/affiche.pdf"))
    assert reponse["Content-Type"] == "application/pdf"
    lecteur = PdfReader(io.BytesIO(reponse.content))
    assert len(lecteur.pages) == 1
    mots = " ".join(lecteur.pages[0].extract_text().replace("\u00a0", " ").split())
    for mot in ("Devenez auxiliaire parentale", "120", "01 40 00 00 00", "Centre social ici"):
        assert mot in mots
    liens = [a.get_object()["/A"]["/URI"] for a in lecteur.pages[0].get("/Annots", []) if "/A" in a.get_object()]
    assert any(lien.endswith("/c/ici/devenir/") for lien in liens)
