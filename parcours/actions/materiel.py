"""What to have ready for a half-day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from clairiere import journal
from parcours.models import DemiJournee, Materiel


@transaction.atomic
def noter_materiel(demi_journee: DemiJournee, *, par: Any, choses: Sequence[str]) -> list[Materiel]:
    """Write the list; what was already ready stays ready. The same list twice writes nothing."""
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    deja = {m.libelle: m for m in demi_journee.materiels.all()}
    if list(deja) == list(choses):
        return list(deja.values())
    demi_journee.materiels.all().delete()
    prets = {libelle for libelle, m in deja.items() if m.pret}
    lignes = []
    for chose in choses:
        ligne = Materiel(demi_journee=demi_journee, libelle=chose, pret=chose in prets)
        ligne.full_clean()
        ligne.save()
        lignes.append(ligne)
    phrase = f"a noté le matériel de la demi-journée du {demi_journee}"
    journal.noter("seance.materiel", par=par, sur=demi_journee, phrase=phrase, audience="equipe")
    return lignes


@transaction.atomic
def cocher(demi_journee: DemiJournee, *, par: Any, prets: Iterable[int]) -> int:
    """Say what is ready; what is not named is not. Returns how many are ready."""
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    voulus = set(prets)
    lignes = list(demi_journee.materiels.all())
    changees = [ligne for ligne in lignes if ligne.pret != (ligne.pk in voulus)]
    for ligne in changees:
        ligne.pret = ligne.pk in voulus
    Materiel.objects.bulk_update(changees, ["pret"])
    combien = sum(1 for ligne in lignes if ligne.pret)
    if changees:
        phrase = f"a coché le matériel du {demi_journee} : {combien} sur {len(lignes)}"
        journal.noter("seance.materiel", par=par, sur=demi_journee, phrase=phrase, audience="equipe")
    return combien
