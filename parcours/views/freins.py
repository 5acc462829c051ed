"""What stands in her way, her right to work, France Travail; for the team only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.comptes.acces import exige
from parcours import regles
from parcours.actions import freins as actions
from parcours.forms.freins import DroitAuTravailForm, FranceTravailForm, FreinForm
from parcours.models import DroitAuTravail, Frein, SuiviFranceTravail
from parcours.views.commun import parcours_visible
from parcours.views.formulaire import saisie, traiter

GABARIT = "parcours/freins/formulaire.html"


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def nouveau_frein(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Note what was seen."""
    parcours = parcours_visible(request, pk)
    formulaire = FreinForm(saisie(request))
    contexte = {
        "titre": "Noter un frein",
        "chapeau": "L’équipe seule le lit. Ni les formatrices, ni le jury, ni les familles.",
        "bouton": "Noter ce frein",
    }
    return _traiter(request, parcours, formulaire, actions.noter_frein, contexte, ancre="freins")


@exige("frein.voir")
@require_GET
def frein(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One barrier: its path, its moves, its history."""
    objet = get_object_or_404(Frein.objects.visibles_par(request.acteur).select_related("parcours__personne"), pk=pk)
    return render(request, "parcours/freins/frein.html", {"frein": objet, "parcours": objet.parcours})


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def droit_au_travail(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """« Seen on, by me, until »; no copy."""
    parcours = parcours_visible(request, pk)
    droit = DroitAuTravail.objects.visibles_par(request.acteur).filter(personne=parcours.personne_id).first()
    initial = {"vu_le": timezone.localdate(), "expire_le": droit.expire_le if droit else None}
    formulaire = DroitAuTravailForm(saisie(request), initial=initial)
    contexte = {
        "titre": "Droit au travail",
        "chapeau": "Regardez l’original avec elle, puis rendez-le. Ne gardez ni copie ni photo.",
        "bouton": "Noter que je l’ai vu",
    }
    return _traiter(request, parcours, formulaire, actions.noter_droit_au_travail, contexte, ancre="droit-au-travail")


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def france_travail(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Her adviser and her request."""
    parcours = parcours_visible(request, pk)
    suivi = SuiviFranceTravail.objects.visibles_par(request.acteur).filter(parcours=parcours).first()
    champs = ("conseillere", "identifiant", "demande", "demande_le")
    initial = {nom: getattr(suivi, nom) for nom in champs} if suivi else {}
    formulaire = FranceTravailForm(saisie(request), initial=initial)
    contexte = {"titre": "France Travail", "chapeau": "", "bouton": "Enregistrer"}
    return _traiter(request, parcours, formulaire, actions.noter_france_travail, contexte, ancre="droit-au-travail")


def _traiter(
    request: HttpRequest, parcours: Any, formulaire: Any, verbe: Any, contexte: dict[str, str], *, ancre: str
) -> HttpResponse:
    retour = reverse("parcours:fiche", kwargs={"centre": parcours.centre.code, "pk": parcours.pk})

    def faire() -> Any:
        return verbe(parcours, par=request.acteur, **formulaire.cleaned_data)  # type: ignore[attr-defined]

    def suite(_fait: Any) -> HttpResponse:
        messages.success(request, "C’est noté.")
        return redirect(f"{retour}#{ancre}")

    return traiter(request, formulaire, faire, suite, {**contexte, "parcours": parcours, "retour": retour}, GABARIT)


@exige("parcours.modifier")
@require_GET
def resume_conseillere(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One printed page that she takes to her adviser: the course and where she stands. No barrier, no opinion."""
    parcours = parcours_visible(request, pk, "referente")
    session = parcours.session or parcours.session_attendue
    contexte = {
        "parcours": parcours,
        "session": session,
        "minutes_suivies": regles.dire_duree(parcours.minutes()) if parcours.session_id else "",
        "suivi": SuiviFranceTravail.objects.visibles_par(request.acteur).filter(parcours=parcours).first(),
        "aujourd_hui": timezone.localdate(),
    }
    return render(request, "parcours/freins/resume_conseillere.html", contexte)
