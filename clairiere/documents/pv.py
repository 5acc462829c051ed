"""The minutes of a jury as a PDF: who sat, who decided for whom, what was decided, boxes to sign."""

import datetime
from dataclasses import asdict, dataclass, field

from clairiere.documents.certificat import Emetteur
from clairiere.documents.moteur import composer
from clairiere.interface import francais


@dataclass(frozen=True, kw_only=True)
class Membre:
    """A member, there or not."""

    nom: str
    qualite: str = ""
    preside: bool = False
    externe: bool = False
    present: bool = True


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A candidate and what was decided; `ecartes`: members who took no part, each with the reason."""

    nom: str
    heures: str
    evaluation: str
    decision: str
    ont_decide: tuple[str, ...]
    ecartes: tuple[str, ...] = ()
    suite: str = ""
    exception: str = ""


@dataclass(frozen=True, kw_only=True)
class DonneesPV:
    """All that is printed, frozen."""

    emetteur: Emetteur
    numero: str
    session: str
    programme: str
    date: datetime.date
    heure: str
    lieu: str
    quorum: int
    recours_jours: int
    membres: tuple[Membre, ...]
    candidates: tuple[Candidate, ...]
    reportees: tuple[tuple[str, str], ...] = field(default=())
    resume: str = ""

    def figees(self) -> dict[str, object]:
        """What is kept beside the file (JSON)."""
        valeurs = asdict(self)
        return {**valeurs, "date": self.date.isoformat(), "emetteur": self.emetteur.nom}


def pv_pdf(donnees: DonneesPV) -> bytes:
    """The minutes, A4 portrait, PDF/A-2a and PDF/UA-1. Raises CompositionImpossible when a letter has no drawing."""
    return composer("pv.typ", _en_json(donnees), date=donnees.date)


def _en_json(d: DonneesPV) -> dict[str, object]:
    presents = [m for m in d.membres if m.present]
    absents = [m.nom for m in d.membres if not m.present]
    ecartes = [(c.nom, ", ".join(c.ecartes)) for c in d.candidates if c.ecartes]
    return {
        "centre": d.emetteur.en_json(),
        "numero": d.numero,
        "session": d.session,
        "programme": d.programme,
        "quand": f"{francais.date_longue(d.date, aujourdhui=datetime.date.min)}, à {d.heure}",
        "lieu": d.lieu,
        "quorum": (
            f"{francais.pluriel(len(presents), 'membre présent', 'membres présents')}. "
            f"Quorum demandé pour chaque candidate : {francais.pluriel(d.quorum, 'membre')}, "
            "sans compter ceux qui ont un lien avec elle."
        ),
        "presents": [{"nom": m.nom, "qualite": m.qualite, "titre": _titre(m)} for m in presents],
        "absents": francais.enumeration(absents),
        "ecartes": [{"nom": nom, "qui": qui} for nom, qui in ecartes],
        "candidates": [
            {
                "nom": c.nom,
                "heures": c.heures,
                "evaluation": c.evaluation,
                "decision": c.decision,
                "ont_decide": francais.enumeration(c.ont_decide),
                "suite": c.suite,
                "exception": c.exception,
            }
            for c in d.candidates
        ],
        "reportees": [{"nom": nom, "motif": motif} for nom, motif in d.reportees],
        "resume": d.resume,
        "recours": (
            f"Une candidate ajournée ou non certifiée peut demander de revoir la décision pendant {d.recours_jours} "
            "jours. D’autres personnes que celles qui ont décidé lui répondent."
        ),
    }


def _titre(membre: Membre) -> str:
    mots = (["préside"] if membre.preside else []) + (["membre extérieur"] if membre.externe else [])
    return ", ".join(mots)
