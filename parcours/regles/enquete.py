"""Satisfaction surveys: the questions, when they leave, and figures that never point at one person. Pure.

Sources: Qualiopi, indicators 30 (opinions gathered, at the end and later) and 32 (improvement).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

MOIS_APRES = 6
RETARD_TOLERE = 45  # days: a survey of an older session is never sent by itself
SEUIL = 5  # below, a row of a cross-table is hidden
OUI_NON = ("oui", "plutot_oui", "plutot_non", "non")
MOTS = {"oui": _("Oui"), "plutot_oui": _("Plutôt oui"), "plutot_non": _("Plutôt non"), "non": _("Non")}


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        code: stable word for figures.
        texte: the words, at level A2.
        choix: `{code: words}`; empty for a question answered in one's own words.
        croise: the other answers may be looked at by this one.
    """

    code: str
    texte: str
    choix: Mapping[str, str] = field(default_factory=lambda: dict(MOTS))
    croise: bool = False

    @property
    def libre(self) -> bool:
        """Answered in one's own words."""
        return not self.choix

    def en_json(self) -> dict[str, object]:
        """What is frozen in the survey."""
        return {"code": self.code, "texte": self.texte, "choix": dict(self.choix), "croise": self.croise}


def depuis_json(donnees: Mapping[str, object]) -> Question:
    """The question as it was asked."""
    choix = donnees["choix"]
    return Question(
        str(donnees["code"]),
        str(donnees["texte"]),
        dict(choix) if isinstance(choix, Mapping) else {},
        bool(donnees.get("croise")),
    )


QUESTIONS: dict[str, tuple[Question, ...]] = {
    "chaud": (
        Question("attentes", _("La formation vous a donné ce que vous attendiez ?")),
        Question("clair", _("Les explications étaient claires ?")),
        Question("rythme", _("Le rythme était bon pour vous ?")),
        Question("pratique", _("Vous avez assez pratiqué ?")),
        Question("accueil", _("Vous avez été bien accueillie et écoutée ?")),
        Question("lieu", _("La salle, les horaires et le matériel vous ont convenu ?")),
        Question("prete", _("Vous vous sentez prête à travailler dans une famille ?"), croise=True),
        Question("garder", _("Qu’est-ce qui vous a le plus aidée ?"), {}),
        Question("changer", _("Que faut-il changer ?"), {}),
    ),
    "froid": (
        Question(
            "travail",
            _("Aujourd’hui, vous travaillez ?"),
            {
                "garde": _("Oui, je garde des enfants dans une famille"),
                "enfance": _("Oui, dans une crèche ou une école"),
                "autre": _("Oui, un autre travail"),
                "cherche": _("Non, je cherche"),
                "non": _("Non, je ne cherche pas"),
            },
            croise=True,
        ),
        Question("utile", _("La formation vous sert dans votre travail ou votre recherche ?")),
        Question("aide", _("Le centre vous a bien aidée après la formation ?")),
        Question("conseiller", _("Vous conseilleriez cette formation à une amie ?")),
        Question("manque", _("Qu’est-ce qui vous a manqué ?"), {}),
        Question("besoin", _("De quoi avez-vous besoin maintenant ?"), {}),
    ),
}


def six_mois_apres(fin: dt.date) -> dt.date:
    """The day of the cold survey: 31/08 → 28/02."""
    mois = fin.month - 1 + MOIS_APRES
    annee, mois = fin.year + mois // 12, mois % 12 + 1
    for jour in range(fin.day, 27, -1):
        try:
            return dt.date(annee, mois, jour)
        except ValueError:
            continue
    return dt.date(annee, mois, fin.day)


def jour_d_envoi(genre: str, fin: dt.date) -> dt.date:
    """The hot survey leaves on the last day of the session, the cold one six months after."""
    return fin if genre == "chaud" else six_mois_apres(fin)


def est_due(genre: str, fin: dt.date, aujourd_hui: dt.date) -> bool:
    """It is time to send it by itself; too late, a person decides."""
    jour = jour_d_envoi(genre, fin)
    return jour <= aujourd_hui <= jour + dt.timedelta(days=RETARD_TOLERE)


@dataclass(frozen=True)
class Compte:
    """How many gave one answer, of how many who answered the question."""

    libelle: str
    nombre: int
    part: int  # hundredths


def compter(question: Question, reponses: Iterable[Mapping[str, str]]) -> list[Compte]:
    """Each choice with its count, in the order of the question; those left blank are not counted."""
    trouves = Counter(r[question.code] for r in reponses if r.get(question.code) in question.choix)
    total = sum(trouves.values())
    return [
        Compte(mots, trouves[code], round(100 * trouves[code] / total) if total else 0)
        for code, mots in question.choix.items()
    ]


def commentaires(question: Question, reponses: Iterable[Mapping[str, str]]) -> list[str]:
    """What was written, in alphabetical order: never that of the answers."""
    return sorted({texte for r in reponses if (texte := r.get(question.code, "").strip())}, key=str.casefold)


@dataclass(frozen=True)
class LigneCroisee:
    """The answers of those who said one thing to another question; `nombres` is None when they are too few to show."""

    libelle: str
    nombres: tuple[int, ...] | None
    total: int | None


def croiser(par: Question, question: Question, reponses: Sequence[Mapping[str, str]]) -> list[LigneCroisee]:
    """`question` looked at by the answers to `par`.

    A row of 1 to 4 persons is hidden. The smallest shown rows are hidden too until what is hidden holds two rows and
    five persons: otherwise a subtraction from the totals would tell it.
    """
    codes = tuple(question.choix)
    groupes = {
        valeur: Counter(
            r[question.code] for r in reponses if r.get(par.code) == valeur and r.get(question.code) in codes
        )
        for valeur in par.choix
    }
    totaux = {valeur: sum(comptes.values()) for valeur, comptes in groupes.items()}
    caches = {valeur for valeur, total in totaux.items() if 0 < total < SEUIL}
    montres = sorted((total, valeur) for valeur, total in totaux.items() if total >= SEUIL)
    while caches and montres and (len(caches) < 2 or sum(totaux[valeur] for valeur in caches) < SEUIL):
        caches.add(montres.pop(0)[1])
    return [
        LigneCroisee(mots, None, None)
        if valeur in caches
        else LigneCroisee(mots, tuple(groupes[valeur][code] for code in codes), totaux[valeur])
        for valeur, mots in par.choix.items()
    ]
