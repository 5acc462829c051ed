"""Her rights on her own file: who opened it, take it away, ask to be erased; and the director's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.comptes.acces import exige
from clairiere.comptes.models import DemandeDroit
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Consultation
from parcours.actions import espace as actions
from parcours.forms.espace import DemandeDroitForm, ReponseDroitForm
from parcours.views.commun import poser

PAR_PAGE = 30


def _fiche(request: HttpRequest) -> Any:
    fiche = request.acteur.personne  # type: ignore[attr-defined]
    if fiche is None:
        raise Http404
    return fiche


@exige("parcours.mon_espace")
@require_safe
def qui_a_vu(request: HttpRequest, centre: str) -> HttpResponse:
    """Who opened her file: the role and the day, not the name."""
    vues = Consultation.objects.filter(personne=_fiche(request)).order_by("-jour", "titre", "pk")
    page = Paginator(vues, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "parcours/espace/qui_a_vu.html", {"page": page})


@exige("parcours.mon_espace")
@require_http_methods(["GET", "HEAD", "POST"])
def mes_donnees(request: HttpRequest, centre: str) -> HttpResponse:
    """What the centre keeps, the file to take away, and the request to erase."""
    fiche = _fiche(request)
    formulaire = DemandeDroitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        actions.demander(fiche, par=request.acteur, **formulaire.cleaned_data)  # type: ignore[attr-defined]
        messages.success(request, _("Votre demande est notée. La directrice vous répond en un mois au plus."))
        return redirect("parcours:mes_donnees", centre=centre)
    contexte = {
        "formulaire": formulaire,
        "demandes": list(fiche.demandes_de_droit.order_by("-demandee_le", "-pk")[:20]),
    }
    return render(request, "parcours/espace/mes_donnees.html", contexte, status=422 if formulaire.errors else 200)


@exige("parcours.mon_espace")
@require_safe
def telecharger_mes_donnees(request: HttpRequest, centre: str) -> HttpResponse:
    """The file itself, in JSON."""
    dossier = actions.mes_donnees(_fiche(request), acteur=request.acteur)  # type: ignore[attr-defined]
    reponse = JsonResponse(dossier, json_dumps_params={"ensure_ascii": False, "indent": 2})
    nom = f"mes-donnees-{timezone.localdate():%Y-%m-%d}.json"
    reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
    reponse["Cache-Control"] = "no-store, private"
    return reponse


@exige("droits.repondre")
@require_safe
def demandes_de_droit(request: HttpRequest, centre: str) -> HttpResponse:
    """Requests about their data, those that wait first."""
    demandes = DemandeDroit.objects.visibles_par(request.acteur).select_related("personne")  # type: ignore[attr-defined]
    page = Paginator(demandes.order_by("repondue_le", "demandee_le", "pk"), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "parcours/espace/demandes.html", {"page": page})


@exige("droits.repondre")
@require_http_methods(["GET", "HEAD", "POST"])
def repondre_droit(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Answer one."""
    requete = DemandeDroit.objects.visibles_par(request.acteur).select_related("personne")  # type: ignore[attr-defined]
    demande = get_object_or_404(requete, pk=pk)
    formulaire = ReponseDroitForm(request.POST if request.method == "POST" else None)
    obstacles: list[Any] = []
    if request.method == "POST" and formulaire.is_valid():
        try:
            actions.repondre(demande, par=request.acteur, **formulaire.cleaned_data)  # type: ignore[attr-defined]
        except Ferme as refus:
            obstacles = poser(formulaire, refus, centre)
        else:
            messages.success(request, f"La réponse est envoyée à {demande.personne}.")
            return redirect("parcours:demandes_de_droit", centre=centre)
    contexte = {"demande": demande, "formulaire": formulaire, "obstacles": obstacles}
    statut = 422 if formulaire.errors or obstacles else 200
    return render(request, "parcours/espace/repondre.html", contexte, status=statut)
