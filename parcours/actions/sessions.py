"""A session: create it, change it, choose the programme it follows."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.actions.attente import pourvoir
from parcours.actions.calendrier import effacer_parts, etaler, planifier_rythme
from parcours.actions.demi_journees import ajouter_demi_journee, retirer
from parcours.models import Programme, Session

__all__ = ["ajouter_demi_journee", "creer_session", "modifier_session", "planifier_rythme", "retirer"]

CHAMPS = (
    "nom",
    "debut",
    "fin",
    "places",
    "heures_visees",
    "programme",
    "lieu",
    "salle",
    "formatrice",
    "version_programme",
)


@transaction.atomic
def creer_session(*, par: Any, version_programme: Programme | None = None, **champs: Any) -> Session:
    """Open a session. Raises ValidationError beside the fields (a name already taken, an end before the start)."""
    session = Session(**champs)
    if version_programme is not None:
        _suivre(session, _publie(version_programme))
    session.full_clean()
    session.save()
    journal.noter("session.creer", par=par, sur=session, phrase=f"a créé la session {session}", audience="equipe")
    return session


@transaction.atomic
def modifier_session(session: Session, *, par: Any, **champs: Any) -> Session:
    """Change a session.

    Raises:
        Ferme: there would be fewer places than trainees, or the programme changes after attendance was noted with it.
        ValidationError: beside the fields.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    prises, proposees = session.places_prises(), session.offres.vivantes().count()
    if champs.get("places", session.places) < prises + proposees:
        dites = "1 place est déjà prise" if prises == 1 else f"{prises} places sont déjà prises"
        dites += f", {proposees} proposée{'s'[: proposees > 1]} à la liste d’attente" if proposees else ""
        phrase = f"{dites}. Le nombre de places ne peut pas être plus petit."
        raise Ferme([Obstacle("places", phrase, champ="places")])
    avant = {nom: getattr(session, nom) for nom in CHAMPS}
    for nom in CHAMPS:
        if nom in champs:
            setattr(session, nom, champs[nom])
    change_de_programme = session.version_programme_id != (avant["version_programme"] and avant["version_programme"].pk)
    if session.version_programme is not None:
        _suivre(session, _publie(session.version_programme) if change_de_programme else session.version_programme)
    changes = [nom for nom in CHAMPS if getattr(session, nom) != avant[nom]]
    if changes:
        session.full_clean()
        session.save(update_fields=changes)
        noms = ", ".join(str(Session._meta.get_field(nom).verbose_name) for nom in changes)
        journal.noter("session.modifier", par=par, sur=session, phrase=f"a modifié : {noms}", audience="equipe")
    if change_de_programme:
        _changer_les_modules(session, avant["version_programme"])
    if "places" in changes:
        pourvoir(session, par=par)
    return session


def _publie(programme: Programme) -> Programme:
    """The programme, locked. Raises Ferme when it is a draft again: a session follows a published version."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if not programme.est_publie:
        phrase = f"{programme} est encore un brouillon. Publiez-le, ou choisissez une autre version."
        raise Ferme([Obstacle("brouillon", phrase, champ="version_programme")])
    return programme


def _suivre(session: Session, programme: Programme) -> None:
    """The label printed on papers and the hours are those of the version."""
    session.version_programme = programme
    session.programme = str(programme)
    session.heures_visees = programme.heures


def _changer_les_modules(session: Session, avant: Programme | None) -> None:
    """The half-days take the modules of the new version. Raises Ferme when hours were followed in the old one."""
    toutes = list(session.demi_journees.prefetch_related("parts__module"))
    notees = session.demi_journees.comptees().filter(parts__isnull=False, emargements__isnull=False)
    if avant is not None and notees.exists():
        phrase = f"Des présences sont déjà notées avec {avant}. La session garde ce programme."
        raise Ferme([Obstacle("programme", phrase, champ="version_programme")])
    effacer_parts(toutes)
    etaler(session, [d for d in toutes if d.compte_au_calendrier])
