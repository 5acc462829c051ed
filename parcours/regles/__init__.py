"""The rules of the journey: pure functions on plain facts, giving obstacles in words, durations and calendars."""

from parcours.regles.admission import JOURS_AVANT_BLOCAGE, FaitsAdmission, admission, jours_bloquee
from parcours.regles.calendrier import (
    DUREE_MAXIMALE,
    DUREE_MINIMALE,
    JOURS_AU_PLUS,
    MIDI,
    Prevision,
    Seance,
    etaler,
    phrases_du_rythme,
    prevoir,
    raccourcir,
)
from parcours.regles.certification import FaitsCertification, certification
from parcours.regles.conflits import Creneau, conflits, dire_capacite, dire_empechees, empechees, resumer
from parcours.regles.durees import MINUTES_PAR_HEURE, dire_duree, dire_prevu, dire_total, minutes_manquantes
from parcours.regles.formation import (
    FaitsDisponibilite,
    FaitsFormation,
    disponibilite,
    entree_en_formation,
    passage_en_evaluation,
)
from parcours.regles.programme import BilanModule, bilans, dire_ecart, manquants, publication

__all__ = [
    "BilanModule",
    "Creneau",
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
    "Prevision",
    "Seance",
    "admission",
    "bilans",
    "certification",
    "conflits",
    "dire_capacite",
    "dire_duree",
    "dire_ecart",
    "dire_empechees",
    "dire_prevu",
    "dire_total",
    "disponibilite",
    "empechees",
    "entree_en_formation",
    "jours_bloquee",
    "manquants",
    "minutes_manquantes",
    "passage_en_evaluation",
    "phrases_du_rythme",
    "prevoir",
    "publication",
    "raccourcir",
    "etaler",
    "resumer",
]
