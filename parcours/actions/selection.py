"""The selection: each interviewer gives her sheet, then two persons decide together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import enumeration
from parcours import obstacles_selection
from parcours.models import DecisionSelection, Entretien, Parcours
from parcours.regles.selection import fiches_ouvertes

EN_SELECTION = ("informee", "candidate", "liste_attente")


def nom_sur_la_fiche(par: Any, mene_par: str = "") -> str:
    """Who led the interview: the one who types, or the one whose paper sheet she copies."""
    return " ".join(mene_par.split()) or par.nom


def fiche_de(parcours: Parcours, nom: str) -> Entretien | None:
    """The sheet that someone gave on the present candidacy."""
    fiches = Entretien.objects.de_la_candidature(parcours)
    return next((f for f in fiches if f.mene_par.casefold() == nom.casefold()), None)


@transaction.atomic
def donner_fiche(
    parcours: Parcours,
    *,
    par: Any,
    date: dt.date,
    avis: str,
    synthese: str = "",
    pourquoi: str = "",
    niveaux: Mapping[str, int] | None = None,
    mene_par: str = "",
    au_journal: bool = True,
) -> Entretien:
    """Give one's sheet, or change it while nobody has read it; the same one twice is one.

    Args:
        mene_par: the name on a paper sheet that is being copied; empty for one's own.

    Raises:
        Ferme: she is no longer in selection, or the sheets are open and hers was given.
    """
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    if parcours.etat not in EN_SELECTION:
        raise Ferme([Obstacle("etat", f"{parcours} n’est plus en sélection. La fiche d’entretien est fermée.")])
    nom = nom_sur_la_fiche(par, mene_par)
    valeurs = {"date": date, "avis": avis, "synthese": synthese, "pourquoi": pourquoi, "niveaux": dict(niveaux or {})}
    fiche = fiche_de(parcours, nom)
    if fiche is not None and all(getattr(fiche, champ) == valeur for champ, valeur in valeurs.items()):
        return fiche
    if fiche is not None:
        _verifier_fermees(parcours, nom, par)
    else:
        sienne = nom.casefold() == par.nom.casefold()
        fiche = Entretien(parcours=parcours, candidature=parcours.candidature, mene_par=nom)
        fiche.auteur = par.utilisateur if sienne else None
    for champ, valeur in valeurs.items():
        setattr(fiche, champ, valeur)
    nouvelle = fiche.pk is None
    fiche.full_clean()
    fiche.save()
    if au_journal or not nouvelle:
        recopie = f" de {nom}" if nom.casefold() != par.nom.casefold() else ""
        verbe = "a recopié la fiche d’entretien" if recopie else "a donné sa fiche d’entretien"
        phrase = f"{verbe}{recopie}" if nouvelle else f"a changé la fiche d’entretien{recopie}"
        journal.noter("parcours.entretien", par=par, sur=parcours, phrase=phrase, audience="equipe")
    return fiche


def _verifier_fermees(parcours: Parcours, nom: str, par: Any) -> None:
    nombre = Entretien.objects.de_la_candidature(parcours).count()
    if fiches_ouvertes(nombre, decidee=bool(parcours.decision_de_selection())):
        qui = "Vous avez" if nom.casefold() == par.nom.casefold() else f"{nom} a"
        raise Ferme(
            [
                Obstacle(
                    "ouvertes",
                    f"{qui} déjà donné cette fiche, et les fiches sont ouvertes. Elles ne changent plus.",
                    lien=("parcours:decider_selection", {"pk": parcours.pk}),
                    libelle_lien="Écrire dans la décision commune",
                )
            ]
        )


@transaction.atomic
def decider(
    parcours: Parcours, *, par: Any, date: dt.date, decision: str, raison: str, decideuses: Sequence[str]
) -> DecisionSelection:
    """Note what two interviewers decided together; it moves nothing by itself. The same one twice is one.

    Raises:
        Ferme: she is not in selection, a sheet is missing, or they are not two.
    """
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    obstacles = list(obstacles_selection.pour_decider(parcours, decideuses))
    if parcours.etat not in EN_SELECTION[1:]:
        obstacles.insert(0, Obstacle("etat", f"{parcours} n’est pas en sélection."))
    if obstacles:
        raise Ferme(obstacles)
    une, autre = sorted(set(decideuses))[:2]
    valeurs = {"date": date, "decision": decision, "raison": raison.strip(), "une": une, "autre": autre}
    derniere = parcours.decisions_selection.filter(candidature=parcours.candidature).first()
    if derniere is not None and all(getattr(derniere, champ) == valeur for champ, valeur in valeurs.items()):
        return derniere
    notee = DecisionSelection(parcours=parcours, candidature=parcours.candidature, notee_par=par.nom, **valeurs)
    notee.full_clean()
    notee.save()
    phrase = f"a noté la décision commune de {enumeration([une, autre])} : {notee.get_decision_display()}"
    journal.noter("parcours.decision", par=par, sur=parcours, phrase=phrase, motif=notee.raison, audience="equipe")
    return notee
