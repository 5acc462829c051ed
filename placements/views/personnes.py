"""The pages of each side: an auxiliaire's propositions, a family's request."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from placements import actions
from placements.forms.reponses import RaisonForm
from placements.models import Demande, Proposition
from placements.views.suivi import faire, page_de_suivi

GESTES = {"oui": actions.accepter_auxiliaire, "non": actions.refuser_auxiliaire}
ORDRE = {"proposee": 0, "acceptee": 1, "conclue": 2, "acceptee_auxiliaire": 3}
ANCIENNES_MONTREES = 10


@exige("proposition.mes_propositions")
@require_http_methods(["GET", "POST"])
def mes_propositions(request: HttpRequest, centre: str) -> HttpResponse:
    """The families that ask for her: place, hours, ages; name and address once both have said yes."""
    visibles = Proposition.objects.visibles_par(request.acteur).filter(parcours__personne=request.acteur.personne)
    visibles = visibles.select_related("demande__famille__contact", "parcours__personne")
    lies: dict[int, RaisonForm] = {}
    if request.method == "POST":
        lies = _repondre(request, visibles)
        if not lies:
            return redirect("placements:mes_propositions", centre=centre)
    toutes = visibles.prefetch_related("demande__famille__enfants").order_by("-proposee_le", "-pk")
    vivantes = [_carte(p, lies) for p in toutes.filter(etat__in=ORDRE)]
    vivantes.sort(key=lambda c: ORDRE[c["proposition"].etat])
    contexte = {
        "cartes": vivantes,
        "attendent": sum(c["proposition"].etat == "proposee" for c in vivantes),
        "anciennes": list(toutes.exclude(etat__in=ORDRE)[:ANCIENNES_MONTREES]),
    }
    return render(request, "placements/mes_propositions.html", contexte, status=422 if lies else 200)


def _carte(proposition: Proposition, lies: dict[int, RaisonForm]) -> dict[str, Any]:
    demande = proposition.demande
    return {
        "proposition": proposition,
        "demande": demande,
        "lieu": demande.quartier or demande.code_postal,
        "semaine": demande.en_semaine,
        "enfants": list(demande.famille.enfants.all()),
        "contact": demande.famille.contact if proposition.deux_oui else None,
        "peut_dire_non": proposition.est_vivante,
        "formulaire": lies.get(proposition.pk) or RaisonForm(prefix=f"p{proposition.pk}"),
    }


def _repondre(request: HttpRequest, visibles: Any) -> dict[int, RaisonForm]:
    geste, attendu = request.POST.get("geste", ""), request.POST.get("attendu") or None
    if geste not in GESTES:
        raise Http404
    numero = request.POST.get("proposition", "")
    proposition = get_object_or_404(visibles, pk=int(numero) if numero.isdecimal() else 0)
    options: dict[str, Any] = {}
    if geste == "non":
        formulaire = RaisonForm(request.POST, prefix=f"p{proposition.pk}")
        if not formulaire.is_valid():
            return {proposition.pk: formulaire}
        options["motif"] = formulaire.cleaned_data["raison"]
    par = request.acteur
    faire(
        request, lambda: GESTES[geste](proposition, par=par, attendu=attendu, **options), _("Votre réponse est notée.")
    )
    return {}


@exige("demande.voir")
@require_http_methods(["GET", "POST"])
def ma_demande(request: HttpRequest, centre: str) -> HttpResponse:
    """The last request of the family that is logged in; the team is led to the list."""
    if request.acteur.est_equipe:
        return redirect("placements:demandes", centre=centre)
    miennes = Demande.objects.visibles_par(request.acteur).select_related("famille__contact", "centre")
    demande = miennes.order_by("-recue_le", "-pk").first()
    if demande is None:
        return render(request, "placements/sans_demande.html")
    return page_de_suivi(request, demande, par=request.acteur, gabarit="placements/ma_demande.html")
