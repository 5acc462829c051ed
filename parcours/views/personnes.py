"""First contact, contact details, next action, her own space."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clairiere.comptes.acces import exige
from clairiere.comptes.actions import ouvrir_compte
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme
from parcours.actions import contact
from parcours.forms import ContactForm, CoordonneesForm, SuiteForm
from parcours.views.commun import parcours_visible, poser_validation


@exige("parcours.creer")
@require_http_methods(["GET", "POST"])
def nouvelle(request: HttpRequest, centre: str) -> HttpResponse:
    """One minute at the desk; a known telephone asks who is there."""
    formulaire = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        deja = formulaire.deja_notee()
        if deja is not None:
            messages.info(request, f"{deja} est déjà notée. Voici sa fiche.")
            return redirect("parcours:fiche", centre=centre, pk=deja.pk)
        try:
            parcours = contact.premier_contact(par=request.acteur, **formulaire.valeurs())
        except ValidationError as erreur:
            poser_validation(formulaire, erreur)
        else:
            messages.success(request, f"{parcours} est notée.")
            return redirect("parcours:fiche", centre=centre, pk=parcours.pk)
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/nouvelle.html", {"formulaire": formulaire}, status=statut)


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def modifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Contact details and notes."""
    parcours = parcours_visible(request, pk)
    noms = (*contact.COORDONNEES, *contact.SUIVI)
    sources = (parcours, parcours.personne)
    initial = {n: getattr(sources[n in contact.COORDONNEES], n) for n in noms}
    formulaire = CoordonneesForm(
        request.POST if request.method == "POST" else None, centre=request.centre, initial=initial
    )
    if request.method == "POST" and formulaire.is_valid():
        try:
            contact.modifier(parcours, par=request.acteur, **formulaire.cleaned_data)
        except ValidationError as erreur:
            poser_validation(formulaire, erreur)
        else:
            messages.success(request, "C’est enregistré.")
            return redirect("parcours:fiche", centre=centre, pk=pk)
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/modifier.html", {"parcours": parcours, "formulaire": formulaire}, status=statut)


@exige("parcours.modifier")
@require_http_methods(["GET", "POST"])
def suite(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What is to do next, and when."""
    parcours = parcours_visible(request, pk)
    initial = {"prochaine_action": parcours.prochaine_action, "prochaine_date": parcours.prochaine_date}
    formulaire = SuiteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        contact.noter_la_suite(parcours, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, "C’est enregistré.")
        return redirect("parcours:fiche", centre=centre, pk=pk)
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/suite.html", {"parcours": parcours, "formulaire": formulaire}, status=statut)


@exige("parcours.modifier")
@require_POST
def ouvrir_espace(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Give her an account without password."""
    parcours = parcours_visible(request, pk)
    try:
        ouvrir_compte(parcours.personne, Role.AUXILIAIRE, par=request.acteur)
    except Ferme as erreur:
        for obstacle in erreur.obstacles:
            messages.error(request, obstacle.phrase)
    else:
        messages.success(
            request,
            f"L’espace de {parcours.personne.prenom} est ouvert. "
            "Elle entre avec son téléphone ou son courriel, et un code.",
        )
    return redirect("parcours:fiche", centre=centre, pk=pk)
