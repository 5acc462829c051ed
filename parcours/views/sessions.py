"""Sessions: the list, one session with its trainees and its calendar, planning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours import regles
from parcours.actions import sessions as actions
from parcours.forms import DemiJourneeForm, RythmeForm, SessionForm
from parcours.forms.sessions import plages
from parcours.models import DemiJournee, Session
from parcours.models.session import PLACES_PRISES
from parcours.views.commun import poser, poser_validation
from parcours.views.onglets import onglets_de_session

PAR_PAGE = 25


def _session(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(Session.objects.visibles_par(request.acteur).select_related("formatrice"), pk=pk)


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
    contexte = {"page": page, "peut_creer": request.acteur.peut("session.creer")}
    return render(request, "parcours/sessions.html", contexte)


def dire_quand(session: Any, aujourd_hui: Any) -> tuple[str, str]:
    """« à venir », « en cours », « terminée », and the tone."""
    if session.debut > aujourd_hui:
        return ("à venir", "info")
    return ("terminée", "neutre") if session.fin < aujourd_hui else ("en cours", "fait")


@exige("session.voir")
def session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Trainees with their hours, calendar with the state of each sheet."""
    objet = _session(request, pk)
    demi_journees = list(objet.demi_journees.annotate(lignes=Count("emargements")).order_by("date", "-moment", "pk"))
    for demi_journee in demi_journees:
        demi_journee.statut = statut(demi_journee)
    stagiaires = list(objet.parcours.filter(etat__in=PLACES_PRISES).avec_minutes().select_related("personne"))
    prevues = sum(d.minutes for d in demi_journees if not d.rattrapage)
    contexte = {
        "session": objet,
        "dit": dire_quand(objet, timezone.localdate()),
        "demi_journees": demi_journees,
        "restantes": [d for d in demi_journees if not d.signee_le],
        "signees": [d for d in reversed(demi_journees) if d.signee_le],
        "stagiaires": stagiaires,
        "libres": max(0, objet.places - len(stagiaires)),
        "minutes_visees": objet.heures_visees * 60,
        "prevu": regles.dire_prevu(prevues, objet.heures_visees),
        "il_manque": prevues < objet.heures_visees * 60,
        "heures_stagiaires": sum(s.minutes() for s in stagiaires),
        "a_signer": sum(1 for d in demi_journees if d.statut[0] in ("à signer", "à remplir")),
        "peut_planifier": request.acteur.peut("session.planifier"),
        "peut_emarger": request.acteur.peut("emargement.saisir"),
        "rattrapages": sum(1 for d in demi_journees if d.rattrapage),
        "onglets": onglets_de_session(objet, request.acteur, "parcours:session"),
    }
    return render(request, "parcours/session.html", contexte)


def statut(demi_journee: Any) -> tuple[str, str]:
    """« à venir », « à remplir », « à signer », « signée », and the tone. Needs `lignes` (how many are filled)."""
    if demi_journee.signee_le:
        return ("signée", "fait")
    if demi_journee.date > timezone.localdate():
        return ("à venir", "neutre")
    return ("à signer", "a_faire") if demi_journee.lignes else ("à remplir", "a_faire")


@exige("session.creer")
@require_http_methods(["GET", "POST"])
def nouvelle_session(request: HttpRequest, centre: str) -> HttpResponse:
    """Open a session; its calendar comes next."""
    formulaire = SessionForm(request.POST if request.method == "POST" else None, centre=request.centre)

    def faire() -> Any:
        return actions.creer_session(par=request.acteur, **formulaire.cleaned_data)

    def suite(creee: Any) -> HttpResponse:
        messages.success(request, f"La session {creee} est créée. Préparez maintenant son calendrier.")
        return redirect("parcours:planifier", centre=centre, pk=creee.pk)

    contexte = {"titre": "Nouvelle session", "bouton": "Créer la session", "session": None}
    return _traiter(request, formulaire, faire, suite, contexte)


