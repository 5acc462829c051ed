"""The roll-call of a half-day, its signature, its printed sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.comptes.roles import Role
from clairiere.documents.certificat import Emetteur
from clairiere.documents.feuille import DonneesFeuille, feuille_emargement_pdf
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from parcours.actions.presence import PRESENTES, saisir, signer
from parcours.forms import Feuille
from parcours.forms.emargement import remplir
from parcours.models import DemiJournee, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION

GESTES_DITS = {
    "toutes_presentes": "Les lignes vides sont notées présentes.",
    "toutes_signent": "Les présentes ont signé.",
}


def _demi_journee(request: HttpRequest, pk: int) -> Any:
    requete = DemiJournee.objects.visibles_par(request.acteur)
    return get_object_or_404(requete.select_related("session__formatrice", "centre", "formatrice"), pk=pk)


def stagiaires_de(demi_journee: Any, deja: dict[int, Any]) -> list[Any]:
    """Who is expected, and who already has a line; for a catch-up, those who lack most come first."""
    du_groupe = Parcours.objects.filter(session=demi_journee.session_id, etat__in=EN_COURS_DE_FORMATION)
    deja_notees = Parcours.objects.filter(pk__in=list(deja))
    liste = list((du_groupe | deja_notees).avec_minutes().select_related("personne", "session"))
    for parcours in liste:
        parcours.manque = max(0, demi_journee.session.heures_visees * 60 - parcours.minutes_acquises)
    if demi_journee.rattrapage:
        liste.sort(key=lambda p: -p.manque)
    return liste


@exige("emargement.saisir")
@require_http_methods(["GET", "POST"])
def emargement(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One line per trainee; three buttons; a signed sheet asks why it changes."""
    objet = _demi_journee(request, pk)
    deja = {e.parcours_id: e for e in objet.emargements.all()}
    stagiaires = stagiaires_de(objet, deja)
    options = {"demi_journee": objet, "stagiaires": stagiaires, "deja": deja}
    if request.method == "GET":
        return _page(request, objet, Feuille(**options), stagiaires, deja)
    feuille = Feuille(remplir(request.POST, stagiaires), **options)
    if not feuille.is_valid():
        return _page(request, objet, feuille, stagiaires, deja, statut=422)
    try:
        ecrits = saisir(objet, par=request.acteur, lignes=feuille.lignes_saisies(), motif=feuille.cleaned_data["motif"])
    except Ferme as erreur:
        restent = [afficher(o, centre) for o in erreur.obstacles if not feuille.poser(o)]
        return _page(request, objet, feuille, stagiaires, deja, statut=409, obstacles=restent)
    phrase = GESTES_DITS.get(request.POST.get("geste", ""), "")
    fait = "C’est enregistré." if ecrits else "Rien n’a changé."
    messages.success(request, f"{fait} {phrase}".strip())
    return redirect("parcours:emargement", centre=centre, pk=pk)


def _page(
    request: HttpRequest,
    demi_journee: Any,
    feuille: Feuille,
    stagiaires: list[Any],
    deja: dict[int, Any],
    *,
    statut: int = 200,
    obstacles: Any = (),
) -> HttpResponse:
    presentes = [e for e in deja.values() if e.statut in PRESENTES]
    contexte = {
        "demi_journee": demi_journee,
        "session": demi_journee.session,
        "feuille": feuille,
        "lignes": feuille.lignes(),
        "obstacles": list(obstacles),
        "a_venir": demi_journee.date > timezone.localdate(),
        "sans_ligne": [p for p in stagiaires if p.pk not in deja],
        "sans_signature": sum(1 for e in presentes if not e.signature),
        "presentes": len(presentes),
        "remplie": bool(deja),
        "signe_elle_meme": request.acteur.a(Role.FORMATRICE),
        "nom_formatrice": str(demi_journee.formatrice or demi_journee.session.formatrice or ""),
    }
    return render(request, "parcours/emargement.html", contexte, status=statut)


@exige("emargement.saisir")
@require_POST
def signer_feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The trainer signs; someone of the team records whose signature she saw on paper."""
    objet = _demi_journee(request, pk)
    nom = "" if request.acteur.a(Role.FORMATRICE) else " ".join(request.POST.get("signee_par", "").split())[:160]
    if not nom and not request.acteur.a(Role.FORMATRICE):
        messages.error(request, "Écrivez le nom de la formatrice qui a signé la feuille de papier.")
        return redirect("parcours:emargement", centre=centre, pk=pk)
    try:
        signer(objet, par=request.acteur, nom=nom)
    except Ferme as erreur:
        deja = any(o.code == "deja_signee" for o in erreur.obstacles)
        (messages.info if deja else messages.error)(request, str(erreur))
        return redirect("parcours:emargement", centre=centre, pk=pk)
    messages.success(request, "La feuille est signée. Ses heures comptent.")
    return redirect("parcours:session", centre=centre, pk=objet.session_id)


@exige("emargement.saisir")
@require_safe
def feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The sheet to print and sign by hand (PDF)."""
    objet = _demi_journee(request, pk)
    stagiaires = stagiaires_de(objet, {e.parcours_id: e for e in objet.emargements.all()})
    lieu = objet.centre
    donnees = DonneesFeuille(
        emetteur=Emetteur(nom=lieu.nom, adresse=f"{lieu.adresse} {lieu.code_postal} {lieu.ville}".strip()),
        session=objet.session.nom,
        seance=objet.theme or ("Rattrapage" if objet.rattrapage else "Formation d’auxiliaire parentale"),
        date=objet.date,
        demi_journee=str(objet.get_moment_display()),
        debut=objet.commence_a,
        fin=objet.finit_a,
        lieu=objet.session.lieu or lieu.nom,
        formatrice=str(objet.formatrice or objet.session.formatrice or ""),
        stagiaires=tuple(p.personne.nom_complet for p in stagiaires),
        lignes_vides=2,
        reference=f"feuille {objet.pk}",
    )
    reponse = HttpResponse(feuille_emargement_pdf(donnees), content_type="application/pdf")
    nom = f"emargement-{slugify(objet.session.nom)}-{objet.date:%Y-%m-%d}-{slugify(objet.get_moment_display())}.pdf"
    reponse["Content-Disposition"] = f'inline; filename="{nom}"'
    return reponse
