"""The door, the choice of a centre, and the home page of each role."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clairiere.centres import accueil_equipe
from clairiere.centres.models import Centre
from clairiere.comptes.acces import connectee, exige, public
from clairiere.comptes.roles import Role


@public
def porte(request: HttpRequest) -> HttpResponse:
    """The public front page: log in, ask for a nanny, check a certificate; in demonstration, one button per role."""
    if settings.MODE == "demo":
        return redirect("demo:accueil")
    return render(request, "centres/porte.html", {"centres": Centre.objects.all()})


@connectee
def mes_centres(request: HttpRequest) -> HttpResponse:
    """Where to go after log-in: straight to the only centre, or a choice."""
    adhesions = list(request.user.adhesions.select_related("centre", "reseau"))
    centres = sorted({a.centre for a in adhesions if a.centre}, key=lambda c: c.nom)
    reseaux = [a for a in adhesions if a.reseau]
    if len(centres) == 1 and not reseaux:
        return redirect("centre:accueil", centre=centres[0].code)
    return render(request, "centres/mes_centres.html", {"centres": centres, "reseaux": reseaux})


@exige("centre.accueil")
def accueil(request: HttpRequest, centre: str) -> HttpResponse:
    """The home of a role: what is for me to do now."""
    acteur = request.acteur
    if acteur.est_personnel:
        return render(request, "centres/accueil.html", accueil_equipe.contexte(acteur))
    if acteur.a(Role.AUXILIAIRE):
        return redirect("parcours:mon_parcours", centre=centre)
    return redirect("placements:ma_demande", centre=centre)


@exige("aide.voir")
def aide(request: HttpRequest, centre: str) -> HttpResponse:
    """Who to call."""
    cadre = "mises_en_page/equipe.html" if request.acteur.est_personnel else "mises_en_page/personne.html"
    return render(request, "aide/accueil.html", {"mise_en_page": cadre})