@exige("session.creer")
@require_http_methods(["GET", "POST"])
def modifier_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change a session."""
    objet = _session(request, pk)
    initial = {nom: getattr(objet, nom) for nom in actions.CHAMPS}
    formulaire = SessionForm(request.POST if request.method == "POST" else None, centre=request.centre, initial=initial)

    def faire() -> Any:
        return actions.modifier_session(objet, par=request.acteur, **formulaire.cleaned_data)

    contexte = {"titre": f"Modifier : {objet}", "bouton": "Enregistrer", "session": objet}
    return _traiter(request, formulaire, faire, lambda _s: _retour(request, objet, "C’est enregistré."), contexte)


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def planifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Fill the calendar from a weekly pattern."""
    objet = _session(request, pk)
    if request.method == "GET" and not regles.minutes_manquantes(objet.minutes_prevues(), objet.heures_visees):
        messages.info(request, _annonce_calendrier(objet))
        return redirect("parcours:session", centre=centre, pk=pk)
    depart = max(objet.debut, timezone.localdate()) if objet.demi_journees.exists() else objet.debut
    formulaire = RythmeForm(request.POST if request.method == "POST" else None, initial={"a_partir_du": depart})

    def faire() -> Any:
        donnees = formulaire.cleaned_data
        return actions.planifier_rythme(
            objet,
            par=request.acteur,
            rythme=plages(donnees["rythme"]),
            a_partir_du=donnees["a_partir_du"],
            sauf=donnees["sauf"],
        )

    contexte = {
        "titre": f"Calendrier : {objet}",
        "bouton": "Ajouter ces demi-journées",
        "session": objet,
        "annonce": _annonce_calendrier(objet),
    }
    return _traiter(
        request, formulaire, faire, lambda c: _retour(request, objet, f"{len(c)} demi-journées ajoutées."), contexte
    )


def _annonce_calendrier(session: Any) -> str:
    manque = regles.minutes_manquantes(session.minutes_prevues(), session.heures_visees)
    if not manque:
        return f"Les {session.heures_visees} h sont déjà dans le calendrier."
    return f"Il reste {regles.dire_duree(manque)} à placer. Les demi-journées s’ajoutent jusqu’à ce total."


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def demi_journee(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Add one half-day."""
    return _ajouter(request, pk, rattrapage=False)


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def rattrapage(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Add a catch-up half-day."""
    return _ajouter(request, pk, rattrapage=True)


def _ajouter(request: HttpRequest, pk: int, *, rattrapage: bool) -> HttpResponse:
    objet = _session(request, pk)
    formulaire = DemiJourneeForm(request.POST if request.method == "POST" else None)
    mot = "un rattrapage" if rattrapage else "une demi-journée"

    def faire() -> Any:
        valeurs = formulaire.valeurs()
        return actions.ajouter_demi_journee(objet, par=request.acteur, rattrapage=rattrapage, **valeurs)

    contexte = {"titre": f"Ajouter {mot}", "bouton": f"Ajouter {mot}", "session": objet}
    return _traiter(request, formulaire, faire, lambda _d: _retour(request, objet, "C’est ajouté."), contexte)


@exige("session.planifier")
@require_POST
def retirer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a half-day without attendance out of the calendar."""
    objet = get_object_or_404(DemiJournee.objects.visibles_par(request.acteur).select_related("session"), pk=pk)
    try:
        actions.retirer(objet, par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
        return redirect("parcours:session", centre=centre, pk=objet.session_id)
    return _retour(request, objet.session, "La demi-journée est retirée du calendrier.")


def _retour(request: HttpRequest, session: Any, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("parcours:session", centre=session.centre.code, pk=session.pk)


def _traiter(
    request: HttpRequest,
    formulaire: Any,
    faire: Callable[[], Any],
    suite: Callable[[Any], HttpResponse],
    contexte: dict[str, Any],
) -> HttpResponse:
    """GET shows the form; POST does it and goes on, or shows what is missing with all that was typed."""
    obstacles: list[Any] = []
    statut_http = 200
    if request.method == "POST":
        statut_http = 422
        if formulaire.is_valid():
            try:
                return suite(faire())
            except Ferme as erreur:
                obstacles, statut_http = poser(formulaire, erreur, request.centre.code), 409
            except ValidationError as erreur:
                poser_validation(formulaire, erreur)
    page = {"annonce": "", **contexte, "formulaire": formulaire, "obstacles": obstacles}
    return render(request, "parcours/session_formulaire.html", page, status=statut_http)
