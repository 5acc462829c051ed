"""Her passport, her profile, her care project, on her telephone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.moteur import CompositionImpossible
from clairiere.documents.presentation import carte_pdf, cv_pdf, passeport_pdf
from clairiere.flux.obstacles import Ferme
from parcours.actions import passeport as actions
from parcours.actions import profil as profils
from parcours.actions.presentation import GENRES, dire_regle, donnees_de_presentation, donnees_du_passeport
from parcours.forms.profil import LignePasseportForm, ProfilForm, ProjetForm
from parcours.models import Profil, ProjetAccueil
from parcours.regles.passeport import compteur, par_genre
from parcours.regles.profil import presentation
from parcours.views.commun import poser
from parcours.views.mon_espace import mon_parcours_actuel


def _fiche(request: HttpRequest) -> Any:
    fiche = request.acteur.personne  # type: ignore[attr-defined]
    if fiche is None:
        raise Http404
    return fiche


@exige("parcours.mon_espace")
@require_safe
def mon_passeport(request: HttpRequest, centre: str) -> HttpResponse:
    """All that she learned, the counter of the year, what others may read."""
    return render(request, "parcours/passeport/mien.html", contexte_du_passeport(_fiche(request)))


def contexte_du_passeport(personne: Any) -> dict[str, Any]:
    """Lines, totals, counter."""
    lignes = actions.lignes_de(personne)
    du_moment = compteur(lignes, timezone.localdate().year)
    return {
        "lignes": [(ligne, GENRES[ligne.genre]) for ligne in lignes],
        "totaux": [(GENRES[genre], minutes) for genre, minutes in par_genre(lignes).items()],
        "compteur": du_moment,
        "regle": dire_regle(du_moment) if du_moment else "",
    }


@exige("parcours.mon_espace")
@require_POST
def montrer_ligne(request: HttpRequest, centre: str) -> HttpResponse:
    """Show or hide one line."""
    visible = request.POST.get("visible") == "oui"
    cle = request.POST.get("cle", "")[:40]
    if not actions.montrer(_fiche(request), par=request.acteur, cle=cle, visible=visible):  # type: ignore[attr-defined]
        raise Http404
    messages.success(request, _("Les autres voient cette ligne.") if visible else _("Cette ligne est cachée."))
    return redirect("parcours:mon_passeport", centre=centre)


@exige("parcours.mon_espace")
@require_http_methods(["GET", "HEAD", "POST"])
def ma_formation(request: HttpRequest, centre: str) -> HttpResponse:
    """Add a training to her own passport; the attestation is shown at the centre later."""
    formulaire = LignePasseportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            actions.ajouter_ligne(_fiche(request), par=request.acteur, **formulaire.valeurs())  # type: ignore[attr-defined]
        except Ferme as refus:
            poser(formulaire, refus, centre)
        else:
            messages.success(request, _("C’est ajouté. Montrez l’attestation au centre."))
            return redirect("parcours:mon_passeport", centre=centre)
    return render(
        request, "parcours/passeport/ajouter.html", {"formulaire": formulaire}, status=422 if formulaire.errors else 200
    )


@exige("parcours.mon_espace")
@require_http_methods(["GET", "HEAD", "POST"])
def mon_profil(request: HttpRequest, centre: str) -> HttpResponse:
    """Sentences to choose, a text proposed that she changes, then her CV and her card."""
    fiche = _fiche(request)
    parcours = mon_parcours_actuel(request.acteur)  # type: ignore[attr-defined]
    acquises = profils.phrases_acquises(parcours)
    profil = Profil.objects.filter(personne=fiche).first()
    initial = {
        "forces": profil.forces if profil else [],
        "presentation": (profil.presentation if profil else "")
        or presentation(profils.faits_du_profil(fiche, parcours)),
        "experiences": profil.experiences if profil else "",
        "montrer_telephone": profil.montrer_telephone if profil else True,
    }
    formulaire = ProfilForm(request.POST if request.method == "POST" else None, initial=initial, phrases=acquises)
    if request.method == "POST" and formulaire.is_valid():
        donnees = {"forces": [], **formulaire.cleaned_data}
        try:
            profils.enregistrer_profil(fiche, par=request.acteur, acquises=acquises, **donnees)  # type: ignore[attr-defined]
        except Ferme as refus:
            poser(formulaire, refus, centre)
        else:
            messages.success(request, _("Votre profil est enregistré. Vous pouvez prendre votre CV."))
            return redirect("parcours:mon_profil", centre=centre)
    contexte = {"formulaire": formulaire, "profil": profil}
    return render(request, "parcours/profil/mien.html", contexte, status=422 if formulaire.errors else 200)


@exige("parcours.mon_espace")
@require_safe
def mon_papier(request: HttpRequest, centre: str, papier: str) -> HttpResponse:
    """Her CV, her card or her passport, as a PDF."""
    fiche = _fiche(request)
    faire = {"cv": cv_pdf, "carte": carte_pdf}.get(papier)
    try:
        if faire is not None:
            parcours = mon_parcours_actuel(request.acteur)  # type: ignore[attr-defined]
            octets = faire(donnees_de_presentation(fiche, parcours))
        elif papier == "passeport":
            octets = passeport_pdf(donnees_du_passeport(fiche))
        else:
            raise Http404
    except CompositionImpossible as refus:
        messages.error(request, refus.phrase)
        return redirect("parcours:mon_profil", centre=centre)
    return _pdf(octets, f"{papier}-{slugify(fiche.nom_complet) or 'moi'}")


def _pdf(octets: bytes, nom: str) -> HttpResponse:
    reponse = HttpResponse(octets, content_type="application/pdf")
    reponse["Content-Disposition"] = f'attachment; filename="{nom}.pdf"'
    reponse["Cache-Control"] = "no-store, private"
    return reponse


@exige("parcours.mon_espace")
@require_http_methods(["GET", "HEAD", "POST"])
def mon_projet(request: HttpRequest, centre: str) -> HttpResponse:
    """Her care project: a change is a new version."""
    fiche = _fiche(request)
    versions = list(ProjetAccueil.objects.filter(personne=fiche).order_by("-version"))
    dernier = versions[0] if versions else None
    initial = {**dernier.textes, "partage": dernier.partage} if dernier else {}
    formulaire = ProjetForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        try:
            profils.ecrire_projet(
                fiche,
                par=request.acteur,  # type: ignore[attr-defined]
                textes=formulaire.textes(),
                partage=formulaire.cleaned_data["partage"],
            )
        except Ferme as refus:
            formulaire.add_error(None, str(refus))
        else:
            messages.success(request, _("Votre projet est enregistré."))
            return redirect("parcours:mon_projet", centre=centre)
    contexte = {"formulaire": formulaire, "dernier": dernier, "versions": versions[1:]}
    return render(request, "parcours/profil/projet.html", contexte, status=422 if formulaire.errors else 200)
