"""Evaluation and jury."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from parcours.actions.certification import decider as noter_decision
from parcours.actions.certification import evaluer as noter_evaluation
from parcours.forms import EvaluationForm, JuryForm
from parcours.obstacles import faits_certification
from parcours.regles import certification
from parcours.views.commun import parcours_visible, poser
from parcours.views.fiche import niveaux


@exige("evaluation.saisir")
@require_http_methods(["GET", "POST"])
def evaluer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Six competences on a phone; no marks."""
    parcours = parcours_visible(request, pk)
    precedente = parcours.evaluations.first()
    formulaire = EvaluationForm(request.POST if request.method == "POST" else None, precedente=precedente)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                noter_evaluation(parcours, par=request.acteur, **formulaire.valeurs())
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, "L’évaluation est notée.")
                return redirect("parcours:fiche", centre=centre, pk=pk)
    contexte = {"parcours": parcours, "formulaire": formulaire, "obstacles": obstacles, "precedente": precedente}
    return render(request, "parcours/evaluer.html", contexte, status=statut)


@exige("jury.decider")
@require_http_methods(["GET", "POST"])
def decider(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What the jury sees of her, and what it decided."""
    parcours = parcours_visible(request, pk)
    evaluation = parcours.evaluations.first()
    formulaire = JuryForm(request.POST if request.method == "POST" else None)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                noter_decision(parcours, par=request.acteur, **formulaire.cleaned_data)
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, "La décision du jury est notée.")
                return redirect("parcours:fiche", centre=centre, pk=pk)
    manquent = [o for o in certification(faits_certification(parcours)) if o.code != "jury"]
    contexte = {
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "evaluation": evaluation,
        "competences": niveaux(evaluation) if evaluation else [],
        "minutes": parcours.minutes(),
        "minutes_visees": parcours.heures_visees * 60,
        "manquent": [afficher(o, centre) for o in manquent],
    }
    return render(request, "parcours/decider.html", contexte, status=statut)
