"""What the home page of the staff shows: what is to do, then what moves; on the first day, where to begin."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from clairiere.flux.diagrammes import dessins
from clairiere.flux.registre import MACHINES, Tache, taches_de
from clairiere.interface.francais import date_longue

MONTREES = 7
# machine → the page that lists its rows, which reads `?etat=` from the address
LISTES = {"parcours": "parcours:liste", "demande": "placements:demandes", "contrat": "contrats:liste"}
PREMIERS_PAS = (
    (
        "importation:accueil",
        _("Importer vos candidates"),
        _("Votre tableur suffit. Rien n’est enregistré avant votre accord."),
    ),
    (
        "parcours:nouvelle_session",
        _("Créer une session"),
        _("Un nom, des dates, des places : le calendrier vient ensuite."),
    ),
    (
        "placements:demandes",
        _("Ouvrir les demandes des familles"),
        _("Notez les jours et les heures dont elles ont besoin."),
    ),
)


def contexte(acteur: Any) -> dict[str, Any]:
    """Names of `centres/accueil.html`; a constant number of queries."""
    taches = taches_de(acteur)
    machines = [d for d in dessins(acteur) if d["machine"] in LISTES]
    personne_encore = not any(e["nombre"] for d in machines for e in d["etats"])
    mouvements = [ce_qui_bouge(d, acteur.centre.code) for d in machines]
    return {
        "prenom": acteur.utilisateur.prenom or acteur.nom,
        "taches": [en_ligne(t) for t in taches[:MONTREES]],
        "suite_des_taches": [en_ligne(t) for t in taches[MONTREES:]],
        "mouvements": [m for m in mouvements if m["etats"]],
        "premiers_pas": premiers_pas(acteur) if acteur.est_equipe and personne_encore else [],
    }


def en_ligne(tache: Tache) -> dict[str, str]:
    """A to-do item as the component draws it."""
    quand = date_longue(tache.quand) if tache.quand else ""
    mot = _("Depuis le") if tache.nombre > 1 or tache.ton == "manque" else _("Le")
    return {"titre": tache.phrase, "detail": f"{mot} {quand}" if quand else "", "url": tache.url, "ton": tache.ton}


def ce_qui_bouge(dessin: dict[str, Any], code: str) -> dict[str, Any]:
    """The states of one machine where someone stands and where something is still expected."""
    machine = MACHINES[dessin["machine"]].modele
    adresse = _adresse(LISTES[dessin["machine"]], code)
    etats = [
        {"libelle": e["libelle"], "nombre": e["nombre"], "url": f"{adresse}?etat={e['code']}" if adresse else ""}
        for e in dessin["etats"]
        if e["nombre"] and not machine.ETATS[e["code"]].fin
    ]
    return {"nom": machine._meta.verbose_name_plural, "etats": etats}


def premiers_pas(acteur: Any) -> list[dict[str, Any]]:
    """Where to begin on the first day."""
    pas = [(_adresse(nom, acteur.centre.code), titre, detail) for nom, titre, detail in PREMIERS_PAS]
    return [{"url": url, "titre": titre, "detail": detail} for url, titre, detail in pas]


def _adresse(nom: str, code: str) -> str:
    try:
        return reverse(nom, kwargs={"centre": code})
    except NoReverseMatch:
        return ""
