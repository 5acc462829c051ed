"""The page behind the QR code of a poster: a visitor registers with two fields, on any telephone."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.agenda.models import Evenement, Inscription
from clairiere.agenda.mots import dire_attente
from clairiere.comptes.acces import public
from clairiere.flux.obstacles import Ferme
from clairiere.interface.francais import telephone as dire_telephone
from parcours.actions import reunions as actions
from parcours.forms.reunions import InscriptionPubliqueForm
from parcours.models.reunions import reunions
from parcours.regles.reunions import PAR_REUNION, PAR_TELEPHONE

UNE_HEURE = 3600
SESSION = "reunions"
PROCHAINES = 3


def _reunion(pk: int) -> Evenement:
    return get_object_or_404(reunions().select_related("centre"), pk=pk)


@public
@require_http_methods(["GET", "POST"])
def inscription(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """First name and telephone; the second time is harmless."""
    evenement = _reunion(pk)
    formulaire = InscriptionPubliqueForm(request.POST if request.method == "POST" else None)
    ouverte = not evenement.est_annule and not evenement.a_commence
    statut = 200
    if request.method == "POST":
        statut = 422
        if ouverte and formulaire.is_valid():
            if _trop(evenement, formulaire.cleaned_data["telephone"]):
                formulaire.add_error(None, _trop_dit(evenement))
                return _page(request, evenement, formulaire, ouverte, 429)
            fait = _inscrire(request, evenement, formulaire)
            if fait is not None:
                return fait
    return _page(request, evenement, formulaire, ouverte, statut)


def _inscrire(request: HttpRequest, evenement: Evenement, formulaire: Any) -> HttpResponse | None:
    donnees = formulaire.cleaned_data
    try:
        resultat = actions.inscrire_en_ligne(evenement, prenom=donnees["prenom"], telephone=donnees["telephone"])
    except Ferme as refus:
        formulaire.add_error(None, str(refus))
        return None
    gardees = {cle: jeton for cle, jeton in request.session.get(SESSION, {}).items() if cle != str(evenement.pk)}
    request.session[SESSION] = {**dict(list(gardees.items())[-4:]), str(evenement.pk): resultat.objet.jeton}
    return redirect("parcours:inscription_faite", centre=evenement.centre.code, pk=evenement.pk)


def _page(request: HttpRequest, evenement: Evenement, formulaire: Any, ouverte: bool, statut: int) -> HttpResponse:
    autres = reunions().ouverts().exclude(pk=evenement.pk)[:PROCHAINES] if not ouverte else []
    contexte = {
        "evenement": evenement,
        "fin": timezone.localtime(evenement.fin),
        "formulaire": formulaire,
        "ouverte": ouverte,
        "libres": evenement.libres.adultes,
        "autres": list(autres),
    }
    return render(request, "parcours/reunions/inscription_publique.html", contexte, status=statut)


@public
@require_GET
def faite(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What was noted, said in plain French; shown only to the telephone that asked."""
    evenement = _reunion(pk)
    jeton = request.session.get(SESSION, {}).get(str(pk), "")
    mienne = Inscription.objects.avec_rang().filter(jeton=jeton, evenement=evenement).select_related("personne").first()
    if mienne is None:
        return redirect("parcours:inscription_publique", centre=centre, pk=pk)
    contexte = {
        "evenement": evenement,
        "fin": timezone.localtime(evenement.fin),
        "inscription": mienne,
        "attente_dite": dire_attente(mienne.rang) if mienne.rang else "",
    }
    reponse = render(request, "parcours/reunions/inscription_faite.html", contexte)
    reponse["Cache-Control"] = "no-store"
    return reponse


def _trop(evenement: Evenement, numero: Any) -> bool:
    """More than a person needs in an hour, from one phone or for one meeting; counted in the cache only."""
    compteurs = (
        (f"reunion-tel-{evenement.centre_id}-{numero.as_e164}", PAR_TELEPHONE),
        (f"reunion-{evenement.pk}", PAR_REUNION),
    )
    comptes = [(_compter(cle), au_plus) for cle, au_plus in compteurs]  # both are counted, whatever the first says
    return any(compte > au_plus for compte, au_plus in comptes)


def _compter(cle: str) -> int:
    cache.add(cle, 0, UNE_HEURE)
    try:
        return cache.incr(cle)
    except ValueError:  # the key expired in between
        return 1


def _trop_dit(evenement: Evenement) -> str:
    numero = evenement.centre.telephone
    if not numero:
        return _("Trop d’inscriptions sont parties depuis une heure. Venez au centre, ou revenez plus tard.")
    phrase = _("Trop d’inscriptions sont parties depuis une heure. Appelez le %(numero)s, ou revenez plus tard.")
    return phrase % {"numero": dire_telephone(numero)}
