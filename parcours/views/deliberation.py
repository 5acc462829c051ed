"""In the sitting: the links of a member, one screen per candidate, her decision, putting her off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.comptes.acces import exige, refus
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from parcours.actions.deliberation import declarer_liens, deliberer, est_ecartee
from parcours.actions.jury import reporter
from parcours.forms.jury import DecisionForm, LiensForm, ReportForm
from parcours.models import AutoEvaluation, Jury, Parcours
from parcours.models.jury import VIVANTS
from parcours.obstacles import faits_certification
from parcours.regards import presence, regards
from parcours.regles.certification import avant_le_jury
from parcours.seance import candidatures
from parcours.views.commun import poser
from parcours.views.jury import TON_DECISION, jury_visible


@exige("jury.decider")
@require_http_methods(["GET", "POST"])
def liens(request: HttpRequest, centre: str, pk: int, membre_pk: int) -> HttpResponse:
    """The links of one member with the candidates; a member writes her own, the team writes for all."""
    jury = jury_visible(request, pk)
    membre = get_object_or_404(jury.membres.select_related("personne", "jury"), pk=membre_pk)
    acteur: Any = request.acteur  # type: ignore[attr-defined]
    fiche = acteur.personne
    if not acteur.peut("jury.composer") and (fiche is None or membre.personne_id != fiche.pk):
        return refus(request, "jury.composer")
    candidates = [c.parcours for c in candidatures(jury)]
    deja = {c.parcours_id: c.lien for c in membre.conflits.all()}
    formulaire = LiensForm(request.POST if request.method == "POST" else None, candidates=candidates, liens=deja)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                notes = declarer_liens(membre, par=acteur, liens=formulaire.liens())
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                _dire_liens(request, membre, len(notes))
                return redirect("parcours:jury", centre=centre, pk=pk)
    contexte = {
        "jury": jury,
        "membre": membre,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "vivant": jury.etat in VIVANTS,
    }
    return render(request, "parcours/jury/liens.html", contexte, status=statut)


def _dire_liens(request: HttpRequest, membre: Any, combien: int) -> None:
    nom = membre.personne.nom_complet
    if combien:
        messages.warning(request, f"{nom} ne décide pas pour les candidates avec qui un lien est noté.")
    else:
        messages.success(request, f"{nom} n’a de lien avec aucune candidate.")


@exige("jury.voir")
@require_http_methods(["GET", "POST"])
def candidate(request: HttpRequest, centre: str, pk: int, parcours_pk: int) -> HttpResponse:
    """What the jury looks at for one candidate, and its decision; then the next one."""
    jury = jury_visible(request, pk)
    acteur: Any = request.acteur  # type: ignore[attr-defined]
    liste = candidatures(jury)
    lue = next((c for c in liste if c.parcours.pk == parcours_pk), None)
    if lue is None:
        raise Http404
    if request.method == "POST" and not acteur.peut("jury.decider"):
        return refus(request, "jury.decider")
    ecartee = est_ecartee(jury, lue, acteur)
    formulaire = DecisionForm(request.POST if request.method == "POST" else None, initial=_depart(lue))
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                decision = deliberer(jury, lue.parcours, par=acteur, **formulaire.cleaned_data)
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
                if any(o.code == "vue" for o in obstacles):
                    formulaire.data = formulaire.data.copy()
                    formulaire.data["vue"] = str(lue.decision.pk) if lue.decision else ""
            else:
                messages.success(request, f"{lue.parcours} : {decision.get_decision_display()}. C’est noté.")
                return _ensuite(request, centre, jury, liste, lue)
    contexte = {"jury": jury, "c": lue, "ecartee": ecartee, "formulaire": formulaire, "obstacles": obstacles}
    contexte |= _voisines(liste, lue)
    if not (ecartee and not acteur.peut("evaluation.voir")):
        contexte |= _dossier(lue.parcours, centre, liens=acteur.peut("evaluation.voir"))
    contexte["peut_decider"] = acteur.peut("jury.decider") and jury.etat == "en_seance" and not ecartee
    contexte["ton"] = TON_DECISION.get(lue.decision.decision, "neutre") if lue.decision else "neutre"
    return render(request, "parcours/jury/candidate.html", contexte, status=statut)


def _depart(lue: Any) -> dict[str, Any]:
    decision = lue.decision
    if decision is None:
        return {"vue": ""}
    return {
        "vue": str(decision.pk),
        "decision": decision.decision,
        "remarque": decision.remarque,
        "echeance": decision.echeance,
    }


def _dossier(parcours: Any, centre: str, *, liens: bool) -> dict[str, Any]:
    """Hours, presence, the two views, what is missing; nothing of her personal file.

    Args:
        liens: the reader may open the pages where what is missing is mended; a member from outside may not.
    """
    manquent = avant_le_jury(faits_certification(parcours))
    return {
        "r": regards(parcours),
        "presence": presence(parcours),
        "minutes": parcours.minutes(),
        "minutes_visees": parcours.heures_visees * 60,
        "manquent": [afficher(o if liens else replace(o, lien=None), centre) for o in manquent],
        "moments": AutoEvaluation.Moment.choices,
    }


def _voisines(liste: list[Any], lue: Any) -> dict[str, Any]:
    actives = [c for c in liste if not c.passage.reporte or c is lue]
    rang = next(i for i, c in enumerate(actives) if c is lue)
    return {
        "avant": actives[rang - 1].parcours if rang else None,
        "apres": actives[rang + 1].parcours if rang + 1 < len(actives) else None,
        "rang": rang + 1,
        "combien": len(actives),
        "r": None,
    }


def _ensuite(request: HttpRequest, centre: str, jury: Any, liste: list[Any], lue: Any) -> HttpResponse:
    """The next candidate without a decision, or the jury."""
    if request.POST.get("suite") == "suivante":
        restantes = [c for c in liste if not c.decision and not c.passage.reporte and c is not lue]
        suivantes = [c for c in restantes if c.passage.rang > lue.passage.rang] or restantes
        if suivantes:
            return redirect("parcours:candidate_jury", centre=centre, pk=jury.pk, parcours_pk=suivantes[0].parcours.pk)
    return redirect("parcours:jury", centre=centre, pk=jury.pk)


@exige("jury.composer")
@require_http_methods(["GET", "POST"])
def reporter_candidate(request: HttpRequest, centre: str, pk: int, parcours_pk: int) -> HttpResponse:
    """Put her off to another jury."""
    jury = jury_visible(request, pk)
    passage = get_object_or_404(jury.passages.select_related("parcours__personne"), parcours=parcours_pk)
    formulaire = ReportForm(request.POST if request.method == "POST" else None)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                reporter(jury, passage.parcours, par=request.acteur, motif=formulaire.cleaned_data["motif"])
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, f"{passage.parcours} passera devant un autre jury.")
                return redirect("parcours:jury", centre=centre, pk=pk)
    contexte = {"jury": jury, "parcours": passage.parcours, "formulaire": formulaire, "obstacles": obstacles}
    return render(request, "parcours/jury/reporter.html", contexte, status=statut)


@exige("jury.voir")
@require_safe
def decider(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """From her file to the jury: the one she is before, or how to prepare one."""
    parcours = get_object_or_404(
        Parcours.objects.visibles_par(request.acteur).select_related("personne", "session"), pk=pk
    )
    jurys = Jury.objects.visibles_par(request.acteur).filter(passages__parcours=parcours, passages__reporte=False)
    jury = jurys.filter(etat__in=VIVANTS).order_by("-date", "-pk").first()
    if jury is not None:
        return redirect("parcours:candidate_jury", centre=centre, pk=jury.pk, parcours_pk=pk)
    de_la_session = []
    if parcours.session_id:
        de_la_session = list(Jury.objects.visibles_par(request.acteur).vivants().filter(session=parcours.session_id))
    contexte = {"parcours": parcours, "jurys": de_la_session}
    return render(request, "parcours/decider.html", contexte)
