"""When a move of the journey is allowed: pure functions on plain facts, giving obstacles in words.

Sources: domaine/formation.md (120 hours, evaluation, certificate), domaine/exemples.md (F1 to F4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clairiere.flux.obstacles import Obstacle

MINUTES_PAR_HEURE = 60


def dire_duree(minutes: int) -> str:
    """210 → « 3 h 30 », 180 → « 3 h », 45 → « 45 min »."""
    heures, reste = divmod(minutes, MINUTES_PAR_HEURE)
    if not heures:
        return f"{reste}\u00a0min"
    return f"{heures}\u00a0h" + (f"\u00a0{reste:02d}" if reste else "")


def _places(nombre: int) -> str:
    return f"{nombre} place{'s'[: nombre > 1]} prise{'s'[: nombre > 1]}"


def minutes_manquantes(minutes: int, heures_visees: int) -> int:
    """What is missing to reach the hours of the course, never negative."""
    return max(0, heures_visees * MINUTES_PAR_HEURE - minutes)


@dataclass(frozen=True)
class FaitsCertification:
    """What the decision to certify stands on.

    Attributes:
        minutes: minutes that count (attended, signed by both).
        minutes_non_signees: minutes attended that a signature is missing for.
        heures_visees: hours of the course (120).
        evaluation: result of the last evaluation (`acquis`, `a_revoir`), empty when there is none.
        decision: last decision of the jury (`certifiee`, `ajournee`, `non_certifiee`), empty when there is none.
    """

    minutes: int
    heures_visees: int
    evaluation: str = ""
    decision: str = ""
    minutes_non_signees: int = 0
    parcours: int = 0
    session: int = 0


def certification(faits: FaitsCertification) -> Iterable[Obstacle]:
    """Certify only with the hours followed, an acquired evaluation and a jury's decision (formation.md § 1 and 5)."""
    manque = minutes_manquantes(faits.minutes, faits.heures_visees)
    if manque:
        yield Obstacle(
            "heures_manquantes",
            f"Il manque {dire_duree(manque)} sur {faits.heures_visees}.",
            qui="la formatrice, avec une demi-journée de rattrapage",
            lien=("parcours:session", {"pk": faits.session}) if faits.session else None,
            libelle_lien="Ajouter un rattrapage",
        )
    if manque and faits.minutes_non_signees:
        yield Obstacle(
            "signatures_manquantes",
            f"{dire_duree(faits.minutes_non_signees)} de présence attendent une signature.",
            qui="la stagiaire et la formatrice",
            lien=("parcours:session", {"pk": faits.session}) if faits.session else None,
            libelle_lien="Ouvrir les feuilles",
        )
    if faits.evaluation != "acquis":
        phrase = "L’évaluation n’est pas faite." if not faits.evaluation else "L’évaluation dit : à revoir."
        yield Obstacle(
            "evaluation",
            phrase,
            qui="la formatrice",
            lien=("parcours:evaluer", {"pk": faits.parcours}),
            libelle_lien="Remplir l’évaluation",
        )
    if faits.decision != "certifiee":
        phrase = (
            "Le jury n’a pas encore décidé."
            if not faits.decision
            else "La dernière décision du jury n’est pas « certifiée »."
        )
        yield Obstacle(
            "jury",
            phrase,
            qui="le jury",
            lien=("parcours:decider", {"pk": faits.parcours}),
            libelle_lien="Noter la décision du jury",
        )


@dataclass(frozen=True)
class FaitsAdmission:
    """What an admission stands on: opinion of the last interview, the session asked for, open sessions."""

    avis: str = ""
    sessions_ouvertes: int = 0
    session: str = ""
    places: int = 0
    prises: int = 0
    session_finie: bool = False
    parcours: int = 0


def admission(faits: FaitsAdmission) -> Iterable[Obstacle]:
    """Admit where there is a place; a full session says how many places it has."""
    if faits.avis == "defavorable":
        yield Obstacle(
            "avis_defavorable",
            "L’avis du dernier entretien est défavorable.",
            qui="la coordinatrice, avec un nouvel entretien",
            lien=("parcours:entretien", {"pk": faits.parcours}),
            libelle_lien="Noter un autre entretien",
        )
    if faits.session and faits.session_finie:
        yield Obstacle("session_finie", f"La session {faits.session} est terminée.", champ="session")
    elif faits.session and faits.prises >= faits.places:
        yield Obstacle(
            "session_complete",
            f"La session {faits.session} est complète : {_places(faits.prises)} sur {faits.places}.",
            qui="la coordinatrice : choisissez une autre session ou la liste d’attente",
            lien=("parcours:sessions", {}),
            libelle_lien="Voir les sessions",
            champ="session",
        )
    if not faits.session and not faits.sessions_ouvertes:
        yield Obstacle(
            "aucune_session",
            "Aucune session à venir n’a de place.",
            qui="la coordinatrice",
            lien=("parcours:sessions", {}),
            libelle_lien="Créer une session",
        )


@dataclass(frozen=True)
class FaitsFormation:
    """What the course stands on."""

    session: int = 0
    demi_journees: int = 0
    debut: dt.date | None = None
    aujourd_hui: dt.date = field(default_factory=dt.date.today)
    minutes: int = 0
    presences: int = 0


def entree_en_formation(faits: FaitsFormation) -> Iterable[Obstacle]:
    """The course begins when it has half-days and its first day has come."""
    if not faits.demi_journees:
        yield Obstacle(
            "aucune_demi_journee",
            "La session n’a pas encore de demi-journées.",
            qui="la coordinatrice",
            lien=("parcours:session", {"pk": faits.session}),
            libelle_lien="Préparer le calendrier",
        )
    if faits.debut and faits.debut > faits.aujourd_hui:
        yield Obstacle("pas_commencee", f"La session commence le {faits.debut:%d/%m/%Y}.", qui="le calendrier")


