"""The preview: questions about columns, lines as they will be recorded, the sheet laid over the session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.flux.portail import afficher
from clairiere.importation.actions.candidates import confier, confirmer, rafraichir
from clairiere.importation.actions.depot import (
    accepter_propositions,
    deja_importe,
    garder_choix,
    repondre_aux_questions,
)
from clairiere.importation.actions.presences import confirmer_presences
from clairiere.importation.choix import LigneFinale, finaliser
from clairiere.importation.forms import ColonnesForm, EmargementForm, LigneForm
from clairiere.importation.models import Import
from clairiere.importation.presences import apercu as apercu_presences
from clairiere.importation.presentation import VUES, presenter, resume, trier
from clairiere.importation.views.accueil import lot_visible
from clairiere.importation.views.seance import page_seance
from clairiere.interface.balises.formulaires import points_a_corriger
from clairiere.interface.francais import pluriel

PAR_PAGE = 50
LIGNES_TOUT_DE_SUITE = 300  # more than that is recorded in the background, with a bar


@exige("importation.importer")
@require_http_methods(["GET", "HEAD", "POST"])
def apercu(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The preview that suits the kind of file; an import that is done goes to its result."""
    lot = lot_visible(request, pk)
    if lot.etat != Import.Etat.APERCU:
        if request.method == "POST":
            _dire_deja_fait(request, lot)
        return redirect("importation:resultat", centre=centre, pk=pk)
    if lot.questions:
        return redirect("importation:colonnes", centre=centre, pk=pk)
    if lot.demi_journee_id is not None:
        return page_seance(request, lot)
    if lot.genre == Import.Genre.EMARGEMENT:
        return _emargement(request, lot)
    return _traiter_liste(request, lot) if request.method == "POST" else _page_liste(request, lot)


def _dire_deja_fait(request: HttpRequest, lot: Import) -> None:
    try:
        garder_choix(lot, par=request.acteur)  # type: ignore[attr-defined]
    except DejaFait as refus:
        messages.info(request, str(refus))


