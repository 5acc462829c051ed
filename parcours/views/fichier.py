"""The file of a certificate, checked by anyone: who signed it, whether it was changed, and what the register says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from clairiere.comptes.acces import public
from clairiere.documents import signature
from clairiere.documents.controle import Constat, controler
from clairiere.documents.lecture_certificat import code_dans, lire
from clairiere.documents.scellement import pem_publie
from parcours.forms.verification import FichierForm
from parcours.models import Certificat
from parcours.regles.verification import AuRegistre, LigneComparee, comparer, differences
from parcours.views.verification import PAUSE_SECONDES, compter, par_code, trop_d_essais

FICHIERS = 60  # files per visitor before a pause: each costs half a second of a child


@dataclass(frozen=True)
class Resultat:
    """What is shown of a file."""

    constat: Constat
    certificat: Certificat | None
    lignes: list[LigneComparee] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)

    @property
    def signe_le(self) -> Any:
        """The moment that the signer wrote, None without one."""
        return parse_datetime(self.constat.le) if self.constat.le else None

    @property
    def est_l_original(self) -> bool:
        """Signed by us, unchanged, valid, and the register says the same."""
        valable = bool(self.certificat and self.certificat.est_valable)
        return self.constat.etat == signature.INTACT and valable and not self.phrases


@public
@require_http_methods(["GET", "POST"])
def fichier(request: HttpRequest) -> HttpResponse:
    """Bring the PDF; it is read and forgotten."""
    if request.method == "GET":
        return _demander(request, FichierForm(), 200)
    if trop_d_essais(request, "fichier", FICHIERS):
        return render(request, "parcours/verifier_pause.html", {"minutes": PAUSE_SECONDES // 60}, status=429)
    formulaire = FichierForm(request.POST, request.FILES)
    if not formulaire.is_valid():
        return _demander(request, formulaire, 422)
    compter(request, "fichier")
    constat = controler(formulaire.cleaned_data["fichier"], pem_publie())
    if constat.etat == signature.ILLISIBLE:
        formulaire.add_error("fichier", "Ce fichier est abîmé : il ne se lit pas. Demandez-le de nouveau.")
        return _demander(request, formulaire, 422)
    return render(request, "parcours/verifier_fichier_resultat.html", {"r": resultat(constat)})


def resultat(constat: Constat) -> Resultat:
    """Put the file beside the register: by the code on its page, else by the code that was signed."""
    lu = lire(constat.texte)
    certificat = par_code(lu.code or code_dans(constat.motif))
    if certificat is None:
        return Resultat(constat, None)
    registre = AuRegistre(
        numero=certificat.numero,
        nom=certificat.nom_porte,
        minutes=certificat.minutes,
        programme=certificat.programme,
        centre=certificat.centre.nom,
        delivre_le=certificat.delivre_le,
        autres_durees=frozenset(_durees_imprimees(certificat)),
    )
    lignes = comparer(lu, registre)
    return Resultat(constat, certificat, lignes, differences(lignes))


def _durees_imprimees(certificat: Certificat) -> Iterator[int]:
    """The durations that the frozen words of the paper hold: hours planned, programme, sentences of the centre."""
    figees = certificat.document.donnees if certificat.document else {}
    yield from lire("\n".join(str(valeur) for valeur in figees.values())).durees
    prevues = figees.get("heures_prevues", certificat.parcours.session.heures_visees)
    yield round(Decimal(prevues) * 60)


@public
@require_safe
def cle(request: HttpRequest) -> HttpResponse:
    """The public certificates of this installation: with them a file is checked without us."""
    pem = pem_publie()
    if not pem:
        raise Http404
    entetes = {"Content-Disposition": 'attachment; filename="cle.pem"'}
    return HttpResponse(pem, content_type="application/x-pem-file; charset=utf-8", headers=entetes)


def _demander(request: HttpRequest, formulaire: FichierForm, statut: int) -> HttpResponse:
    return render(request, "parcours/verifier_fichier.html", {"formulaire": formulaire}, status=statut)
