"""Pages without an account: what forms of care exist, asking, and following one's request by its secret link."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.comptes.acces import public
from placements import actions, courriers
from placements.acteurs import famille_de
from placements.forms.demande import DemandeForm
from placements.models import Demande
from placements.views.formulaires import donnees_du_depot
from placements.views.suivi import page_de_suivi

DEPOTS_PAR_HEURE = 10
UNE_HEURE = 3600
MES_DEPOTS = "demandes_deposees"


@public
@require_GET
def besoins(request: HttpRequest, centre: str) -> HttpResponse:
    """The forms of care side by side, none in front of the others."""
    return render(request, "placements/besoins.html")


@public
@require_http_methods(["GET", "POST"])
def demande_publique(request: HttpRequest, centre: str) -> HttpResponse:
    """Ask for care. A second click leads to the first request."""
    formulaire = DemandeForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        if _trop_de_depots(request):
            phrase = _("Trop de demandes sont parties d’ici depuis une heure. Appelez le centre, ou revenez plus tard.")
            formulaire.add_error(None, phrase)
            return _page(request, formulaire, statut=429)
        depot = actions.deposer_demande(
            par=request.acteur, origine=Demande.Origine.SITE, **donnees_du_depot(formulaire.cleaned_data)
        )
        return _apres_depot(request, centre, depot.demande, nouvelle=depot.nouvelle)
    return _page(request, formulaire, statut=422 if request.method == "POST" else 200)


def _page(request: HttpRequest, formulaire: DemandeForm, *, statut: int) -> HttpResponse:
    return render(request, "placements/demande_publique.html", {"formulaire": formulaire}, status=statut)


def _apres_depot(request: HttpRequest, centre: str, demande: Demande, *, nouvelle: bool) -> HttpResponse:
    """The follow-up page is shown to who has just asked; someone else with the same phone gets the link by message."""
    deposees = request.session.get(MES_DEPOTS, [])
    if nouvelle:
        request.session[MES_DEPOTS] = [*deposees[-4:], demande.jeton]
        messages.success(request, _("Votre demande est enregistrée."))
    elif demande.jeton not in deposees:
        courriers.demande_recue(demande, cle=f"demande-{demande.pk}-lien")
        return redirect("placements:deja_recue", centre=centre)
    else:
        messages.info(request, _("Votre demande était déjà enregistrée. Elle n’a pas été comptée deux fois."))
    return redirect("placements:suivi", centre=centre, jeton=demande.jeton)


def _trop_de_depots(request: HttpRequest) -> bool:
    """At most ten deposits an hour from one address; the counter lives in the cache only."""
    cle = f"depots-{request.acteur.centre.pk}-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(cle, 0, UNE_HEURE)
    try:
        return cache.incr(cle) > DEPOTS_PAR_HEURE
    except ValueError:  # the key expired in between
        return False


@public
@require_GET
def deja_recue(request: HttpRequest, centre: str) -> HttpResponse:
    """The same request was waiting: its link was sent again to the phone or e-mail that it carries."""
    return render(request, "placements/deja_recue.html")


@public
@require_http_methods(["GET", "POST"])
def suivi(request: HttpRequest, centre: str, jeton: str) -> HttpResponse:
    """The family's page, by its secret link: where it stands, who is proposed, yes, no, withdraw."""
    demande = Demande.objects.select_related("famille__contact", "centre").filter(jeton=jeton).first()
    if demande is None:
        raise Http404
    reponse = page_de_suivi(request, demande, par=famille_de(demande), gabarit="placements/suivi.html")
    reponse["Cache-Control"] = "no-store"
    # With « no-referrer » browsers send « Origin: null » and the answers are refused; same-origin leaks nothing either.
    reponse["Referrer-Policy"] = "same-origin"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse
