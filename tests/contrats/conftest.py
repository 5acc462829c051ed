"""What the tests of contracts share: a match ready for its contract, a draft, and the form as the page posts it."""

import datetime as dt
import re
from itertools import count

import pytest
from django.utils import timezone

from clairiere.agenda.semaine import JOURS, Semaine
from clairiere.documents.models import documents_de
from contrats import actions
from placements.models import Demande, Enfant, Famille, Placement, Proposition
from tests.fabriques.base import FabriqueParcours, FabriquePersonne

SEMAINE = Semaine.reguliere(("lundi", "mardi", "jeudi", "vendredi"), ("08:30", "17:30"))  # 36 h
_NUMEROS = count(1)


def dans(jours):
    return timezone.localdate() + dt.timedelta(days=jours)


def placement_de(lieu, *, parcours=None, contact=None, debut=None, semaine=SEMAINE):
    """A living match, in the open scope, with addresses on both sides."""
    numero = next(_NUMEROS)
    parcours = parcours or FabriqueParcours(
        disponible=True, personne=FabriquePersonne(adresse=f"{numero} passage des Peupliers", code_postal="75011")
    )
    contact = contact or FabriquePersonne(prenom="Claire", nom=f"Petit{numero:04d}", adresse="12 rue du Four")
    famille, cree = Famille.objects.get_or_create(contact=contact, centre=lieu.centre)
    if cree:
        Enfant.objects.create(famille=famille, prenom="Zoé", naissance=dt.date(2025, 3, 2))
    debut = debut or dans(9)
    demande = Demande.objects.create(famille=famille, etat="pourvue", semaine=semaine.vers_donnees(), debut=debut)
    maintenant = timezone.now()
    proposition = Proposition.objects.create(
        demande=demande, parcours=parcours, etat="conclue", auxiliaire_oui_le=maintenant, famille_oui_le=maintenant
    )
    return Placement.objects.create(
        demande=demande,
        proposition=proposition,
        parcours=parcours,
        famille=famille,
        semaine=semaine.vers_donnees(),
        debut=debut,
    )


def placement_des_comptes(lieu, **options):
    """A match between the auxiliaire and the family that have accounts."""
    for personne, rue in ((lieu.auxiliaire, "3 passage des Peupliers"), (lieu.contact, "12 rue du Four")):
        personne.adresse, personne.code_postal, personne.ville = rue, "75011", "Paris"
        personne.save()
    return placement_de(lieu, parcours=lieu.parcours, contact=lieu.contact, **options)


def brouillon(lieu, placement=None, **valeurs):
    equipe = lieu.acteur("coordinatrice")
    contrat = actions.rediger(placement or placement_de(lieu), par=equipe)
    return actions.modifier(contrat, par=equipe, **valeurs) if valeurs else contrat


def pret(lieu, placement=None, **valeurs):
    return actions.preparer(brouillon(lieu, placement, **valeurs), par=lieu.acteur("coordinatrice"))


def signe(lieu, placement=None, **valeurs):
    contrat = pret(lieu, placement, **valeurs)
    return actions.signer(contrat, par=lieu.acteur("coordinatrice"), signe_le=dans(0), vu_par="Nadia Ici")


def saisie(client, adresse, **autres):
    """What the page of a draft would post, read from its own inputs, with some answers changed."""
    form = client.get(adresse).context["form"]
    donnees = {}
    for champ in form:
        valeur = champ.value()
        if champ.name in ("semaine", "presence_responsable"):
            semaine = valeur if isinstance(valeur, Semaine) else Semaine()
            for jour in JOURS:
                for rang, plage in enumerate(semaine.vers_donnees().get(jour, [])):
                    debut, fin = plage.split("-")
                    donnees[f"{champ.html_name}_{jour}_{rang}_debut"] = debut
                    donnees[f"{champ.html_name}_{jour}_{rang}_fin"] = fin
        elif valeur is True:
            donnees[champ.html_name] = "on"
        elif valeur is not None and valeur is not False and valeur != "":
            donnees[champ.html_name] = valeur.isoformat() if isinstance(valeur, dt.date) else valeur
    return donnees | autres


def relu(objet):
    """The row as it is now in the database."""
    return type(objet).objects.get(pk=objet.pk)


def lisible(html):
    """The words of a page, on one line, with plain spaces."""
    texte = re.sub(r"<[^>]+>", " ", html if isinstance(html, str) else html.content.decode())
    return " ".join(texte.replace("\u00a0", " ").replace("\u202f", " ").split())


def octets_de(contrat, genre):
    """The Word or PDF file of the last version."""
    document = documents_de(contrat).order_by("-version").first()
    with document.fichiers.get(format=genre).contenu.open("rb") as fichier:
        return fichier.read()


@pytest.fixture
def equipe(ici):
    return ici.acteur("coordinatrice")


@pytest.fixture
def adresse(ici):
    """`adresse("liste")`, `adresse("fiche", pk=3)` at this centre."""
    from django.urls import reverse

    return lambda nom, **arguments: reverse(f"contrats:{nom}", kwargs={"centre": ici.centre.code, **arguments})


@pytest.fixture
def au_bureau(client, ici):
    """The client of the coordinatrice."""
    client.force_login(ici.comptes["coordinatrice"])
    return client


@pytest.fixture(autouse=True)
def _fichiers_a_part(settings, tmp_path):
    """Papers of a test stay in its own folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