def passage_en_evaluation(faits: FaitsFormation) -> Iterable[Obstacle]:
    """Evaluate someone who came."""
    if not faits.presences:
        yield Obstacle(
            "aucune_presence",
            "Aucune présence n’est notée.",
            qui="la formatrice",
            lien=("parcours:session", {"pk": faits.session}),
            libelle_lien="Ouvrir les feuilles de présence",
        )


@dataclass(frozen=True)
class FaitsDisponibilite:
    """What the search for a family stands on."""

    certificat_valable: bool = False
    minutes_par_semaine: int = 0
    parcours: int = 0


def disponibilite(faits: FaitsDisponibilite) -> Iterable[Obstacle]:
    """She is proposed to families with a valid certificate and a week that says when she can work."""
    if not faits.certificat_valable:
        yield Obstacle("certificat", "Elle n’a pas de certificat valable.", qui="la directrice ou la coordinatrice")
    if not faits.minutes_par_semaine:
        yield Obstacle(
            "semaine",
            "Ses jours et ses heures de disponibilité ne sont pas notés.",
            qui="elle-même, ou une personne de l’équipe avec elle",
            lien=("parcours:disponibilite", {"pk": faits.parcours}),
            libelle_lien="Noter ses disponibilités",
        )


# --- The board of the recruitment --------------------------------------------------------------------------------

JOURS_AVANT_BLOCAGE = 30  # product study, A2


def jours_bloquee(etat: str, depuis: dt.date, aujourd_hui: dt.date) -> int:
    """Days spent in a recruitment state, when they are more than 30; else 0."""
    jours = (aujourd_hui - depuis).days
    return jours if etat in ("reperee", "informee", "candidate", "liste_attente") and jours > JOURS_AVANT_BLOCAGE else 0


# --- The calendar of a session -----------------------------------------------------------------------------------

MIDI = 12 * MINUTES_PAR_HEURE + 30
DUREE_MINIMALE = 30
DUREE_MAXIMALE = 6 * MINUTES_PAR_HEURE
JOURS_AU_PLUS = 2 * 366


@dataclass(frozen=True)
class Seance:
    """A half-day to plan. `debut` and `minutes` are in minutes, `debut` from midnight."""

    date: dt.date
    debut: int
    minutes: int

    @property
    def moment(self) -> str:
        """`matin` when it begins before 12 h 30, else `apres_midi`."""
        return "matin" if self.debut < MIDI else "apres_midi"

    @property
    def heure_debut(self) -> dt.time:
        """When it begins."""
        return dt.time(*divmod(self.debut, MINUTES_PAR_HEURE))


def calendrier(
    rythme: Mapping[int, Sequence[tuple[int, int]]],
    *,
    a_partir_du: dt.date,
    minutes: int,
    sauf: Iterable[dt.date] = (),
    prises: Iterable[tuple[dt.date, str]] = (),
) -> list[Seance]:
    """Half-days from a weekly pattern until `minutes` are planned; the last one is cut to fall right.

    Args:
        rythme: `{weekday 0-6: [(start, end), …]}` in minutes from midnight; other days have no course.
        a_partir_du: first day that may be used.
        minutes: what remains to plan.
        sauf: days without a course.
        prises: `(date, moment)` already in the calendar.
    """
    sans_cours, occupees, reste = set(sauf), set(prises), minutes
    seances: list[Seance] = []
    for n in range(JOURS_AU_PLUS if any(rythme.values()) else 0):
        jour = a_partir_du + dt.timedelta(days=n)
        for debut, fin in rythme.get(jour.weekday(), ()) if jour not in sans_cours else ():
            if reste <= 0:
                return seances
            seance = Seance(jour, debut, max(DUREE_MINIMALE, min(fin - debut, reste)))
            if (jour, seance.moment) not in occupees:
                seances.append(seance)
                reste -= seance.minutes
    return seances


def phrases_du_rythme(rythme: Mapping[int, Sequence[tuple[int, int]]], jours: Sequence[str]) -> list[str]:
    """What makes a pattern unusable, in words: a half-day too long, too short, or two in the same half of a day."""
    phrases = []
    for numero, plages in rythme.items():
        moments = [Seance(dt.date.min, debut, fin - debut).moment for debut, fin in plages]
        if len(set(moments)) < len(moments):
            phrases.append(f"{jours[numero].capitalize()} : une seule plage le matin et une seule l’après-midi.")
        phrases += [
            f"{jours[numero].capitalize()} : une demi-journée dure entre 30 minutes et 6 heures."
            for debut, fin in plages
            if not DUREE_MINIMALE <= fin - debut <= DUREE_MAXIMALE
        ]
    return phrases


def dire_prevu(minutes: int, heures_visees: int) -> str:
    """« 117 h sur 120 : il manque 3 h », « 120 h sur 120 », « 123 h sur 120 : 3 h de plus »."""
    ecart = minutes - heures_visees * MINUTES_PAR_HEURE
    debut = f"{dire_duree(minutes)} sur {heures_visees}" if minutes else f"0\u00a0h sur {heures_visees}"
    if ecart < 0:
        return f"{debut}\u00a0: il manque {dire_duree(-ecart)}"
    return f"{debut}\u00a0: {dire_duree(ecart)} de plus" if ecart else debut
