"""The papers of a session: which are made, for whom one is missing, all in one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.assemblage import assembler_pdf, assembler_zip
from clairiere.documents.modeles import Papier
from clairiere.documents.models import Document
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from clairiere.interface.francais import pluriel
from parcours.actions import papiers as actions
from parcours.actions.enquete import enquetes_de
from parcours.modeles import DE_LA_STAGIAIRE
from parcours.models import LotPapiers, Session
from parcours.obstacles_papiers import du_groupe
from parcours.views.commun import parcours_visible
from parcours.views.onglets import onglets_de_session

PAPIERS = {papier.code: papier for papier in DE_LA_STAGIAIRE}
TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


def session_visible(request: HttpRequest, pk: int) -> Any:
    """The session, or 404."""
    requete = Session.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("centre", "salle", "formatrice", "version_programme"), pk=pk)


def papier_ou_404(genre: str) -> Papier:
    """A paper made for a trainee."""
    if genre not in PAPIERS:
        raise Http404
    return PAPIERS[genre]


@exige("papiers.faire")
@require_safe
def papiers_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Each paper with how many are made; the surveys; what is being made."""
    session = session_visible(request, pk)
    stagiaires = list(actions.stagiaires_de(session).values_list("pk", flat=True))
    faits = Document.objects.filter(genre__in=PAPIERS, objet_genre=actions.GENRE, objet_id__in=stagiaires)
    comptes: dict[str, int] = {}
    for genre, _objet in faits.order_by().values_list("genre", "objet_id").distinct():
        comptes[genre] = comptes.get(genre, 0) + 1
    contexte = {
        "session": session,
        "onglets": onglets_de_session(session, request.acteur, "parcours:papiers_session"),
        "papiers": [{"papier": p, "faits": comptes.get(p.code, 0)} for p in DE_LA_STAGIAIRE],
        "total": len(stagiaires),
        "enquetes": enquetes_de(session),
        "peut_changer": request.acteur.peut("papiers.modeles"),
    }
    return render(request, "parcours/papiers/session.html", contexte)


@exige("papiers.faire")
@require_safe
def papier_du_groupe(request: HttpRequest, centre: str, pk: int, papier: str) -> HttpResponse:
    """One paper: each trainee with hers, or with what is missing."""
    session, choisi = session_visible(request, pk), papier_ou_404(papier)
    stagiaires = list(actions.stagiaires_de(session))
    documents = actions.derniers([s.pk for s in stagiaires], choisi.code, session.pk)
    trouves = du_groupe(stagiaires, session, choisi.code)
    communs = _communs([obstacles for _stagiaire, obstacles in trouves])
    lignes = [
        {
            "parcours": stagiaire,
            "document": documents.get(stagiaire.pk),
            "ferme": bool(obstacles),
            "obstacles": [afficher(o, centre) for o in obstacles if o not in communs],
        }
        for stagiaire, obstacles in trouves
    ]
    possibles = sum(1 for ligne in lignes if not ligne["ferme"])
    contexte = {
        "session": session,
        "papier": choisi,
        "lignes": lignes,
        "communs": [afficher(o, centre) for o in communs],
        "possibles": possibles,
        "faits": len(documents),
        "onglets": onglets_de_session(session, request.acteur, "parcours:papiers_session"),
        "bouton": f"Faire pour {pluriel(possibles, 'stagiaire')}" if possibles > 1 else "Faire ce papier",
        "lot": LotPapiers.objects.filter(session=session, papier=choisi.code).first(),
    }
    return render(request, "parcours/papiers/groupe.html", contexte)


def _communs(listes: list[list[Any]]) -> list[Any]:
    """What is missing for everyone is said once, above the list."""
    if len(listes) < 2:
        return []
    return [obstacle for obstacle in listes[0] if all(obstacle in liste for liste in listes[1:])]


@exige("papiers.faire")
@require_POST
def faire_pour_le_groupe(request: HttpRequest, centre: str, pk: int, papier: str) -> HttpResponse:
    """All in one click; many are made in the background, with a bar."""
    session, choisi = session_visible(request, pk), papier_ou_404(papier)
    try:
        lot = actions.lancer_lot(session, choisi, par=request.acteur)
    except Ferme as refus:
        messages.error(request, str(refus))
        return redirect("parcours:papier_du_groupe", centre=centre, pk=pk, papier=papier)
    return redirect("parcours:lot_papiers", centre=centre, pk=lot.pk)


