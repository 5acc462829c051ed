"""The certificates of a session: who has one, who gets one now, why the others do not; the whole group in one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions import lots as actions
from parcours.fichiers_certificats import a_imprimer, archive
from parcours.groupe_certificats import attentes
from parcours.models import Certificat, LigneDeLot, LotCertificats, Session
from parcours.remise import appelees, ceremonie_de
from parcours.views.onglets import onglets_de_session

PAR_PAGE = 50


def session_visible(request: HttpRequest, pk: int) -> Any:
    """The session, or 404."""
    return get_object_or_404(Session.objects.visibles_par(request.acteur), pk=pk)  # type: ignore[attr-defined]


def _lot(request: HttpRequest, pk: int) -> Any:
    requete = LotCertificats.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("session"), pk=pk)


@exige("certificat.lister")
@require_safe
def certificats_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Certificates made, certificates due, and why the others get none."""
    session = session_visible(request, pk)
    groupe = attentes(session)
    certificats = Certificat.objects.filter(parcours__session=session).select_related("parcours", "remplace_par")
    page = Paginator(certificats.order_by("-delivre_le", "nom_porte", "pk"), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        "session": session,
        "page": page,
        "dues": [a for a in groupe if not a.raison],
        "autres": [a for a in groupe if a.raison and not a.parcours.a_valable],
        "valables": sum(1 for a in groupe if a.parcours.a_valable),
        "groupe": groupe,
        "lot": LotCertificats.objects.filter(session=session).first(),
        "ceremonie": ceremonie_de(session),
        "peut_delivrer": request.acteur.peut("certificat.delivrer"),
        "onglets": onglets_de_session(session, request.acteur, "parcours:certificats_session"),
    }
    return render(request, "parcours/certificats/session.html", contexte)


@exige("certificat.delivrer")
@require_POST
def etablir_certificats(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One click for the whole group; a second one leads to the same lot."""
    session = session_visible(request, pk)
    try:
        lot = actions.demander(session, par=request.acteur)
    except Ferme as refus:
        dernier = LotCertificats.objects.filter(session=session).first()
        if dernier is not None:
            return redirect("parcours:lot", centre=centre, pk=dernier.pk)
        messages.error(request, str(refus))
        return redirect("parcours:certificats_session", centre=centre, pk=pk)
    return redirect("parcours:lot", centre=centre, pk=lot.pk)


@exige("certificat.lister")
@require_safe
def lot(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """How far it is, then what was made and what was not, with the reason."""
    objet = _lot(request, pk)
    comptes = objet.comptes()
    lignes = objet.lignes.select_related("parcours__personne", "certificat").order_by("pk")
    page = Paginator(lignes.filter(etat=LigneDeLot.Etat.FAITE), PAR_PAGE).get_page(request.GET.get("page"))
    ecartees = list(lignes.filter(etat=LigneDeLot.Etat.ECARTEE)[:300])
    contexte = {
        "lot": objet,
        "session": objet.session,
        "faits": comptes["faite"],
        "traites": objet.total - comptes["attente"] - comptes["en_cours"],
        "finie": objet.fini_le is not None,
        "page": page,
        "refusees": [ligne for ligne in ecartees if ligne.essais],
        "autres": [ligne for ligne in ecartees if not ligne.essais],
        "onglets": onglets_de_session(objet.session, request.acteur, "parcours:certificats_session"),
    }
    return render(request, "parcours/certificats/lot.html", contexte)


@exige("certificat.lister")
@require_safe
def lot_zip(request: HttpRequest, centre: str, pk: int) -> FileResponse:
    """The signed files of a lot, in one archive."""
    return _archive(_valables_du_lot(_lot(request, pk)), _nom(_lot(request, pk).session, "zip"))


@exige("certificat.lister")
@require_safe
def lot_pdf(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The certificates of a lot as one file to print: the one made with the lot, unless some no longer hold."""
    objet = _lot(request, pk)
    certificats = _valables_du_lot(objet)
    tous = objet.lignes.filter(etat=LigneDeLot.Etat.FAITE).count()
    if objet.impression and len(certificats) == tous:
        try:
            ouvert = objet.impression.open("rb")
        except FileNotFoundError:  # a restored backup, say: made again below
            pass
        else:
            return FileResponse(ouvert, filename=_nom(objet.session, "pdf"), content_type="application/pdf")
    return _impression(certificats, objet.session)


@exige("certificat.lister")
@require_safe
def certificats_zip(request: HttpRequest, centre: str, pk: int) -> FileResponse:
    """All the valid certificates of a session, in one archive, in the order of call."""
    session = session_visible(request, pk)
    return _archive([a.certificat for a in appelees(session, ceremonie_de(session))], _nom(session, "zip"))


@exige("certificat.lister")
@require_safe
def certificats_pdf(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """All the valid certificates of a session as one file to print, in the order of call."""
    session = session_visible(request, pk)
    return _impression([a.certificat for a in appelees(session, ceremonie_de(session))], session)


def _valables_du_lot(objet: LotCertificats) -> list[Certificat]:
    requete = Certificat.objects.valables().filter(pk__in=objet.lignes.exclude(certificat=None).values("certificat"))
    return list(requete.order_by("numero", "pk"))


def _nom(session: Any, extension: str) -> str:
    return f"certificats-{slugify(session.nom) or session.pk}.{extension}"


def _archive(certificats: list[Certificat], nom: str) -> FileResponse:
    if not certificats:
        raise Http404
    return FileResponse(archive(certificats), as_attachment=True, filename=nom, content_type="application/zip")


def _impression(certificats: list[Certificat], session: Any) -> HttpResponse:
    if not certificats:
        raise Http404
    entetes = {"Content-Disposition": f'inline; filename="{_nom(session, "pdf")}"'}
    return HttpResponse(a_imprimer(certificats, session), content_type="application/pdf", headers=entetes)
