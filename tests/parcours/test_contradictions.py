"""What cannot be true at once is found, said in words, and nothing else is."""

import datetime as dt

import pytest

from parcours.regles.contradictions import TITRES, compter, contradictions
from parcours.regles.faits_de_feuille import Constat, Correction, Faits, FeuilleFaite, LigneFaite, Occupation

UTC = dt.UTC
DEBUT, FIN = dt.datetime(2026, 11, 20, 9, tzinfo=UTC), dt.datetime(2026, 11, 20, 12, tzinfo=UTC)
MAINTENANT = dt.datetime(2026, 11, 23, 10, tzinfo=UTC)
FANTA = LigneFaite(2, "Fanta Keïta", "absente", 0)
AWA = LigneFaite(1, "Awa Diallo", "presente", 180, mode="lien", trace_le=FIN)


def feuille(**autres):
    return FeuilleFaite(
        **{"demi_journee": 7, "libelle": "20/11/2026 matin", "debut": DEBUT, "fin": FIN, "minutes": 180}
        | {"attendues": 2, "lignes": (AWA, FANTA), "signee_le": FIN, "signee_par": "Sophie"}
        | autres
    )


def trouver(*feuilles, occupations=(), ecart_heures=12):
    return contradictions(Faits(feuilles, occupations, MAINTENANT, ecart_heures))


def test_a_sheet_that_holds_together_has_none():
    assert trouver(feuille()) == []


CORRIGEE = feuille(
    lignes=(AWA, LigneFaite(2, "Fanta Keïta", "presente", 180, mode="lien")),
    corrections=(Correction(31, 2, "Sophie", MAINTENANT, "Erreur de ligne"),),
)
CAS = {
    "absence corrected to presence on a signed sheet": (CORRIGEE, "signee_absente", "La feuille signée la disait"),
    "drew her signature, then noted absent": (
        feuille(lignes=(LigneFaite(2, "Fanta Keïta", "absente", 0, mode="ecran", trace_le=FIN),)),
        "signee_absente",
        "mais elle a signé à l’écran",
    ),
    "the paper shows her signature, she is noted absent": (
        feuille(constats=(Constat(2, "Fanta Keïta", "papier", "absente", True),)),
        "signee_absente",
        "La feuille de papier la dit signée",
    ),
    "the file says present and signed, she is noted absent": (
        feuille(constats=(Constat(2, "Fanta Keïta", "import", "presente", True),)),
        "signee_absente",
        "Le fichier importé la dit signée",
    ),
    "the file says absent, she is noted present": (
        feuille(constats=(Constat(1, "Awa Diallo", "import", "absente", False),)),
        "autre_source",
        "le fichier importé dit « absente », il est noté « présente »",
    ),
    "signed before it began": (
        feuille(lignes=(LigneFaite(1, "Awa Diallo", "presente", 180, "lien", trace_le=DEBUT - dt.timedelta(hours=1)),)),
        "signee_avant",
        "avant le début",
    ),
    "signed two days later": (
        feuille(lignes=(LigneFaite(1, "Awa Diallo", "presente", 180, "lien", trace_le=FIN + dt.timedelta(days=2)),)),
        "hors_horaires",
        "longtemps après",
    ),
    "the trainer signed on her phone two days later": (
        feuille(lignes=(LigneFaite(1, "Awa", "presente", 180, "lien"),), signee_le=FIN + dt.timedelta(days=2)),
        "hors_horaires",
        "Sophie a signé le 22/11/2026",
    ),
    "more than the half-day": (
        feuille(lignes=(LigneFaite(1, "Awa Diallo", "presente", 210),)),
        "trop_de_minutes",
        "Awa Diallo a 3 h 30 le 20/11/2026 matin, mais la demi-journée dure 3 h.",
    ),
    "more than her arrival allows": (
        feuille(lignes=(LigneFaite(1, "Awa Diallo", "retard", 180, arrivee=dt.time(10)),)),
        "plus_que_sa_presence",
        "en donnent 2 h",
    ),
    "copied from paper, no picture": (
        feuille(lignes=(LigneFaite(1, "Awa Diallo", "presente", 180, "papier"),), signee_le=MAINTENANT),
        "sans_scan",
        "Sa photo n’est pas jointe",
    ),
    "over and empty": (feuille(lignes=(), signee_le=None), "feuille_vide", "Aucune présence n’est notée"),
}


