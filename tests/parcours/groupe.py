"""A group at the end of its course: hours followed, evaluation acquired, the jury's word."""

from tests.fabriques import base as f


def prete(session, *, decision="certifiee", heures=120, **champs):
    """One trainee before her certificate. `decision`: the jury's last word, empty when it has not spoken."""
    parcours = f.FabriqueParcours(en_evaluation=True, session=session, **champs)
    f.suivre_heures(parcours, heures, minutes=360)
    f.FabriqueEvaluation(parcours=parcours)
    if decision:
        f.FabriqueDecisionJury(parcours=parcours, decision=decision)
    return parcours


def groupe(combien, session=None, **champs):
    """Several of them in one session; the same day for all, as in a real one."""
    session = session or f.FabriqueSession(nom="automne 2026")
    return session, [prete(session, **champs) for _rang in range(combien)]
