"""Sessions: the list, one session with its trainees, creating and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from parcours import regles
from parcours.actions import sessions as actions
from parcours.actions.programme import installer_programme_type
from parcours.forms import SessionForm
from parcours.forms.sessions import TYPE
from parcours.models import Session
from parcours.models.session import PLACES_PRISES
from parcours.views.formulaire import saisie, traiter
from parcours.views.onglets import onglets_de_session

PAR_PAGE = 25
PROCHAINES = 4


def session_visible(request: HttpRequest, pk: int) -> Any:
    """The session with its trainer, room and programme, or 404."""
    requete = Session.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("formatrice", "salle", "version_programme", "centre"), pk=pk)


@exige("session.voir")
def sessions(request: HttpRequest, centre: str) -> HttpResponse:
    """All sessions, newest first, with places and hours."""
    requete = Session.objects.visibles_par(request.acteur).avec_places().avec_minutes_prevues()
    page = Paginator(requete.order_by("-debut", "nom", "pk"), PAR_PAGE).get_page(request.GET.get("page"))
    aujourd_hui = timezone.localdate()
    for session in page.object_list:
        session.dit = dire_quand(session, aujourd_hui)
        session.prevu = regles.dire_prevu(session.prevues, session.heures_visees)
        session.incomplete = session.prevues < session.heures_visees * 60
    contexte = {
        "page": page,
        "peut_creer": request.acteur.peut("session.creer"),
        "peut_planifier": request.acteur.peut("session.planifier"),
        "peut_voir_programmes": request.acteur.peut("programme.voir"),
    }
    return render(request, "parcours/sessions.html", contexte)


def dire_quand(session: Any, aujourd_hui: Any) -> tuple[str, str]:
    """« à venir », « en cours », « terminée », and the tone."""
    if session.debut > aujourd_hui:
        return ("à venir", "info")
    return ("terminée", "neutre") if session.fin < aujourd_hui else ("en cours", "fait")


@exige("session.voir")
def session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Its trainees with their hours, and its next half-days."""
    objet = session_visible(request, pk)
    demi_journees = list(
        objet.demi_journees.tenues().annotate(lignes=Count("emargements")).order_by("date", "-moment", "pk")
    )
    for demi_journee in demi_journees:
        demi_journee.statut = statut(demi_journee)
    stagiaires = list(objet.parcours.filter(etat__in=PLACES_PRISES).avec_minutes().select_related("personne"))
    prevues = sum(d.minutes for d in demi_journees if d.compte_au_calendrier)
    restantes = [d for d in demi_journees if not d.signee_le]
    contexte = {
        "session": objet,
        "dit": dire_quand(objet, timezone.localdate()),
        "demi_journees": demi_journees,
        "prochaines": restantes[:PROCHAINES],
        "restantes": restantes,
        "stagiaires": stagiaires,
        "libres": max(0, objet.places - len(stagiaires)),
        "minutes_visees": objet.heures_visees * 60,
        "prevu": regles.dire_prevu(prevues, objet.heures_visees),
        "il_manque": prevues < objet.heures_visees * 60,
        "heures_stagiaires": sum(s.minutes() for s in stagiaires),
        "a_signer": sum(1 for d in demi_journees if d.statut[0] in ("à signer", "à remplir")),
        "peut_planifier": request.acteur.peut("session.planifier"),
        "peut_emarger": request.acteur.peut("emargement.saisir"),
        "peut_voir_programmes": request.acteur.peut("programme.voir"),
        "onglets": onglets_de_session(objet, request.acteur, "parcours:session"),
    }
    return render(request, "parcours/session.html", contexte)


def statut(demi_journee: Any) -> tuple[str, str]:
    """« à venir », « à remplir », « à signer », « signée », « annulée », and the tone. Needs `lignes` (how many)."""
    if demi_journee.est_annulee:
        return ("annulée", "manque")
    if demi_journee.signee_le:
        return ("signée", "fait")
    if demi_journee.date > timezone.localdate():
        return ("à venir", "neutre")
    return ("à signer", "a_faire") if demi_journee.lignes else ("à remplir", "a_faire")


@exige("session.creer")
@require_http_methods(["GET", "POST"])
def nouvelle_session(request: HttpRequest, centre: str) -> HttpResponse:
    """Open a session; its calendar comes next."""
    formulaire = SessionForm(saisie(request), centre=request.centre)

    def faire() -> Any:
        with transaction.atomic():
            return actions.creer_session(par=request.acteur, **_valeurs(formulaire, request.acteur))

    def suite(creee: Any) -> HttpResponse:
        messages.success(request, f"La session {creee} est créée. Préparez maintenant son calendrier.")
        return redirect("parcours:planifier", centre=centre, pk=creee.pk)

    contexte = {"titre": "Nouvelle session", "bouton": "Créer la session", "session": None}
    return traiter(request, formulaire, faire, suite, contexte)


@exige("session.creer")
@require_http_methods(["GET", "POST"])
def modifier_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change a session."""
    objet = session_visible(request, pk)
    initial = {nom: getattr(objet, nom) for nom in actions.CHAMPS}
    initial["version_programme"] = str(objet.version_programme_id or "")
    suivi = objet.version_programme
    formulaire = SessionForm(saisie(request), centre=request.centre, suivi=suivi, initial=initial)

    def faire() -> Any:
        with transaction.atomic():
            return actions.modifier_session(objet, par=request.acteur, **_valeurs(formulaire, request.acteur))

    def suite(_session: Any) -> HttpResponse:
        messages.success(request, "C’est enregistré.")
        return redirect("parcours:session", centre=centre, pk=pk)

    contexte = {"titre": f"Modifier : {objet}", "bouton": "Enregistrer", "session": objet}
    return traiter(request, formulaire, faire, suite, contexte)


def _valeurs(formulaire: SessionForm, par: Any) -> dict[str, Any]:
    """What was typed; the ready-made programme is installed when it was chosen."""
    valeurs = formulaire.valeurs()
    if valeurs["version_programme"] == TYPE:
        valeurs["version_programme"] = installer_programme_type(par=par)
    return valeurs
