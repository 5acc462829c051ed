"""The appeal: asked by her or noted for her, answered by others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.centres.reglages import lire
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from parcours.actions import recours as actions
from parcours.forms.recours import RecoursForm
from parcours.models import Recours
from parcours.obstacles_jury import pour_recourir
from parcours.regles.recours import dernier_jour
from parcours.views.commun import mise_en_page, parcours_visible, poser


@exige("recours.deposer")
@require_http_methods(["GET", "POST"])
def deposer_recours(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One question; she writes it herself, or someone of the centre writes what she says."""
    parcours = parcours_visible(request, pk)
    est_elle = not request.acteur.est_personnel
    formulaire = RecoursForm(request.POST if request.method == "POST" else None, par_elle=est_elle)
    refus = [o for o in pour_recourir(parcours, recu_le=timezone.localdate()) if o.code not in ("motif", "delai")]
    obstacles = [afficher(o, centre) for o in refus]
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actions.deposer(parcours, par=request.acteur, **formulaire.cleaned_data)
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, _("La demande est reçue. Le centre répond par un message."))
                if est_elle:
                    return redirect("parcours:mon_evaluation", centre=centre)
                return redirect("parcours:fiche", centre=centre, pk=pk)
    decision = parcours.decisions.first()
    contexte: dict[str, Any] = {
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "est_elle": est_elle,
        "decision": decision,
        "limite": dernier_jour(decision.date, lire(parcours.centre, "recours_jours")) if decision else None,
        "mise_en_page": mise_en_page(request),
    }
    return render(request, "parcours/jury/deposer_recours.html", contexte, status=statut)


@exige("recours.voir")
@require_safe
def recours(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The request, the decision it is about, the answer."""
    requete = Recours.objects.visibles_par(request.acteur).select_related("parcours__personne", "decision")
    objet = get_object_or_404(requete, pk=pk)
    contexte = {
        "recours": objet,
        "est_elle": not request.acteur.est_personnel,
        "mise_en_page": mise_en_page(request),
    }
    return render(request, "parcours/jury/recours.html", contexte)
