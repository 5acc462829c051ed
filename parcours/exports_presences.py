"""The tables that a centre takes away: hours by trainee, and each presence."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clairiere.interface.francais import date_courte
from parcours.donnees_presences import Tableau

Table = tuple[list[str], list[list[Any]]]
DES_HEURES = (
    "Nom",
    "Prénom",
    "Étape",
    "Heures qui comptent",
    "Heures en attente de signature",
    "Heures manquées à rattraper",
    "Heures à venir",
    "Total prévu",
)
DES_PRESENCES = (
    "Date",
    "Moment",
    "Rattrapage",
    "Durée (h)",
    "Nom",
    "Prénom",
    "Présence",
    "Arrivée",
    "Départ",
    "Heures suivies",
    "Heures qui comptent",
    "Signature",
    "Saisi sur",
    "Saisi par",
    "Saisi le",
    "Signée par la formatrice",
)


def en_heures(minutes: int) -> float:
    """135 → 2.25."""
    return round(minutes / 60, 2)


def table_des_heures(table: Tableau) -> Table:
    """One line per trainee; the last one is the sum for the yearly report (heures-stagiaires)."""
    modules = [m.libelle for m in table.lignes[0].heures.modules if m.cle] if table.lignes else []
    lignes = []
    for ligne in table.lignes:
        b, personne = ligne.heures.bilan, ligne.parcours.personne
        par_module = {m.libelle: m.faites for m in ligne.heures.modules}
        chiffres = (ligne.depuis_le_debut, b.en_attente, b.a_rattraper, b.a_venir, b.projection)
        identite = [personne.nom, personne.prenom, str(ligne.parcours.etat_dit.equipe)]
        lignes.append(
            [*identite, *(en_heures(m) for m in chiffres), *(en_heures(par_module.get(nom, 0)) for nom in modules)]
        )
    lignes.append(["Heures-stagiaires", "", "", en_heures(table.heures_stagiaires), *[None] * (4 + len(modules))])
    return [*DES_HEURES, *modules], lignes


def table_des_presences(table: Tableau) -> Table:
    """One line per trainee and half-day that is noted, in the order of dates then of names."""
    lignes = []
    for rang, dj in enumerate(table.demi_journees):
        for ligne in table.lignes:
            case = ligne.cases[rang]
            e = case.ligne
            if e is None:
                continue
            personne = ligne.parcours.personne
            lignes.append(
                [
                    date_courte(dj.date),
                    str(dj.get_moment_display()),
                    "oui" if dj.rattrapage else "",
                    en_heures(dj.minutes),
                    personne.nom,
                    personne.prenom,
                    str(e.get_statut_display()),
                    f"{e.arrivee:%H:%M}" if e.arrivee else "",
                    f"{e.depart:%H:%M}" if e.depart else "",
                    en_heures(e.minutes),
                    en_heures(case.minutes),
                    str(e.get_signature_display()),
                    str(e.get_mode_display()),
                    e.saisi_par,
                    date_courte(timezone.localtime(e.saisi_le).date()),
                    dj.signee_par,
                ]
            )
    return list(DES_PRESENCES), lignes
