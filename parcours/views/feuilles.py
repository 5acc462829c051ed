"""Paper sheets: printing one, copying it back with its picture, showing the picture to whom may see it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.feuille import DonneesFeuille, feuille_emargement_pdf
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.flux.portail import afficher
from clairiere.interface.francais import date_courte, pluriel
from parcours.actions.feuilles import Recopie, recopier
from parcours.actions.scans import joindre_scans
from parcours.actions.scans import retirer_scan as retirer
from parcours.donnees_presences import code_de
from parcours.forms.feuilles import GrillePapier, remplir
from parcours.models import DemiJournee, ScanFeuille
from parcours.obstacles_feuilles import scans_de, stagiaires_du_papier
from parcours.obstacles_presence import est_fermee

LIGNES_VIDES = 2
TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf"}


def _demi_journee(request: HttpRequest, pk: int) -> Any:
    requete = DemiJournee.objects.visibles_par(request.acteur)
    return get_object_or_404(requete.select_related("session__formatrice", "centre", "formatrice", "salle"), pk=pk)


@exige("emargement.saisir")
@require_safe
def feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The sheet to print and sign by hand (PDF), in the order of the grid that copies it."""
    objet = _demi_journee(request, pk)
    stagiaires = stagiaires_du_papier(objet, {e.parcours_id: e for e in objet.emargements.all()})
    code = code_de(objet)
    donnees = DonneesFeuille(
        emetteur=emetteur_de(objet.centre),
        session=objet.session.nom,
        seance=objet.theme or ("Rattrapage" if objet.rattrapage else "Formation d’auxiliaire parentale"),
        date=objet.date,
        demi_journee=str(objet.get_moment_display()),
        debut=objet.commence_a,
        fin=objet.finit_a,
        lieu=_lieu(objet),
        formatrice=str(objet.formatrice or objet.session.formatrice or ""),
        stagiaires=tuple(p.personne.nom_complet for p in stagiaires),
        lignes_vides=LIGNES_VIDES,
        reference=code,
        retour=f"Une fois signée\u00a0: page Présences de la session, code {code}. "
        "Recopiez la feuille dans le même ordre, puis joignez sa photo.",
    )
    reponse = HttpResponse(feuille_emargement_pdf(donnees), content_type="application/pdf")
    nom = f"emargement-{slugify(objet.session.nom)}-{objet.date:%Y-%m-%d}-{slugify(objet.get_moment_display())}.pdf"
    reponse["Content-Disposition"] = f'inline; filename="{nom}"'
    return reponse


def _lieu(objet: Any) -> str:
    return str(objet.salle.nom if objet.salle else objet.session.lieu or objet.centre.nom)


@exige("emargement.saisir")
@require_http_methods(["GET", "POST"])
def feuille_papier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """GET: the grid in the order of the paper. POST: keep the pages, then copy the lines."""
    objet = _demi_journee(request, pk)
    deja = {e.parcours_id: e for e in objet.emargements.all()}
    stagiaires = stagiaires_du_papier(objet, deja)
    vues = objet.constats.filter(source="papier", signee=True).order_by("pk").values_list("parcours", flat=True)
    options = {"demi_journee": objet, "stagiaires": stagiaires, "deja": deja, "signees_sur_papier": vues}
    if request.method == "GET":
        return _page(request, objet, GrillePapier(**options), deja)
    geste = request.POST.get("geste", "")
    donnees = remplir(request.POST, stagiaires) if geste == "remplir" else request.POST.copy()
    grille = GrillePapier(donnees, request.FILES, **options)
    valide = grille.is_valid()
    obstacles: list[Any] = []
    try:
        _joindre(request, objet, grille)
        if geste != "remplir" and valide and _a_recopier(grille):
            recopie = recopier(
                objet,
                par=request.acteur,
                lignes=grille.lignes_saisies(),
                signee_par=grille.formatrice,
                motif=grille.cleaned_data["motif"],
            )
            _dire(request, recopie)
            return redirect("parcours:feuille_papier", centre=centre, pk=pk)
        if geste != "remplir" and valide:
            return redirect("parcours:feuille_papier", centre=centre, pk=pk)
    except Ferme as refus:
        obstacles = [afficher(o, centre) for o in refus.obstacles if not grille.poser(o)]
        return _page(request, objet, grille, deja, statut=409, obstacles=obstacles)
    except ValidationError as refus:
        grille.add_error(None, refus)
    if geste == "remplir":
        messages.info(request, "Les lignes vides sont remplies. Relisez-les avec la feuille, puis enregistrez.")
    return _page(request, objet, grille, deja, statut=200 if valide else 422)


