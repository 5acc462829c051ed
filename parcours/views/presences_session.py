"""The attendance of a session: half-days and trainees of a month, hours, sheets to issue, tables to take away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.tableur import TYPES, en_tableur
from clairiere.flux.obstacles import Ferme
from parcours.actions.feuilles_de_periode import etablir, feuilles_de
from parcours.donnees_presences import (
    code_de,
    dire_mois,
    lire_code,
    lire_mois,
    mois_de,
    mois_par_defaut,
    tableau,
)
from parcours.exports_presences import table_des_heures, table_des_presences
from parcours.models import ContradictionExpliquee, DemiJournee, Session
from parcours.obstacles_feuilles import contradictions_de
from parcours.views.onglets import onglets_de_session

TOUT = "tout"
# words, name of the address: the ways to fill a sheet (the first page also sends the link and opens the tablet)
FACONS = (
    ("Appel, lien ou tablette", "parcours:emargement"),
    ("Feuille de papier", "parcours:feuille_papier"),
)


def session_visible(request: HttpRequest, pk: int) -> Any:
    """The session with its trainer and centre, or 404."""
    requete = Session.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("formatrice", "centre", "version_programme", "salle"), pk=pk)


@exige("emargement.saisir")
@require_safe
def presences_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """A month of attendance, or all of it; with `?code=` of a paper sheet, the grid that copies it."""
    session = session_visible(request, pk)
    code = request.GET.get("code", "").strip()
    if code:
        if (trouvee := _feuille_du_code(request, code)) is not None:
            return redirect("parcours:feuille_papier", centre=centre, pk=trouvee)
        phrase = f"Aucune feuille ne porte le code «\u00a0{code[:30]}\u00a0». Il est écrit en haut de la feuille."
        messages.error(request, phrase)
    dates = list(DemiJournee.objects.tenues().filter(session=session).order_by("date").values_list("date", flat=True))
    mois = mois_de(dates)
    choisi = None if request.GET.get("mois") == TOUT else lire_mois(request.GET.get("mois", ""))
    if request.GET.get("mois") != TOUT and choisi not in mois:
        choisi = mois_par_defaut(mois)
    table = tableau(session, choisi)
    expliquees = set(
        ContradictionExpliquee.objects.filter(session=session).order_by("pk").values_list("cle", flat=True)
    )
    a_verifier = [c for c in contradictions_de(session) if c.cle not in expliquees]
    feuilles = [_feuille(dj, request) for dj in table.demi_journees]
    contexte = {
        "session": session,
        "onglets": onglets_de_session(session, request.acteur, "parcours:presences_session"),
        "table": table,
        "mois": _liens_des_mois(request, session, mois, choisi),
        "mois_choisi": f"{choisi:%Y-%m}" if choisi else TOUT,
        "a_faire": [f for f in feuilles if not f["a_venir"] and not f["dj"].signee_le],
        "signees": [f for f in feuilles if f["dj"].signee_le],
        "a_venir": [f for f in feuilles if f["a_venir"]],
        "colonnes": list(zip(table.demi_journees, table.totaux, strict=True)),
        "contradictions": len(a_verifier),
        "documents": list(feuilles_de(session).prefetch_related("fichiers")[:20]),
        "peut_etablir": request.acteur.peut("feuille.etablir"),
        "peut_exporter": request.acteur.peut("heures.exporter"),
        "code": code,
    }
    return render(request, "parcours/presences/session.html", contexte)


def _feuille_du_code(request: HttpRequest, code: str) -> int | None:
    """The half-day that a printed code names, whatever the session of the page."""
    lu = lire_code(code)
    if lu is None:
        return None
    requete = DemiJournee.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    trouvee = requete.filter(pk=lu[1], session=lu[0]).order_by("pk").values_list("pk", flat=True).first()
    return trouvee if trouvee is None else int(trouvee)


def _liens_des_mois(
    request: HttpRequest, session: Any, mois: list[dt.date], choisi: dt.date | None
) -> list[dict[str, Any]]:
    liens = [{"url": f"?mois={m:%Y-%m}", "libelle": dire_mois(m), "ici": m == choisi, "compte": None} for m in mois]
    tout = {"url": f"?mois={TOUT}", "libelle": "Toute la session", "ici": choisi is None, "compte": None}
    return [*liens, tout] if len(mois) > 1 else liens


def _feuille(dj: Any, request: HttpRequest) -> dict[str, Any]:
    """One half-day of the list: its state in words, and the ways to fill it."""
    a_venir = dj.date > timezone.localdate()
    etat = ("signée", "fait") if dj.signee_le else ("à venir", "neutre") if a_venir else ("à remplir", "a_faire")
    if dj.lignes and not dj.signee_le:
        etat = ("à signer", "a_faire")
    code = request.centre.code  # type: ignore[attr-defined]
    return {"dj": dj, "etat": etat, "code": code_de(dj), "a_venir": a_venir, "facons": _facons(dj, code)}


def _facons(dj: Any, code: str) -> list[dict[str, str]]:
    return [{"libelle": mots, "url": reverse(nom, kwargs={"centre": code, "pk": dj.pk})} for mots, nom in FACONS]


@exige("feuille.etablir")
@require_POST
def etablir_feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Issue the sheet of a month, or of the whole session; the same one is not issued twice."""
    session = session_visible(request, pk)
    mois = lire_mois(request.POST.get("mois", ""))
    if mois is None and request.POST.get("mois") != TOUT:
        messages.error(request, "Choisissez le mois de la feuille.")
        return redirect("parcours:presences_session", centre=centre, pk=pk)
    try:
        document, nouveau = etablir(session, par=request.acteur, mois=mois)
        fait = "La feuille est établie" if nouveau else "Rien n’a changé depuis la dernière feuille"
        messages.success(request, f"{fait}\u00a0: {document.numero}, version {document.version}.")
    except Ferme as refus:
        messages.error(request, str(refus))
    adresse = reverse("parcours:presences_session", kwargs={"centre": centre, "pk": pk})
    return redirect(f"{adresse}?mois={request.POST['mois']}#papiers")


@exige("heures.exporter")
@require_safe
def export_heures(request: HttpRequest, centre: str, pk: int, format: str) -> HttpResponse:
    """One line per trainee: hours acquired, waiting, missed, planned, by module; the total of the group."""
    session = session_visible(request, pk)
    return _tableur(session, "heures", format, *table_des_heures(tableau(session)))


@exige("heures.exporter")
@require_safe
def export_presences(request: HttpRequest, centre: str, pk: int, format: str) -> HttpResponse:
    """One line per trainee and half-day, with who wrote it and how."""
    session = session_visible(request, pk)
    return _tableur(session, "presences", format, *table_des_presences(tableau(session)))


def _tableur(session: Any, quoi: str, format: str, entetes: Any, lignes: Any) -> HttpResponse:
    if format not in TYPES:
        raise Http404
    contenu = en_tableur(format, f"{quoi.capitalize()} {session.nom}", entetes, lignes)
    reponse = HttpResponse(contenu, content_type=TYPES[format])
    nom = f"{quoi}-{slugify(session.nom)}-{timezone.localdate():%Y-%m-%d}.{format}"
    reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
    return reponse
