"""Immersions: prepare one, its checklist, its summary."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.models import documents_de
from clairiere.flux.obstacles import DejaFait, Ferme
from parcours.actions import immersion as actions
from parcours.forms.immersion import ImmersionForm
from parcours.models import Immersion
from parcours.regles.immersion import JAMAIS_EN_FAMILLE, PIECES
from parcours.views.commun import parcours_visible, poser


def _immersion(request: HttpRequest, pk: int) -> Any:
    requete = Immersion.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("parcours__personne", "parcours__session", "centre"), pk=pk)


@exige("immersion.voir")
@require_safe
def immersion(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One immersion: where it stands, what the agreement needs, what falls on the course, the report."""
    objet = _immersion(request, pk)
    contexte = {
        "immersion": objet,
        "parcours": objet.parcours,
        "pieces": [{"code": c, "phrase": p, "fait": objet.pieces.get(c)} for c, p in PIECES.items()],
        "chevauche": actions.chevauche(objet) if objet.est_vivante else [],
        "horaires": actions.dire_horaires(objet.en_semaine),
        "resumes": list(documents_de(objet)),
        "peut_preparer": request.acteur.peut("immersion.preparer"),
        "jamais": JAMAIS_EN_FAMILLE,
    }
    return render(request, "parcours/immersion/page.html", contexte)


@exige("immersion.preparer")
@require_http_methods(["GET", "POST"])
def nouvelle_immersion(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Prepare an immersion for her."""
    parcours = parcours_visible(request, pk)
    formulaire = ImmersionForm(request.POST or None)
    statut = 200
    obstacles: list[Any] = []
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                creee = actions.preparer(parcours, par=request.acteur, **formulaire.valeurs())
            except Ferme as refus:
                obstacles, statut = poser(formulaire, refus, centre), 409
            else:
                messages.success(request, "L’immersion est notée. Cochez maintenant ce que la convention demande.")
                return redirect("parcours:immersion", centre=centre, pk=creee.pk)
    contexte = {"parcours": parcours, "formulaire": formulaire, "obstacles": obstacles, "immersion": None}
    return render(request, "parcours/immersion/formulaire.html", contexte, status=statut)


@exige("immersion.preparer")
@require_http_methods(["GET", "POST"])
def modifier_immersion(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change it, until the agreement is signed."""
    objet = _immersion(request, pk)
    initial = {nom: getattr(objet, nom) for nom in actions.CHAMPS} | {"semaine": objet.en_semaine}
    formulaire = ImmersionForm(request.POST or None, initial=initial)
    statut = 200
    obstacles: list[Any] = []
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actions.modifier(objet, par=request.acteur, **formulaire.valeurs())
            except Ferme as refus:
                obstacles, statut = poser(formulaire, refus, centre), 409
            except DejaFait as refus:
                messages.info(request, str(refus))
                return redirect("parcours:immersion", centre=centre, pk=pk)
            else:
                messages.success(request, "C’est enregistré.")
                return redirect("parcours:immersion", centre=centre, pk=pk)
    contexte = {"parcours": objet.parcours, "formulaire": formulaire, "obstacles": obstacles, "immersion": objet}
    return render(request, "parcours/immersion/formulaire.html", contexte, status=statut)


@exige("immersion.preparer")
@require_POST
def cocher(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Tick what is done for the agreement."""
    objet = _immersion(request, pk)
    try:
        actions.cocher(objet, set(request.POST.getlist("piece")), par=request.acteur)
    except DejaFait as refus:
        messages.info(request, str(refus))
    else:
        messages.success(request, "C’est noté.")
    return redirect("parcours:immersion", centre=centre, pk=pk)


@exige("immersion.preparer")
@require_POST
def resume(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Make the sheet she takes along."""
    objet = _immersion(request, pk)
    try:
        document, nouveau = actions.faire_le_resume(objet, par=request.acteur)
    except Ferme as refus:
        messages.error(request, str(refus))
    else:
        dit = "est fait" if nouveau else "est à jour"
        messages.success(request, f"Le résumé no {document.numero} {dit}. Elle le trouve dans « Mes documents ».")
    return redirect("parcours:immersion", centre=centre, pk=pk)