@pytest.mark.parametrize("nom", CAS)
def test_each_kind_is_found_once_and_said(nom):
    cas, code, mots = CAS[nom]
    [trouvee] = trouver(cas)
    assert trouvee.code == code
    assert mots in trouvee.phrase.replace("\u00a0", " ")
    assert trouvee.obstacle.qui, "who can mend it"
    assert trouvee.obstacle.lien, "where"


HORS_SUJET = {
    "corrected back to absent": feuille(
        lignes=(AWA, FANTA), corrections=(Correction(31, 2, "Sophie", MAINTENANT, "Erreur"),)
    ),
    "the paper says absent, as noted": feuille(constats=(Constat(2, "Fanta Keïta", "papier", "absente", False),)),
    "paper copied two days later with its picture": feuille(
        lignes=(LigneFaite(1, "Awa", "presente", 180, "papier"),), signee_le=FIN + dt.timedelta(days=2), scans=1
    ),
    "late by a quarter hour rounded in her favour": feuille(
        lignes=(LigneFaite(1, "Awa", "retard", 150, "lien", arrivee=dt.time(9, 40)),)
    ),
    "signed in the evening": feuille(signee_le=FIN + dt.timedelta(hours=6)),
    "empty but nobody was expected": feuille(lignes=(), signee_le=None, attendues=0),
    "today, not filled yet": feuille(
        lignes=(), signee_le=None, debut=MAINTENANT, fin=MAINTENANT + dt.timedelta(hours=3)
    ),
}


@pytest.mark.parametrize("nom", HORS_SUJET)
def test_what_is_normal_is_left_alone(nom):
    assert trouver(HORS_SUJET[nom]) == []


def occupation(dj, debut, fin, **autres):
    heure = {"debut": DEBUT.replace(hour=debut), "fin": DEBUT.replace(hour=fin)}
    return Occupation(**{"qui": "p1", "nom": "Awa Diallo", "demi_journee": dj, "ou": f"groupe {dj}"} | heure | autres)


@pytest.mark.parametrize(
    ("ailleurs", "nombre"),
    [
        (occupation(8, 10, 12), 1),
        (occupation(8, 8, 10), 1),
        (occupation(8, 9, 12), 1),
        (occupation(8, 12, 15), 0),
        (occupation(8, 10, 12, qui="p2"), 0),
        (occupation(7, 9, 12), 0),
    ],
)
def test_the_same_person_twice_at_the_same_hour_is_said_once(ailleurs, nombre):
    trouvees = trouver(feuille(), occupations=(occupation(7, 9, 12), ailleurs))
    assert len(trouvees) == nombre
    for trouvee in trouvees:
        assert "Awa Diallo est notée à deux endroits en même temps" in trouvee.phrase


def test_a_trainer_in_two_rooms_has_her_own_heading():
    deux = [occupation(n, 9, 12, qui="f1", nom="Sophie", formatrice=True) for n in (7, 8)]
    assert [c.code for c in trouver(feuille(), occupations=deux)] == ["formatrice_deux_endroits"]


def test_the_centre_sets_how_late_is_late():
    tard = feuille(signee_le=FIN + dt.timedelta(hours=6))
    assert trouver(tard, ecart_heures=4)[0].code == "hors_horaires"
    assert trouver(tard, ecart_heures=8) == []


def test_the_key_of_a_contradiction_does_not_change_so_that_its_explanation_stays():
    assert [c.cle for c in trouver(CORRIGEE)] == [c.cle for c in trouver(CORRIGEE)] == ["signee_absente:7:31"]


def test_the_page_counts_them_by_kind_in_the_order_of_the_headings():
    groupes = compter(trouver(CORRIGEE, *(cas for cas, _code, _mots in CAS.values())))
    codes = [code for code, _titre, _liste in groupes]
    assert codes == [code for code in TITRES if code in codes]
    assert groupes[0][1] == "Signée alors qu’absente"
