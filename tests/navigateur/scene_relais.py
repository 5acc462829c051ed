"""Life in the trade: meetings with children, a calendar address, a mediation that nobody else reads."""

import datetime as dt
import re

from django.utils import timezone

from clairiere.agenda.models import Evenement
from clairiere.agenda.semaine import JOURS
from relais.models import Mediation
from tests.navigateur.recit import ELLE, PARENT, jour

SECRET = "Elle dit que le père a crié devant le petit Ismaël"
PAGES_AU_PLUS = 80
REFUSEE = (403, 404)


def creer_les_rencontres(recit):
    """The facilitator makes four weekly meetings with one form."""
    animatrice = recit.salle.poste("animatrice")
    animatrice.aller()
    animatrice.agir("Relais")
    animatrice.agir("Créer des rencontres")
    dans_une_semaine = timezone.localdate() + dt.timedelta(days=7)
    animatrice.page.get_by_label("Jour", exact=True).select_option(label=JOURS[dans_une_semaine.weekday()])
    animatrice.ecrire("Première date", jour(7))
    animatrice.ecrire("Dernière date", jour(28))
    animatrice.ecrire("Lieu", "Salle bleue")
    animatrice.examiner("nouvelle série de rencontres")
    animatrice.agir("Créer les rencontres")
    animatrice.voit("4 rencontres à venir")
    animatrice.examiner("relais")
    with recit.dans():
        assert Evenement.objects.count() == 4
    animatrice.partir()


def s_inscrire_avec_deux_enfants(recit):
    """From her telephone: two children, two places taken, an address for her calendar that names nobody."""
    elle = recit.elle
    elle.aller("mon-parcours/")
    elle.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Mes rendez-vous").click()
    elle.voit("Vous n’avez pas de rendez-vous au relais.")
    elle.agir("M’inscrire")
    elle.page.get_by_label("Combien d’enfants viennent avec vous ?").select_option("2")
    elle.ecrire("Leurs prénoms", "Zoé, Ismaël")
    elle.agir("M’inscrire")
    elle.voit("Vous êtes inscrite")
    elle.voit("Zoé et Ismaël")
    elle.examiner("mes rendez-vous")
    _lire_son_calendrier(elle)

    animatrice = recit.salle.poste("animatrice")
    animatrice.aller("relais/")
    premiere = animatrice.page.get_by_role("row").nth(1)
    assert "5 libres sur 6 10 libres sur 12" in " ".join(premiere.inner_text().split())
    premiere.get_by_role("link").first.click()
    animatrice.voit("Inscrites : 1 sur 6, avec 2 enfants sur 12")
    animatrice.examiner("rencontre du relais")
    animatrice.partir()


def _lire_son_calendrier(elle):
    elle.agir("Mettre mes rendez-vous dans mon téléphone")
    elle.agir("Avoir mon adresse")
    adresse = elle.page.get_by_label("Si le bouton ne marche pas").input_value()
    elle.examiner("mon calendrier")
    reponse = elle.page.request.get(re.sub(r"^\w+://[^/]+", "", adresse))
    ics = reponse.text()
    assert reponse.headers["content-type"].startswith("text/calendar")
    assert ics.count("BEGIN:VEVENT") == 1
    assert "Salle bleue" in ics
    assert "Zoé" not in ics
    assert "Ramanathan" not in ics


def demander_une_mediation(recit):
    """She asks; a mediator takes it and writes a note that nobody else reads, the directrice least of all."""
    elle = recit.elle
    elle.aller("mes-rendez-vous/")
    elle.page.get_by_role("link", name=re.compile("Une médiatrice peut vous aider")).click()
    elle.agir("Demander une médiation")
    elle.cocher(PARENT)
    elle.cocher("Horaires changés, retards des parents")
    elle.cocher("J’ai lu les règles. Je suis d’accord.")
    elle.examiner("demander une médiation")
    elle.agir("Envoyer ma demande")
    elle.voit("Votre demande est reçue. La médiatrice vous appelle.")

    mediatrice = recit.salle.poste("mediatrice")
    mediatrice.aller()
    mediatrice.agir("Médiations")
    mediatrice.agir(f"{ELLE} et {PARENT}")
    mediatrice.agir("Prendre en charge")
    mediatrice.page.get_by_label("Je n’ai formé ni mis en relation").check()
    mediatrice.agir("Prendre en charge")
    mediatrice.ecrire("Nouvelle note", SECRET)
    mediatrice.agir("Écrire la note")
    mediatrice.voit(SECRET)
    mediatrice.examiner("dossier de médiation")
    mediatrice.partir()


def rien_ne_sort_de_la_mediation(recit):
    """The directrice finds neither the case nor a word of the note, in any page that she can reach."""
    with recit.dans():
        dossier = Mediation.objects.get()
    directrice = recit.salle.poste("directrice")
    demander = directrice.page.request.get
    for numero in (dossier.pk, dossier.pk + 1000):  # a case that exists answers like one that does not
        assert demander(recit.ici.adresse(f"mediations/{numero}/")).status in REFUSEE
        assert demander(recit.ici.adresse(f"mediations/{numero}/accords/")).status in REFUSEE
    un, aucun = (demander(recit.ici.adresse(f"mediations/{n}/")).status for n in (dossier.pk, dossier.pk + 1000))
    assert un == aucun

    a_voir, vues = [recit.ici.adresse(), recit.ici.adresse(f"parcours/{recit.parcours.pk}/")], {}
    while a_voir and len(vues) < PAGES_AU_PLUS:
        adresse = a_voir.pop(0)
        reponse = demander(adresse)
        if "text/html" not in reponse.headers["content-type"]:
            continue
        vues[adresse] = reponse.text()
        liens = re.findall(r'href="(/c/ici/[^"#?]*)', vues[adresse])
        a_voir += [lien for lien in dict.fromkeys(liens) if lien not in vues and lien not in a_voir]
    assert len(vues) > 30
    for adresse, page in vues.items():
        for mot in (SECRET, "a crié", "Horaires changés, retards des parents"):
            assert mot not in page, adresse
    directrice.page.goto(recit.ici.adresse("mediations/chiffres/"))
    assert "Ramanathan" not in directrice.texte
    directrice.partir()
