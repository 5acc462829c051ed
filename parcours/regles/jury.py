"""The jury: who may sit, who decides for whom, and what a decision needs. Plain facts in, obstacles out."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clairiere.flux.obstacles import Obstacle

CERTIFIEE, AJOURNEE, NON_CERTIFIEE = "certifiee", "ajournee", "non_certifiee"
RAISON_MINIMUM = 10  # letters


@dataclass(frozen=True)
class MembreDuJury:
    """A member as the rules see her: `present` is None before the day."""

    cle: int
    nom: str
    externe: bool = False
    preside: bool = False
    present: bool | None = None


def meme_nom(a: str, b: str) -> bool:
    """True when two written names are the same person: case, accents and spaces apart."""
    return bool(a.strip()) and _simple(a) == _simple(b)


def _simple(nom: str) -> str:
    sans_accents = unicodedata.normalize("NFKD", nom)
    lettres = "".join(c for c in sans_accents if not unicodedata.combining(c))
    return " ".join(lettres.casefold().replace("-", " ").split())


def ecartees(membres: Iterable[MembreDuJury], liens: Mapping[int, str], evaluatrice: str) -> dict[int, str]:
    """Members who take no part for one candidate, with the reason: a declared link, or they evaluated her."""
    raisons = {}
    for membre in membres:
        if membre.cle in liens:
            raisons[membre.cle] = liens[membre.cle]
        elif meme_nom(membre.nom, evaluatrice):
            raisons[membre.cle] = "a fait son évaluation"
    return raisons


def votantes(membres: Iterable[MembreDuJury], ecartes: Mapping[int, str]) -> list[MembreDuJury]:
    """Members who decide for this candidate: present, and not set aside."""
    return [m for m in membres if m.present and m.cle not in ecartes]


@dataclass(frozen=True)
class FaitsComposition:
    """What a convocation stands on."""

    membres: Sequence[MembreDuJury] = ()
    candidates: int = 0
    membres_minimum: int = 3
    externe_exige: bool = True
    date: dt.date = field(default_factory=dt.date.today)
    aujourd_hui: dt.date = field(default_factory=dt.date.today)
    jury: int = 0


def composition(faits: FaitsComposition) -> Iterable[Obstacle]:
    """A jury is called when it has its members, a president, someone from outside, and candidates."""
    ici: tuple[str, dict[str, int]] = ("parcours:jury", {"pk": faits.jury})
    combien = len(faits.membres)
    if combien < faits.membres_minimum:
        yield Obstacle(
            "membres",
            f"Le jury a {_membres(combien)}, il en faut {faits.membres_minimum}.",
            qui="la directrice ou la coordinatrice",
            lien=("parcours:membre_jury", {"pk": faits.jury}),
            libelle_lien="Ajouter un membre",
        )
    if faits.membres and not any(m.preside for m in faits.membres):
        yield Obstacle(
            "presidente",
            "Personne ne préside le jury.",
            qui="la directrice ou la coordinatrice",
            lien=ici,
            libelle_lien="Choisir qui préside",
        )
    if faits.membres and faits.externe_exige and not any(m.externe for m in faits.membres):
        yield Obstacle(
            "externe",
            "Aucun membre ne vient d’un autre organisme.",
            qui="la directrice ou la coordinatrice",
            lien=("parcours:membre_jury", {"pk": faits.jury}),
            libelle_lien="Ajouter un membre extérieur",
        )
    if not faits.candidates:
        yield Obstacle("candidates", "Aucune candidate n’est inscrite à ce jury.", lien=ici)
    if faits.date < faits.aujourd_hui:
        yield Obstacle(
            "date",
            f"La date du jury est passée\u00a0: {faits.date:%d/%m/%Y}.",
            lien=("parcours:modifier_jury", {"pk": faits.jury}),
            libelle_lien="Changer la date",
        )


@dataclass(frozen=True)
class FaitsOuverture:
    """What the opening stands on; `membres` bear their presence once it was said."""

    membres: Sequence[MembreDuJury] = ()
    quorum: int = 2
    externe_exige: bool = True
    date: dt.date = field(default_factory=dt.date.today)
    aujourd_hui: dt.date = field(default_factory=dt.date.today)
    presence_dite: bool = False


def ouverture(faits: FaitsOuverture) -> Iterable[Obstacle]:
    """The sitting opens on its day, with enough members and one from outside."""
    if faits.date > faits.aujourd_hui:
        yield Obstacle("pas_venu", f"Le jury se réunit le {faits.date:%d/%m/%Y}.", qui="le calendrier")
    if not faits.presence_dite:
        return
    presentes = [m for m in faits.membres if m.present]
    if len(presentes) < faits.quorum:
        yield Obstacle(
            "quorum",
            f"Le jury n’a pas son quorum\u00a0: {_membres(len(presentes))} sur place, il en faut {faits.quorum}.",
            champ="presentes",
        )
    if faits.externe_exige and not any(m.externe for m in presentes):
        yield Obstacle("externe", "Aucun membre extérieur n’est là.", champ="presentes")


@dataclass(frozen=True)
class FaitsDeliberation:
    """What one decision stands on."""

    nom: str
    decision: str
    en_seance: bool = True
    candidate: bool = True
    en_evaluation: bool = True
    votantes: int = 0
    quorum: int = 2
    remarque: str = ""
    echeance: dt.date | None = None
    date: dt.date = field(default_factory=dt.date.today)
    parcours: int = 0


def deliberation(faits: FaitsDeliberation) -> Iterable[Obstacle]:
    """A decision is taken in sitting, with the quorum for this candidate, and says what and by when."""
    if not faits.en_seance:
        yield Obstacle("seance", "La séance du jury n’est pas ouverte.", qui="la directrice ou la coordinatrice")
    if not faits.candidate:
        yield Obstacle("candidate", f"{faits.nom} n’est pas candidate devant ce jury.")
    elif not faits.en_evaluation:
        yield Obstacle(
            "etat",
            f"{faits.nom} n’est pas à l’étape de l’évaluation.",
            qui="la formatrice",
            lien=("parcours:fiche", {"pk": faits.parcours}),
            libelle_lien="Ouvrir sa fiche",
        )
    if faits.votantes < faits.quorum:
        peut = "peut" if faits.votantes < 2 else "peuvent"
        yield Obstacle(
            "quorum",
            f"Pas de quorum pour {faits.nom}\u00a0: {_membres(faits.votantes)} {peut} décider, "
            f"il en faut {faits.quorum}.",
            qui="un autre jury, avec d’autres membres",
        )
    if faits.decision == AJOURNEE:
        if len(faits.remarque.strip()) < RAISON_MINIMUM:
            yield Obstacle("remarque", "Écrivez ce qu’elle doit refaire, en une phrase.", champ="remarque")
        if faits.echeance is None:
            yield Obstacle("echeance", "Écrivez pour quel jour.", champ="echeance")
        elif faits.echeance <= faits.date:
            yield Obstacle("echeance", "Ce jour doit être après celui du jury.", champ="echeance")
    if faits.decision == NON_CERTIFIEE and len(faits.remarque.strip()) < RAISON_MINIMUM:
        yield Obstacle("remarque", "Écrivez la raison, en une phrase qu’elle peut lire.", champ="remarque")


def cloture(
    sans_decision: Sequence[str], ailleurs: Sequence[str], a_refaire: Sequence[str] = (), *, jury: int
) -> Iterable[Obstacle]:
    """The sitting closes when each candidate has a decision or was put off, and is still there to receive it.

    `a_refaire`: candidates for whom someone decided who has since been set aside.
    """
    lien: tuple[str, dict[str, int]] = ("parcours:jury", {"pk": jury})
    if sans_decision:
        yield Obstacle(
            "sans_decision",
            f"Il manque une décision pour {_noms(sans_decision)}.",
            qui="le jury\u00a0: décidez, ou reportez à un autre jury",
            lien=lien,
            libelle_lien="Voir les candidates",
        )
    if a_refaire:
        yield Obstacle(
            "a_refaire",
            f"Un lien a été noté après la décision pour {_noms(a_refaire)}.",
            qui="le jury\u00a0: décidez de nouveau, sans ce membre",
            lien=lien,
            libelle_lien="Voir les candidates",
        )
    if ailleurs:
        sont = "n’est plus" if len(ailleurs) == 1 else "ne sont plus"
        yield Obstacle(
            "ailleurs",
            f"{_noms(ailleurs)} {sont} à l’étape de l’évaluation.",
            qui="la formatrice\u00a0; ou reportez à un autre jury",
            lien=lien,
            libelle_lien="Voir les candidates",
        )


def _membres(combien: int) -> str:
    return f"{combien}\u00a0membre" + ("s" if combien > 1 else "")


def _noms(noms: Sequence[str], au_plus: int = 4) -> str:
    if len(noms) > au_plus:
        return f"{', '.join(noms[:au_plus])} et {len(noms) - au_plus} autres"
    return noms[0] if len(noms) == 1 else f"{', '.join(noms[:-1])} et {noms[-1]}"
