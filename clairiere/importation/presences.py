"""What an attendance sheet will do to a session. The preview, the recording and the command read the same `Apercu`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from clairiere.flux.obstacles import Obstacle
from clairiere.importation.lecture.doublons import Connue
from clairiere.importation.lecture.rapprochement import rapprocher
from clairiere.importation.lecture.textes import cite
from clairiere.importation.models import Import
from clairiere.interface.francais import date_courte
from parcours.actions.presence import dire
from parcours.models import DemiJournee, Emargement, Parcours
from parcours.regles import DUREE_MAXIMALE, DUREE_MINIMALE, dire_duree
from parcours.regles.jours_sans_cours import remarque

PRESENTES = ("presente", "retard")
PERSONNE = "personne"  # the answer « do not record this name »


@dataclass
class DemiJourneeLue:
    """One column of the sheet. `existante`: already in the calendar. `refus`: why it will not be recorded."""

    date: dt.date
    moment: str
    minutes: int
    existante: DemiJournee | None = None
    refus: str = ""
    remarques: list[str] = field(default_factory=list)

    @property
    def duree(self) -> int:
        """Minutes that count: those of the calendar when the half-day is there."""
        return self.existante.minutes if self.existante else self.minutes

    def __str__(self) -> str:
        return f"{date_courte(self.date)} {DemiJournee.Moment(self.moment).label}"


@dataclass
class Case:
    """One mark to record."""

    demi_journee: DemiJourneeLue
    statut: str
    minutes: int
    existante: Emargement | None = None

    @property
    def deja_notee(self) -> bool:
        """The same presence is there already."""
        e = self.existante
        return e is not None and (e.statut, e.minutes) == (self.statut, self.minutes)

    @property
    def differe(self) -> bool:
        """Something else is there already: it stays."""
        return self.existante is not None and not self.deja_notee


@dataclass
class StagiaireLue:
    """One line of the sheet: who she is, or why we cannot tell."""

    numero: int
    nom: str
    parcours: Parcours | None = None
    phrase: str = ""
    obstacle: Obstacle | None = None
    proches: list[int] = field(default_factory=list)
    ecartee: bool = False
    cases: list[Case] = field(default_factory=list)
    vides: list[DemiJourneeLue] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Minutes the sheet gives her."""
        return sum(case.minutes for case in self.cases)

    @property
    def differences(self) -> list[str]:
        """« 03/03/2026 matin : noté « absente », le fichier dit « présente, 3 h » »."""
        return [
            f"{case.demi_journee}\u00a0: noté {cite(dire(case.existante))}, le fichier dit {cite(_dire(case))}"
            for case in self.cases
            if case.differe and case.existante is not None
        ]

    @property
    def dire_vides(self) -> str:
        """« 03/03/2026 matin, 05/03/2026 matin »."""
        return ", ".join(str(demi_journee) for demi_journee in self.vides)


@dataclass
class Apercu:
    """The sheet laid over the session."""

    demi_journees: list[DemiJourneeLue] = field(default_factory=list)
    stagiaires: list[StagiaireLue] = field(default_factory=list)
    problemes: list[dict[str, Any]] = field(default_factory=list)
    inscrites: list[Parcours] = field(default_factory=list)

    @property
    def a_enregistrer(self) -> list[StagiaireLue]:
        """Those we know."""
        return [s for s in self.stagiaires if s.parcours is not None]

    @property
    def inconnues(self) -> list[StagiaireLue]:
        """Those nobody has named yet."""
        return [s for s in self.stagiaires if s.parcours is None]

    @property
    def nouvelles(self) -> list[DemiJourneeLue]:
        """Half-days to add to the calendar."""
        return [d for d in self.demi_journees if d.existante is None and not d.refus]

    @property
    def refusees(self) -> list[DemiJourneeLue]:
        """Half-days that cannot be recorded."""
        return [d for d in self.demi_journees if d.refus]

    @property
    def sans_duree(self) -> bool:
        """A length is missing: it is asked."""
        return any(not d.minutes for d in self.demi_journees)

    def problemes_de(self, numero: int) -> list[str]:
        """Cells of a line that could not be read."""
        return [p["phrase"] for p in self.problemes if p["ligne"] == numero and p["champ"] == "presence"]


def apercu(lot: Import) -> Apercu:
    """Lay the sheet over the session as it is now (four queries)."""
    rapport, session = lot.rapport, lot.session
    vue = Apercu(problemes=rapport.get("problemes", []))
    vue.inscrites = list(
        Parcours.objects.filter(session=session)
        .select_related("personne")
        .order_by("personne__nom", "personne__prenom", "pk")
    )
    existantes = {(d.date, d.moment): d for d in DemiJournee.objects.tenues().filter(session=session, rattrapage=False)}
    notes = {
        (e.demi_journee_id, e.parcours_id): e
        for e in Emargement.objects.filter(demi_journee__session=session).order_by("pk")
    }
    vue.demi_journees = [
        _demi_journee(dt.date.fromisoformat(jour), moment, minutes, existantes, session)
        for jour, moment, minutes in rapport.get("demi_journees", [])
    ]
    _reconnaitre(vue, rapport.get("lignes", []), lot.choix.get("noms", {}), session)
    for stagiaire, ligne in zip(vue.stagiaires, rapport.get("lignes", []), strict=True):
        _remplir(stagiaire, ligne["presences"], vue.demi_journees, notes)
    return vue


