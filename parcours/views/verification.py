"""The public page that says what a certificate is worth."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from clairiere.centres import portee
from clairiere.comptes.acces import public
from clairiere.documents.certificat import MENTION
from clairiere.documents.numeros import CodeInvalide, grouper, lire_code
from parcours.forms import CodeForm
from parcours.models import Certificat

ESSAIS = 20  # well-formed codes that exist nowhere, per visitor, before a pause
PAUSE_SECONDES = 10 * 60


@public
@require_safe
def formulaire(request: HttpRequest) -> HttpResponse:
    """Type the code that the paper carries."""
    saisie = CodeForm(request.GET if "code" in request.GET else None)
    if saisie.is_bound and saisie.is_valid():
        return redirect("parcours_public:verifier", code=grouper(saisie.cleaned_data["code"]))
    return _demander(request, saisie, 422 if saisie.is_bound else 200)


@public
@require_safe
def verifier(request: HttpRequest, code: str) -> HttpResponse:
    """What was certified: name as she chose it, centre, programme, hours, date, and whether it still holds."""
    try:
        lu = lire_code(code)
    except CodeInvalide:
        return _demander(request, CodeForm({"code": code}), 404)
    cle = f"verifier-{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(cle, 0) >= ESSAIS:
        return render(request, "parcours/verifier_pause.html", {"minutes": PAUSE_SECONDES // 60}, status=429)
    with portee.sans_portee("vérification publique d’un certificat"):
        certificat = Certificat.objects.filter(code=lu).select_related("centre", "parcours__session").first()
        remplace = bool(certificat and certificat.revoque_le and _a_un_valable(certificat))
    if certificat is None:
        cache.add(cle, 0, PAUSE_SECONDES)
        cache.incr(cle)
        return render(request, "parcours/verifier_inconnu.html", {"code": grouper(lu)}, status=404)
    contexte = {
        "certificat": certificat,
        "code": grouper(lu),
        "remplace": remplace,
        "mention": MENTION,
    }
    return render(request, "parcours/verifier.html", contexte)


def _a_un_valable(certificat: Any) -> bool:
    return Certificat.objects.filter(parcours=certificat.parcours_id, revoque_le__isnull=True).exists()


def _demander(request: HttpRequest, saisie: CodeForm, statut: int) -> HttpResponse:
    return render(request, "parcours/verifier_formulaire.html", {"formulaire": saisie}, status=statut)
