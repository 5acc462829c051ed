"""The least that may be paid, at each date, and the job that the tasks ask for."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import contrats
from contrats.regles.minimum import Handicap, minimum, poste
from contrats.regles.montants import Refus
from contrats.regles.tables import HorsTable, emploi_repere, majoration_certification, preavis, smic

JOUR = date(2026, 11, 22)
TABLES = Path(contrats.__file__).parent / "tables"


def du(echelle, jour, certifiee=False):
    return minimum(echelle, certifiee_de_branche=certifiee, a_la_date=jour)


@pytest.mark.parametrize(
    ("jour", "echelle", "certifiee", "attendu"),
    [
        (date(2022, 2, 1), "III", False, "10.79"),
        (date(2022, 4, 30), "III", False, "10.79"),
        (date(2022, 5, 1), "III", False, "10.85"),  # the SMIC is above the level
        (date(2022, 6, 30), "III", False, "10.85"),
        (date(2022, 7, 1), "III", False, "10.88"),
        (date(2022, 8, 15), "III", False, "11.07"),  # the SMIC again
        (date(2022, 8, 15), "IV", False, "11.07"),
        (date(2022, 8, 15), "IV", True, "11.50"),
        (date(2025, 4, 1), "III", True, "13.01"),
        (date(2026, 5, 31), "III", False, "12.51"),
        (date(2026, 6, 1), "III", False, "12.89"),
        (JOUR, "IV", False, "13.08"),
        (JOUR, "III", True, "13.41"),  # 12,89 × 1,04
        (JOUR, "IV", True, "13.60"),  # 13,08 × 1,04 = 13,6032
        (JOUR, "XII", False, "18.07"),
        (JOUR, "XII", True, "18.07"),  # no certification premium above VI
    ],
)
def test_the_minimum_is_the_highest_of_smic_and_level_on_that_day(jour, echelle, certifiee, attendu):
    assert du(echelle, jour, certifiee).valeur == Decimal(attendu)


def test_the_minimum_shows_both_numbers_and_their_dates():
    explique = du("III", date(2022, 8, 15))
    assert explique.formule.replace("\u00a0", " ") == "le plus élevé de 11,07 €/h (SMIC) et 10,88 €/h (échelle III)"
    assert [e.valable_du for e in explique.enfants] == [date(2022, 8, 1), date(2022, 7, 1)]
    assert explique.certitude == "sûr"
    assert "vérifier" in du("III", JOUR).certitude


def test_a_level_missing_from_the_last_grid_is_said_and_never_under_a_lower_level():
    handicap = du("V", JOUR)
    assert handicap.valeur == Decimal("13.08")
    assert handicap.certitude == "à vérifier\u00a0: la grille du 01/06/2026 n’est pas connue pour l’échelle V"


def test_before_the_first_table_there_is_no_guess():
    with pytest.raises(HorsTable) as refus:
        smic(date(2021, 12, 31))
    assert refus.value.phrase == "Aucune table ne donne le SMIC au 31/12/2021. La première commence le 01/01/2022."
    with pytest.raises(HorsTable):
        du("III", date(2022, 1, 31))
    with pytest.raises(HorsTable):
        du("XIII", JOUR)


def test_after_the_tables_were_read_the_last_one_applies_and_says_so():
    futur = du("III", date(2027, 7, 1))
    assert futur.valeur == Decimal("12.89")
    assert "dernier montant connu" in futur.certitude
    assert smic(JOUR).certitude == "sûr"


def test_certified_minima_written_in_the_grids_are_the_premium_of_the_text():
    """Guards the premium table against the official grids, line by line."""
    with (TABLES / "minima.csv").open(encoding="utf-8") as fichier:
        lignes = list(csv.DictReader(fichier))
    simples = {(b["valable_du"], b["categorie"]): Decimal(b["taux_horaire_brut"])
               for b in lignes if b["certification_de_branche"] == "non"}  # fmt: skip
    ecrites = [b for b in lignes if b["certification_de_branche"] == "oui"]
    assert len(ecrites) == 60
    for brute in ecrites:
        jour = date.fromisoformat(brute["valable_du"])
        taux = majoration_certification(brute["categorie"], jour).valeur
        calcule = simples[brute["valable_du"], brute["categorie"]] * (100 + taux) / 100
        assert abs(calcule - Decimal(brute["taux_horaire_brut"])) <= Decimal("0.01"), brute


@pytest.mark.parametrize(
    ("taches", "ages", "reste", "code", "echelle"),
    [
        ({"accompagner"}, (10,), {}, "assistant_parental_a", "III"),
        ({"accompagner", "devoirs_maternelle", "espaces_de_vie"}, (50,), {}, "assistant_parental_a", "III"),
        ({"accompagner", "preparer_repas"}, (10,), {}, "assistant_parental_b", "IV"),
        ({"linge"}, (10,), {}, "assistant_parental_b", "IV"),
        ({"devoirs_elementaire"}, (90,), {}, "assistant_parental_b", "IV"),
        ({"accompagner"}, (60,), {"occasionnelle": True}, "baby_sitter", "I"),
        ({"accompagner"}, (35, 60), {"occasionnelle": True}, "assistant_parental_a", "III"),
        ({"accompagner"}, (36,), {"occasionnelle": True}, "baby_sitter", "I"),
        ({"accompagner"}, (40,), {"handicap": Handicap.LEGER}, "assistant_parental_handicap_a", "IV"),
        ({"accompagner"}, (40,), {"handicap": Handicap.RECONNU}, "assistant_parental_handicap_b", "V"),
        ({"accompagner"}, (40,), {"handicap": Handicap.RECONNU_LOURD}, "assistant_parental_handicap_c", "VI"),
    ],
)
def test_ticked_tasks_and_ages_lead_to_the_job(taches, ages, reste, code, echelle):
    trouve = poste(taches, ages_enfants=ages, a_la_date=JOUR, **reste)
    assert (trouve.emploi.code, trouve.emploi.echelle) == (code, echelle)
    assert trouve.raisons


def test_b_went_from_level_iii_to_iv_on_the_first_of_june_2025_and_changed_its_name_in_2026():
    noms = [emploi_repere("assistant_parental_b", jour) for jour in (date(2025, 5, 31), date(2025, 6, 1), JOUR)]
    assert [(e.libelle, e.echelle) for e in noms] == [
        ("Garde d’enfant(s) B", "III"),
        ("Garde d’enfant(s) B", "IV"),
        ("Assistant parental B", "IV"),
    ]
    with pytest.raises(HorsTable):
        emploi_repere("assistant_parental_handicap_a", date(2025, 5, 31))


def test_an_unknown_task_or_no_child_is_refused():
    with pytest.raises(Refus):
        poste({"jardinage"}, ages_enfants=(10,), a_la_date=JOUR)
    with pytest.raises(Refus):
        poste({"linge"}, ages_enfants=(), a_la_date=JOUR)


@pytest.mark.parametrize(
    ("numero", "auteur", "mois", "phrase"),
    [
        ("C5", "employeur", 42, "2 mois"),
        ("C7", "employeur", 7, "1 mois"),
        ("C8", "salariee", 8, "2 semaines"),
        ("bord", "employeur", 6, "1 mois"),
        ("bord", "employeur", 5, "1 semaine"),
        ("bord", "salariee", 24, "1 mois"),
    ],
)
def test_notice_by_seniority(numero, auteur, mois, phrase):
    assert preavis(auteur, mois).phrase.replace("\u00a0", " ") == phrase
