"""Contracts, for the parties: each reads her own, in words, and downloads the paper."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.models import documents_de
from clairiere.documents.views import TYPES
from contrats.lecture import en_mots
from contrats.models import Contrat


@exige("contrat.voir")
@require_GET
def mes_contrats(request: HttpRequest, centre: str) -> HttpResponse:
    """Her contracts, the one in force first; the team is led to its own list."""
    if request.acteur.est_equipe:
        return redirect("contrats:liste", centre=centre)
    visibles = Contrat.objects.visibles_par(request.acteur).avec_parties()
    ordre = {"pret": 0, "signe": 1, "termine": 2}
    contrats = sorted(visibles, key=lambda c: (ordre[c.etat], -c.date_embauche.toordinal()))
    contexte = {"contrats": contrats, "est_famille": not request.acteur.a("auxiliaire")}
    return render(request, "contrats/mes_contrats.html", contexte)


def page_de_la_partie(request: HttpRequest, contrat: Contrat) -> HttpResponse:
    """One contract in plain words."""
    document = documents_de(contrat).order_by("-version").first()
    contexte = {
        "contrat": contrat,
        "mots": en_mots(contrat),
        "montants": contrat.fige["montants"],
        "formats": sorted((f.format for f in document.fichiers.all()), reverse=True) if document else [],
        "est_famille": contrat.famille.contact == request.acteur.personne,
    }
    return render(request, "contrats/mon_contrat.html", contexte)


@exige("contrat.voir")
@require_safe
def papier(request: HttpRequest, centre: str, pk: int, format: str) -> FileResponse:
    """The last version of the paper, for the team and for both parties; 404 for anyone else and for a draft."""
    contrat: Any = get_object_or_404(Contrat.objects.visibles_par(request.acteur), pk=pk)
    document = documents_de(contrat).order_by("-version").first()
    if document is None or contrat.etat in ("brouillon", "annule"):
        raise Http404
    fichier = get_object_or_404(document.fichiers, format=format)
    try:
        contenu = fichier.contenu.open("rb")
    except FileNotFoundError as erreur:
        raise Http404 from erreur
    nom = f"contrat-{document.numero.lower()}.{format}"
    return FileResponse(contenu, as_attachment=True, filename=nom, content_type=TYPES[format])
