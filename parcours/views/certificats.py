"""The certificate once it exists: revoke, issue again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions.certificat import delivrer, revoquer
from parcours.forms import RevocationForm
from parcours.models import Certificat
from parcours.views.commun import parcours_visible, poser


@exige("certificat.delivrer")
@require_http_methods(["GET", "POST"])
def revoquer_certificat(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Say that a certificate no longer holds; the public page follows at once."""
    certificat = get_object_or_404(
        Certificat.objects.visibles_par(request.acteur).select_related("parcours__personne"), pk=pk
    )
    formulaire = RevocationForm(request.POST if request.method == "POST" else None)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                revoquer(certificat, par=request.acteur, raison=formulaire.cleaned_data["raison"])
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, f"Le certificat {certificat.numero} est révoqué.")
                return redirect("parcours:fiche", centre=centre, pk=certificat.parcours_id)
    contexte = {"certificat": certificat, "formulaire": formulaire, "obstacles": obstacles}
    return render(request, "parcours/revoquer.html", contexte, status=statut)


@exige("certificat.delivrer")
@require_POST
def redelivrer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """A new certificate after a revocation."""
    parcours = parcours_visible(request, pk)
    try:
        nom = " ".join(request.POST.get("nom_porte", "").split())[:160]
        certificat = delivrer(parcours, par=request.acteur, nom_porte=nom)
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        messages.success(request, f"Le certificat {certificat.numero} est établi.")
    return redirect("parcours:fiche", centre=centre, pk=pk)
