"""Matches, for the team: the list and one match."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from clairiere.comptes.acces import exige
from placements.models import Placement

PAR_PAGE = 25
ONGLETS = {"": ("En cours", "en_cours"), "terminees": ("Terminées", "terminee")}


@exige("placement.lister")
@require_GET
def liste(request: HttpRequest, centre: str) -> HttpResponse:
    """Living matches, or those that ended."""
    texte, etat = request.GET.get("q", "").strip(), request.GET.get("etat", "")
    etat = etat if etat in ONGLETS else ""
    visibles = Placement.objects.visibles_par(request.acteur).cherches(texte)
    comptes = dict(visibles.order_by().values_list("etat").annotate(n=Count("pk")))
    requete = visibles.filter(etat=ONGLETS[etat][1]).select_related("parcours__personne", "famille__contact", "demande")
    page = Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))
    onglets = []
    for code, (libelle, valeur) in ONGLETS.items():
        parametres = request.GET.copy()
        parametres.pop("page", None)
        parametres["etat"] = code
        adresse = f"{request.path}?{parametres.urlencode()}"
        onglets.append({"libelle": libelle, "url": adresse, "ici": code == etat, "compte": comptes.get(valeur, 0)})
    contexte = {"page": page, "q": texte, "etat": etat, "onglets": onglets}
    return render(request, "placements/liste.html", contexte)


@exige("placement.voir")
@require_GET
def fiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Who works for whom, since when; each side is led to its own page."""
    visibles = Placement.objects.visibles_par(request.acteur).select_related(
        "demande__centre", "parcours__personne", "famille__contact", "proposition", "centre"
    )
    placement = get_object_or_404(visibles, pk=pk)
    if not request.acteur.est_equipe:
        cible = "mes_propositions" if request.acteur.a("auxiliaire") else "ma_demande"
        return redirect(f"placements:{cible}", centre=centre)
    contexte = {"placement": placement, "enfants": list(placement.famille.enfants.all())}
    return render(request, "placements/placement.html", contexte)
