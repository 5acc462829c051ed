"""The calendar of a session: the tab, the weekly pattern with its preview, the printed programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.programme import calendrier_pdf
from clairiere.flux.obstacles import Ferme
from clairiere.interface.francais import MOIS, date_longue, pluriel
from parcours import obstacles_calendrier, regles
from parcours.actions import calendrier as actions
from parcours.forms import RythmeForm
from parcours.forms.calendrier import plages
from parcours.papier_calendrier import donnees_calendrier
from parcours.regles.jours_sans_cours import vacances_inconnues
from parcours.views.formulaire import saisie, traiter
from parcours.views.onglets import onglets_de_session
from parcours.views.sessions import session_visible, statut


@exige("session.voir")
@require_safe
def calendrier_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Half-days with their modules, days left out with their reason, what does not add up."""
    objet = session_visible(request, pk)
    demi_journees = demi_journees_completes(objet)
    prises = obstacles_calendrier.heures_prises(objet)
    for demi_journee in demi_journees:
        preparer(demi_journee, prises)
    prevues = sum(d.minutes for d in demi_journees if d.compte_au_calendrier)
    bilan = bilan_des_modules(objet, demi_journees)
    aujourd_hui = timezone.localdate()
    sautees = list(objet.dates_sautees.all())
    contexte = {
        "session": objet,
        "onglets": onglets_de_session(objet, request.acteur, "parcours:calendrier_session"),
        "prevu": regles.dire_prevu(prevues, objet.heures_visees),
        "il_manque": prevues < objet.heures_visees * 60,
        "demi_journees": demi_journees,
        "mois": par_mois([d for d in demi_journees if d.date >= aujourd_hui], _apres(sautees, aujourd_hui)),
        "passees": par_mois([d for d in demi_journees if d.date < aujourd_hui], _avant(sautees, aujourd_hui)),
        "nombre_passees": sum(1 for d in demi_journees if d.date < aujourd_hui),
        "sautees": sautees,
        "empechees": sum(1 for d in demi_journees if d.date >= aujourd_hui and d.empechees),
        "petites_salles": _petites_salles(objet, demi_journees, aujourd_hui),
        "peut_planifier": request.acteur.peut("session.planifier"),
        "peut_emarger": request.acteur.peut("emargement.saisir"),
        **bilan,
    }
    return render(request, "parcours/calendrier/calendrier.html", contexte)


def demi_journees_completes(session: Any) -> list[Any]:
    """Half-days of a session with all that a calendar shows (five queries whatever their number)."""
    requete = session.demi_journees.annotate(lignes=Count("emargements")).order_by("date", "-moment", "pk")
    liste = list(
        requete.select_related("formatrice", "salle").prefetch_related(
            "parts__module", "materiels", "attendues__parcours__personne"
        )
    )
    for demi_journee in liste:
        demi_journee.session = session
    return liste


def preparer(demi_journee: Any, prises: dict[int, Any]) -> None:
    """What the row of a half-day says besides its own fields."""
    attendues = list(demi_journee.attendues.all())
    materiels = list(demi_journee.materiels.all())
    demi_journee.statut = statut(demi_journee)
    demi_journee.noms_attendues = [a.parcours.personne.nom_court for a in attendues]
    appelees = [a.parcours_id for a in attendues]
    cles = [] if demi_journee.est_annulee else obstacles_calendrier.empechees(demi_journee, prises, appelees)
    demi_journee.cles_empechees = cles
    demi_journee.empechees = regles.dire_empechees(prises[cle][0] for cle in cles)
    demi_journee.liste_parts = list(demi_journee.parts.all())
    demi_journee.nombre_materiels = len(materiels)
    demi_journee.nombre_prets = sum(1 for m in materiels if m.pret)


def bilan_des_modules(session: Any, demi_journees: Iterable[Any]) -> dict[str, Any]:
    """Hours of each module in the calendar, and what does not add up, in words (one query)."""
    modules = actions.modules_de(session)
    comptees = [d for d in demi_journees if d.compte_au_calendrier]
    prevues: dict[int, int] = {}
    for part in (p for d in comptees for p in d.parts.all()):
        prevues[part.module_id] = prevues.get(part.module_id, 0) + part.minutes
    liste = regles.bilans([(m.pk, m.minutes) for m in modules], prevues)
    noms = {m.pk: m.numerote for m in modules}
    sans_module = sum(d.minutes for d in comptees) - sum(prevues.values()) if modules else 0
    lignes, x = [], 0
    for module, bilan in zip(modules, liste, strict=True):
        plein = min(bilan.prevues, bilan.visees)
        lignes.append({"module": module, "bilan": bilan, "x": x, "largeur": bilan.visees, "plein": plein})
        x += bilan.visees
    ecarts = regles.dire_ecart(noms, liste, max(0, sans_module)) if comptees else []
    return {"modules": lignes, "largeur_modules": x, "ecarts": ecarts}


def par_mois(demi_journees: Iterable[Any], sautees: Iterable[Any]) -> list[dict[str, Any]]:
    """« Novembre 2026 » and its rows in the order of dates: half-days, and days left out."""
    rangs = [(d.date, 1, n, d) for n, d in enumerate(demi_journees)] + [
        (s.date, 0, n, s) for n, s in enumerate(sautees)
    ]
    rangs.sort(key=lambda r: r[:3])
    groupes = groupby(rangs, key=lambda r: (r[0].year, r[0].month))
    return [
        {
            "titre": f"{MOIS[mois - 1].capitalize()} {annee}",
            "lignes": [{"sautee": r[3] if not r[1] else None, "d": r[3] if r[1] else None} for r in lignes],
        }
        for (annee, mois), lignes in groupes
    ]


def _apres(sautees: Iterable[Any], jour: dt.date) -> list[Any]:
    return [s for s in sautees if s.date >= jour]