def _demi_journee(
    jour: dt.date, moment: str, minutes: int, existantes: dict[Any, DemiJournee], session: Any
) -> DemiJourneeLue:
    lue = DemiJourneeLue(jour, moment, minutes, existantes.get((jour, moment)))
    if jour > timezone.localdate():
        lue.refus = "Cette demi-journée n’a pas encore eu lieu. Elle ne sera pas enregistrée."
    elif not lue.existante and not minutes:
        lue.refus = "Sa durée n’est pas écrite. Indiquez-la pour l’enregistrer."
    elif not lue.existante and not DUREE_MINIMALE <= minutes <= DUREE_MAXIMALE:
        lue.refus = f"Elle dure {dire_duree(minutes)}. Une demi-journée dure entre 30 minutes et 6 heures."
    if lue.existante and minutes and minutes != lue.existante.minutes:
        calendrier, fichier = dire_duree(lue.existante.minutes), dire_duree(minutes)
        phrase = f"Elle dure {calendrier} dans le calendrier et {fichier} dans le fichier."
        lue.remarques.append(f"{phrase} La durée du calendrier compte.")
    if remarque(jour):
        lue.remarques.append(remarque(jour))
    if not session.debut <= jour <= session.fin:
        lue.remarques.append("Elle est en dehors des dates de la session. Les dates de la session seront étendues.")
    return lue


def _reconnaitre(vue: Apercu, lignes: list[dict[str, Any]], noms: dict[str, Any], session: Any) -> None:
    """Who is each line: the answer given, else the only trainee of that name."""
    par_id = {p.pk: p for p in vue.inscrites}
    connues = [Connue(p.pk, p.personne.nom, p.personne.prenom, p.personne.naissance) for p in vue.inscrites]
    prises: dict[int, StagiaireLue] = {}
    ailleurs: list[Connue] | None = None
    for ligne in lignes:
        stagiaire = StagiaireLue(ligne["numero"], ligne["nom_brut"])
        vue.stagiaires.append(stagiaire)
        reponse = noms.get(str(ligne["numero"]), "")
        if reponse == PERSONNE:
            stagiaire.ecartee, stagiaire.phrase = True, "Ce nom ne sera pas enregistré, à votre demande."
            continue
        choisie = par_id.get(reponse)
        if choisie is None:
            trouve = rapprocher(stagiaire.nom, connues)
            choisie = par_id[trouve.personne.id] if trouve.personne else None  # type: ignore[index]
            stagiaire.phrase, stagiaire.proches = trouve.phrase, [c.id for c in trouve.candidates]  # type: ignore[misc]
        if choisie is not None and choisie.pk in prises:
            stagiaire.phrase = (
                f"La ligne {prises[choisie.pk].numero} est déjà celle de {choisie}. Choisissez une autre personne."
            )
        elif choisie is not None:
            stagiaire.parcours, stagiaire.phrase = choisie, ""
            prises[choisie.pk] = stagiaire
        elif not stagiaire.proches:
            ailleurs = ailleurs if ailleurs is not None else _autres_du_centre(session)
            stagiaire.obstacle = _sans_place(stagiaire.nom, ailleurs, session)


def _autres_du_centre(session: Any) -> list[Connue]:
    """Everyone else who has a journey at the centre; the id is « journey, state in words »."""
    autres = Parcours.objects.exclude(session=session).select_related("personne").order_by("-cree_le", "-pk")
    return [Connue((p.pk, p.etat_dit.equipe), p.personne.nom, p.personne.prenom, p.personne.naissance) for p in autres]


def _sans_place(nom: str, ailleurs: list[Connue], session: Any) -> Obstacle | None:
    trouve = rapprocher(nom, ailleurs)
    if trouve.personne is None:
        return None
    pk, etat = trouve.personne.id  # type: ignore[misc]
    return Obstacle(
        "sans_place",
        f"{trouve.personne.nom_complet} n’a pas de place dans la session {session}. "
        f"Son parcours en est à «\u00a0{etat}\u00a0».",
        qui="la directrice ou la coordinatrice, en l’admettant dans la session",
        lien=("parcours:fiche", {"pk": pk}),
        libelle_lien="Ouvrir sa fiche",
    )


def _remplir(
    stagiaire: StagiaireLue,
    presences: list[dict[str, Any]],
    demi_journees: list[DemiJourneeLue],
    notes: dict[tuple[int, int], Emargement],
) -> None:
    """The marks of a line. A blank, or a lateness without a length, is left unfilled: nothing is guessed."""
    for presence, demi_journee in zip(presences, demi_journees, strict=True):
        if demi_journee.refus:
            continue
        present = presence["statut"] in PRESENTES
        minutes = _minutes(presence, demi_journee) if present else 0
        if presence["statut"] == "vide" or (present and not minutes):
            stagiaire.vides.append(demi_journee)
            continue
        ancienne = None
        if stagiaire.parcours is not None and demi_journee.existante is not None:
            ancienne = notes.get((demi_journee.existante.pk, stagiaire.parcours.pk))
        stagiaire.cases.append(Case(demi_journee, presence["statut"], minutes, ancienne))


def _minutes(presence: dict[str, Any], demi_journee: DemiJourneeLue) -> int:
    """« Present » is the whole half-day of the calendar; « late » is never more than it."""
    return demi_journee.duree if presence["statut"] == "presente" else min(presence["minutes"], demi_journee.duree)


def _dire(case: Case) -> str:
    mot = str(Emargement.Statut(case.statut).label)
    return f"{mot}, {dire_duree(case.minutes)}" if case.minutes else mot
