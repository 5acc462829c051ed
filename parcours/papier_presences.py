"""The table of attendance put on paper: the month, or the whole session."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Any

from django.utils import timezone

from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.presences import DonneesPresences
from clairiere.interface.francais import date_courte, heures, pluriel
from parcours.donnees_presences import Case, LigneDuTableau, Tableau
from parcours.models import Emargement
from parcours.models.appel import TraceSignature
from parcours.obstacles_feuilles import dire_demi_journee

MENTION = (
    "Une heure compte quand la stagiaire et la formatrice ont signé. « * » : une signature manque, l’heure n’est pas "
    "dans les totaux. Les heures sont celles réellement suivies."
)
Traces = dict[tuple[int, int], str]


def traces_de(tableau: Tableau) -> Traces:
    """Signatures drawn on a screen, as pictures: (half-day, trainee) → SVG (one query)."""
    ids = [dj.pk for dj in tableau.demi_journees]
    requete = TraceSignature.objects.filter(demi_journee__in=ids, parcours__isnull=False).exclude(trait="")
    valeurs = requete.order_by("pk").values_list("demi_journee", "parcours", "trait")
    return {(dj, parcours): en_svg(trait) for dj, parcours, trait in valeurs}


def en_svg(trait: str) -> str:
    """A drawn signature, in its frame of 1000 × 400."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400" width="1000" height="400">'
        f'<path d="{escape(trait)}" fill="none" stroke="#1e2a22" stroke-width="14" stroke-linecap="round"/></svg>'
    )


def donnees_du_papier(tableau: Tableau, *, titre: str, numero: str, traces: Traces) -> DonneesPresences:
    """All that is printed; the totals are those of the table."""
    session = tableau.session
    aujourd_hui = timezone.localdate()
    return DonneesPresences(
        emetteur=emetteur_de(session.centre),
        titre=titre,
        session=session.nom,
        periode=dire_periode(tableau),
        programme=session.programme,
        lieu=session.lieu or session.centre.nom,
        formatrice=str(session.formatrice or ""),
        numero=numero,
        demi_journees=tuple(_colonne(dj) for dj in tableau.demi_journees),
        stagiaires=tuple(_ligne(ligne, traces) for ligne in tableau.lignes),
        totaux=tuple(heures(total) for total in tableau.totaux),
        reperes=_reperes(tableau),
        sources=tuple(_source(tableau, n, dj) for n, dj in enumerate(tableau.demi_journees) if dj.date <= aujourd_hui),
        mention=MENTION,
        etablie_le=date_courte(aujourd_hui),
        date=aujourd_hui,
    )


def dire_periode(tableau: Tableau) -> str:
    """« novembre 2026 », « du 01/09/2026 au 12/12/2026 »."""
    if tableau.debut is not None or not tableau.demi_journees:
        return tableau.periode
    premiere, derniere = tableau.demi_journees[0].date, tableau.demi_journees[-1].date
    return f"du {date_courte(premiere)} au {date_courte(derniere)}"


def _colonne(dj: Any) -> dict[str, Any]:
    signee = f"{dj.signee_par}, le {date_courte(_jour(dj.signee_le))}" if dj.signee_le else "pas signée"
    return {
        "jour": f"{dj.date:%d/%m}",
        "moment": "rattrapage" if dj.rattrapage else str(dj.get_moment_display()),
        "duree": heures(dj.minutes),
        "formatrice": signee if dj.date <= timezone.localdate() else "à venir",
    }


def _jour(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def _ligne(ligne: LigneDuTableau, traces: Traces) -> dict[str, Any]:
    return {
        "nom": ligne.parcours.personne.nom_complet,
        "cases": tuple(_case(case, traces) for case in ligne.cases),
        "total": heures(ligne.minutes),
        "depuis_le_debut": heures(ligne.depuis_le_debut),
    }


def _case(case: Case, traces: Traces) -> dict[str, Any]:
    trace = traces.get((case.demi_journee.pk, case.ligne.parcours_id)) if case.ligne and case.signe else None
    return {"texte": case.texte, "signe": case.signe, "trace": trace}


def _reperes(tableau: Tableau) -> dict[str, str]:
    reperes = {
        "Heures-stagiaires de la période": heures(tableau.minutes),
        "Heures-stagiaires depuis le début": heures(tableau.heures_stagiaires),
    }
    attente = [dj for dj in tableau.demi_journees if dj.lignes and not dj.signee_le]
    if attente:
        reperes["Feuilles qui attendent la formatrice"] = str(len(attente))
    return reperes


def _source(tableau: Tableau, rang: int, dj: Any) -> str:
    """« 03/11/2026 matin : feuille de papier, saisie par Nadia le 05/11/2026, photo jointe (1 page). »"""
    lignes = [ligne.cases[rang].ligne for ligne in tableau.lignes if ligne.cases[rang].ligne is not None]
    debut = f"{dire_demi_journee(dj)}\u00a0: "
    if not lignes:
        return f"{debut}rien n’est noté."
    mots = [dire_mode(mode, [e for e in lignes if e.mode == mode]) for mode in sorted({e.mode for e in lignes})]
    if dj.nombre_scans:
        mots.append(f"photo jointe ({pluriel(dj.nombre_scans, 'page')})")
    return debut + ", ".join(mots) + "."


def dire_mode(mode: str, lignes: list[Any]) -> str:
    """How these lines came: « feuille de papier, saisie par Nadia le 05/11/2026 »."""
    derniere = max(lignes, key=lambda e: (e.saisi_le, e.pk))
    par = f"par {derniere.saisi_par} le {date_courte(_jour(derniere.saisi_le))}"
    modes = {
        Emargement.Mode.PAPIER: f"feuille de papier, saisie {par}",
        Emargement.Mode.IMPORT: f"feuille importée {par}",
        Emargement.Mode.LIEN: f"appel sur le téléphone de la formatrice, enregistré {par}",
        Emargement.Mode.TABLETTE: f"signatures sur la tablette du groupe, enregistrées {par}",
    }
    return modes.get(mode, f"appel à l’écran, enregistré {par}")  # type: ignore[call-overload,no-any-return]
