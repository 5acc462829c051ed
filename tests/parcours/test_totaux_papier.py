"""Whatever a group did, the paper adds up to what the screen shows."""

import datetime as dt
import re
from types import SimpleNamespace

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clairiere.documents.presences import en_json
from parcours.donnees_presences import Case, LigneDuTableau, Tableau
from parcours.papier_presences import donnees_du_papier


def lire_duree(dite):
    """« 2 h 15 » → 135, read as a person would."""
    nombres = [int(n) for n in re.findall(r"\d+", dite.replace("\u202f", ""))]
    if "min" in dite:
        return nombres[0]
    return nombres[0] * 60 + (nombres[1] if len(nombres) > 1 else 0)


@st.composite
def tableaux(draw):
    """A group over some half-days, made of plain things."""
    signees = draw(st.lists(st.booleans(), min_size=1, max_size=16))
    jour = dt.date(2026, 11, 2)
    djs = [
        SimpleNamespace(
            pk=n + 1,
            date=jour + dt.timedelta(days=n),
            minutes=180,
            rattrapage=False,
            signee_le=timezone.now() if signee else None,
            signee_par="Sophie",
            lignes=1,
            nombre_scans=0,
            get_moment_display=lambda: "matin",
        )
        for n, signee in enumerate(signees)
    ]
    lignes = []
    for rang in range(draw(st.integers(1, 5))):
        cases = [Case(dj, draw(st.none() | lignes_notees())) for dj in djs]
        qui = SimpleNamespace(personne=SimpleNamespace(nom_complet=f"Stagiaire {rang}"))
        suivie = SimpleNamespace(parcours=qui)
        lignes.append(LigneDuTableau(suivie, tuple(cases), sum(c.minutes for c in cases)))
    centre = SimpleNamespace(nom="Centre", adresse="", code_postal="", ville="Paris", logo=None)
    session = SimpleNamespace(nom="Automne", centre=centre, programme="120 h", lieu="", formatrice=None)
    return Tableau(session, jour.replace(day=1), jour, djs, lignes, djs)


@st.composite
def lignes_notees(draw):
    statut = draw(st.sampled_from(["presente", "retard", "absente", "absente_justifiee"]))
    presente = statut in ("presente", "retard")
    return SimpleNamespace(
        pk=1,
        parcours_id=1,
        statut=statut,
        minutes=draw(st.integers(1, 360)) if presente else 0,
        signature=draw(st.sampled_from(["", "papier", "ecran"])) if presente else "",
        mode=draw(st.sampled_from(["", "papier", "lien"])),
        saisi_par="Sophie",
        saisi_le=timezone.now(),
    )


@given(tableaux())
def test_on_paper_the_cells_without_a_star_add_up_to_the_totals_of_the_screen(table):
    imprime = en_json(donnees_du_papier(table, titre="Feuille", numero="EMA-2026-0001", traces={}))
    for rang, ligne in enumerate(table.lignes):
        cases = [t["lignes"][rang]["cases"][n] for t in imprime["tableaux"] for n in range(len(t["demi_journees"]))]
        comptees = [c["texte"] for c in cases if re.search(r"\d", c["texte"]) and "*" not in c["texte"]]
        assert sum(map(lire_duree, comptees)) == ligne.minutes
        assert lire_duree(imprime["recapitulatif"][rang]["total"]) == ligne.minutes
    colonnes = [total for t in imprime["tableaux"] for total in t["totaux"]]
    assert sum(map(lire_duree, colonnes)) == table.minutes == sum(ligne.minutes for ligne in table.lignes)
    assert lire_duree(dict(imprime["reperes"])["Heures-stagiaires de la période"]) == table.minutes
