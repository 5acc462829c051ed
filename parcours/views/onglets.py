"""The tabs of a session and of the recruitment: a tab whose page does not exist yet is left out."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

# (words, name of the address, right)
DE_SESSION = (
    ("Groupe", "parcours:session", "session.voir"),
    ("Admissions", "parcours:admissions_session", "parcours.admettre"),
    ("Calendrier", "parcours:calendrier_session", "session.voir"),
    ("Présences", "parcours:presences_session", "emargement.saisir"),
    ("Évaluations", "parcours:evaluations_session", "evaluation.voir"),
    ("Jury", "parcours:jurys_session", "jury.voir"),
    ("Certificats", "parcours:certificats_session", "certificat.lister"),
    ("Papiers", "parcours:papiers_session", "parcours.modifier"),
)
DU_RECRUTEMENT = (
    ("Réunions d’information", "parcours:reunions", "parcours.modifier"),
    ("Candidatures", "parcours:candidatures", "parcours.modifier"),
    ("Promotion", "parcours:promotion", "parcours.modifier"),
    ("Entonnoir", "parcours:entonnoir", "parcours.modifier"),
)


def onglets_de_session(session: Any, acteur: Any, ici: str) -> list[dict[str, Any]]:
    """Tabs of a session for `{% onglets %}`; `ici` is the name of the address of the page."""
    return _onglets(DE_SESSION, acteur, ici, {"centre": acteur.centre.code, "pk": session.pk})


def onglets_du_recrutement(acteur: Any, ici: str) -> list[dict[str, Any]]:
    """Tabs of the recruitment for `{% onglets %}`."""
    return _onglets(DU_RECRUTEMENT, acteur, ici, {"centre": acteur.centre.code})


def _onglets(table: Any, acteur: Any, ici: str, arguments: dict[str, Any]) -> list[dict[str, Any]]:
    onglets = []
    for libelle, nom, droit in table:
        if not acteur.peut(droit):
            continue
        try:
            url = reverse(nom, kwargs=arguments)
        except NoReverseMatch:
            continue
        onglets.append({"libelle": _(libelle), "url": url, "ici": nom == ici, "compte": None})
    return onglets
