"""Her pages in another language: what is left in French says so, and what she does is noted in French."""

import re
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.interface import autres_langues, catalogues
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from parcours.models import Parcours, Session
from tests.outils.client import ClientStrict

ARABE = re.compile(r"[\u0600-\u06ff]")
MOT = re.compile(r"[A-Za-zÀ-ÿ]{3}")
SES_PAGES = (
    "mon-parcours/",
    "mon-passeport/",
    "mon-passeport/ajouter/",
    "mon-profil/",
    "mon-projet/",
    "mon-evaluation/",
    "mes-documents/",
    "mes-donnees/",
    "mes-donnees/lectures/",
    "mes-rendez-vous/",
    "mes-rendez-vous/calendrier/",
    "mes-mediations/",
    "mes-mediations/demander/",
    "mes-propositions/",
    "aide/",
    "parcours/{pk}/disponibilite/",
    "parcours/{pk}/heures/",
    "parcours/{pk}/heures-prises/",
    "parcours/{pk}/auto-evaluation/debut/",
    "parcours/{pk}/nom-du-certificat/",
    "parcours/{pk}/recours/",
)
PUBLIQUES = ("devenir/", "devenir/candidature/", "devenir/candidature/recue/")
FORMULAIRES = (
    "mes-donnees/",
    "mon-passeport/ajouter/",
    "mes-mediations/demander/",
    "parcours/{pk}/disponibilite/",
    "parcours/{pk}/auto-evaluation/debut/",
    "parcours/{pk}/nom-du-certificat/",
    "parcours/{pk}/recours/",
)
PAREILS = {"Menu", "Bambara", "Wolof", "Version"}  # the same word in both languages


class Textes(HTMLParser):
    """Every text of a page that is not marked as French."""

    def __init__(self) -> None:
        super().__init__()
        self.pile: list[tuple[str, bool]] = []
        self.lus: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("input", "br", "img", "meta", "link", "hr", "path", "rect", "circle", "line"):
            return
        attributs = dict(attrs)
        dessus = self.pile[-1][1] if self.pile else False
        tu = dessus or (tag != "html" and "lang" in attributs) or tag in ("script", "style", "title", "textarea")
        self.pile.append((tag, tu))
        if not tu and attributs.get("aria-label"):
            self.lus.append(attributs["aria-label"])

    def handle_endtag(self, tag):
        while self.pile and self.pile.pop()[0] != tag:
            pass

    def handle_data(self, data):
        texte = " ".join(data.split())
        if texte and not (self.pile and self.pile[-1][1]):
            self.lus.append(texte)


def lire(client, url, langue, donnees=None):
    client.cookies["langue"] = langue
    reponse = client.get(url) if donnees is None else client.envoyer(url, donnees)
    page = Textes()
    page.feed(reponse.content.decode())
    return reponse.status_code, set(page.lus)


def restes(client, url, langue, noms, donnees=None):
    """What is said with the same words in French and in this language, names left aside."""
    statut, francais = lire(client, url, "fr", donnees)
    assert statut in (200, 422), url
    _statut, autre = lire(client, url, langue, donnees)
    assert len(francais) > 5, url
    memes = {t for t in francais & autre if MOT.search(t)} - PAREILS
    return {t for t in memes if not any(nom and nom in t for nom in noms)}


@pytest.fixture
def elle(monde):
    """Awa in the middle of her course, on her telephone."""
    ici = monde.ici
    with portee.dans(ici.centre):
        jour = timezone.localdate()
        Session.objects.filter(pk=ici.parcours.session_id).update(debut=jour, fin=jour)
        Parcours.objects.filter(pk=ici.parcours.pk).update(etat="en_formation")
    client = ClientStrict()
    client.force_login(ici.comptes["auxiliaire"])
    return client


def noms_de(monde):
    ici = monde.ici
    personne = ici.parcours.personne
    autres = [c.nom for c in ici.comptes.values()]
    return [ici.centre.nom, personne.prenom, personne.nom, *autres, "example"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", SES_PAGES)
@pytest.mark.parametrize("langue", ["en", "ar"])
def test_no_french_is_left_on_her_pages_without_saying_so(monde, elle, page, langue):
    url = monde.ici.adresse(page.format(pk=monde.ici.parcours.pk))
    assert restes(elle, url, langue, noms_de(monde)) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PUBLIQUES)
def test_no_french_is_left_on_the_pages_without_account(monde, client, page):
    assert restes(client, monde.ici.adresse(page), "en", noms_de(monde)) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("page", FORMULAIRES)
def test_what_is_wrong_is_said_in_her_language(monde, elle, page):
    url = monde.ici.adresse(page.format(pk=monde.ici.parcours.pk))
    donnees = {"semaine_lundi_0_debut": "9h", "semaine_lundi_0_fin": "8:00", "codes_postaux": "abc", "nom_porte": "12"}
    assert restes(elle, url, "en", noms_de(monde), donnees) == set()


@pytest.mark.django_db
def test_what_she_does_in_arabic_is_noted_in_french(monde, elle):
    pk = monde.ici.parcours.pk
    elle.cookies["langue"] = "ar"
    page = monde.ici.adresse(f"parcours/{pk}/auto-evaluation/debut/")
    champs = re.findall(r'name="(r_\w+)"', elle.get(page).content.decode())
    elle.envoyer(page, {**dict.fromkeys(champs, "facile"), "souhait": ""})
    elle.envoyer(monde.ici.adresse("mes-donnees/"), {"genre": "correction", "mots": ""})
    with portee.sans_portee("test"):
        phrases = [*Entree.objects.values_list("phrase", flat=True), *Message.objects.values_list("texte", flat=True)]
        dernieres = " ".join(Entree.objects.order_by("-pk").values_list("phrase", flat=True)[:2])
    assert "au début de la formation" in dernieres
    assert "corriger mes données" in dernieres
    assert [p for p in phrases if ARABE.search(p)] == []


@pytest.mark.parametrize(
    ("minutes", "dite"), [(0, "0 ساعة"), (180, "3 ساعات"), (690, "11 ساعة و30 دقيقة"), (5, "5 دقائق"), (60, "1 ساعة")]
)
def test_durations_are_counted_in_arabic_words(minutes, dite):
    from django.utils import translation

    with translation.override("ar"):
        assert autres_langues.duree(minutes).replace("\u00a0", " ") == dite


def test_only_the_named_parts_of_a_file_are_taken():
    source = 'A = _("un")\n\nclass B:\n    C = _("deux")\n\n\ndef d():\n    return _("trois")\n'
    assert catalogues.morceaux(source, ("B",)) == 'class B:\n    C = _("deux")'
    assert "trois" in catalogues.morceaux(source, ("A", "d"))
    with pytest.raises(ValueError, match="absent"):
        catalogues.morceaux(source, ("absent",))
