"""The competence framework of a centre: installed at the first need, changed by a new version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.models import Competence, Referentiel, competences_de
from parcours.models.competence import referentiel_en_vigueur
from parcours.regles.competences import LIVREES, NOM, CompetenceDite

MINIMUM = 3


@transaction.atomic
def installer_referentiel(par: Any) -> Referentiel:
    """The version in force; the delivered list becomes version 1 when the centre has none. Twice installs once."""
    Centre.objects.select_for_update(of=("self",)).get(pk=portee.centre_courant().pk)
    referentiel = referentiel_en_vigueur()
    return referentiel or _ecrire(par, 1, NOM, LIVREES)


@transaction.atomic
def nouvelle_version(*, par: Any, competences: Iterable[CompetenceDite], vue: int, nom: str = "") -> Referentiel:
    """Write the next version; what was evaluated with the old ones stays as it was. The same list twice is one.

    Args:
        vue: the version that was on the screen (0: the delivered list, not installed yet).

    Raises:
        Ferme: someone wrote a version meanwhile, or the list is too short.
    """
    liste = list(competences)
    referentiel = installer_referentiel(par)
    if list(competences_de()) == liste:
        return referentiel
    obstacles = []
    if vue not in (referentiel.version, 0 if referentiel.version == 1 else referentiel.version):
        phrase = f"{referentiel.cree_par} a écrit la version {referentiel.version} pendant que vous écriviez."
        obstacles.append(Obstacle("version", phrase, lien=("parcours:competences", {}), libelle_lien="La lire"))
    if len(liste) < MINIMUM:
        obstacles.append(Obstacle("minimum", f"Il faut au moins {MINIMUM} compétences."))
    if obstacles:
        raise Ferme(obstacles)
    nouveau = _ecrire(par, referentiel.version + 1, nom or referentiel.nom, liste)
    phrase = f"a écrit la version {nouveau.version} de la liste des compétences"
    journal.noter("competences.version", par=par, sur=nouveau, phrase=phrase, audience="equipe")
    return nouveau


def _ecrire(par: Any, version: int, nom: str, liste: Iterable[CompetenceDite]) -> Referentiel:
    referentiel = Referentiel(nom=nom, version=version, cree_par=par.nom)
    referentiel.save()
    for rang, c in enumerate(liste, start=1):
        competence = Competence(
            referentiel=referentiel,
            code=c.code,
            titre=c.titre,
            phrase=c.phrase,
            observe=c.observe,
            bloc=c.bloc,
            rang=rang,
        )
        competence.full_clean()
        competence.save()
    return referentiel
