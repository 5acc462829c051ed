"""The rules of the journey: pure functions on plain facts, giving obstacles in words, durations and calendars."""

from parcours.regles.admission import JOURS_AVANT_BLOCAGE, FaitsAdmission, admission, jours_bloquee
from parcours.regles.calendrier import (
    DUREE_MAXIMALE,
    DUREE_MINIMALE,
    JOURS_AU_PLUS,
    MIDI,
    Seance,
    calendrier,
    phrases_du_rythme,
)
from parcours.regles.certification import FaitsCertification, certification
from parcours.regles.durees import MINUTES_PAR_HEURE, dire_duree, dire_prevu, minutes_manquantes
from parcours.regles.formation import (
    FaitsDisponibilite,
    FaitsFormation,
    disponibilite,
    entree_en_formation,
    passage_en_evaluation,
)

__all__ = [
    "DUREE_MAXIMALE",
    "DUREE_MINIMALE",
    "FaitsAdmission",
    "FaitsCertification",
    "FaitsDisponibilite",
    "FaitsFormation",
    "JOURS_AU_PLUS",
    "JOURS_AVANT_BLOCAGE",
    "MIDI",
    "MINUTES_PAR_HEURE",
    "Seance",
    "admission",
    "calendrier",
    "certification",
    "dire_duree",
    "dire_prevu",
    "disponibilite",
    "entree_en_formation",
    "jours_bloquee",
    "minutes_manquantes",
    "passage_en_evaluation",
    "phrases_du_rythme",
]