@exige("importation.importer")
@require_http_methods(["GET", "HEAD", "POST"])
def colonnes(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Which column is what; remembered for the centre."""
    lot = lot_visible(request, pk)
    if lot.etat != Import.Etat.APERCU or not lot.questions:
        return redirect("importation:apercu", centre=centre, pk=pk)
    formulaire = ColonnesForm(request.POST if request.method == "POST" else None, lot=lot)
    if request.method == "POST" and formulaire.is_valid():
        try:
            lot = repondre_aux_questions(lot, par=request.acteur, **formulaire.reponses())  # type: ignore[attr-defined]
        except DejaFait as refus:
            messages.info(request, str(refus))
            return redirect("importation:resultat", centre=centre, pk=pk)
        if not lot.questions:
            messages.success(request, "Vos réponses sont retenues pour les prochains fichiers.")
            return redirect("importation:apercu", centre=centre, pk=pk)
        formulaire = ColonnesForm(lot=lot)
    contexte = {
        "lot": lot,
        "formulaire": formulaire,
        "manques": [q["phrase"] for q in lot.questions if q["genre"] == "obligatoire"],
    }
    return render(request, "importation/colonnes.html", contexte, status=422 if request.method == "POST" else 200)


def _finales(lot: Import) -> list[LigneFinale]:
    return finaliser(lot.rapport, lot.choix, aujourd_hui=timezone.localdate())


def _page_liste(request: HttpRequest, lot: Import) -> HttpResponse:
    finales = _finales(lot)
    tri = trier(finales)
    vue = request.GET.get("vue", "")
    if vue not in VUES:
        vue = next(nom for nom in ("corriger", "verifier", "doublons", "tout") if tri[nom] or nom == "tout")
    page = Paginator(tri[vue], PAR_PAGE).get_page(request.GET.get("page"))
    par_endroit = {(f.ligne["feuille"], f.ligne["numero"]): f for f in finales}
    lignes = presenter(page.object_list, lot.choix.get("lignes", {}), par_endroit)
    onglets = [
        {"vue": nom, "libelle": libelle, "ici": nom == vue, "compte": len(tri[nom])}
        for nom, libelle in VUES.items()
        if tri[nom] or nom in (vue, "tout")
    ]
    ignorees = [ligne for ligne in lot.rapport["lignes"] if ligne["statut"] == "ignoree"]
    contexte = {
        "lot": lot,
        "page": page,
        "vue": vue,
        "lignes": lignes,
        "onglets": onglets,
        "rangs": ",".join(str(ligne.finale.rang) for ligne in lignes),
        "resume": resume(finales),
        "ignorees": ignorees[:200],
        "indications": lot.indications,
        "deja": deja_importe(lot),
        "points": [
            {**point, "champ": ligne.finale.nom} for ligne in lignes for point in points_a_corriger([ligne.formulaire])
        ],
        "suite": urlencode({"vue": vue, "page": page.number}),
    }
    return render(request, "importation/apercu.html", contexte)


def _traiter_liste(request: HttpRequest, lot: Import) -> HttpResponse:
    """Keep the answers of the page, then do what the button says."""
    adresse = reverse("importation:apercu", kwargs={"centre": lot.centre.code, "pk": lot.pk})
    aller = request.POST.get("aller", "")
    ici = f"{adresse}?{request.POST.get('suite', '')}"
    try:
        lot = garder_choix(lot, par=request.acteur, lignes=_reponses(request, lot))  # type: ignore[attr-defined]
        if aller == "accepter":
            acceptees = accepter_propositions(lot, par=request.acteur)  # type: ignore[attr-defined]
            messages.success(request, f"{pluriel(acceptees, 'proposition acceptée', 'propositions acceptées')}.")
            return redirect(ici)
        if aller == "enregistrer":
            return _enregistrer(request, lot, adresse)
    except DejaFait as refus:
        messages.info(request, str(refus))
        return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)
    if aller.startswith("vue="):
        return redirect(f"{adresse}?{aller}")
    messages.success(request, "Vos réponses sont gardées. Rien n’est encore enregistré.")
    return redirect(ici)


def _reponses(request: HttpRequest, lot: Import) -> dict[str, Any]:
    rangs = {int(rang) for rang in request.POST.get("rangs", "").split(",") if rang.isdecimal()}
    finales = [f for f in _finales(lot) if f.rang in rangs]
    return {str(f.rang): LigneForm(f, data=request.POST).en_choix() for f in finales}


def _enregistrer(request: HttpRequest, lot: Import, adresse: str) -> HttpResponse:
    finales = _finales(lot)
    if any(f.erreurs for f in finales):
        messages.error(
            request, "Des réponses ne peuvent pas être lues. Corrigez-les, ou videz-les. Rien n’est enregistré."
        )
        return redirect(f"{adresse}?vue=corriger")
    nouveaux = rafraichir(lot)
    if nouveaux:
        mots = pluriel(nouveaux, "ligne ressemble", "lignes ressemblent")
        messages.warning(request, f"{mots} à une personne déjà notée. Dites si c’est la même. Rien n’est enregistré.")
        return redirect(f"{adresse}?vue=doublons")
    longue = len(finales) > LIGNES_TOUT_DE_SUITE
    try:
        lot = (confier if longue else confirmer)(lot, par=request.acteur)  # type: ignore[attr-defined]
    except Ferme as refus:
        messages.error(request, str(refus))
        return redirect(adresse)
    if longue:
        return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)
    messages.success(
        request, f"C’est fait\u00a0: {pluriel(lot.bilan['creees'], 'personne enregistrée', 'personnes enregistrées')}."
    )
    return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)


def _emargement(request: HttpRequest, lot: Import) -> HttpResponse:
    vue = apercu_presences(lot)
    formulaire = EmargementForm(request.POST if request.method == "POST" else None, vue=vue, lot=lot)
    obstacles: list[Any] = []
    if request.method == "POST" and formulaire.is_valid():
        try:
            reponse = _traiter_emargement(request, lot, formulaire)
            if reponse is not None:
                return reponse
        except DejaFait as refus:
            messages.info(request, str(refus))
            return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)
        except Ferme as refus:
            obstacles = [afficher(o, lot.centre.code) for o in refus.obstacles]
    contexte = {
        "lot": lot,
        "vue": vue,
        "formulaire": formulaire,
        "obstacles": obstacles,
        "manques": [afficher(s.obstacle, lot.centre.code) for s in vue.inconnues if s.obstacle],
        "deja": deja_importe(lot),
        "a_noter": sum(not c.existante for s in vue.a_enregistrer for c in s.cases),
        "lignes": [(s, vue.problemes_de(s.numero)) for s in vue.stagiaires],
        "problemes": [p for p in vue.problemes if p["champ"] != "presence"],
    }
    return render(
        request, "importation/emargement.html", contexte, status=409 if obstacles else 422 if formulaire.errors else 200
    )


def _traiter_emargement(request: HttpRequest, lot: Import, formulaire: EmargementForm) -> HttpResponse:
    """New answers are shown before anything is recorded."""
    acteur = request.acteur  # type: ignore[attr-defined]
    noms, durees = formulaire.noms(), formulaire.durees()
    nouvelles = noms != lot.choix.get("noms", {}) or durees != lot.choix.get("durees", {})
    if durees and durees != lot.choix.get("durees", {}):
        lot = repondre_aux_questions(lot, par=acteur, durees=durees)
    lot = garder_choix(lot, par=acteur, noms=noms, feuilles_signees=formulaire.cleaned_data["feuilles_signees"])
    if nouvelles or request.POST.get("aller") != "enregistrer":
        messages.info(request, "Vos réponses sont gardées. Relisez, puis enregistrez.")
        return redirect("importation:apercu", centre=lot.centre.code, pk=lot.pk)
    lot = confirmer_presences(lot, par=acteur)
    notees = pluriel(lot.bilan["presences"], "présence notée", "présences notées")
    messages.success(request, f"C’est fait\u00a0: {notees}.")
    return redirect("importation:resultat", centre=lot.centre.code, pk=lot.pk)
