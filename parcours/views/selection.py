"""The selection: my sheet of the interview, then what two persons decide together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import RefusDeFlux
from clairiere.flux.portail import afficher
from parcours.actions import selection as actions
from parcours.actions.recrutement import mener_entretien
from parcours.forms import EntretienForm
from parcours.forms.selection import DecisionForm
from parcours.models import Entretien
from parcours.obstacles_selection import pour_decider
from parcours.sections.selection import fiches_pour
from parcours.views.commun import parcours_visible
from parcours.views.formulaire import saisie, traiter

# The move that follows each decision; the page of that move is opened when the reader may make it.
SUITES = {
    "admise": "admettre",
    "liste_attente": "mettre_en_attente",
    "non_retenue": "ne_pas_retenir",
    "reorientee": "reorienter",
}


@exige("selection.remplir")
@require_http_methods(["GET", "POST"])
def entretien(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """My sheet: facts, then my opinion; nobody reads it before giving hers."""
    parcours = parcours_visible(request, pk)
    acteur: Any = request.acteur  # type: ignore[attr-defined]
    mienne = actions.fiche_de(parcours, acteur.nom)
    formulaire = EntretienForm(saisie(request), objet=parcours, acteur=acteur, fiche=mienne)
    retour = reverse("parcours:fiche", kwargs={"centre": centre, "pk": pk})

    def faire() -> Any:
        donnees = formulaire.cleaned_data
        if parcours.etat == "informee" and acteur.peut("parcours.mener_entretien"):
            return mener_entretien(parcours, par=acteur, **donnees)
        return actions.donner_fiche(parcours, par=acteur, **donnees)

    def suite(_faite: Any) -> HttpResponse:
        messages.success(request, "La fiche d’entretien est donnée.")
        return redirect(retour)

    contexte = {
        "parcours": parcours,
        "mienne": mienne,
        "ouverte": parcours.etat in actions.EN_SELECTION,
        "retour": retour,
        "phrase": "",
    }
    try:
        return traiter(request, formulaire, faire, suite, contexte, "parcours/selection/entretien.html")
    except RefusDeFlux as erreur:
        contexte |= {"formulaire": formulaire, "obstacles": [], "phrase": str(erreur)}
        return render(request, "parcours/selection/entretien.html", contexte, status=409)


@exige("selection.decider")
@require_http_methods(["GET", "POST"])
def decider(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The sheets side by side, facts apart from opinions, then one decision of two persons."""
    parcours = parcours_visible(request, pk)
    acteur: Any = request.acteur  # type: ignore[attr-defined]
    decisions = list(parcours.decisions_selection.filter(candidature=parcours.candidature))
    noms = list(Entretien.objects.de_la_candidature(parcours).values_list("mene_par", flat=True))
    formulaire = DecisionForm(saisie(request), interviewers=noms)

    def faire() -> Any:
        return actions.decider(parcours, par=acteur, **formulaire.cleaned_data)

    def suite(decision: Any) -> HttpResponse:
        messages.success(request, f"La décision commune est notée : {decision.get_decision_display()}.")
        return redirect(_apres(parcours, acteur, decision.decision))

    manquent = [o for o in pour_decider(parcours, noms[:2]) if o.code == "fiches"]
    contexte = {
        "parcours": parcours,
        "fiches": fiches_pour(parcours, acteur, decidee=bool(decisions)),
        "decisions": decisions,
        "manquent": [afficher(o, centre) for o in manquent],
        "en_selection": parcours.etat in actions.EN_SELECTION[1:],
        "retour": reverse("parcours:fiche", kwargs={"centre": centre, "pk": pk}),
    }
    return traiter(request, formulaire, faire, suite, contexte, "parcours/selection/decider.html")


def _apres(parcours: Any, acteur: Any, decision: str) -> str:
    geste = SUITES[decision]
    mouvement = parcours.mouvements()[geste]
    if parcours.etat in mouvement.sources and acteur.peut(f"parcours.{geste}"):
        arguments = {"centre": acteur.centre.code, "machine": "parcours", "pk": parcours.pk, "mouvement": geste}
        return reverse("flux:acte", kwargs=arguments)
    return reverse("parcours:fiche", kwargs={"centre": acteur.centre.code, "pk": parcours.pk})
