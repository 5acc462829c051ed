"""The director's exception to the hours of the course."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions import derogation as actions
from parcours.forms.derogation import DerogationForm, RetraitForm
from parcours.models import Derogation
from parcours.regles.certification import dire_suivies
from parcours.views.commun import parcours_visible, poser


@exige("derogation.ecrire")
@require_http_methods(["GET", "POST"])
def derogation(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Write the exception: how many hours, why, on what it stands."""
    parcours = parcours_visible(request, pk)
    ancienne = parcours.derogations.valables().first()
    depart: dict[str, Any] = {"heures": Decimal(parcours.minutes()) / 60}
    if ancienne:
        depart |= {"motif": ancienne.motif, "faits": ancienne.faits}
    formulaire = DerogationForm(request.POST if request.method == "POST" else None, initial=depart)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actions.accorder(parcours, par=request.acteur, **formulaire.valeurs())
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, "L’exception est écrite. Le jury la lira.")
                return redirect("parcours:fiche", centre=centre, pk=pk)
    contexte = {
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "ancienne": ancienne,
        "prevu": dire_suivies(parcours.minutes(), parcours.heures_visees),
    }
    return render(request, "parcours/jury/derogation.html", contexte, status=statut)


@exige("derogation.ecrire")
@require_http_methods(["GET", "POST"])
def retirer_derogation(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take it back, with a reason."""
    requete = Derogation.objects.visibles_par(request.acteur).select_related("parcours__personne")
    objet = get_object_or_404(requete, pk=pk)
    formulaire = RetraitForm(request.POST if request.method == "POST" else None)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actions.retirer(objet, par=request.acteur, raison=formulaire.cleaned_data["raison"])
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, "L’exception est retirée.")
                return redirect("parcours:fiche", centre=centre, pk=objet.parcours_id)
    contexte = {"objet": objet, "formulaire": formulaire, "obstacles": obstacles}
    return render(request, "parcours/jury/retirer_derogation.html", contexte, status=statut)