def _avant(sautees: Iterable[Any], jour: dt.date) -> list[Any]:
    return [s for s in sautees if s.date < jour]


def _petites_salles(session: Any, demi_journees: Iterable[Any], jour: dt.date) -> list[str]:
    salles = {d.salle_id: d.salle for d in demi_journees if d.salle_id and d.date >= jour and not d.est_annulee}
    phrases = (regles.dire_capacite(s.nom, s.capacite, session.nom, session.places) for s in salles.values())
    return [phrase for phrase in phrases if phrase]


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def planifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Fill the calendar from a weekly pattern: first what it gives, then the confirmation."""
    objet = session_visible(request, pk)
    if request.method == "GET" and not _manque(objet):
        messages.info(request, f"Les {objet.heures_visees} h sont déjà dans le calendrier.")
        return redirect("parcours:calendrier_session", centre=centre, pk=pk)
    depart = max(objet.debut, timezone.localdate()) if objet.demi_journees.exists() else objet.debut
    initial = {"a_partir_du": depart, "formatrice": objet.formatrice, "salle": objet.salle}
    formulaire = RythmeForm(saisie(request), centre=request.centre, initial=initial)
    contexte: dict[str, Any] = {
        "titre": "Remplir le calendrier",
        "bouton": "Voir les demi-journées",
        "session": objet,
        "apercu": None,
        "annonce": f"Il reste {regles.dire_duree(_manque(objet))} à placer. Rien n’est enregistré avant l’aperçu.",
    }
    if request.method == "POST" and formulaire.is_valid():
        contexte |= _apercu(request, objet, formulaire)
    confirme = request.POST.get("vu", "") if request.POST.get("geste") != "apercu" else ""
    if request.method == "POST" and formulaire.is_valid() and not confirme:
        page = {**contexte, "formulaire": formulaire, "obstacles": []}
        return render(request, "parcours/calendrier/remplir.html", page)

    def faire() -> Any:
        options = _options(request, formulaire)
        return actions.planifier_rythme(objet, par=request.acteur, vu=confirme, **options)

    def suite(creees: Any) -> HttpResponse:
        messages.success(request, f"{pluriel(len(creees), 'demi-journée ajoutée', 'demi-journées ajoutées')}.")
        return redirect("parcours:calendrier_session", centre=centre, pk=pk)

    return traiter(request, formulaire, faire, suite, contexte, gabarit="parcours/calendrier/remplir.html")


def _manque(session: Any) -> int:
    return regles.minutes_manquantes(session.minutes_prevues(), session.heures_visees)


def _options(request: HttpRequest, formulaire: RythmeForm) -> dict[str, Any]:
    donnees = formulaire.cleaned_data
    return {
        "rythme": plages(donnees["rythme"]),
        "a_partir_du": donnees["a_partir_du"],
        "sauts": obstacles_calendrier.sauts(
            request.centre,  # type: ignore[attr-defined]
            a_partir_du=donnees["a_partir_du"],
            feries=donnees["feries"],
            fermetures=donnees["fermetures"],
            vacances=donnees.get("vacances", False),
            autres=donnees["sauf"],
        ),
        "formatrice": donnees["formatrice"],
        "salle": donnees["salle"],
    }


def _apercu(request: HttpRequest, session: Any, formulaire: RythmeForm) -> dict[str, Any]:
    """What the pattern gives today, said before anything is written."""
    options = _options(request, formulaire)
    formatrice, salle = options.pop("formatrice"), options.pop("salle")
    prevue = actions.prevoir(session, **options)
    seances = [actions.en_demi_journee(session, s, formatrice, salle) for s in prevue.seances]
    total = session.minutes_prevues() + prevue.minutes
    inconnues = vacances_inconnues(s.date for s in prevue.seances) if formulaire.cleaned_data.get("vacances") else ""
    petite = regles.dire_capacite(salle.nom, salle.capacite, session.nom, session.places) if salle else ""
    apercu = {
        "seances": prevue.seances,
        "sautees": prevue.sautees,
        "prevu": regles.dire_prevu(total, session.heures_visees),
        "complet": total >= session.heures_visees * 60,
        "vu": prevue.empreinte,
        "conflits": [o.phrase for o in obstacles_calendrier.conflits(seances)],
        "avertissements": [phrase for phrase in (petite, inconnues) if phrase],
    }
    if prevue.seances:
        apercu["du"], apercu["au"] = date_longue(prevue.seances[0].date), date_longue(prevue.seances[-1].date)
    apercu["confirmable"] = bool(prevue.seances) and not apercu["conflits"]
    bouton = f"Ajouter {pluriel(len(prevue.seances), 'demi-journée', 'demi-journées')}"
    return {"apercu": apercu, "bouton": bouton if apercu["confirmable"] else "Voir les demi-journées"}


@exige("session.planifier")
@require_POST
def repartir(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Spread the modules again over what is to come."""
    objet = session_visible(request, pk)
    try:
        nombre = actions.repartir_de_nouveau(objet, par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        sur = pluriel(nombre, "demi-journée", "demi-journées")
        messages.success(request, f"Les modules sont répartis sur {sur}. Ce qui a déjà eu lieu garde les siens.")
    return redirect("parcours:calendrier_session", centre=centre, pk=pk)


@exige("session.voir")
@require_safe
def imprimer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The programme and the calendar of the session, to hand out (A4, PDF)."""
    objet = session_visible(request, pk)
    contenu = calendrier_pdf(donnees_calendrier(objet, demi_journees_completes(objet)))
    reponse = HttpResponse(contenu, content_type="application/pdf")
    reponse["Content-Disposition"] = f'inline; filename="programme-{slugify(objet.nom)}.pdf"'
    return reponse
