"""Promotion: actions and what each brought, partners and the exchanges with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.comptes.acces import exige
from parcours.actions import promotion as actions
from parcours.forms.promotion import ActionForm, EchangeForm, PartenaireForm
from parcours.models import ActionPromotion, Parcours, Partenaire
from parcours.models.entonnoir import pas_admises
from parcours.models.promotion import APPORTS
from parcours.regles.entonnoir import ETAPES, RANG
from parcours.views.formulaire import saisie, traiter
from parcours.views.onglets import onglets_du_recrutement

PAR_PAGE = 25
GABARIT = "parcours/promotion/formulaire.html"
DE_L_ACTION = ("genre", "date", "lieu", "partenaire", "rencontrees", "heures", "note")
DU_PARTENAIRE = ("nom", "genre", "interlocutrice", "telephone", "courriel", "note")


@exige("parcours.modifier")
@require_GET
def promotion(request: HttpRequest, centre: str) -> HttpResponse:
    """What was done to make the trade known, and who came from it; the same number of queries for 10 or 10,000."""
    requete = ActionPromotion.objects.visibles_par(request.acteur).avec_apports().select_related("partenaire")
    page = Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"page": page, "onglets": onglets_du_recrutement(request.acteur, "parcours:promotion")}
    return render(request, "parcours/promotion/actions.html", contexte)


@exige("parcours.modifier")
@require_GET
def action(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One action, its figures, and the names behind them; `?etape=`: those who reached that step."""
    requete = ActionPromotion.objects.visibles_par(request.acteur).avec_apports().select_related("partenaire")
    objet = get_object_or_404(requete, pk=pk)
    etape = request.GET.get("etape", "")
    etape = etape if etape in RANG else "contactees"
    elles = Parcours.objects.avec_etape(pas_admises()).filter(action_promotion=objet, etape__gte=RANG[etape])
    elles = elles.select_related("personne", "session").order_by("personne__nom", "personne__prenom", "pk")
    mots = dict(ETAPES)
    contexte = {
        "action": objet,
        "page": Paginator(elles, PAR_PAGE).get_page(request.GET.get("page")),
        "etape": etape,
        "apports": [
            {"code": code, "mot": "Venues de là" if code == "contactees" else mots[code], "nombre": getattr(objet, nom)}
            for nom, code in APPORTS
        ],
    }
    return render(request, "parcours/promotion/action.html", contexte)


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def noter_action(request: HttpRequest, centre: str, pk: int = 0) -> HttpResponse:
    """A new action, or change one."""
    objet = get_object_or_404(ActionPromotion.objects.visibles_par(request.acteur), pk=pk) if pk else None
    initial = {nom: getattr(objet, nom) for nom in DE_L_ACTION} if objet else {}
    formulaire = ActionForm(saisie(request), initial=initial)

    def faire() -> Any:
        return actions.noter_action(objet, par=request.acteur, **formulaire.cleaned_data)

    def suite(faite: Any) -> HttpResponse:
        messages.success(
            request, "L’action est notée. Choisissez-la sur la fiche des candidates rencontrées ce jour-là."
        )
        return redirect("parcours:action_promotion", centre=centre, pk=faite.pk)

    contexte = {
        "titre": "Modifier l’action" if objet else "Noter une action",
        "bouton": "Enregistrer" if objet else "Noter cette action",
        "retour": reverse("parcours:promotion", kwargs={"centre": centre}),
    }
    return traiter(request, formulaire, faire, suite, contexte, GABARIT)


@exige("parcours.modifier")
@require_GET
def partenaires(request: HttpRequest, centre: str) -> HttpResponse:
    """Who sends candidates or lends a room."""
    page = Paginator(Partenaire.objects.visibles_par(request.acteur), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"page": page, "onglets": onglets_du_recrutement(request.acteur, "parcours:promotion")}
    return render(request, "parcours/promotion/partenaires.html", contexte)


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def partenaire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One partner: how to reach them, the exchanges, and a form for the next one."""
    objet = get_object_or_404(Partenaire.objects.visibles_par(request.acteur), pk=pk)
    formulaire = EchangeForm(saisie(request))

    def faire() -> Any:
        return actions.noter_echange(objet, par=request.acteur, **formulaire.cleaned_data)

    def suite(_fait: Any) -> HttpResponse:
        messages.success(request, "L’échange est noté.")
        return redirect("parcours:partenaire", centre=centre, pk=pk)

    contexte = {"partenaire": objet, "actions": list(objet.actions.avec_apports()[:PAR_PAGE])}
    return traiter(request, formulaire, faire, suite, contexte, "parcours/promotion/partenaire.html")


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def noter_partenaire(request: HttpRequest, centre: str, pk: int = 0) -> HttpResponse:
    """A new partner, or change one."""
    objet = get_object_or_404(Partenaire.objects.visibles_par(request.acteur), pk=pk) if pk else None
    initial = {nom: getattr(objet, nom) for nom in DU_PARTENAIRE} if objet else {}
    formulaire = PartenaireForm(saisie(request), initial=initial)

    def faire() -> Any:
        return actions.noter_partenaire(objet, par=request.acteur, **formulaire.cleaned_data)

    def suite(fait: Any) -> HttpResponse:
        messages.success(request, f"{fait} est noté.")
        return redirect("parcours:partenaire", centre=centre, pk=fait.pk)

    contexte = {
        "titre": f"Modifier : {objet}" if objet else "Ajouter un partenaire",
        "bouton": "Enregistrer" if objet else "Ajouter ce partenaire",
        "retour": reverse("parcours:partenaires", kwargs={"centre": centre}),
    }
    return traiter(request, formulaire, faire, suite, contexte, GABARIT)
