"""Choosing a file, the imports already made, what an import did, and its undoing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.importation.actions.annulation import annuler as annuler_import
from clairiere.importation.actions.annulation import dire_annulation, examiner
from clairiere.importation.actions.annulation_presences import presences_gardees
from clairiere.importation.actions.depot import abandonner as abandonner_apercu
from clairiere.importation.actions.depot import deposer
from clairiere.importation.forms import DepotEmargementForm, DepotForm
from clairiere.importation.lecture.classeur import FichierIllisible
from clairiere.importation.lecture.ouverture import refuser_si_trop_gros
from clairiere.importation.models import Import
from clairiere.interface.francais import pluriel
from parcours.models import Session

PAR_PAGE = 25
TONS = {
    Import.Etat.APERCU: "a_faire",
    Import.Etat.EN_COURS: "info",
    Import.Etat.CONFIRME: "fait",
    Import.Etat.ANNULE: "neutre",
    Import.Etat.ABANDONNE: "neutre",
}


def lot_visible(request: HttpRequest, pk: int) -> Import:
    """The import, or 404."""
    requete = Import.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    lot: Import = get_object_or_404(requete.select_related("session", "centre", "demi_journee__centre"), pk=pk)
    return lot


@exige("importation.importer")
@require_http_methods(["GET", "HEAD", "POST"])
def accueil(request: HttpRequest, centre: str) -> HttpResponse:
    """GET: two ways in and the list; POST: put a file down, go to its preview."""
    emargement = request.POST.get("genre") == Import.Genre.EMARGEMENT
    liste, feuille = DepotForm(prefix="liste"), DepotEmargementForm(prefix="feuille", acteur=request.acteur)
    if request.method == "POST":
        if emargement:
            feuille = DepotEmargementForm(request.POST, request.FILES, prefix="feuille", acteur=request.acteur)
        else:
            liste = DepotForm(request.POST, request.FILES, prefix="liste")
        lot = _deposer(request, feuille if emargement else liste, emargement=emargement)
        if lot is not None:
            return redirect("importation:apercu", centre=centre, pk=lot.pk)
    lots = Import.objects.visibles_par(request.acteur).legers().select_related("session")
    page = Paginator(lots, PAR_PAGE).get_page(request.GET.get("page"))
    for lot in page.object_list:
        lot.ton = TONS[Import.Etat(lot.etat)]
        lot.resume = dire_lot(lot)
    contexte = {
        "liste": liste,
        "feuille": feuille,
        "page": page,
        "sessions": Session.objects.visibles_par(request.acteur).exists(),
    }
    return render(request, "importation/accueil.html", contexte, status=422 if request.method == "POST" else 200)


def _deposer(request: HttpRequest, formulaire: DepotForm, *, emargement: bool) -> Import | None:
    """The preview; None when the form holds a sentence beside its field."""
    if not formulaire.is_valid():
        return None
    fichier = formulaire.cleaned_data["fichier"]
    genre = Import.Genre.EMARGEMENT if emargement else Import.Genre.CANDIDATES
    try:
        refuser_si_trop_gros(fichier.size)
        return deposer(
            fichier.read(),
            fichier.name,
            genre=genre,
            par=request.acteur,  # type: ignore[attr-defined]
            session=formulaire.cleaned_data.get("session"),
        )
    except FichierIllisible as refus:
        formulaire.add_error("fichier", refus.phrase)
    return None


def dire_lot(lot: Import) -> str:
    """« 68 personnes enregistrées, 1 laissée de côté »: the line of the list."""
    bilan = lot.bilan
    if lot.etat == Import.Etat.ANNULE:
        return dire_annulation(lot)
    if lot.etat == Import.Etat.EN_COURS:
        return f"{lot.faites} lignes enregistrées sur {lot.a_faire}"
    if lot.etat != Import.Etat.CONFIRME:
        lues = lot.comptes.get("lues")
        mots = pluriel(lues or 0, "personne lue", "personnes lues")
        return f"{mots}, rien n’est enregistré" if lues else "Rien n’est enregistré"
    if lot.genre == Import.Genre.EMARGEMENT:
        notees = pluriel(bilan["presences"], "présence notée", "présences notées")
        if lot.demi_journee_id is not None:
            return notees
        return f"{notees}, {pluriel(bilan['demi_journees'], 'demi-journée ajoutée', 'demi-journées ajoutées')}"
    morceaux = [pluriel(bilan["creees"], "personne enregistrée", "personnes enregistrées")]
    if bilan["completees"]:
        morceaux.append(pluriel(bilan["completees"], "fiche complétée", "fiches complétées"))
    if bilan["laissees"]:
        morceaux.append(pluriel(len(bilan["laissees"]), "laissée de côté", "laissées de côté"))
    return ", ".join(morceaux)


@exige("importation.importer")
@require_safe
def resultat(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What was recorded, what was not and why."""
    lot = lot_visible(request, pk)
    if lot.etat == Import.Etat.APERCU:
        return redirect("importation:apercu", centre=centre, pk=pk)
    laissees = Paginator(lot.bilan.get("laissees", []), PAR_PAGE).get_page(request.GET.get("page"))
    annulation = lot.bilan.get("annulation")
    contexte = {"lot": lot, "bilan": lot.bilan, "laissees": laissees, "annulation": annulation, "resume": dire_lot(lot)}
    reponse = render(request, "importation/resultat.html", contexte)
    if lot.etat != Import.Etat.EN_COURS and request.headers.get("HX-Request"):
        reponse["HX-Refresh"] = "true"  # the bar was asking: the work is over
    return reponse


@exige("importation.importer")
@require_http_methods(["GET", "HEAD", "POST"])
def annuler(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """GET: what will go and what will stay; POST: undo."""
    lot = lot_visible(request, pk)
    if request.method == "POST":
        try:
            lot = annuler_import(lot, par=request.acteur)  # type: ignore[attr-defined]
            messages.success(request, f"L’import est annulé\u00a0: {dire_annulation(lot)}.")
        except (DejaFait, Ferme) as refus:
            messages.info(request, str(refus))
        return redirect("importation:resultat", centre=centre, pk=pk)
    if lot.etat != Import.Etat.CONFIRME:
        return redirect("importation:resultat", centre=centre, pk=pk)
    contexte: dict[str, Any] = {"lot": lot, "bilan": lot.bilan, "effacees": 0, "gardees": [], "certifiees": []}
    if lot.genre == Import.Genre.CANDIDATES:
        examen = examiner(lot)
        contexte.update(effacees=len(examen.a_effacer), gardees=[(pk, *v) for pk, v in examen.gardees.items()])
    else:
        contexte["certifiees"] = presences_gardees(lot)
    return render(request, "importation/annuler.html", contexte)


@exige("importation.importer")
@require_POST
def abandonner(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Give up a preview."""
    try:
        abandonner_apercu(lot_visible(request, pk), par=request.acteur)  # type: ignore[attr-defined]
        messages.success(request, "L’aperçu est abandonné. Le fichier est effacé.")
    except DejaFait as refus:
        messages.info(request, str(refus))
    return redirect("importation:accueil", centre=centre)
