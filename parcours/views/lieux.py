"""Rooms and closures of the centre; who cannot come, and when."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.centres.reglages import lire
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.interface.francais import date_longue, pluriel
from parcours import obstacles_calendrier
from parcours.actions import lieux as actions
from parcours.forms.calendrier import FermetureForm, IndisponibiliteForm, SalleForm
from parcours.models import Fermeture, Parcours, Salle
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.regles.jours_sans_cours import ZONES, vacances_connues
from parcours.views.calendrier import demi_journees_completes, preparer
from parcours.views.commun import mise_en_page, parcours_visible
from parcours.views.formulaire import saisie, traiter
from parcours.views.sessions import session_visible

GABARIT = "parcours/calendrier/formulaire.html"


@exige("session.planifier")
@require_safe
def lieux(request: HttpRequest, centre: str) -> HttpResponse:
    """The rooms, the closures, and what the software knows of holidays."""
    aujourd_hui = timezone.localdate()
    servies = Count("demi_journees", filter=Q(demi_journees__date__gte=aujourd_hui, demi_journees__annulee_le=None))
    salles = Salle.objects.visibles_par(request.acteur).filter(retiree_le=None)
    fermetures = Fermeture.objects.visibles_par(request.acteur).order_by("du", "pk")
    zone = lire(request.centre, "zone_scolaire")
    contexte = {
        "salles": salles.annotate(servies=servies).order_by("nom", "pk"),
        "a_venir": [f for f in fermetures if f.au >= aujourd_hui],
        "passees": sum(1 for f in fermetures if f.au < aujourd_hui),
        "zone": zone if zone in ZONES else "",
        "connues_jusqu_au": vacances_connues()[1],
        "peut_regler": request.acteur.peut("centre.reglages"),
    }
    return render(request, "parcours/calendrier/lieux.html", contexte)


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def nouvelle_salle(request: HttpRequest, centre: str) -> HttpResponse:
    """Add a room."""
    return _salle(request, None, "Ajouter une salle")


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def modifier_salle(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change a room."""
    salle = get_object_or_404(Salle.objects.visibles_par(request.acteur), pk=pk)
    return _salle(request, salle, f"Modifier : {salle}")


def _salle(request: HttpRequest, salle: Any, titre: str) -> HttpResponse:
    initial = {"nom": salle.nom, "capacite": salle.capacite} if salle else None
    formulaire = SalleForm(saisie(request), initial=initial)

    def faire() -> Any:
        return actions.noter_salle(par=request.acteur, salle=salle, **formulaire.cleaned_data)  # type: ignore[attr-defined]

    def suite(notee: Any) -> HttpResponse:
        return _retour(request, f"La salle {notee} est enregistrée.")

    return traiter(request, formulaire, faire, suite, {"titre": titre, "bouton": "Enregistrer"}, gabarit=GABARIT)


def _retour(request: HttpRequest, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("parcours:lieux", centre=request.centre.code)  # type: ignore[attr-defined]


@exige("session.planifier")
@require_POST
def retirer_salle(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Offer a room no more."""
    salle = get_object_or_404(Salle.objects.visibles_par(request.acteur), pk=pk)
    try:
        actions.retirer_salle(salle, par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
        return redirect("parcours:lieux", centre=centre)
    return _retour(request, f"La salle {salle} est retirée.")


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def nouvelle_fermeture(request: HttpRequest, centre: str) -> HttpResponse:
    """Add a closure; half-days already planned on it are said."""
    formulaire = FermetureForm(saisie(request))

    def faire() -> Any:
        return actions.ajouter_fermeture(par=request.acteur, **formulaire.cleaned_data)

    def suite(resultat: Any) -> HttpResponse:
        _fermeture, tombent = resultat
        if tombent:
            combien = pluriel(tombent, "demi-journée est prévue", "demi-journées sont prévues")
            messages.warning(request, f"{combien} pendant cette fermeture. Déplacez, annulez, ou laissez.")
        return _retour(request, "La fermeture est notée. Les prochains calendriers sauteront ces jours.")

    contexte = {"titre": "Ajouter une fermeture", "bouton": "Enregistrer"}
    return traiter(request, formulaire, faire, suite, contexte, gabarit=GABARIT)


@exige("session.planifier")
@require_POST
def retirer_fermeture(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a closure away."""
    fermeture = get_object_or_404(Fermeture.objects.visibles_par(request.acteur), pk=pk)
    actions.retirer_fermeture(fermeture, par=request.acteur)
    return _retour(request, "La fermeture est retirée. Les calendriers déjà faits ne changent pas.")


@exige("session.voir")
@require_safe
def indisponibilites(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The group: who cannot come, when, and how many half-days it touches."""
    objet = session_visible(request, pk)
    prises = obstacles_calendrier.heures_prises(objet)
    aujourd_hui = timezone.localdate()
    touchees: dict[int, list[str]] = {}
    for demi_journee in demi_journees_completes(objet):
        if demi_journee.date < aujourd_hui or demi_journee.est_annulee:
            continue
        preparer(demi_journee, prises)
        for cle in demi_journee.cles_empechees:
            touchees.setdefault(cle, []).append(date_longue(demi_journee.date))
    stagiaires = list(
        Parcours.objects.filter(session=objet, etat__in=EN_COURS_DE_FORMATION)
        .select_related("personne", "indisponibilite")
        .order_by("personne__nom", "personne__prenom", "pk")
    )
    for parcours in stagiaires:
        parcours.prises = getattr(parcours, "indisponibilite", None)
        parcours.touchees = touchees.get(parcours.pk, [])
    contexte = {
        "session": objet,
        "stagiaires": stagiaires,
        "peut_noter": request.acteur.peut("session.indisponibilite"),
    }
    return render(request, "parcours/calendrier/indisponibilites.html", contexte)


@exige("session.indisponibilite")
@require_http_methods(["GET", "POST"])
def indisponibilite(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The hours of the week when she cannot come to the course."""
    parcours = parcours_visible(request, pk, "indisponibilite")
    notee = getattr(parcours, "indisponibilite", None)
    initial = {"semaine": notee.en_semaine, "precision": notee.precision} if notee else None
    formulaire = IndisponibiliteForm(saisie(request), initial=initial)
    est_elle = not request.acteur.est_personnel
    if est_elle:
        formulaire.fields["semaine"].label = _("Quand ne pouvez-vous pas venir en formation ?")

    def faire() -> Any:
        return actions.noter_indisponibilite(parcours, par=request.acteur, **formulaire.cleaned_data)

    def suite(_resultat: Any) -> HttpResponse:
        messages.success(request, _("C’est noté."))
        if est_elle:
            return redirect("parcours:mon_parcours", centre=centre)
        if parcours.session_id:
            return redirect("parcours:indisponibilites", centre=centre, pk=parcours.session_id)
        return redirect("parcours:fiche", centre=centre, pk=pk)

    contexte = {
        "parcours": parcours,
        "est_elle": est_elle,
        "mise_en_page": mise_en_page(request),
        "bouton": _("Enregistrer"),
    }
    return traiter(request, formulaire, faire, suite, contexte, gabarit="parcours/calendrier/indisponibilite.html")