@exige("papiers.faire")
@require_safe
def lot_papiers(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """How far it is; at the end, what was made and for whom it could not be."""
    lot = get_object_or_404(LotPapiers.objects.visibles_par(request.acteur).select_related("session"), pk=pk)
    choisi = papier_ou_404(lot.papier)
    contexte = {
        "lot": lot,
        "session": lot.session,
        "papier": choisi,
        "dit": _dire_lot(lot),
    }
    reponse = render(request, "parcours/papiers/lot.html", contexte)
    if lot.est_fini and request.headers.get("HX-Request"):
        reponse["HX-Refresh"] = "true"
    return reponse


def _dire_lot(lot: LotPapiers) -> str:
    faits = pluriel(lot.nouveaux, "papier nouveau", "papiers nouveaux")
    inchanges = lot.total - lot.nouveaux - len(lot.refus)
    suite = f" {pluriel(inchanges, 'papier était déjà à jour', 'papiers étaient déjà à jour')}." if inchanges else ""
    return f"{faits}.{suite}"


@exige("papiers.faire")
@require_safe
def telecharger_le_groupe(request: HttpRequest, centre: str, pk: int, papier: str, format: str) -> HttpResponse:
    """The last version of each trainee: one PDF to print, or an archive with the Word and the PDF of each."""
    session, choisi = session_visible(request, pk), papier_ou_404(papier)
    if format not in TYPES:
        raise Http404
    stagiaires = list(actions.stagiaires_de(session))
    documents = actions.derniers([s.pk for s in stagiaires], choisi.code, session.pk)
    ranges = [documents[s.pk] for s in stagiaires if s.pk in documents]
    if not ranges:
        messages.info(request, "Aucun papier n’est encore fait.")
        return redirect("parcours:papier_du_groupe", centre=centre, pk=pk, papier=papier)
    try:
        octets = _en_un_pdf(ranges) if format == "pdf" else assembler_zip(_dans_l_archive(ranges))
    except FileNotFoundError as erreur:  # the row without its file: a restored backup, say
        raise Http404 from erreur
    nom = f"{slugify(choisi.titre)}-{slugify(session.nom)}.{format}"
    return HttpResponse(
        octets, content_type=TYPES[format], headers={"Content-Disposition": f'attachment; filename="{nom}"'}
    )


def _en_un_pdf(documents: list[Any]) -> bytes:
    return assembler_pdf(
        _lire(fichier) for document in documents for fichier in document.fichiers.all() if fichier.format == "pdf"
    )


def _dans_l_archive(documents: list[Any]) -> list[tuple[str, bytes]]:
    return [
        (f"{slugify(document.titre)[:80]}-{slugify(document.numero)}.{fichier.format}", _lire(fichier))
        for document in documents
        for fichier in document.fichiers.all()
    ]


def _lire(fichier: Any) -> bytes:
    with fichier.contenu.open("rb") as contenu:
        return bytes(contenu.read())


def _session_pensee(request: HttpRequest) -> Any:
    """The session that a candidate thinks of, chosen on her file; None when none is."""
    choisie = request.POST.get("session", "")
    return session_visible(request, int(choisie)) if choisie.isdigit() else None


@exige("papiers.faire")
@require_POST
def faire_un_papier(request: HttpRequest, centre: str, pk: int, papier: str) -> HttpResponse:
    """One paper for one trainee; back where the button was."""
    parcours, choisi = parcours_visible(request, pk), papier_ou_404(papier)
    if request.POST.get("depuis") == "fiche" or parcours.session_id is None:
        retour = reverse("parcours:fiche", kwargs={"centre": centre, "pk": pk}) + "#papiers"
    else:
        arguments = {"centre": centre, "pk": parcours.session_id, "papier": papier}
        retour = reverse("parcours:papier_du_groupe", kwargs=arguments)
    try:
        session = _session_pensee(request) if parcours.session_id is None else None
        document, nouveau = actions.faire(parcours, choisi, par=request.acteur, session=session)
    except Ferme as refus:
        messages.error(request, str(refus))
        return redirect(retour)
    if nouveau:
        version = f", version {document.version}" if document.version > 1 else ""
        messages.success(request, f"{choisi.titre} no {document.numero}{version} : c’est fait.")
    else:
        messages.info(request, f"{choisi.titre} no {document.numero} : rien n’a changé, le papier est à jour.")
    return redirect(retour)
