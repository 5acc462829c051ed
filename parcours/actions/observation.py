"""Practical tasks and their observation grids."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_courte
from parcours.actions.competences import installer_referentiel
from parcours.models import DemiJournee, MiseEnSituation, Observation, Parcours, Session
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.regles import observation as regles


@transaction.atomic
def prevoir_tache(
    session: Session,
    *,
    par: Any,
    titre: str,
    date: dt.date,
    observatrice: str = "",
    consigne: str = "",
    demi_journee: DemiJournee | None = None,
) -> MiseEnSituation:
    """Note a practical task; the same title on the same day is one task."""
    titre = " ".join(titre.split())
    deja = session.mises_en_situation.filter(titre__iexact=titre, date=date).first()
    if deja is not None:
        return deja
    tache = MiseEnSituation(
        session=session,
        titre=titre,
        date=date,
        observatrice=observatrice or par.nom,
        consigne=consigne,
        demi_journee=demi_journee,
    )
    tache.full_clean()
    tache.save()
    phrase = f"a préparé la mise en situation « {titre} » du {date_courte(date)}"
    journal.noter("observation.prevoir", par=par, sur=[session, tache], phrase=phrase, audience="equipe")
    return tache


@transaction.atomic
def observer(
    tache: MiseEnSituation,
    parcours: Parcours,
    *,
    par: Any,
    niveaux: dict[str, str],
    exemples: dict[str, str],
    vue: str | None = None,
) -> Observation:
    """Keep the grid of one trainee for one task. The same grid twice writes once.

    Args:
        vue: the moment of the grid that was on the screen, empty when there was none; when someone wrote it since,
            nothing is overwritten. None: not checked.

    Raises:
        Ferme: nothing seen, no example, the trainee is not in this course, or the grid changed meanwhile.
    """
    parcours = Parcours.objects.select_for_update(of=("self",)).select_related("personne").get(pk=parcours.pk)
    exemples = {code: texte.strip() for code, texte in exemples.items() if texte.strip()}
    ancienne = Observation.objects.filter(tache=tache, parcours=parcours).first()
    if ancienne is not None and (ancienne.niveaux, ancienne.exemples) == (niveaux, exemples):
        return ancienne
    obstacles = list(regles.grille(niveaux, exemples))
    if parcours.session_id != tache.session_id or parcours.etat not in EN_COURS_DE_FORMATION:
        obstacles.append(Obstacle("etat", f"{parcours} n’est plus en formation dans cette session."))
    if vue is not None and vue != (marque(ancienne) if ancienne else ""):
        qui = ancienne.saisie_par if ancienne else "Quelqu’un"
        obstacles.insert(
            0,
            Obstacle(
                "changee",
                f"{qui} a rempli cette grille pendant que vous écriviez. Rien n’est perdu : vos réponses sont "
                "ci-dessous. Comparez, puis enregistrez de nouveau.",
            ),
        )
    if obstacles:
        raise Ferme(obstacles)
    observation = ancienne or Observation(tache=tache, parcours=parcours)
    observation.niveaux, observation.exemples = niveaux, exemples
    observation.referentiel, observation.saisie_par = installer_referentiel(par), par.nom
    observation.full_clean()
    observation.save()
    verbe = "a corrigé" if ancienne else "a rempli"
    phrase = f"{verbe} la grille d’observation « {tache.titre} » du {date_courte(tache.date)}"
    journal.noter("observation.saisir", par=par, sur=[parcours, tache], phrase=phrase, audience="equipe")
    return observation


def marque(observation: Observation) -> str:
    """What a page keeps to know whether the grid changed since it was shown."""
    return f"{observation.modifiee_le:%Y%m%d%H%M%S%f}"
