"""The public page that says what a certificate is worth."""

from __future__ import annotations

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
    if trop_d_essais(request):
        return render(request, "parcours/verifier_pause.html", {"minutes": PAUSE_SECONDES // 60}, status=429)
    certificat = par_code(lu)
    if certificat is None:
        compter(request)
        return render(request, "parcours/verifier_inconnu.html", {"code": grouper(lu)}, status=404)
    contexte = {"certificat": certificat, "suivant": certificat.successeur, "code": grouper(lu), "mention": MENTION}
    return render(request, "parcours/verifier.html", contexte)


def par_code(code: str) -> Certificat | None:
    """The certificate that carries this code, in any centre; None when there is none."""
    if not code:
        return None
    with portee.sans_portee("vérification publique d’un certificat"):
        avec = ("centre", "parcours__session", "remplace_par", "document")
        return Certificat.objects.filter(code=code).select_related(*avec).first()


def trop_d_essais(request: HttpRequest, genre: str = "code", limite: int = ESSAIS) -> bool:
    """True when this visitor tried many codes that exist nowhere (or, with another `genre`, many files)."""
    return bool(cache.get(_cle(request, genre), 0) >= limite)


def compter(request: HttpRequest, genre: str = "code") -> None:
    """One more for this visitor."""
    cache.add(_cle(request, genre), 0, PAUSE_SECONDES)
    cache.incr(_cle(request, genre))


def _cle(request: HttpRequest, genre: str) -> str:
    return f"verifier-{genre}-{request.META.get('REMOTE_ADDR', '')}"


def _demander(request: HttpRequest, saisie: CodeForm, statut: int) -> HttpResponse:
    return render(request, "parcours/verifier_formulaire.html", {"formulaire": saisie}, status=statut)
