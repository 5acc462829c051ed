"""The funnel of the recruitment, and the names behind each figure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from clairiere.agenda.models import Evenement
from clairiere.comptes.acces import exige
from clairiere.interface.francais import date_courte
from parcours.models import Frein, Parcours, Session
from parcours.models.entonnoir import Population, compter, personnes, sans_presence_notee
from parcours.regles import entonnoir as regles
from parcours.regles.reunions import CODES as GENRES
from parcours.regles.sorties import RAISONS
from parcours.views.onglets import onglets_du_recrutement

PAR_PAGE = 25
AU_CHOIX = 30
FILTRES = ("du", "au", "session", "reunion")
INCONNUES = "presence_inconnue"


@exige("parcours.modifier")
@require_GET
def entonnoir(request: HttpRequest, centre: str) -> HttpResponse:
    """From the first contact to a family: one drawing, its figures, why people left."""
    population, filtres = _population(request)
    comptes = compter(population)
    marches = regles.marches(comptes.par_etape)
    contexte = {
        "filtres": filtres,
        "de_qui": dire(population),
        "marches": marches,
        "hauteur": regles.hauteur(),
        "hauteur_barre": regles.BARRE,
        "largeur": regles.LARGEUR,
        "suite": urlencode({k: v for k, v in filtres.items() if v}),
        "inconnues": comptes.presences_inconnues,
        "departs": [(dict(RAISONS).get(code, "On ne sait pas"), nombre) for code, nombre in comptes.departs],
        "freins": _freins(comptes.freins),
        "sessions": list(Session.objects.order_by("-debut", "pk").values_list("pk", "nom")[:AU_CHOIX]),
        "reunions": _reunions(),
        "onglets": onglets_du_recrutement(request.acteur, "parcours:entonnoir"),
    }
    return render(request, "parcours/entonnoir/entonnoir.html", contexte)


@exige("parcours.modifier")
@require_GET
def noms(request: HttpRequest, centre: str, etape: str) -> HttpResponse:
    """Who reached a step; `?restees=1`: who went no further; `presence_inconnue`: whose presence is not noted."""
    population, filtres = _population(request)
    elles = personnes(population)
    restees = bool(request.GET.get("restees"))
    if etape == INCONNUES:
        elles, titre = sans_presence_notee(elles), "Présence pas encore notée"
    elif etape in regles.RANG:
        rang = regles.RANG[etape]
        elles = elles.filter(etape=rang) if restees else elles.filter(etape__gte=rang)
        titre = dict(regles.ETAPES)[etape] + (", sans aller plus loin pour l’instant" if restees else "")
    else:
        raise Http404
    derniers = Prefetch("parcours", Parcours.objects.order_by("-pk").select_related("session"), to_attr="suivis")
    page = Paginator(elles.prefetch_related(derniers).order_by("nom", "prenom", "pk"), PAR_PAGE).get_page(
        request.GET.get("page")
    )
    for personne in page.object_list:
        personne.suivi = personne.suivis[0] if personne.suivis else None
    contexte = {
        "titre": titre,
        "page": page,
        "de_qui": dire(population),
        "retour": f"{reverse('parcours:entonnoir', kwargs={'centre': centre})}?{urlencode(filtres)}",
    }
    return render(request, "parcours/entonnoir/noms.html", contexte)


def _population(request: HttpRequest) -> tuple[Population, dict[str, str]]:
    """What the address asks for; a year back when it asks nothing. A wrong word is left out."""
    filtres = {nom: request.GET.get(nom, "").strip() for nom in FILTRES}
    if filtres["reunion"].isdigit():
        reunion = get_object_or_404(Evenement.objects.filter(genre__in=GENRES), pk=filtres["reunion"])
        return Population(reunion=reunion), _seul(filtres, "reunion")
    if filtres["session"].isdigit():
        session = get_object_or_404(Session.objects.all(), pk=filtres["session"])
        return Population(session=session), _seul(filtres, "session")
    aujourd_hui = timezone.localdate()
    du = _jour(filtres["du"]) or aujourd_hui - dt.timedelta(days=365)
    au = _jour(filtres["au"]) or aujourd_hui
    du, au = min(du, au), max(du, au)
    return Population(du=du, au=au), {"du": du.isoformat(), "au": au.isoformat(), "session": "", "reunion": ""}


def _seul(filtres: dict[str, str], nom: str) -> dict[str, str]:
    return {cle: filtres[cle] if cle == nom else "" for cle in FILTRES}


def _jour(texte: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(texte)
    except ValueError:
        return None


def dire(population: Population) -> str:
    """Whom the page is about, in words."""
    if population.reunion is not None:
        return f"Inscrites à la réunion du {date_courte(population.reunion.debut)}"
    if population.session is not None:
        return f"Recrutement de la session {population.session}, depuis le début de la session d’avant"
    du, au = (date_courte(jour) if jour else "…" for jour in (population.du, population.au))
    return f"Premier contact ou inscription du {du} au {au}"


def _reunions() -> list[tuple[int, str]]:
    passees = Evenement.objects.filter(genre__in=GENRES, annule_le__isnull=True).order_by("-debut", "-pk")
    return [
        (pk, f"{date_courte(debut)}, {titre}")
        for pk, debut, titre in passees.values_list("pk", "debut", "titre")[:AU_CHOIX]
    ]


def _freins(comptes: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    lignes = []
    for genre, mot in Frein.Genre.choices:
        etats = comptes.get(genre, {})
        if etats:
            ligne = {etat: etats.get(etat, 0) for etat in Frein.ETATS}
            lignes.append({"mot": str(mot), "total": sum(ligne.values()), **ligne})
    return lignes
