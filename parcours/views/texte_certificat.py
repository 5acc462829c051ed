"""What the centre puts on its certificates: its logo, its sentences, its signatory; seen before it is kept."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clairiere.comptes.acces import exige
from clairiere.documents.certificat import MENTION, certificat_png
from clairiere.documents.moteur import CompositionImpossible
from parcours.actions import texte_certificat as actions
from parcours.atelier import Atelier, certificat_d_essai
from parcours.forms.certificat import LogoForm, TexteForm


@exige("centre.reglages")
@require_http_methods(["GET", "POST"])
def texte_certificat(request: HttpRequest, centre: str) -> HttpResponse:
    """The sentences; « Voir » shows the paper with what is typed, « Enregistrer » keeps it."""
    lieu = request.centre  # type: ignore[attr-defined]
    atelier = Atelier.de(lieu)
    actuel = {"phrase": atelier.phrase, "complement": atelier.complement, "signataire": atelier.signataire}
    formulaire = TexteForm(request.POST if request.method == "POST" else None, initial=actuel)
    statut, essai = 200, False
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            statut, essai = 200, request.POST.get("faire") == "voir"
            if not essai:
                actions.regler_texte(lieu, par=request.acteur, **formulaire.cleaned_data)
                messages.success(request, "Le texte du certificat est enregistré. Il vaut pour les prochains.")
                return redirect("parcours:texte_certificat", centre=centre)
            atelier = Atelier.de(lieu, **formulaire.cleaned_data)
    return _page(request, formulaire, LogoForm(), atelier, statut, essai)


@exige("centre.reglages")
@require_POST
def logo(request: HttpRequest, centre: str) -> HttpResponse:
    """Put a logo, or take it away (`retirer`)."""
    lieu = request.centre  # type: ignore[attr-defined]
    if "retirer" in request.POST:
        actions.retirer_logo(lieu, par=request.acteur)
        messages.success(request, "Le logo est retiré.")
        return redirect("parcours:texte_certificat", centre=centre)
    formulaire = LogoForm(request.POST, request.FILES)
    if formulaire.is_valid():
        actions.poser_logo(lieu, formulaire.cleaned_data["logo"], par=request.acteur)
        messages.success(request, "Le logo est enregistré.")
        return redirect("parcours:texte_certificat", centre=centre)
    atelier = Atelier.de(lieu)
    actuel = {"phrase": atelier.phrase, "complement": atelier.complement, "signataire": atelier.signataire}
    return _page(request, TexteForm(initial=actuel), formulaire, atelier, 422, essai=False)


def _page(
    request: HttpRequest, texte: TexteForm, image: LogoForm, atelier: Atelier, statut: int, essai: bool
) -> HttpResponse:
    contexte: dict[str, Any] = {
        "formulaire": texte,
        "logo_form": image,
        "apercu": "",
        "essai": essai,
        "mention": MENTION,
        "logo": base64.b64encode(atelier.emetteur.logo).decode() if atelier.emetteur.logo else "",
    }
    try:
        png = certificat_png(atelier.donnees(*certificat_d_essai(request.centre)))  # type: ignore[attr-defined]
    except CompositionImpossible as refus:
        contexte["refus"] = refus.phrase
        statut = 422
    else:
        contexte |= {"apercu": base64.b64encode(png).decode(), "refus": ""}
    return render(request, "parcours/certificats/texte.html", contexte, status=statut)
