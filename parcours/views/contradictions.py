"""What does not hold together on the sheets of a session, who mends it, and what was explained."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.flux.portail import afficher
from parcours.actions.contradictions import expliquer
from parcours.models import ContradictionExpliquee
from parcours.obstacles_feuilles import contradictions_de
from parcours.regles.contradictions import TITRES, compter
from parcours.views.presences_session import session_visible


@exige("emargement.saisir")
@require_safe
def contradictions(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """All of them, by kind, those explained apart."""
    return _page(request, session_visible(request, pk))


def _page(request: HttpRequest, session: Any, *, en_cours: str = "", saisi: str = "", phrase: str = "") -> HttpResponse:
    """`en_cours`: key of the one whose explanation is to be mended, `saisi` what was typed, `phrase` what is wrong."""
    code = request.centre.code  # type: ignore[attr-defined]
    expliquees = list(ContradictionExpliquee.objects.filter(session=session))
    cles = {e.cle for e in expliquees}
    groupes = [
        (f"{titre}\u00a0: {len(liste)}", [{"c": c, "o": afficher(c.obstacle, code)} for c in liste])
        for _code, titre, liste in compter(c for c in contradictions_de(session) if c.cle not in cles)
    ]
    contexte = {
        "session": session,
        "groupes": groupes,
        "expliquees": expliquees,
        "verifiees": list(TITRES.values()),
        "peut_expliquer": request.acteur.peut("contradiction.expliquer"),  # type: ignore[attr-defined]
        "en_cours": en_cours,
        "saisi": saisi,
        "phrase": phrase,
    }
    statut = 422 if phrase else 200
    return render(request, "parcours/presences/contradictions.html", contexte, status=statut)


@exige("contradiction.expliquer")
@require_POST
def expliquer_contradiction(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Close one with an explanation."""
    session = session_visible(request, pk)
    cle, mots = request.POST.get("cle", ""), request.POST.get("explication", "")
    try:
        expliquer(session, par=request.acteur, cle=cle, explication=mots)
        messages.success(request, "L’explication est gardée. Elle reste lisible dans la liste et dans l’historique.")
    except Ferme as refus:
        return _page(request, session, en_cours=cle, saisi=mots, phrase=str(refus))
    except DejaFait as refus:
        messages.info(request, str(refus))
    return redirect("parcours:contradictions", centre=centre, pk=pk)
