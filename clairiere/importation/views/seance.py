"""The sheet of one half-day: choosing the file from the half-day, reading it over, recording it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.flux.portail import afficher
from clairiere.importation.actions.depot import deja_importe, deposer, garder_choix
from clairiere.importation.actions.seance import confirmer_seance
from clairiere.importation.forms import DepotForm, SeanceForm
from clairiere.importation.lecture.classeur import FichierIllisible
from clairiere.importation.lecture.ouverture import refuser_si_trop_gros
from clairiere.importation.models import Import
from clairiere.importation.seance import apercu_seance
from clairiere.interface.francais import pluriel
from parcours.models import DemiJournee
from parcours.obstacles_feuilles import dire_demi_journee


@exige("importation.importer")
@require_http_methods(["GET", "HEAD", "POST"])
def deposer_seance(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """GET: choose the file of this half-day, with the headings it may have; POST: read it."""
    requete = DemiJournee.objects.visibles_par(request.acteur).select_related("session", "centre")
    demi_journee = get_object_or_404(requete, pk=pk)
    formulaire = DepotForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and formulaire.is_valid():
        fichier = formulaire.cleaned_data["fichier"]
        try:
            refuser_si_trop_gros(fichier.size)
            lot = deposer(
                fichier.read(),
                fichier.name,
                genre=Import.Genre.EMARGEMENT,
                par=request.acteur,
                session=demi_journee.session,
                demi_journee=demi_journee,
            )
            return redirect("importation:apercu", centre=centre, pk=lot.pk)
        except FichierIllisible as refus:
            formulaire.add_error("fichier", refus.phrase)
    contexte = {
        "demi_journee": demi_journee,
        "formulaire": formulaire,
        "quand": dire_demi_journee(demi_journee),
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "importation/deposer_seance.html", contexte, status=statut)


def page_seance(request: HttpRequest, lot: Import) -> HttpResponse:
    """The preview of one half-day, and its recording."""
    vue = apercu_seance(lot)
    formulaire = SeanceForm(request.POST if request.method == "POST" else None, vue=vue, lot=lot)
    obstacles: list[Any] = []
    if request.method == "POST" and formulaire.is_valid():
        try:
            return _traiter(request, lot, formulaire)
        except DejaFait as refus:
            messages.info(request, str(refus))
            return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)
        except Ferme as refus:
            obstacles = [afficher(o, lot.centre.code) for o in refus.obstacles]
            vue = apercu_seance(lot)
    contexte = {
        "lot": lot,
        "vue": vue,
        "quand": dire_demi_journee(lot.demi_journee),
        "formulaire": formulaire,
        "obstacles": obstacles,
        "deja": deja_importe(lot),
        "nombre": len(vue.a_noter),
    }
    statut = 409 if obstacles else 422 if formulaire.errors else 200
    return render(request, "importation/seance.html", contexte, status=statut)


def _traiter(request: HttpRequest, lot: Import, formulaire: SeanceForm) -> HttpResponse:
    """New answers are shown before anything is recorded."""
    acteur, noms = request.acteur, formulaire.noms()  # type: ignore[attr-defined]
    nouvelles = noms != lot.choix.get("noms", {})
    lot = garder_choix(lot, par=acteur, noms=noms, feuilles_signees=formulaire.cleaned_data["feuilles_signees"])
    if nouvelles or request.POST.get("aller") != "enregistrer":
        messages.info(request, "Vos réponses sont gardées. Relisez, puis enregistrez.")
        return redirect("importation:apercu", centre=lot.centre.code, pk=lot.pk)
    lot = confirmer_seance(lot, par=acteur)
    messages.success(
        request, f"C’est fait\u00a0: {pluriel(lot.bilan['presences'], 'présence notée', 'présences notées')}."
    )
    if lot.bilan["ecarts"]:
        mots = pluriel(lot.bilan["ecarts"], "ligne dit", "lignes disent")
        messages.warning(request, f"{mots} autre chose que ce qui est noté. C’est dans les contradictions à vérifier.")
    return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)
