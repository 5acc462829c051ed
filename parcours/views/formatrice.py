"""The trainer's own pages: her half-days, her hours of each month, her calendar address."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clairiere.agenda.actions import abonnements
from clairiere.agenda.models import AbonnementAgenda
from clairiere.comptes.acces import exige
from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.programme import DonneesReleve, LigneReleve, releve_pdf
from clairiere.interface.francais import MOIS, date_longue, heure, typographie
from parcours.models import DemiJournee
from parcours.regles import dire_duree
from parcours.views.sessions import statut

PAR_PAGE = 20
MOIS_MONTRES = 12


def _siennes(request: HttpRequest) -> Any:
    acteur = request.acteur  # type: ignore[attr-defined]
    return DemiJournee.objects.visibles_par(acteur).de_la_formatrice(acteur.utilisateur)


@exige("session.mes_seances")
@require_safe
def mes_seances(request: HttpRequest, centre: str) -> HttpResponse:
    """What she teaches next, the sheets that wait for her, her hours month by month."""
    aujourd_hui = timezone.localdate()
    siennes = _siennes(request).select_related("session", "salle").prefetch_related("parts__module")
    materiel = {
        "materiel_en_tout": Count("materiels", distinct=True),
        "materiel_pret": Count("materiels", filter=Q(materiels__pret=True), distinct=True),
        "lignes": Count("emargements", distinct=True),
    }
    a_venir = siennes.filter(date__gte=aujourd_hui).annotate(**materiel).order_by("date", "-moment", "pk")
    page = Paginator(a_venir, PAR_PAGE).get_page(request.GET.get("page"))
    en_attente = siennes.tenues().filter(date__lt=aujourd_hui, signee_le=None).annotate(**materiel)
    en_attente = list(en_attente.order_by("-date", "moment", "pk")[:PAR_PAGE])
    for demi_journee in (*page.object_list, *en_attente):
        demi_journee.statut = statut(demi_journee)
    contexte = {"page": page, "en_attente": en_attente, "mois": heures_par_mois(request, aujourd_hui)}
    return render(request, "parcours/calendrier/mes_seances.html", contexte)


def heures_par_mois(request: HttpRequest, aujourd_hui: dt.date) -> list[dict[str, Any]]:
    """Hours of each month, the last one first: signed, and waiting for a signature (one query)."""
    passees = _siennes(request).tenues().filter(date__lte=aujourd_hui).order_by("-date", "-pk")
    mois: dict[tuple[int, int], dict[str, Any]] = {}
    for jour, minutes, signee in passees.values_list("date", "minutes", "signee_le"):
        cle = (jour.year, jour.month)
        if cle not in mois and len(mois) == MOIS_MONTRES:
            break
        ligne = mois.setdefault(
            cle, {"nom": dire_mois(*cle), "cle": f"{jour.year}-{jour.month:02d}", "faites": 0, "a_signer": 0}
        )
        ligne["faites" if signee else "a_signer"] += minutes
    return list(mois.values())


def dire_mois(annee: int, mois: int) -> str:
    """« Novembre 2026 »."""
    return f"{MOIS[mois - 1].capitalize()} {annee}"


@exige("session.mes_seances")
@require_safe
def mes_heures(request: HttpRequest, centre: str, mois: str) -> HttpResponse:
    """Her hours of a month, to join to her invoice (A4, PDF)."""
    lu = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", mois)
    if lu is None:
        raise Http404
    annee, numero = int(lu[1]), int(lu[2])
    du_mois = _siennes(request).tenues().filter(date__year=annee, date__month=numero, date__lte=timezone.localdate())
    demi_journees = list(du_mois.select_related("session").order_by("date", "-moment", "pk"))
    signees = sum(d.minutes for d in demi_journees if d.signee_le)
    attendent = sum(d.minutes for d in demi_journees if not d.signee_le)
    totaux = [("Heures faites, feuille signée", dire_duree(signees) if signees else "0\u00a0h")]
    if attendent:
        totaux.append(("Heures dont la feuille n’est pas signée", dire_duree(attendent)))
    donnees = DonneesReleve(
        emetteur=emetteur_de(request.centre),
        formatrice=str(request.acteur.utilisateur),
        mois=dire_mois(annee, numero),
        date=demi_journees[-1].date if demi_journees else dt.date(annee, numero, 1),
        lignes=tuple(_ligne(d) for d in demi_journees),
        totaux=tuple(totaux),
        reserve="Seules les heures dont la feuille est signée sont sûres." if attendent else "",
    )
    reponse = HttpResponse(releve_pdf(donnees), content_type="application/pdf")
    reponse["Content-Disposition"] = f'inline; filename="heures-{slugify(donnees.formatrice)}-{mois}.pdf"'
    return reponse


def _ligne(demi_journee: Any) -> LigneReleve:
    return LigneReleve(
        date=date_longue(demi_journee.date, aujourdhui=demi_journee.date),
        session=typographie(demi_journee.session.nom),
        horaires=f"{heure(demi_journee.commence_a)} – {heure(demi_journee.finit_a)}",
        duree=dire_duree(demi_journee.minutes),
        etat="signée" if demi_journee.signee_le else "à signer",
    )


@exige("session.mes_seances")
@require_safe
@never_cache
def mon_calendrier(request: HttpRequest, centre: str) -> HttpResponse:
    """Her calendar address: get it, change it, stop it."""
    abonnement = (
        AbonnementAgenda.objects.visibles_par(request.acteur)
        .actifs()
        .filter(utilisateur=request.acteur.utilisateur)
        .first()
    )
    adresse = ""
    if abonnement is not None:
        chemin = reverse("agenda_public:flux", kwargs={"jeton": abonnement.jeton})
        adresse = (
            f"{settings.ADRESSE_PUBLIQUE}{chemin}" if settings.ADRESSE_PUBLIQUE else request.build_absolute_uri(chemin)
        )
    contexte = {"adresse": adresse, "webcal": adresse.replace("https://", "webcal://").replace("http://", "webcal://")}
    return render(request, "parcours/calendrier/mon_agenda.html", contexte)


_GESTES = {
    "ouvrir": (abonnements.ouvrir_pour_compte, "Votre adresse est prête."),
    "renouveler": (abonnements.renouveler_pour_compte, "Votre adresse est changée. L’ancienne ne marche plus."),
    "arreter": (abonnements.arreter_pour_compte, "Votre adresse est arrêtée. Elle ne marche plus."),
}


@exige("session.mes_seances")
@require_POST
def changer_calendrier(request: HttpRequest, centre: str) -> HttpResponse:
    """Open, renew or stop her address."""
    geste = _GESTES.get(request.POST.get("geste", ""))
    if geste is not None:
        verbe, phrase = geste
        verbe(request.acteur.utilisateur, par=request.acteur)
        messages.success(request, phrase)
    return redirect("parcours:mon_agenda", centre=centre)
