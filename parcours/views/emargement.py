"""The roll-call of a half-day at the desk, its signature, the link of the trainer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from clairiere.comptes.acces import exige
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme
from parcours.actions.liens import envoyer_lien, formatrice_de, ouvrir_tablette, retirer_lien
from parcours.actions.presence import signer
from parcours.models import DemiJournee, Emargement
from parcours.regles.signatures import SignatureIllisible
from parcours.views.poste_appel import PosteAppel, recevoir_json, traiter
from parcours.views.tablette import code_lu, laisser_l_ecran, signature_lue


def _demi_journee(request: HttpRequest, pk: int) -> Any:
    requete = DemiJournee.objects.visibles_par(request.acteur)
    return get_object_or_404(requete.select_related("session__formatrice", "centre", "formatrice"), pk=pk)


def _poste(request: HttpRequest, objet: Any) -> PosteAppel:
    arguments = {"centre": objet.centre.code, "pk": objet.pk}
    noms = {
        "page": "emargement",
        "noter": "noter_presences",
        "signer": "signer",
        "tablette": "ouvrir_tablette",
        "envoyer_lien": "envoyer_lien_appel",
        "retirer_lien": "retirer_lien_appel",
    }
    return PosteAppel(
        demi_journee=objet,
        acteur=request.acteur,
        source=Emargement.Mode.ECRAN,
        gabarit="parcours/emargement.html",
        adresses={cle: reverse(f"parcours:{nom}", kwargs=arguments) for cle, nom in noms.items()},
    )


@exige("emargement.saisir")
@require_http_methods(["GET", "POST"])
def emargement(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One line per trainee; a signed or closed sheet asks why it changes."""
    objet = _demi_journee(request, pk)
    poste = _poste(request, objet)
    aujourd_hui = timezone.localdate()
    poste.contexte = {
        "lien": objet.liens_appel.ouvertes().select_related("formatrice").first(),
        "peut_envoyer": bool(formatrice_de(objet)) and objet.date >= aujourd_hui and not objet.est_annulee,
        "tablette_ouverte": objet.tablettes.ouvertes().exists(),
        "peut_laisser": objet.date == aujourd_hui and not objet.est_annulee and not objet.signee_le,
    }
    return traiter(request, poste)


@exige("emargement.saisir")
@require_POST
def noter(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Lines that the page sends by itself."""
    return recevoir_json(request, _poste(request, _demi_journee(request, pk)))


@exige("emargement.saisir")
@require_POST
def signer_feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The trainer signs; someone of the team records whose signature she saw on paper."""
    objet = _demi_journee(request, pk)
    elle_meme = request.acteur.a(Role.FORMATRICE)
    nom = "" if elle_meme else " ".join(request.POST.get("signee_par", "").split())[:160]
    if not nom and not elle_meme:
        messages.error(request, "Écrivez le nom de la formatrice qui a signé la feuille de papier.")
        return redirect("parcours:emargement", centre=centre, pk=pk)
    try:
        trait, saisie = signature_lue(request.POST, exigee=False) if elle_meme else ("", "")
        signer(objet, par=request.acteur, nom=nom, trait=trait, saisie=saisie)
    except SignatureIllisible as erreur:
        messages.error(request, str(erreur))
        return redirect("parcours:emargement", centre=centre, pk=pk)
    except Ferme as erreur:
        deja = any(o.code == "deja_signee" for o in erreur.obstacles)
        (messages.info if deja else messages.error)(request, str(erreur))
        return redirect("parcours:emargement", centre=centre, pk=pk)
    messages.success(request, "La feuille est signée. Ses heures comptent.")
    return redirect("parcours:session", centre=centre, pk=objet.session_id)


@exige("emargement.saisir")
@require_POST
def envoyer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """« Envoyer le lien à Sophie »."""
    try:
        lien = envoyer_lien(_demi_journee(request, pk), par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        voie = "SMS" if lien.formatrice.telephone else "courriel"
        messages.success(request, f"Le lien part par {voie} à {lien.formatrice}.")
    return redirect("parcours:emargement", centre=centre, pk=pk)


@exige("emargement.saisir")
@require_POST
def retirer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Close the link and the tablets of a half-day at once."""
    fait = retirer_lien(_demi_journee(request, pk), par=request.acteur)
    messages.success(request, "Le lien est fermé." if fait else "Rien n’était ouvert.")
    return redirect("parcours:emargement", centre=centre, pk=pk)


@exige("emargement.saisir")
@require_POST
def laisser_tablette(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Leave this screen to the group: it forgets who was logged in."""
    try:
        tablette = ouvrir_tablette(_demi_journee(request, pk), par=request.acteur, code=code_lu(request.POST))
    except (Ferme, ValueError) as erreur:
        messages.error(request, str(erreur))
        return redirect("parcours:emargement", centre=centre, pk=pk)
    logout(request)
    return laisser_l_ecran(tablette)
