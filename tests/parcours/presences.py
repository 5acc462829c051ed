"""A group in the middle of its course: who was late, who was absent, a catch-up to come."""

import datetime as dt

from django.utils import timezone

from parcours.models import DemiJournee, Emargement, Module, Parcours, Programme, SeanceModule
from parcours.obstacles_heures import heures_de
from tests.fabriques import base as f


def demi_journee(session, ecart, *, minutes=180, signee=True, **autres):
    quand = timezone.localdate() + dt.timedelta(days=ecart)
    signature = {"signee_le": timezone.now(), "signee_par": "Sophie"} if signee else {}
    return DemiJournee.objects.create(
        session=session, date=quand, moment="matin", minutes=minutes, **{**signature, **autres}
    )


def noter(dj, parcours, statut="presente", minutes=None, signature="papier", **autres):
    presente = statut in ("presente", "retard")
    return Emargement.objects.create(
        demi_journee=dj,
        parcours=parcours,
        statut=statut,
        minutes=(dj.minutes if minutes is None else minutes) if presente else 0,
        signature=signature if presente else "",
        saisi_par="Sophie",
        **autres,
    )


def monter_groupe(ici):
    """Awa (all but 45 minutes), Fanta (absent twice), Mariam (all); four half-days done, two to come, a catch-up."""
    programme = Programme.objects.create(nom="Essai", heures=18, publie_le=timezone.now())
    modules = [
        Module.objects.create(programme=programme, rang=n, titre=t, minutes=540) for n, t in ((1, "Repas"), (2, "Jeux"))
    ]
    session = f.FabriqueSession(
        nom="Automne", heures_visees=18, version_programme=programme, formatrice=ici.comptes["formatrice"], places=12
    )
    gens = [
        f.FabriqueParcours(en_formation=True, session=session, personne=f.FabriquePersonne(prenom=p, nom=n))
        for p, n in (("Awa", "Diallo"), ("Fanta", "Keïta"), ("Mariam", "Traoré"))
    ]
    passees = [demi_journee(session, -20 + n) for n in range(4)]
    a_venir = [demi_journee(session, 5 + n, signee=False) for n in range(2)]
    rattrapage = demi_journee(session, 9, signee=False, rattrapage=True)
    for n, dj in enumerate([*passees, *a_venir]):
        SeanceModule.objects.create(demi_journee=dj, module=modules[n % 2], minutes=180)
    SeanceModule.objects.create(demi_journee=rattrapage, module=modules[1], minutes=180)
    awa, fanta, mariam = gens
    for n, dj in enumerate(passees):
        noter(dj, awa, **({"statut": "retard", "minutes": 135, "arrivee": dt.time(9, 45)} if n == 0 else {}))
        noter(dj, fanta, **({"statut": "absente"} if n in (1, 3) else {}))
        noter(dj, mariam)
    return session, gens, rattrapage


def bilan(parcours):
    return heures_de(Parcours.objects.select_related("session", "personne").get(pk=parcours.pk)).bilan