def _a_recopier(grille: GrillePapier) -> bool:
    """Something of the paper was typed; else only pages were joined."""
    return bool(grille.lignes_saisies() or grille.formatrice or not grille.cleaned_data["scans"])


def _joindre(request: HttpRequest, objet: Any, grille: GrillePapier) -> None:
    """Pages are kept even when a line of the grid is to be mended: nothing is sent twice."""
    pages = grille.cleaned_data.get("scans") or []
    if not pages:
        return
    joints = joindre_scans(objet, par=request.acteur, pages=pages)  # type: ignore[attr-defined]
    if joints:
        messages.success(request, f"{pluriel(len(joints), 'page jointe', 'pages jointes')} à la feuille.")
    else:
        messages.info(request, "Cette page est déjà jointe à la feuille.")


def _dire(request: HttpRequest, recopie: Recopie) -> None:
    fait = "C’est enregistré, d’après la feuille de papier." if recopie.ecrites else "Rien n’a changé."
    signe = " La formatrice a signé\u00a0: les heures comptent." if recopie.signee else ""
    messages.success(request, f"{fait}{signe}")
    if recopie.ecarts:
        mots = pluriel(recopie.ecarts, "personne a signé", "personnes ont signé")
        messages.warning(request, f"{mots}, mais est notée absente. C’est dans les contradictions à vérifier.")


def _page(
    request: HttpRequest,
    objet: Any,
    grille: GrillePapier,
    deja: dict[int, Any],
    *,
    statut: int = 200,
    obstacles: Any = (),
) -> HttpResponse:
    papier = [e for e in deja.values() if e.mode == "papier"]
    contexte = {
        "demi_journee": objet,
        "session": objet.session,
        "code": code_de(objet),
        "grille": grille,
        "lignes": grille.lignes(),
        "obstacles": list(obstacles),
        "a_venir": objet.date > timezone.localdate(),
        "scans": scans_de(objet) if _voit_les_scans(request, objet) else [],
        "provenance": dire_provenance(papier),
        "demande_motif": bool(objet.signee_le or (deja and est_fermee(objet))),
    }
    return render(request, "parcours/feuilles/papier.html", contexte, status=statut)


def dire_provenance(papier: list[Any]) -> str:
    """« Saisi d’après papier par Nadia le 24/11/2026 », "" when no line was copied from paper."""
    if not papier:
        return ""
    derniere = max(papier, key=lambda e: (e.saisi_le, e.pk))
    return (
        f"Saisi d’après papier par {derniere.saisi_par} le {date_courte(timezone.localtime(derniere.saisi_le).date())}"
    )


def _voit_les_scans(request: HttpRequest, objet: Any) -> bool:
    acteur = request.acteur  # type: ignore[attr-defined]
    siennes = (objet.formatrice_id or objet.session.formatrice_id) == getattr(acteur.utilisateur, "pk", None)
    return bool(acteur.est_equipe or siennes)


@exige("emargement.saisir")
@require_safe
def scan(request: HttpRequest, centre: str, pk: int) -> FileResponse:
    """A page of a signed sheet: for the team and the trainer of that half-day; never kept by a browser."""
    objet = get_object_or_404(ScanFeuille.objects.visibles_par(request.acteur).gardes(), pk=pk)
    try:
        contenu = objet.contenu.open("rb")
    except (FileNotFoundError, ValueError) as erreur:  # the row without its file: a restored backup, say
        raise Http404 from erreur
    nom = f"feuille-{objet.demi_journee_id}-page-{objet.page}.{objet.format}"
    reponse = FileResponse(contenu, as_attachment=objet.format == "pdf", filename=nom, content_type=TYPES[objet.format])
    reponse["Cache-Control"] = "private, no-store"
    return reponse


@exige("emargement.saisir")
@require_POST
def retirer_scan(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a wrong page away."""
    objet = get_object_or_404(ScanFeuille.objects.visibles_par(request.acteur), pk=pk)
    try:
        retirer(objet, par=request.acteur)
        messages.success(request, f"La page {objet.page} est retirée.")
    except DejaFait as refus:
        messages.info(request, str(refus))
    return redirect("parcours:feuille_papier", centre=centre, pk=objet.demi_journee_id)
