"""Her passport, her papers and her care project, on the side of the staff."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions import passeport as actions
from parcours.actions import profil as profils
from parcours.forms.profil import LignePasseportForm, PieceForm
from parcours.models import LignePasseport, PieceVue, ProjetAccueil
from parcours.regles.projet import RUBRIQUES_DU_PROJET
from parcours.views.commun import parcours_visible, poser
from parcours.views.passeport import contexte_du_passeport


@exige("passeport.tenir")
@require_http_methods(["GET", "HEAD", "POST"])
def passeport(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The staff reads her passport, adds a line with her, and says which attestations it saw."""
    parcours = parcours_visible(request, pk)
    formulaire = LignePasseportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            actions.ajouter_ligne(parcours.personne, par=request.acteur, **formulaire.valeurs())  # type: ignore[attr-defined]
        except Ferme as refus:
            poser(formulaire, refus, centre)
        else:
            messages.success(request, "La ligne est ajoutée.")
            return redirect("parcours:passeport", centre=centre, pk=pk)
    a_attester = LignePasseport.objects.filter(personne=parcours.personne, vue_le__isnull=True).order_by("debut", "pk")
    contexte = {"parcours": parcours, "formulaire": formulaire, "a_attester": list(a_attester)}
    contexte |= contexte_du_passeport(parcours.personne)
    return render(request, "parcours/passeport/equipe.html", contexte, status=422 if formulaire.errors else 200)


@exige("passeport.tenir")
@require_POST
def attester(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """« I saw the attestation », or « take it out »."""
    ligne = get_object_or_404(LignePasseport.objects.visibles_par(request.acteur).select_related("personne"), pk=pk)  # type: ignore[attr-defined]
    parcours = ligne.personne.parcours.order_by("-pk").first()
    try:
        if request.POST.get("choix") == "retirer":
            actions.retirer_ligne(ligne, par=request.acteur)  # type: ignore[attr-defined]
            messages.success(request, "La ligne est retirée.")
        else:
            actions.attester(ligne, par=request.acteur)  # type: ignore[attr-defined]
            messages.success(request, "L’attestation est notée comme vue.")
    except Ferme as refus:
        messages.error(request, str(refus))
    if parcours is None:
        return redirect("parcours:liste", centre=centre)
    return redirect("parcours:passeport", centre=centre, pk=parcours.pk)


@exige("piece.noter")
@require_http_methods(["GET", "HEAD", "POST"])
def pieces(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The papers that were seen, and one more."""
    parcours = parcours_visible(request, pk)
    formulaire = PieceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            profils.noter_piece(parcours.personne, par=request.acteur, **formulaire.cleaned_data)  # type: ignore[attr-defined]
        except Ferme as refus:
            poser(formulaire, refus, centre)
        else:
            messages.success(request, "C’est noté. Aucune copie n’est gardée.")
            return redirect("parcours:pieces", centre=centre, pk=pk)
    liste = PieceVue.objects.filter(personne=parcours.personne).order_by("genre", "-vue_le", "-pk")
    contexte = {"parcours": parcours, "formulaire": formulaire, "pieces": list(liste)}
    return render(request, "parcours/profil/pieces.html", contexte, status=422 if formulaire.errors else 200)


@exige("passeport.tenir")
@require_safe
def projet(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Her care project, read by the staff."""
    parcours = parcours_visible(request, pk)
    versions = list(ProjetAccueil.objects.filter(personne=parcours.personne).order_by("-version"))
    contexte = {
        "parcours": parcours,
        "versions": [
            (v, [(titre, v.textes[code]) for code, (titre, _q) in RUBRIQUES_DU_PROJET.items() if code in v.textes])
            for v in versions
        ],
    }
    return render(request, "parcours/profil/projet_equipe.html", contexte)
