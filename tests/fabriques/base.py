"""Factories of the ground floor and of the journey; each stands in the open scope."""

import datetime as dt

import factory
from django.utils import timezone

from clairiere.centres.models import Centre, Reseau
from clairiere.comptes.models import Adhesion, Personne, Utilisateur
from parcours.models import (
    COMPETENCES,
    Certificat,
    DecisionJury,
    DecisionSelection,
    DemiJournee,
    Disponibilite,
    Emargement,
    Entretien,
    Evaluation,
    Parcours,
    Session,
)

SEMAINE_PLEINE = {jour: ["08:00-18:30"] for jour in ("lundi", "mardi", "mercredi", "jeudi", "vendredi")}


class FabriqueReseau(factory.django.DjangoModelFactory):
    class Meta:
        model = Reseau
        django_get_or_create = ("nom",)

    nom = "Réseau de test"


class FabriqueCentre(factory.django.DjangoModelFactory):
    class Meta:
        model = Centre
        django_get_or_create = ("code",)

    reseau = factory.SubFactory(FabriqueReseau)
    code = factory.Sequence(lambda n: f"centre-{n}")
    nom = factory.LazyAttribute(lambda o: f"Centre social {o.code}")
    telephone = "+33140000000"
    ville = "Paris"


class FabriqueUtilisateur(factory.django.DjangoModelFactory):
    class Meta:
        model = Utilisateur

    prenom = "Nadia"
    nom = factory.Sequence(lambda n: f"Compte{n:04d}")
    courriel = factory.Sequence(lambda n: f"compte{n:04d}@example.org")
    password = "!"


class FabriqueAdhesion(factory.django.DjangoModelFactory):
    class Meta:
        model = Adhesion

    utilisateur = factory.SubFactory(FabriqueUtilisateur)


class FabriquePersonne(factory.django.DjangoModelFactory):
    class Meta:
        model = Personne

    prenom = factory.Sequence(lambda n: f"Awa{n:04d}")
    nom = factory.Sequence(lambda n: f"Diallo{n:04d}")
    telephone = factory.Sequence(lambda n: f"+336000{n:05d}")
    naissance = dt.date(1985, 5, 17)


class FabriqueSession(factory.django.DjangoModelFactory):
    class Meta:
        model = Session

    nom = factory.Sequence(lambda n: f"Session {n:04d}")
    debut = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=90))
    fin = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=10))


class FabriqueParcours(factory.django.DjangoModelFactory):
    """Traits put her at a step, with the facts that the step stands on."""

    class Meta:
        model = Parcours
        skip_postgeneration_save = True

    personne = factory.SubFactory(FabriquePersonne)

    class Params:
        informee = factory.Trait(etat="informee", date_reunion=dt.date(2026, 2, 10))
        entendue = factory.Trait(
            etat="candidate",
            entretien=factory.RelatedFactory("tests.fabriques.base.FabriqueEntretien", factory_related_name="parcours"),
        )
        candidate = factory.Trait(
            etat="candidate",
            entretien=factory.RelatedFactory("tests.fabriques.base.FabriqueEntretien", factory_related_name="parcours"),
            autre_entretien=factory.RelatedFactory(
                "tests.fabriques.base.FabriqueEntretien", factory_related_name="parcours", mene_par="Paul"
            ),
            decision=factory.RelatedFactory(
                "tests.fabriques.base.FabriqueDecisionSelection", factory_related_name="parcours"
            ),
        )
        admise = factory.Trait(etat="admise", session=factory.SubFactory(FabriqueSession))
        en_formation = factory.Trait(etat="en_formation", session=factory.SubFactory(FabriqueSession))
        en_evaluation = factory.Trait(etat="en_evaluation", session=factory.SubFactory(FabriqueSession))
        certifiee = factory.Trait(
            etat="certifiee",
            session=factory.SubFactory(FabriqueSession),
            certificat=factory.RelatedFactory(
                "tests.fabriques.base.FabriqueCertificat", factory_related_name="parcours"
            ),
        )
        disponible = factory.Trait(
            etat="disponible",
            session=factory.SubFactory(FabriqueSession),
            certificat=factory.RelatedFactory(
                "tests.fabriques.base.FabriqueCertificat", factory_related_name="parcours"
            ),
            disponibilite=factory.RelatedFactory(
                "tests.fabriques.base.FabriqueDisponibilite", factory_related_name="parcours"
            ),
        )


