"""Her own place, without an account: what she asked for, where it stands, yes, no, « I am not coming »."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clairiere.agenda.acteurs import par_lien
from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.actions.offres import accepter_offre
from clairiere.agenda.models import Inscription
from clairiere.agenda.mots import dire_attente, dire_attentes, dire_resultat
from clairiere.comptes.acces import public
from clairiere.flux.obstacles import Ferme

GESTES = {"oui": accepter_offre, "non": annuler_inscription}


@public
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, centre: str, jeton_place: str) -> HttpResponse:
    """The registration whose token this is; of another centre, or unknown: 404."""
    requete = Inscription.objects.avec_rang().select_related("personne", "evenement")
    inscription = get_object_or_404(requete, jeton=jeton_place)
    geste = GESTES.get(request.POST.get("geste", "")) if request.method == "POST" else None
    if geste is not None:
        try:
            resultat = geste(inscription, par=par_lien(inscription))
            (messages.success if resultat.change else messages.info)(request, dire_resultat(resultat))
        except Ferme as refus:
            messages.warning(request, str(refus))
        return redirect("agenda:place", centre=centre, jeton_place=jeton_place)
    reponse = render(request, "agenda/place.html", _contexte(inscription))
    reponse["Cache-Control"] = "no-store"
    # With « no-referrer » browsers send « Origin: null » and the answers are refused; same-origin leaks nothing either.
    reponse["Referrer-Policy"] = "same-origin"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse


def _contexte(inscription: Any) -> dict[str, Any]:
    evenement = inscription.evenement
    etat = inscription.etat
    if etat == Inscription.Etat.PROPOSEE and not inscription.offre_vivante:
        etat = Inscription.Etat.EXPIREE
    return {
        "inscription": inscription,
        "evenement": evenement,
        "fin": timezone.localtime(evenement.fin),
        "etat": str(etat),
        "attente_dite": dire_attente(inscription.rang) if inscription.rang else "",
        "attentes_dites": dire_attentes(inscription.attentes_passees) if inscription.rang else "",
        "peut_partir": not evenement.est_annule and not evenement.a_commence,
    }
