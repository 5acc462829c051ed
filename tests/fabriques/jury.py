"""Factories of the evaluation and of the jury; each stands in the open scope."""

import datetime as dt

import factory
from django.utils import timezone

from parcours.models import (
    ConflitInteret,
    Derogation,
    Jury,
    MembreJury,
    MiseEnSituation,
    Observation,
    Passage,
    Recours,
    competences_de,
)
from tests.fabriques.base import FabriqueDecisionJury, FabriquePersonne, FabriqueSession


class FabriqueMiseEnSituation(factory.django.DjangoModelFactory):
    class Meta:
        model = MiseEnSituation

    session = factory.SubFactory(FabriqueSession)
    titre = factory.Sequence(lambda n: f"Mise en situation {n:04d}")
    date = factory.LazyFunction(timezone.localdate)
    observatrice = "Sophie"


class FabriqueObservation(factory.django.DjangoModelFactory):
    class Meta:
        model = Observation

    niveaux = factory.LazyFunction(lambda: {c.code: "acquis" for c in competences_de()})
    exemples = factory.LazyFunction(lambda: {"securite": "Elle a regardé la pièce avant d’entrer."})
    saisie_par = "Sophie"


class FabriqueJury(factory.django.DjangoModelFactory):
    class Meta:
        model = Jury

    session = factory.SubFactory(FabriqueSession)
    date = factory.LazyFunction(timezone.localdate)
    lieu = "Salle 1"


class FabriqueMembreJury(factory.django.DjangoModelFactory):
    class Meta:
        model = MembreJury

    personne = factory.SubFactory(FabriquePersonne)


class FabriquePassage(factory.django.DjangoModelFactory):
    class Meta:
        model = Passage

    rang = factory.Sequence(lambda n: n + 1)


class FabriqueConflit(factory.django.DjangoModelFactory):
    class Meta:
        model = ConflitInteret

    lien = "employeur"
    declare_par = "Nadia"


class FabriqueDerogation(factory.django.DjangoModelFactory):
    class Meta:
        model = Derogation

    minutes = 114 * 60
    motif = "Elle a fait ces gestes chez deux familles, sous les yeux de la formatrice."
    faits = "Bilan de la formatrice du 12 novembre."
    date = factory.LazyFunction(timezone.localdate)
    accordee_par = "Marie Martin"


class FabriqueRecours(factory.django.DjangoModelFactory):
    class Meta:
        model = Recours

    motif = "Je n’ai pas eu le temps de montrer le repas."
    depose_par = "Awa"


NOMS = (("Jeanne", "Martin"), ("Paul", "Roux"), ("Lila", "Benali"), ("Rose", "Petit"))


def jury_pret(*gens, etat="en_seance", membres=3, date=None, session=None):
    """A jury with its members (the first presides, the second is from outside) and its candidates, in this state."""
    session = session or gens[0].session
    jury = FabriqueJury(session=session, etat=etat, date=date or timezone.localdate())
    present = True if etat in ("en_seance", "clos") else None
    for rang in range(membres):
        prenom, nom = NOMS[rang]
        FabriqueMembreJury(
            jury=jury,
            personne=FabriquePersonne(prenom=prenom, nom=nom),
            preside=rang == 0,
            externe=rang == 1,
            present=present,
        )
    for rang, parcours in enumerate(gens, start=1):
        FabriquePassage(jury=jury, parcours=parcours, rang=rang)
    return jury


def decidee(parcours, decision, *, jours=0, **reste):
    """A candidate with a closed jury's decision, in the state that it gives her."""
    from parcours.models import Parcours

    date = timezone.localdate() - dt.timedelta(days=jours)
    jury = jury_pret(parcours, etat="clos", date=date)
    FabriqueDecisionJury(
        parcours=parcours, jury=jury, decision=decision, date=date, membres=["Jeanne Martin", "Paul Roux"], **reste
    )
    if decision != "certifiee":
        Parcours.tous.filter(pk=parcours.pk).update(etat=decision)
    return Parcours.objects.get(pk=parcours.pk)
