"""The hours of one trainee: acquired, by module, missed; the catch-ups she may come to; her printed plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.plan_rattrapage import DonneesPlan, plan_rattrapage_pdf
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.interface.francais import date_longue, heure, heures
from parcours.actions.heures import regler
from parcours.actions.rattrapages import convoquer, decommander
from parcours.models import AlerteHeures, DemiJournee, Parcours
from parcours.plan_rattrapage import PlanDe, plan_de
from parcours.views.commun import parcours_visible


@exige("heures.voir")
@require_safe
def heures_stagiaire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """For the staff: figures, what was missed, catch-ups. For her: what she has, what she lacks, when she may come."""
    parcours = parcours_visible(request, pk, "session__version_programme")
    if parcours.session is None:
        contexte: dict[str, Any] = {"parcours": parcours, "plan": None}
    else:
        contexte = _contexte(request, parcours)
    gabarit = "heures" if request.acteur.est_personnel else "mes_heures"
    return render(request, f"parcours/heures/{gabarit}.html", contexte)


def _contexte(request: HttpRequest, parcours: Any) -> dict[str, Any]:
    plan = plan_de(parcours)
    acteur = request.acteur  # type: ignore[attr-defined]
    return {
        "parcours": parcours,
        "plan": plan,
        "b": plan.heures.bilan,
        "modules": plan.heures.modules,
        "alertes": list(AlerteHeures.objects.filter(parcours=parcours, reglee_le__isnull=True)),
        "exception": parcours.derogations.valables().first(),
        "peut_convoquer": acteur.peut("rattrapage.convoquer") and parcours.etat in ETATS_DE_COURS,
        "peut_planifier": acteur.peut("session.planifier"),
    }


ETATS_DE_COURS = ("admise", "en_formation", "en_evaluation", "ajournee")


@exige("rattrapage.convoquer")
@require_POST
def convoquer_rattrapage(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Give her a place on a catch-up, or take it back."""
    parcours = parcours_visible(request, pk)
    demi_journee = get_object_or_404(
        DemiJournee.objects.visibles_par(request.acteur), pk=_cle(request.POST.get("demi_journee", ""))
    )
    retirer = request.POST.get("geste") == "retirer"
    try:
        if retirer:
            decommander(parcours, par=request.acteur, demi_journee=demi_journee)
            messages.success(request, "Sa place est annulée. Aucun message n’est parti, appelez-la.")
        else:
            convoquer(parcours, par=request.acteur, demi_journee=demi_journee)
            messages.success(request, f"{parcours} a sa place. Un message part pour le lui dire.")
    except DejaFait as refus:
        messages.info(request, str(refus))
    except Ferme as refus:
        messages.error(request, str(refus))
    return redirect("parcours:heures", centre=centre, pk=pk)


def _cle(texte: str) -> int:
    return int(texte) if texte.isdecimal() and len(texte) < 15 else 0


@exige("rattrapage.convoquer")
@require_POST
def regler_alerte(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The team has seen to it."""
    visibles = Parcours.objects.visibles_par(request.acteur).order_by().values("pk")
    alerte = get_object_or_404(AlerteHeures.objects.filter(parcours__in=visibles), pk=pk)
    try:
        regler(alerte, par=request.acteur)
        messages.success(request, "L’alerte est réglée. Elle quitte la liste à faire.")
    except DejaFait as refus:
        messages.info(request, str(refus))
    return redirect("parcours:heures", centre=centre, pk=alerte.parcours_id)


@exige("heures.voir")
@require_safe
def plan_pdf(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Her catch-up plan, to sign (PDF)."""
    parcours = parcours_visible(request, pk, "session__version_programme", "session__formatrice")
    if parcours.session is None:
        messages.info(request, "Elle n’a pas encore de session.")
        return redirect("parcours:heures", centre=centre, pk=pk)
    reponse = HttpResponse(plan_rattrapage_pdf(donnees_du_plan(parcours, plan_de(parcours))))
    reponse["Content-Type"] = "application/pdf"
    reponse["Content-Disposition"] = f'inline; filename="rattrapage-{slugify(parcours.personne.nom_complet)}.pdf"'
    return reponse


def donnees_du_plan(parcours: Any, plan: PlanDe) -> DonneesPlan:
    """All that is printed."""
    b = plan.heures.bilan
    retenus = plan.prevus or [r for r in plan.rattrapages if r.propose]
    reste = max(0, b.a_rattraper - sum(r.demi_journee.minutes for r in retenus))
    return DonneesPlan(
        emetteur=emetteur_de(parcours.centre),
        nom=parcours.personne.nom_complet,
        session=parcours.session.nom,
        reference=str(parcours.referente or parcours.session.formatrice or ""),
        acquises=f"{heures(b.acquises)} sur {heures(b.visees)}",
        a_rattraper=heures(b.a_rattraper),
        manquees=tuple(
            (_quand(m.demi_journee), heures(m.minutes), m.raison, ", ".join(m.modules) or m.demi_journee.theme)
            for m in plan.manquees
        ),
        rattrapages=tuple(
            (
                f"{_quand(r.demi_journee)}, de {heure(r.demi_journee.commence_a)} à {heure(r.demi_journee.finit_a)}",
                heures(r.demi_journee.minutes),
                ", ".join(r.modules) or r.demi_journee.theme,
                _lieu(r.demi_journee, parcours),
            )
            for r in retenus
        ),
        proposes=not plan.prevus,
        reste=heures(reste) if reste else "",
    )


def _quand(dj: Any) -> str:
    return f"{date_longue(dj.date).capitalize()}, {dj.get_moment_display()}"


def _lieu(dj: Any, parcours: Any) -> str:
    return str(dj.salle.nom if dj.salle else dj.session.lieu or parcours.centre.nom)
