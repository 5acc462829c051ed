"""Evaluations of a session, the final evaluation, the two views side by side, the competence list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from parcours.actions.certification import evaluer as noter_evaluation
from parcours.actions.competences import nouvelle_version as ecrire_version
from parcours.forms.evaluation import EvaluationForm, VersionFormSet
from parcours.models import AutoEvaluation, Referentiel, Session, competences_de
from parcours.models.competence import referentiel_en_vigueur
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION
from parcours.regards import regards as lire_regards
from parcours.regards import releves_de
from parcours.regles.observation import proposer, resultat_propose
from parcours.views.commun import parcours_visible, poser
from parcours.views.onglets import onglets_de_session

DU_GROUPE = (*EN_COURS_DE_FORMATION, "en_pause", "non_certifiee", *DANS_LE_METIER)


@exige("evaluation.voir")
@require_safe
def evaluations_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Practical tasks of a session, and where each trainee stands."""
    session = get_object_or_404(Session.objects.visibles_par(request.acteur), pk=pk)
    stagiaires = list(
        session.parcours.filter(etat__in=DU_GROUPE)
        .select_related("personne")
        .prefetch_related("grilles__tache", "auto_evaluations", "evaluations")
        .order_by("personne__nom", "personne__prenom", "pk")
    )
    codes = [c.code for c in competences_de()]
    for s in stagiaires:
        vues = proposer(codes, releves_de(sorted(s.grilles.all(), key=lambda o: (o.tache.date, o.pk))))
        s.vues = sum(1 for p in vues.values() if p.fois)
        s.moments = [a.get_moment_display() for a in s.auto_evaluations.all()]
        s.derniere = next(iter(s.evaluations.all()), None)
        s.evaluable = s.etat in ("en_formation", "en_evaluation", "ajournee")
    taches = session.mises_en_situation.annotate(
        vues=Count("observations", filter=Q(observations__parcours__etat__in=DU_GROUPE))
    )
    contexte = {
        "session": session,
        "onglets": onglets_de_session(session, request.acteur, "parcours:evaluations_session"),
        "taches": list(taches.order_by("-date", "-pk")),
        "stagiaires": stagiaires,
        "combien": len(codes),
        "peut_saisir": request.acteur.peut("evaluation.saisir"),
        "moments": AutoEvaluation.Moment.choices,
    }
    return render(request, "parcours/evaluation/session.html", contexte)


@exige("evaluation.saisir")
@require_http_methods(["GET", "POST"])
def evaluer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The final evaluation, proposed from the observations, confirmed by the trainer; no marks."""
    parcours = parcours_visible(request, pk)
    precedente = parcours.evaluations.first()
    competences = competences_de()
    observations = parcours.grilles.select_related("tache").order_by("tache__date", "pk")
    propositions = proposer([c.code for c in competences], releves_de(observations))
    formulaire = EvaluationForm(
        request.POST if request.method == "POST" else None,
        competences=competences,
        propositions=propositions,
        precedente=precedente,
    )
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
    vues = [p for p in propositions.values() if p.fois]
    contexte = {
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "precedente": precedente,
        "observee": bool(vues),
        "propose": resultat_propose(propositions) if vues else "",
    }
    return render(request, "parcours/evaluer.html", contexte, status=statut)


@exige("evaluation.voir")
@require_safe
def regards(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Her view beside her trainer's, for the talk; it prints on one page."""
    parcours = parcours_visible(request, pk)
    contexte = {"parcours": parcours, "r": lire_regards(parcours), "moments": AutoEvaluation.Moment.choices}
    return render(request, "parcours/evaluation/regards.html", contexte)


@exige("competences.voir")
@require_safe
def competences(request: HttpRequest, centre: str) -> HttpResponse:
    """The list in force, and the older versions."""
    versions = list(Referentiel.objects.prefetch_related("competences").order_by("-version"))
    contexte = {
        "en_vigueur": versions[0] if versions else None,
        "liste": competences_de(),
        "anciennes": versions[1:],
        "peut_modifier": request.acteur.peut("competences.modifier"),
    }
    return render(request, "parcours/evaluation/competences.html", contexte)


@exige("competences.modifier")
@require_http_methods(["GET", "POST"])
def nouvelle_version(request: HttpRequest, centre: str) -> HttpResponse:
    """Write the next version from the present one."""
    actuel = referentiel_en_vigueur()
    depart = [vars(c) for c in competences_de()]
    lignes = VersionFormSet(request.POST if request.method == "POST" else None, initial=depart, prefix="l")
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if lignes.is_valid():
            vue = request.POST.get("vue", "0")
            try:
                ecrire_version(
                    par=request.acteur, competences=lignes.competences(), vue=int(vue) if vue.isdecimal() else 0
                )
            except Ferme as erreur:
                obstacles, statut = [afficher(o, centre) for o in erreur.obstacles], 409
            else:
                messages.success(request, "La liste est enregistrée. Les anciennes évaluations ne changent pas.")
                return redirect("parcours:competences", centre=centre)
    contexte = {"lignes": lignes, "obstacles": obstacles, "vue": actuel.version if actuel else 0}
    return render(request, "parcours/evaluation/nouvelle_version.html", contexte, status=statut)
