"""One proposition, for the team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from clairiere.comptes.acces import exige
from placements.models import Proposition
from placements.views.formulaires import gestes_de


@exige("proposition.voir")
@require_GET
def fiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What was proposed, why, who said what; each side is led to its own page."""
    visibles = Proposition.objects.visibles_par(request.acteur).select_related(
        "demande__famille__contact", "demande__centre", "parcours__personne", "parcours__disponibilite", "centre"
    )
    proposition = get_object_or_404(visibles, pk=pk)
    if not request.acteur.est_equipe:
        cible = "mes_propositions" if request.acteur.a("auxiliaire") else "ma_demande"
        return redirect(f"placements:{cible}", centre=centre)
    contexte = {
        "proposition": proposition,
        "gestes": gestes_de(proposition, request.acteur),
        "demande": proposition.demande,
        "personne": proposition.parcours.personne,
        "besoin": proposition.demande.en_semaine,
        "disponibilite": getattr(proposition.parcours, "disponibilite", None),
        "placement": getattr(proposition, "placement", None),
    }
    return render(request, "placements/proposition.html", contexte)
