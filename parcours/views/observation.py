"""Practical tasks and their grids, one screen per trainee."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions.observation import marque, observer, prevoir_tache
from parcours.forms.observation import GrilleForm, TacheForm
from parcours.models import MiseEnSituation, Session, competences_de
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.views.commun import poser, poser_validation


@exige("evaluation.saisir")
@require_http_methods(["GET", "POST"])
def nouvelle_tache(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """A new practical task; its grids come next."""
    session = get_object_or_404(Session.objects.visibles_par(request.acteur), pk=pk)
    formulaire = TacheForm(request.POST if request.method == "POST" else None, session=session, acteur=request.acteur)
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                tache = prevoir_tache(session, par=request.acteur, **formulaire.cleaned_data)
            except ValidationError as erreur:
                poser_validation(formulaire, erreur)
            else:
                return redirect("parcours:tache", centre=centre, pk=tache.pk)
    contexte = {"session": session, "formulaire": formulaire}
    return render(request, "parcours/observation/nouvelle.html", contexte, status=statut)


@exige("evaluation.voir")
@require_safe
def tache(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Who was observed, who is left."""
    objet = _tache(request, pk)
    remplies = {o.parcours_id: o for o in objet.observations.all()}
    stagiaires = _stagiaires(objet, remplies)
    for s in stagiaires:
        s.grille = remplies.get(s.pk)
        s.dans_le_cours = s.etat in EN_COURS_DE_FORMATION
    contexte = {
        "tache": objet,
        "stagiaires": stagiaires,
        "faites": len(remplies),
        "peut_saisir": request.acteur.peut("evaluation.saisir"),
    }
    return render(request, "parcours/observation/tache.html", contexte)


@exige("evaluation.saisir")
@require_http_methods(["GET", "POST"])
def grille(request: HttpRequest, centre: str, pk: int, parcours_pk: int) -> HttpResponse:
    """One trainee, one task: three big buttons per competence, and what was seen."""
    objet = _tache(request, pk)
    parcours = get_object_or_404(objet.session.parcours.visibles_par(request.acteur), pk=parcours_pk)
    ancienne = objet.observations.filter(parcours=parcours).first()
    formulaire = GrilleForm(
        request.POST if request.method == "POST" else None,
        competences=competences_de(),
        ancienne=ancienne,
        initial={"vue": marque(ancienne) if ancienne else ""},
    )
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            valeurs: dict[str, Any] = formulaire.valeurs()
            try:
                observer(objet, parcours, par=request.acteur, vue=formulaire.cleaned_data["vue"], **valeurs)
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
                if any(o.code == "changee" for o in erreur.obstacles):
                    formulaire.data = formulaire.data.copy()
                    formulaire.data["vue"] = marque(ancienne) if ancienne else ""
            else:
                return _suite(request, centre, objet, parcours)
    contexte = {
        "tache": objet,
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "ancienne": ancienne,
        "changee": statut == 409 and any(o.code == "changee" for o in obstacles),
    }
    return render(request, "parcours/observation/grille.html", contexte, status=statut)


def _suite(request: HttpRequest, centre: str, objet: Any, parcours: Any) -> HttpResponse:
    """The next trainee without a grid, or the list of the task."""
    messages.success(request, f"La grille de {parcours.personne.prenom} est enregistrée.")
    if request.POST.get("suite") == "suivante":
        remplies = set(objet.observations.values_list("parcours_id", flat=True))
        restantes = [s for s in _stagiaires(objet, {}) if s.pk not in remplies and s.pk != parcours.pk]
        if restantes:
            return redirect("parcours:grille", centre=centre, pk=objet.pk, parcours_pk=restantes[0].pk)
    return redirect("parcours:tache", centre=centre, pk=objet.pk)


def _tache(request: HttpRequest, pk: int) -> Any:
    requete = MiseEnSituation.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("session", "demi_journee"), pk=pk)


def _stagiaires(objet: Any, deja: dict[int, Any]) -> list[Any]:
    """Those who are in the course, and those who already have a grid."""
    gens = objet.session.parcours.filter(etat__in=EN_COURS_DE_FORMATION) | objet.session.parcours.filter(
        pk__in=list(deja)
    )
    return list(gens.select_related("personne").order_by("personne__nom", "personne__prenom", "pk"))
