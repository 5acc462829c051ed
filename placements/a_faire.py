"""What waits for each role in the matches: the to-do items of the home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from clairiere.flux.registre import Tache

JOURS_SANS_REPONSE = 3
AU_PLUS = 5


def taches(acteur: Any) -> Iterable[Tache]:
    """Three queries for the team, one for an auxiliaire or a family, whatever the number of rows."""
    if acteur.centre is None or not acteur.roles:
        return
    code = acteur.centre.code
    if acteur.peut("demande.ouvrir"):
        yield from _recues(code)
        yield from _a_relancer(code)
        yield from _a_conclure(code)
    elif acteur.a("auxiliaire", "famille"):
        yield from _a_repondre(acteur, code)


def _recues(code: str) -> Iterable[Tache]:
    from placements.models import Demande

    compte = Demande.objects.filter(etat="recue").order_by().aggregate(n=Count("pk"), depuis=Min("depuis"))
    if compte["n"]:
        mots = "demande de famille à lire" if compte["n"] == 1 else "demandes de familles à lire"
        url = reverse("placements:demandes", kwargs={"centre": code}) + "?etat=recue"
        yield Tache(f"{compte['n']} {mots}", url, compte["depuis"], nombre=compte["n"])


def _a_relancer(code: str) -> Iterable[Tache]:
    from placements.models import Proposition

    limite = timezone.now() - dt.timedelta(days=JOURS_SANS_REPONSE)
    attentes = Proposition.objects.filter(etat__in=("proposee", "acceptee_auxiliaire"), depuis__lt=limite)
    attentes = attentes.select_related("parcours__personne", "demande__famille__contact").order_by("depuis", "pk")
    for p in attentes[:AU_PLUS]:
        qui = p.parcours if p.etat == "proposee" else f"la {p.demande.famille}"
        url = reverse("placements:proposition", kwargs={"centre": code, "pk": p.pk})
        jours = (timezone.localdate() - timezone.localdate(p.depuis)).days
        yield Tache(f"Relancer {qui} : pas de réponse depuis {jours} jours", url, p.depuis, "manque")


def _a_conclure(code: str) -> Iterable[Tache]:
    from placements.models import Proposition

    accords = Proposition.objects.filter(etat="acceptee").order_by("depuis", "pk")
    for p in accords.select_related("parcours__personne", "demande__famille__contact")[:AU_PLUS]:
        url = reverse("placements:proposition", kwargs={"centre": code, "pk": p.pk})
        yield Tache(f"Conclure entre {p.parcours} et la {p.demande.famille}", url, p.depuis)


def _a_repondre(acteur: Any, code: str) -> Iterable[Tache]:
    from placements.models import Proposition

    elle = acteur.a("auxiliaire")
    etat, page = ("proposee", "mes_propositions") if elle else ("acceptee_auxiliaire", "ma_demande")
    requete = Proposition.objects.visibles_par(acteur).filter(etat=etat).order_by()
    compte = requete.aggregate(n=Count("pk"), depuis=Min("depuis"))
    if compte["n"]:
        url = reverse(f"placements:{page}", kwargs={"centre": code})
        n = compte["n"]
        phrase = f"{n} {'profil' if n == 1 else 'profils'} à regarder"
        if elle:
            dite = ngettext("%(n)s famille attend votre réponse", "%(n)s familles attendent votre réponse", n)
            phrase = dite % {"n": n}
        yield Tache(phrase, url, compte["depuis"], nombre=n)
