"""Settings of the centre and its team."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clairiere.centres import actions, actions_reglages
from clairiere.centres.forms import MembreForm, ReglagesForm
from clairiere.centres.forms_reglages import ReglesForm, groupes
from clairiere.comptes.acces import exige
from clairiere.comptes.models import Adhesion
from clairiere.comptes.roles import PERSONNEL
from clairiere.flux.obstacles import Ferme


@exige("centre.reglages")
def reglages(request: HttpRequest, centre: str) -> HttpResponse:
    """Identity of the centre, and its team."""
    formulaire = ReglagesForm(request.POST or None, instance=request.centre)
    if request.method == "POST" and formulaire.is_valid():
        formulaire.save()
        messages.success(request, "Les réglages sont enregistrés.")
        return redirect("centre:reglages", centre=centre)
    contexte = {"form": formulaire, "equipe": _equipe(request), "groupes": groupes()}
    return render(request, "centres/reglages.html", contexte, status=422 if formulaire.errors else 200)


@exige("centre.reglages")
def groupe(request: HttpRequest, centre: str, groupe: str) -> HttpResponse:
    """One group of settings: rules that the centre may bend."""
    if groupe not in groupes():
        raise Http404
    formulaire = ReglesForm(request.POST or None, centre=request.centre, groupe=groupe)
    if request.method == "POST" and formulaire.is_valid():
        actions_reglages.regler(request.centre, par=request.acteur, valeurs=formulaire.cleaned_data)
        messages.success(request, "Les réglages sont enregistrés.")
        return redirect("centre:reglages", centre=centre)
    contexte = {"form": formulaire, "titre": groupes()[groupe]}
    return render(request, "centres/reglages_groupe.html", contexte, status=422 if formulaire.errors else 200)


@exige("equipe.gerer")
def ajouter(request: HttpRequest, centre: str) -> HttpResponse:
    """Someone new, or a second role."""
    formulaire = MembreForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            adhesion = actions.ajouter_membre(request.centre, par=request.acteur, **formulaire.cleaned_data)
        except Ferme as refus:
            for obstacle in refus.obstacles:
                formulaire.add_error(obstacle.champ or None, obstacle.phrase)
        else:
            messages.success(request, f"{adhesion.utilisateur} a le rôle : {adhesion.get_role_display()}.")
            return redirect("centre:reglages", centre=centre)
    return render(
        request, "centres/ajouter_membre.html", {"form": formulaire}, status=422 if formulaire.errors else 200
    )


@exige("equipe.gerer")
@require_POST
def retirer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a role back."""
    adhesion = get_object_or_404(Adhesion, pk=pk, centre=request.centre, role__in=PERSONNEL)
    try:
        actions.retirer_membre(adhesion, par=request.acteur)
    except Ferme as refus:
        messages.error(request, str(refus))
    else:
        messages.success(request, f"{adhesion.utilisateur} n’a plus ce rôle.")
    return redirect("centre:reglages", centre=centre)


def _equipe(request: HttpRequest) -> list[Adhesion]:
    adhesions = Adhesion.objects.filter(centre=request.centre, role__in=PERSONNEL).select_related("utilisateur")
    return list(adhesions.order_by("utilisateur__nom", "utilisateur__prenom", "role"))