class FabriqueEntretien(factory.django.DjangoModelFactory):
    class Meta:
        model = Entretien

    date = dt.date(2026, 2, 20)
    mene_par = "Nadia"
    avis = "favorable"


class FabriqueDecisionSelection(factory.django.DjangoModelFactory):
    class Meta:
        model = DecisionSelection

    date = dt.date(2026, 2, 21)
    decision = "admise"
    raison = "Projet clair."
    une = "Nadia"
    autre = "Paul"
    notee_par = "Nadia"


class FabriqueDemiJournee(factory.django.DjangoModelFactory):
    class Meta:
        model = DemiJournee

    session = factory.SubFactory(FabriqueSession)
    date = factory.Sequence(lambda n: timezone.localdate() - dt.timedelta(days=1 + n % 300))
    moment = "matin"
    minutes = 180

    class Params:
        signee = factory.Trait(signee_le=factory.LazyFunction(timezone.now), signee_par="Sophie")


class FabriqueEmargement(factory.django.DjangoModelFactory):
    class Meta:
        model = Emargement

    statut = "presente"
    minutes = 180
    signature = "papier"


class FabriqueEvaluation(factory.django.DjangoModelFactory):
    class Meta:
        model = Evaluation

    date = factory.LazyFunction(timezone.localdate)
    evaluatrice = "Sophie"
    competences = factory.LazyFunction(lambda: dict.fromkeys(COMPETENCES, "acquis"))
    resultat = "acquis"


class FabriqueDecisionJury(factory.django.DjangoModelFactory):
    class Meta:
        model = DecisionJury

    date = factory.LazyFunction(timezone.localdate)
    membres = ["Jeanne Martin", "Paul Roux"]
    decision = "certifiee"
    notee_par = "Nadia"


class FabriqueCertificat(factory.django.DjangoModelFactory):
    class Meta:
        model = Certificat

    numero = factory.Sequence(lambda n: f"CERT-2026-{n:04d}")
    code = factory.LazyFunction(lambda: __import__("clairiere.documents.numeros", fromlist=["x"]).nouveau_code())
    nom_porte = factory.LazyAttribute(lambda o: o.parcours.personne.nom_complet)
    minutes = 7200
    programme = "120 h, version 1"
    session = "printemps 2026"
    delivre_le = factory.LazyFunction(timezone.localdate)


class FabriqueDisponibilite(factory.django.DjangoModelFactory):
    class Meta:
        model = Disponibilite

    semaine = factory.LazyFunction(lambda: dict(SEMAINE_PLEINE))
    des_le = factory.LazyFunction(timezone.localdate)
    codes_postaux = factory.LazyFunction(lambda: ["75011", "75012"])


def suivre_heures(parcours, heures, *, minutes=180):
    """Give her signed half-days until `heures` (half-days of 3 h; the last one may be shorter)."""
    reste = round(heures * 60)
    jour = timezone.localdate() - dt.timedelta(days=1500)  # far from the days that `FabriqueDemiJournee` gives
    while reste > 0:
        duree = min(minutes, reste)
        dj, _ = DemiJournee.objects.get_or_create(
            session=parcours.session,
            date=jour,
            moment="matin",
            rattrapage=False,
            centre=parcours.centre,
            defaults={"minutes": minutes, "signee_le": timezone.now(), "signee_par": "Sophie"},
        )
        FabriqueEmargement(demi_journee=dj, parcours=parcours, minutes=duree)
        reste -= duree
        jour += dt.timedelta(days=1)
