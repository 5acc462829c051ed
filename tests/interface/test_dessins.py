"""What the drawings say is what the figures say."""

from decimal import Decimal

import pytest

from clairiere.agenda.semaine import Semaine
from clairiere.interface import jauge, semaine_dessin
from clairiere.interface.balises.dessins import normaliser

NB = "\u00a0"


def pourcent(texte):
    return float(texte.rstrip("%"))


def test_the_gauge_fills_in_proportion_and_says_what_is_left():
    j = jauge.calculer(4320, 7200)
    assert (j.faites, j.total, j.reste, j.en_plus) == (f"72{NB}h", f"120{NB}h", f"48{NB}h", "")
    assert pourcent(j.segments[0].plein) == 60


def test_the_gauge_never_spills_over_when_more_hours_are_done():
    j = jauge.calculer(Decimal("123"), Decimal("120"))
    assert (j.reste, j.en_plus) == ("", f"3{NB}h")
    assert j.segments[0].plein == j.segments[0].longueur == "100.00%"


def test_the_modules_fill_the_whole_line_side_by_side():
    modules = [{"libelle": n, "faites": f, "prevues": p} for n, f, p in (("A", 60, 60), ("B", 30, 120), ("C", 0, 0))]
    segments = jauge.calculer(90, 180, modules).segments
    assert [s.plein == s.longueur for s in segments] == [True, False, True]
    fin = pourcent(segments[-1].x) + pourcent(segments[-1].longueur)
    assert fin == pytest.approx(100, abs=0.05)
    for avant, apres in zip(segments, segments[1:], strict=False):
        assert pourcent(avant.x) + pourcent(avant.longueur) < pourcent(apres.x)


def test_a_gauge_without_total_is_refused():
    with pytest.raises(ValueError, match="positive"):
        jauge.calculer(0, 0)


BESOIN = Semaine.de({"lundi": [("08:00", "12:00")], "mardi": [("16:30", "18:15")]})
OFFRE = Semaine.de({"lundi": [("09:00", "13:00")], "samedi": [("10:00", "11:00")]})


def test_the_week_counts_covered_missing_and_extra():
    s = semaine_dessin.dessiner(BESOIN, OFFRE)
    assert (s.couvert, s.manque, s.plus) == (f"3{NB}h", f"2{NB}h{NB}45", f"2{NB}h")


def test_the_week_says_the_same_in_words_day_by_day():
    phrases = dict(semaine_dessin.dessiner(BESOIN, OFFRE).phrases)
    assert list(phrases) == ["lundi", "mardi", "samedi"]
    assert phrases["lundi"] == (
        f"couvert de 9{NB}h à 12{NB}h{NB}; il manque de 8{NB}h à 9{NB}h{NB}; en plus de 12{NB}h à 13{NB}h"
    )
    assert phrases["mardi"] == f"il manque de 16{NB}h{NB}30 à 18{NB}h{NB}15"


def test_the_week_shows_the_weekend_only_when_someone_works_on_it():
    assert len(semaine_dessin.dessiner(BESOIN).jours) == 5
    assert len(semaine_dessin.dessiner(BESOIN, OFFRE).jours) == 7


def test_the_week_makes_room_for_early_and_late_hours():
    tot = Semaine.de({"lundi": [("05:15", "23:45")]})
    heures = [repere.texte for repere in semaine_dessin.dessiner(tot).heures]
    assert (heures[0], heures[-1]) == (f"5{NB}h", f"24{NB}h")


def test_a_mapping_of_minutes_draws_the_same_week():
    plages = {0: [(480, 720)], 1: [(990, 1095)]}
    assert semaine_dessin.dessiner(plages) == semaine_dessin.dessiner(BESOIN)


def test_an_empty_week_has_nothing_to_draw():
    assert semaine_dessin.dessiner(Semaine()).est_vide
    assert semaine_dessin.dessiner({}, {}).est_vide


def test_blocks_stand_inside_the_drawing():
    s = semaine_dessin.dessiner(BESOIN, OFFRE)
    for bloc in s.blocs:
        assert bloc.y >= semaine_dessin.ENTETE
        assert bloc.y + bloc.hauteur <= s.hauteur
        assert pourcent(bloc.x) + pourcent(bloc.largeur) <= 100


def test_an_explained_amount_keeps_its_tree():
    arbre = normaliser({"libelle": "Net", "montant": Decimal("2"), "lignes": [{"libelle": "Heures", "montant": "3 h"}]})
    assert arbre["euros"] == 2
    assert arbre["lignes"][0]["montant"] == "3 h"
    assert arbre["lignes"][0]["lignes"] == []
