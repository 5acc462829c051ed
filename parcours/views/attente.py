"""Admissions of a session, its waiting list, and the page where she answers an offer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from clairiere import flux
from clairiere.comptes.acces import exige, public
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import DejaFait, Ferme, RefusDeFlux
from clairiere.flux.portail import afficher
from clairiere.interface.francais import enumeration, pluriel
from parcours.actions import attente
from parcours.models import DecisionSelection, OffreDePlace, Parcours, Session
from parcours.views.onglets import onglets_de_session

PAR_PAGE = 50


@exige("parcours.admettre")
@require_http_methods(["GET", "POST"])
def admissions(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Choose together who has a place; when there are not enough, the last ones of the list wait."""
    session = get_object_or_404(Session.objects.visibles_par(request.acteur), pk=pk)
    elles = _a_admettre(session)
    phrase, obstacles, statut = "", [], 200
    if request.method == "POST":
        cles = [int(cle) for cle in request.POST.getlist("choisies") if cle.isdigit()]
        choisies = list(elles.filter(pk__in=cles))
        try:
            if cles:
                faites = attente.admettre_ensemble(session, par=request.acteur, choisies=choisies)
                messages.success(request, _bilan(faites))
                return redirect("parcours:admissions_session", centre=centre, pk=pk)
            phrase, statut = "Choisissez au moins une personne.", 422
        except Ferme as erreur:
            obstacles, statut = [afficher(o, centre) for o in erreur.obstacles], 409
        except RefusDeFlux as erreur:
            phrase, statut = str(erreur), 409
    page = Paginator(elles, PAR_PAGE).get_page(request.GET.get("page"))
    for parcours in page.object_list:
        parcours.offre = next(iter(parcours.vivantes), None)
    prises, proposees = session.places_prises(), session.offres.vivantes().count()
    contexte = {
        "session": session,
        "page": page,
        "prises": prises,
        "proposees": proposees,
        "libres": max(0, session.places - prises - proposees),
        "sans_decision": _sans_decision().count(),
        "commencee": session.debut <= timezone.localdate(),
        "phrase": phrase,
        "obstacles": obstacles,
        "onglets": onglets_de_session(session, request.acteur, "parcours:admissions_session"),
    }
    return render(request, "parcours/attente/admissions.html", contexte, status=statut)


def _avec_decision() -> Any:
    decisions = DecisionSelection.objects.filter(parcours=OuterRef("pk"), candidature=OuterRef("candidature"))
    derniere = decisions.order_by("-notee_le", "-pk")
    return Parcours.objects.annotate(
        decision=Subquery(derniere.values("decision")[:1]), decidee_le=Subquery(derniere.values("notee_le")[:1])
    )


def _a_admettre(session: Session) -> Any:
    """The waiting list of this session first, then those admitted by two persons, in the order of the decisions."""
    candidates = Q(etat="candidate", decision="admise")
    attendent = Q(etat="liste_attente") & (Q(session_attendue=session) | Q(session_attendue__isnull=True))
    vivantes = Prefetch("offres", OffreDePlace.objects.vivantes().filter(session=session), to_attr="vivantes")
    elles = _avec_decision().filter(candidates | attendent).select_related("personne").prefetch_related(vivantes)
    d_abord = [F(nom).asc(nulls_last=True) for nom in ("session_attendue", "rang_attente")]
    return elles.order_by(*d_abord, "decidee_le", "pk")


def _sans_decision() -> Any:
    return _avec_decision().filter(etat="candidate", decision__isnull=True)


def _bilan(faites: attente.Repartition) -> str:
    phrases = []
    if faites.admises:
        phrases.append(pluriel(len(faites.admises), "personne est admise", "personnes sont admises") + ".")
    if faites.en_attente:
        rangs = enumeration(f"{p.personne.nom_court} au rang {p.rang_attente}" for p in faites.en_attente)
        phrases.append(f"Sur la liste d’attente : {rangs}.")
    return " ".join(phrases) or "Rien n’a changé : c’était déjà fait."


@exige("offre.voir")
@require_GET
def offre(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """An offer, for the team: where it stands, and her answer when she gives it by telephone."""
    objet = get_object_or_404(
        OffreDePlace.objects.visibles_par(request.acteur).select_related("parcours__personne", "session"), pk=pk
    )
    seuls = {nom for nom, mouvement in objet.mouvements().items() if mouvement.par_systeme}
    gestes = [possible for possible in flux.possibles(objet, request.acteur) if possible.nom not in seuls]
    return render(request, "parcours/attente/offre.html", {"offre": objet, "gestes": gestes})


@public
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, centre: str, jeton_offre: str) -> HttpResponse:
    """She reads the offer by the link of her message, and says yes or no."""
    objet = OffreDePlace.objects.select_related("parcours__personne", "session", "centre").filter(jeton=jeton_offre)
    objet = objet.first()
    if objet is None:
        raise Http404
    statut = _repondre(request, objet) if request.method == "POST" else 200
    if statut == 302:
        return redirect(reverse("parcours:place", kwargs={"centre": centre, "jeton_offre": jeton_offre}))
    reponse = render(request, "parcours/attente/place.html", {"offre": objet}, status=statut)
    reponse["Cache-Control"] = "no-store"
    # With « no-referrer » browsers send « Origin: null » and the answers are refused; same-origin leaks nothing either.
    reponse["Referrer-Policy"] = "same-origin"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse


def _repondre(request: HttpRequest, objet: OffreDePlace) -> int:
    """Give her answer; after the deadline, the next one is asked at once. 302: show the page as it is now."""
    elle = Acteur.systeme(objet.centre, objet.parcours.personne.nom_court)
    reponse = request.POST.get("reponse", "")
    if reponse not in ("oui", "non"):
        messages.error(request, "Choisissez une réponse.")
        return 422
    if objet.etat == "proposee" and not objet.attend_une_reponse:
        attente.pourvoir(objet.session, par=Acteur.systeme(objet.centre))
        return 302
    try:
        (attente.accepter if reponse == "oui" else attente.refuser)(objet, par=elle)
    except DejaFait:
        return 302
    except Ferme as erreur:
        messages.error(request, str(erreur))
    return 302
