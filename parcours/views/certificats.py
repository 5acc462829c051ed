"""The certificate of one person: the name she chooses, revoke, replace, issue again, the badge."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.scellement import CleIllisible
from clairiere.flux.obstacles import Ferme
from parcours.actions import certificat as actions
from parcours.badges import badge_de
from parcours.forms import RevocationForm
from parcours.forms.certificat import NomForm, RemplacementForm
from parcours.models import Certificat
from parcours.views.commun import mise_en_page, parcours_visible, poser


def _certificat(request: HttpRequest, pk: int) -> Any:
    requete = Certificat.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("parcours__personne", "remplace_par", "centre__reseau"), pk=pk)


@exige("certificat.choisir_nom")
@require_http_methods(["GET", "POST"])
def nom_certificat(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The name to write on her certificate: she chooses, or the staff writes what she says."""
    parcours = parcours_visible(request, pk)
    retour = "parcours:fiche" if request.acteur.est_personnel else "parcours:mon_parcours"
    arguments = {"centre": centre, **({"pk": pk} if request.acteur.est_personnel else {})}
    formulaire = NomForm(
        request.POST if request.method == "POST" else None,
        initial={"nom_porte": actions.nom_du_certificat(parcours)},
    )
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actions.choisir_nom(parcours, par=request.acteur, nom=formulaire.cleaned_data["nom_porte"])
            except Ferme as refus:
                obstacles, statut = poser(formulaire, refus, centre), 409
            else:
                messages.success(request, _("Le nom du certificat est noté."))
                return redirect(retour, **arguments)
    contexte = {
        "parcours": parcours,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "valable": parcours.certificats.valables().first(),
        "gabarit": mise_en_page(request),
        "pour_elle": not request.acteur.est_personnel,
    }
    return render(request, "parcours/certificats/nom.html", contexte, status=statut)


@exige("certificat.delivrer")
@require_http_methods(["GET", "POST"])
def revoquer_certificat(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Say that a certificate no longer holds; the public page follows at once."""
    certificat = _certificat(request, pk)
    formulaire = RevocationForm(request.POST if request.method == "POST" else None)
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actions.revoquer(certificat, par=request.acteur, raison=formulaire.cleaned_data["raison"])
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, f"Le certificat {certificat.numero} est révoqué.")
                return redirect("parcours:fiche", centre=centre, pk=certificat.parcours_id)
    contexte = {"certificat": certificat, "formulaire": formulaire, "obstacles": obstacles}
    return render(request, "parcours/revoquer.html", contexte, status=statut)


@exige("certificat.delivrer")
@require_http_methods(["GET", "POST"])
def remplacer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Revoke and issue the corrected one, in one act: its old page says by which it was replaced."""
    certificat = _certificat(request, pk)
    formulaire = RemplacementForm(
        request.POST if request.method == "POST" else None, initial={"nom_porte": certificat.nom_porte}
    )
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                suivant = actions.remplacer(certificat, par=request.acteur, **formulaire.cleaned_data)
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            else:
                messages.success(request, f"Le certificat {suivant.numero} remplace le {certificat.numero}.")
                return redirect("parcours:fiche", centre=centre, pk=certificat.parcours_id)
    heures, changees = actions.heures_d_aujourd_hui(certificat)
    contexte = {
        "certificat": certificat,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "heures": heures,
        "heures_changees": changees,
    }
    return render(request, "parcours/certificats/remplacer.html", contexte, status=statut)


@exige("certificat.delivrer")
@require_POST
def redelivrer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """A new certificate after a revocation; a second click finds it made."""
    parcours = parcours_visible(request, pk)
    nom = " ".join(request.POST.get("nom_porte", "").split())[:160]
    try:
        certificat = actions.delivrer(parcours, par=request.acteur, nom_porte=nom)
    except Ferme as erreur:
        deja = parcours.certificats.valables().first()
        if deja is None:
            messages.error(request, str(erreur))
        else:
            messages.info(request, f"Le certificat {deja.numero} est établi.")
    else:
        messages.success(request, f"Le certificat {certificat.numero} est établi.")
    return redirect("parcours:fiche", centre=centre, pk=pk)


@exige("certificat.badge")
@require_safe
def badge(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The same certificate as a credential file (Open Badge 3.0), for those who are asked for one."""
    certificat = _certificat(request, pk)
    if not certificat.est_valable:
        raise Http404
    try:
        jeton = badge_de(certificat)
    except CleIllisible as refus:
        messages.error(request, str(refus))
        return redirect("parcours:fiche", centre=centre, pk=certificat.parcours_id)
    if jeton is None:
        raise Http404
    nom = f"badge-{slugify(certificat.numero)}.jwt"
    entetes = {"Content-Disposition": f'attachment; filename="{nom}"'}
    return HttpResponse(jeton, content_type="application/vc+jwt", headers=entetes)
