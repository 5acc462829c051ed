"""The roll-call by the trainer's link: one half-day, no account, no way into the rest."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import public
from clairiere.flux.obstacles import Ferme
from parcours.actions.liens import acteur_du_lien, lien_pour, ouvrir_tablette, retirer_tablettes
from parcours.actions.presence import signer
from parcours.models import Emargement
from parcours.regles.signatures import SignatureIllisible
from parcours.views.poste_appel import PosteAppel, recevoir_json, traiter
from parcours.views.tablette import code_lu, laisser_l_ecran, signature_lue, tablette_de_l_ecran


def ferme(request: HttpRequest) -> HttpResponse:
    """The page of a link that does not open, whatever the reason."""
    return render(request, "parcours/appel/ferme.html", status=404)


def _par_lien(vue: Any) -> Any:
    """Give the view the open link; on a screen left to the group, go back to its names."""

    @public
    @never_cache
    @wraps(vue)
    def gardee(request: HttpRequest, centre: str, jeton_appel: str) -> HttpResponse:
        lien = lien_pour(jeton_appel)
        if lien is None:
            return ferme(request)
        tablette = tablette_de_l_ecran(request)
        if tablette is not None and tablette.demi_journee_id == lien.demi_journee_id:
            return redirect("parcours:tablette", centre=centre, jeton_tablette=tablette.jeton)
        return vue(request, lien)

    return gardee


def _poste(lien: Any) -> PosteAppel:
    arguments = {"centre": lien.demi_journee.centre.code, "jeton_appel": lien.jeton}
    noms = {
        "page": "appel",
        "noter": "appel_noter",
        "signer": "appel_signer",
        "tablette": "appel_tablette",
        "fermer_tablettes": "appel_fermer_tablettes",
        "hors_ligne": "appel_hors_ligne",
    }
    return PosteAppel(
        demi_journee=lien.demi_journee,
        acteur=acteur_du_lien(lien),
        source=Emargement.Mode.LIEN,
        gabarit="parcours/appel/page.html",
        adresses={cle: reverse(f"parcours:{nom}", kwargs=arguments) for cle, nom in noms.items()},
        en_court=True,
    )


@_par_lien
@gzip_page
@require_http_methods(["GET", "POST"])
def appel(request: HttpRequest, lien: Any) -> HttpResponse:
    """Her half-day, and nothing else."""
    poste = _poste(lien)
    objet = lien.demi_journee
    poste.contexte = {
        "tablette_ouverte": objet.tablettes.ouvertes().exists(),
        "peut_laisser": objet.date == timezone.localdate() and not objet.est_annulee and not objet.signee_le,
    }
    return traiter(request, poste)


@_par_lien
@require_POST
def noter(request: HttpRequest, lien: Any) -> JsonResponse:
    """Lines that the page sends by itself."""
    return recevoir_json(request, _poste(lien))


@_par_lien
@require_POST
def signer_par_lien(request: HttpRequest, lien: Any) -> HttpResponse:
    """The trainer signs: with the finger, or by typing her name."""
    try:
        trait, saisie = signature_lue(request.POST, exigee=True)
        signer(lien.demi_journee, par=acteur_du_lien(lien), trait=trait, saisie=saisie)
    except SignatureIllisible:
        messages.error(request, "Signez dans le cadre, ou écrivez votre nom.")
    except Ferme as erreur:
        deja = any(o.code == "deja_signee" for o in erreur.obstacles)
        (messages.info if deja else messages.error)(request, str(erreur))
    else:
        messages.success(request, "La feuille est signée. Ses heures comptent. Merci.")
    return redirect(_poste(lien).adresses["page"])


@_par_lien
@require_POST
def laisser_tablette(request: HttpRequest, lien: Any) -> HttpResponse:
    """Leave this telephone, or this tablet, to the group."""
    try:
        tablette = ouvrir_tablette(lien.demi_journee, par=acteur_du_lien(lien), code=code_lu(request.POST), lien=lien)
    except (Ferme, ValueError) as erreur:
        messages.error(request, str(erreur))
        return redirect(_poste(lien).adresses["page"])
    return laisser_l_ecran(tablette)


@_par_lien
@require_POST
def fermer_tablettes(request: HttpRequest, lien: Any) -> HttpResponse:
    """Take back from afar a screen that was left to the group."""
    fermees = retirer_tablettes(lien.demi_journee)
    messages.success(request, "La tablette est fermée." if fermees else "Aucune tablette n’était ouverte.")
    return redirect(_poste(lien).adresses["page"])


@_par_lien
@require_safe
def hors_ligne(request: HttpRequest, lien: Any) -> HttpResponse:
    """What keeps the page on the telephone when the network goes: a service worker, for this address only."""
    contexte = {"adresse": _poste(lien).adresses["page"]}
    return render(request, "parcours/appel/hors_ligne.js", contexte, content_type="text/javascript; charset=utf-8")
