"""A screen left to the group: each taps her name, signs, and gives it to the next one."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import public
from clairiere.flux.obstacles import Ferme
from parcours.actions.appel import signer_sur_ecran
from parcours.actions.liens import reprendre_tablette, tablette_pour
from parcours.obstacles_presence import stagiaires_de
from parcours.regles.presence import noms_distincts
from parcours.regles.signatures import TRAIT_VIDE, SignatureIllisible, lire_saisie, lire_trait

TEMOIN = "tablette"
ESSAIS = 5  # wrong codes before a pause
PAUSE_SECONDES = 10 * 60
CODE_FAUX = "Ce n’est pas le bon code."
CODE_MAL_ECRIT = "Choisissez un code de 4 chiffres. Il vous servira à reprendre l’écran."
TROP_D_ESSAIS = (
    "Trop de codes faux. Attendez 10 minutes. La formatrice peut aussi fermer la tablette depuis son lien d’appel."
)


def code_lu(donnees: Any) -> str:
    """The four digits. Raises ValueError, a sentence, for anything else."""
    code = "".join(donnees.get("code", "").split())
    if not (len(code) == 4 and code.isascii() and code.isdigit()):
        raise ValueError(CODE_MAL_ECRIT)
    return code


def signature_lue(donnees: Any, *, exigee: bool) -> tuple[str, str]:
    """`(drawn, typed)` from a form; the drawing wins. Raises SignatureIllisible for nothing where one is needed."""
    trait, saisie = donnees.get("trait", "").strip(), donnees.get("saisie", "").strip()
    if trait:
        return lire_trait(trait), ""
    if saisie:
        return "", lire_saisie(saisie)
    if exigee:
        raise SignatureIllisible(TRAIT_VIDE)
    return "", ""


def laisser_l_ecran(tablette: Any) -> HttpResponse:
    """Go to the names, and remember that this screen may show nothing else."""
    code = tablette.demi_journee.centre.code
    reponse = redirect("parcours:tablette", centre=code, jeton_tablette=tablette.jeton)
    reponse.set_signed_cookie(
        TEMOIN,
        tablette.jeton,
        expires=tablette.expire_le,
        path=f"/c/{code}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return reponse


def tablette_de_l_ecran(request: HttpRequest) -> Any:
    """The open tablet that this screen was left as, or None."""
    jeton = request.get_signed_cookie(TEMOIN, default="")
    return tablette_pour(jeton) if jeton else None


def _ouverte(vue: Any) -> Any:
    @public
    @never_cache
    @wraps(vue)
    def gardee(request: HttpRequest, centre: str, jeton_tablette: str, **suite: Any) -> HttpResponse:
        tablette = tablette_pour(jeton_tablette)
        if tablette is None:
            return render(request, "parcours/tablette/fermee.html", status=404)
        return vue(request, tablette, **suite)

    return gardee


def _noms(demi_journee: Any) -> list[dict[str, Any]]:
    """Who may sign, by first name, and who has."""
    deja = {e.parcours_id: e for e in demi_journee.emargements.all()}
    traces = set(demi_journee.traces.filter(parcours__isnull=False).values_list("parcours_id", flat=True))
    gens = stagiaires_de(demi_journee, deja)
    courts = noms_distincts((p.personne.prenom, p.personne.nom) for p in gens)
    liste = [
        {"pk": p.pk, "nom": nom, "signee": p.pk in traces or bool(p.pk in deja and deja[p.pk].signature)}
        for p, nom in zip(gens, courts, strict=True)
    ]
    return sorted(liste, key=lambda ligne: ligne["nom"].lower())


@_ouverte
@require_safe
def tablette(request: HttpRequest, ouverte: Any) -> HttpResponse:
    """The names."""
    return _page(request, ouverte)


def _page(request: HttpRequest, ouverte: Any, *, erreur: str = "", statut: int = 200) -> HttpResponse:
    contexte = {
        "tablette": ouverte,
        "demi_journee": ouverte.demi_journee,
        "noms": _noms(ouverte.demi_journee),
        "erreur": erreur,
        "demonstration": settings.MODE == "demo",
    }
    return render(request, "parcours/tablette/noms.html", contexte, status=statut)


@_ouverte
@require_http_methods(["GET", "POST"])
def signer(request: HttpRequest, ouverte: Any, pk: int) -> HttpResponse:
    """One name: the frame to sign in. Asked by the page itself, it answers in data."""
    demi_journee = ouverte.demi_journee
    deja = {e.parcours_id: e for e in demi_journee.emargements.all()}
    gens = stagiaires_de(demi_journee, deja)
    elle = next((p for p in gens if p.pk == pk), None)
    if elle is None:
        return render(request, "parcours/tablette/fermee.html", status=404)
    courts = noms_distincts((p.personne.prenom, p.personne.nom) for p in gens)
    contexte = {"tablette": ouverte, "nom": courts[gens.index(elle)], "pk": pk, "erreur": ""}
    if request.method == "GET":
        return render(request, "parcours/tablette/signer.html", contexte)
    en_donnees = request.headers.get("Accept", "").startswith("application/json")
    try:
        trait, saisie = signature_lue(request.POST, exigee=True)
        remise = signer_sur_ecran(
            demi_journee, parcours=elle, trait=trait, saisie=saisie, quand=_quand(request), cle=_cle(request)
        )
    except (SignatureIllisible, Ferme) as erreur:
        if en_donnees:
            return JsonResponse({"issue": "refusee", "phrase": str(erreur)}, status=422)
        return render(request, "parcours/tablette/signer.html", {**contexte, "erreur": str(erreur)}, status=422)
    if en_donnees:
        return JsonResponse({"issue": "recue", "phrase": remise.phrase, "comptee": remise.comptee})
    (messages.success if remise.comptee else messages.warning)(request, remise.phrase)
    return redirect("parcours:tablette", centre=demi_journee.centre.code, jeton_tablette=ouverte.jeton)


def _quand(request: HttpRequest) -> dt.datetime | None:
    """When the screen says that she signed; without time zone or unreadable: unknown."""
    try:
        quand = parse_datetime(request.POST.get("quand", ""))
    except ValueError:
        return None
    return quand if quand is not None and quand.tzinfo is not None else None


def _cle(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("cle", ""))
    except ValueError:
        return None


@_ouverte
@require_POST
def reprendre(request: HttpRequest, ouverte: Any) -> HttpResponse:
    """The trainer takes the screen back with her code."""
    cle = f"tablette-{ouverte.pk}"
    if cache.get(cle, 0) >= ESSAIS:
        return _page(request, ouverte, erreur=TROP_D_ESSAIS, statut=429)
    if not reprendre_tablette(ouverte, code="".join(request.POST.get("code", "").split())):
        cache.add(cle, 0, PAUSE_SECONDES)
        cache.incr(cle)
        return _page(request, ouverte, erreur=CODE_FAUX, statut=422)
    code = ouverte.demi_journee.centre.code
    if ouverte.lien is not None:
        reponse = redirect("parcours:appel", centre=code, jeton_appel=ouverte.lien.jeton)
    else:
        reponse = redirect("parcours:emargement", centre=code, pk=ouverte.demi_journee_id)
    reponse.delete_cookie(TEMOIN, path=f"/c/{code}/")
    return reponse
