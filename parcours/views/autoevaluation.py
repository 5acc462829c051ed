"""Her own view: on her telephone, or with someone of the centre; and her page about evaluation and jury."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.centres.reglages import lire
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions.autoevaluation import repondre
from parcours.forms.autoevaluation import AutoEvaluationForm
from parcours.models import AutoEvaluation, competences_de
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.obstacles_jury import pour_recourir
from parcours.regards import regards
from parcours.regles.recours import dernier_jour
from parcours.views.commun import mise_en_page, parcours_visible, poser
from parcours.views.mon_espace import mon_parcours_actuel


@exige("autoevaluation.remplir")
@require_http_methods(["GET", "POST"])
def autoevaluation(request: HttpRequest, centre: str, pk: int, etape: str) -> HttpResponse:
    """Plain sentences, three answers each; it counts in no decision, and the page says so."""
    if etape not in AutoEvaluation.Moment.values:
        raise Http404
    parcours = parcours_visible(request, pk)
    ancienne = parcours.auto_evaluations.filter(moment=etape).first()
    formulaire = AutoEvaluationForm(
        request.POST if request.method == "POST" else None, competences=competences_de(), ancienne=ancienne
    )
    est_elle = not request.acteur.est_personnel
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                repondre(parcours, par=request.acteur, moment=etape, **formulaire.valeurs())
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, _("Merci. Vos réponses sont gardées."))
                if est_elle:
                    return redirect("parcours:mon_evaluation", centre=centre)
                return redirect("parcours:regards", centre=centre, pk=pk)
    contexte = {
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "moment_dit": dict(AutoEvaluation.Moment.choices)[etape],
        "est_elle": est_elle,
        "mise_en_page": mise_en_page(request),
    }
    return render(request, "parcours/autoevaluation/remplir.html", contexte, status=statut)


@exige("parcours.mon_espace")
@require_safe
def mon_evaluation(request: HttpRequest, centre: str) -> HttpResponse:
    """What she says of herself, what her trainer saw, what the jury decided, and how to ask for another look."""
    parcours = mon_parcours_actuel(request.acteur)
    contexte: dict[str, Any] = {"parcours": parcours}
    if parcours is not None:
        faites = {a.moment for a in parcours.auto_evaluations.all()}
        decision = parcours.decisions.select_related("jury").first()
        if decision and decision.jury and decision.jury.etat != "clos":
            decision = None  # the sitting goes on: nothing is decided yet
        lus = regards(parcours) if parcours.session_id else None
        contexte |= {
            "moments": [(code, mot, code in faites) for code, mot in AutoEvaluation.Moment.choices],
            "en_cours": parcours.etat in EN_COURS_DE_FORMATION,
            "evaluation": lus.evaluation if lus else None,
            "lignes": lus.lignes if lus and lus.evaluation else [],
            "decision": decision,
            "limite": dernier_jour(decision.date, lire(parcours.centre, "recours_jours")) if decision else None,
            "peut_demander": bool(decision) and not _obstacles_recours(parcours),
            "recours": parcours.recours.order_by("-pk").first(),
        }
    return render(request, "parcours/autoevaluation/mon_evaluation.html", contexte)


def _obstacles_recours(parcours: Any) -> list[Any]:
    return [o for o in pour_recourir(parcours, recu_le=timezone.localdate()) if o.code != "motif"]
