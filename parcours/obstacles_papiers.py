"""The facts that the papers of the course stand on, for one trainee or for a whole group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from clairiere.centres.reglages import lire
from clairiere.flux.obstacles import Obstacle
from parcours.donnees_papiers import lieu_des_cours
from parcours.models import Evaluation
from parcours.models.etats import EN_RECRUTEMENT
from parcours.regles.papiers import FaitsPapier
from parcours.regles.papiers import papier as regle


def pour_papier(parcours: Any, code: str) -> list[Obstacle]:
    """What is missing before this paper can be made for her."""
    [(_parcours, obstacles)] = du_groupe([parcours], parcours.session, code)
    return obstacles


def pour_les_papiers(parcours: Any, codes: Iterable[str]) -> dict[str, list[Obstacle]]:
    """What is missing for each paper of one trainee (two queries for all the papers)."""
    session = parcours.session
    if session is not None:
        session.centre = parcours.centre
    seances = session.demi_journees.comptees().count() if session is not None else 0
    evaluee = parcours.evaluations.exists()
    return {code: list(_obstacles(parcours, session, code, seances, evaluee)) for code in codes}


def du_groupe(stagiaires: Sequence[Any], session: Any, code: str) -> list[tuple[Any, list[Obstacle]]]:
    """Each trainee with what is missing for her (two queries for all; `personne` and the minutes are loaded)."""
    seances = session.demi_journees.comptees().count() if session is not None else 0
    evaluees = set(Evaluation.objects.filter(parcours__in=stagiaires).values_list("parcours", flat=True))
    return [
        (stagiaire, list(_obstacles(stagiaire, session, code, seances, stagiaire.pk in evaluees)))
        for stagiaire in stagiaires
    ]


def _obstacles(stagiaire: Any, session: Any, code: str, seances: int, evaluee: bool) -> Iterable[Obstacle]:
    if session is None:
        return regle(FaitsPapier(code, stagiaire.personne.nom_complet))
    centre = session.centre
    return regle(
        FaitsPapier(
            papier=code,
            personne=stagiaire.personne.nom_complet,
            parcours=stagiaire.pk,
            session=session.pk,
            admise=stagiaire.etat not in EN_RECRUTEMENT,
            nom_connu=bool(stagiaire.personne.nom.strip()),
            etat=stagiaire.etat,
            demi_journees=seances,
            lieu=lieu_des_cours(session),
            minutes=stagiaire.minutes(),
            evaluee=evaluee,
            declaration=lire(centre, "numero_declaration_activite"),
            representante=lire(centre, "representante"),
        )
    )
