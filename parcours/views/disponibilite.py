"""When and where she can work: noted by herself, or by someone of the team with her."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clairiere.comptes.acces import exige
from parcours.actions.contact import confirmer_disponibilite, noter_disponibilite
from parcours.forms import DisponibiliteForm
from parcours.views.commun import mise_en_page, parcours_visible

_DITES = {True: "oui", False: "non", None: ""}


@exige("parcours.disponibilite")
@require_http_methods(["GET", "POST"])
def disponibilite(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Her week, the places, since when."""
    parcours = parcours_visible(request, pk, "disponibilite")
    actuelle = getattr(parcours, "disponibilite", None)
    initial = {}
    if actuelle is not None:
        initial = {
            "semaine": actuelle.en_semaine,
            "des_le": actuelle.des_le,
            "codes_postaux": ", ".join(actuelle.codes_postaux),
            "accepte_animaux": _DITES[actuelle.accepte_animaux],
        }
    formulaire = DisponibiliteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        noter_disponibilite(parcours, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, _("Vos disponibilités sont notées.") if _est_elle(request) else "C’est noté.")
        return _retour(request, centre, pk)
    contexte = {
        "parcours": parcours,
        "formulaire": formulaire,
        "disponibilite": actuelle,
        "mise_en_page": mise_en_page(request),
        "est_elle": _est_elle(request),
    }
    return render(request, "parcours/disponibilite.html", contexte, status=422 if request.method == "POST" else 200)


@exige("parcours.disponibilite")
@require_POST
def confirmer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """« Still the same »."""
    parcours = parcours_visible(request, pk)
    if confirmer_disponibilite(parcours, par=request.acteur) is None:
        return redirect("parcours:disponibilite", centre=centre, pk=pk)
    messages.success(request, _("Merci. C’est confirmé aujourd’hui."))
    return _retour(request, centre, pk)


def _est_elle(request: HttpRequest) -> bool:
    return not request.acteur.est_personnel  # type: ignore[attr-defined]


def _retour(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    if _est_elle(request):
        return redirect("parcours:mon_parcours", centre=centre)
    return redirect("parcours:fiche", centre=centre, pk=pk)
