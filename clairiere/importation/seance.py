"""What the sheet of one half-day will do: each line laid over the group, before anything is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.importation.lecture.doublons import Connue
from clairiere.importation.lecture.rapprochement import rapprocher
from clairiere.importation.lecture.textes import cite
from clairiere.importation.models import Import
from clairiere.importation.presences import PERSONNE, PRESENTES
from clairiere.interface.francais import heure
from parcours.actions.presence import dire
from parcours.models import Emargement, Parcours
from parcours.obstacles_feuilles import dire_demi_journee, stagiaires_du_papier
from parcours.obstacles_presence import horaire_de
from parcours.regles import dire_duree
from parcours.regles.presence import Horaire, arrivee_a_noter, heure_de, heures_impossibles, minute_de, minutes_suivies


@dataclass
class LigneSeanceVue:
    """One line: who she is, what will be noted, or why nothing will.

    Attributes:
        statut: `vide` when nothing is noted.
        refus: why a line that names someone is left, in one sentence.
        signee: None when the file has no column for signatures.
    """

    numero: int
    nom: str
    statut: str = "vide"
    minutes: int = 0
    arrivee: dt.time | None = None
    depart: dt.time | None = None
    signee: bool | None = None
    parcours: Parcours | None = None
    existante: Emargement | None = None
    phrase: str = ""
    refus: str = ""
    problemes: list[str] = field(default_factory=list)

    @property
    def presente(self) -> bool:
        """She was there."""
        return self.statut in PRESENTES

    @property
    def a_noter(self) -> bool:
        """A line that is new, or whose signature was missing."""
        return self.utile and (self.existante is None or self.signature_en_plus)

    @property
    def utile(self) -> bool:
        """It says something of someone known."""
        return self.parcours is not None and self.statut != "vide" and not self.refus

    @property
    def signature_en_plus(self) -> bool:
        """The same presence is noted, her signature was not."""
        e = self.existante
        return bool(e is not None and not self.differe and self.presente and self.signee and not e.signature)

    @property
    def differe(self) -> bool:
        """Something else is noted: it stays."""
        e = self.existante
        return e is not None and self.utile and (e.statut, e.minutes) != (self.statut, self.minutes)

    @property
    def dit(self) -> str:
        """« en retard, arrivée à 9 h 45, 2 h 15, signée »."""
        if self.statut == "vide":
            return "rien de sûr, non notée"
        mots = [str(Emargement.Statut(self.statut).label)]
        if self.arrivee:
            mots.append(f"arrivée à {heure(self.arrivee)}")
        if self.depart:
            mots.append(f"partie à {heure(self.depart)}")
        if self.minutes:
            mots.append(dire_duree(self.minutes))
        if self.signee is not None and (self.presente or self.signee):
            mots.append("signée" if self.signee else "pas signée")
        return ", ".join(mots)

    @property
    def difference(self) -> str:
        """« noté « absente », le fichier dit « présente, 3 h » », "" when they agree."""
        if not self.differe or self.existante is None:
            return ""
        return f"noté {cite(dire(self.existante))}, le fichier dit {cite(self.dit)}"


@dataclass
class ApercuSeance:
    """The file laid over the half-day. `refus`: why nothing can be noted on it at all."""

    demi_journee: Any
    lignes: list[LigneSeanceVue] = field(default_factory=list)
    problemes: list[str] = field(default_factory=list)
    inscrites: list[Parcours] = field(default_factory=list)
    avec_signatures: bool = False
    refus: str = ""

    @property
    def a_noter(self) -> list[LigneSeanceVue]:
        """Lines that will be written."""
        return [] if self.refus else [ligne for ligne in self.lignes if ligne.a_noter]

    @property
    def inconnues(self) -> list[LigneSeanceVue]:
        """Names that nobody of the group bears."""
        return [ligne for ligne in self.lignes if ligne.parcours is None]

    @property
    def absentes_du_fichier(self) -> list[Parcours]:
        """Trainees of the group that the file does not name."""
        nommees = {ligne.parcours.pk for ligne in self.lignes if ligne.parcours is not None}
        return [p for p in self.inscrites if p.pk not in nommees]


def apercu_seance(lot: Import) -> ApercuSeance:
    """Lay the file over the half-day as it is now (four queries)."""
    dj, rapport = lot.demi_journee, lot.rapport
    deja = {e.parcours_id: e for e in Emargement.objects.filter(demi_journee=dj).order_by("pk")}
    vue = ApercuSeance(
        demi_journee=dj,
        inscrites=stagiaires_du_papier(dj, deja),
        avec_signatures=rapport.get("avec_signatures", False),
        refus=_refus(dj),
    )
    par_ligne: dict[int, list[str]] = {}
    for probleme in rapport.get("problemes", []):
        par_ligne.setdefault(probleme["ligne"], []).append(probleme["phrase"])
    horaire, pas = horaire_de(dj), lire(dj.centre, "retard_pas_minutes")
    reconnaitre = _Reconnaissance(vue.inscrites, lot.choix.get("noms", {}))
    for brute in rapport.get("lignes", []):
        ligne = _lire_ligne(brute, horaire, pas)
        ligne.problemes = par_ligne.pop(ligne.numero, [])
        reconnaitre.nommer(ligne, brute.get("telephone", ""))
        if ligne.parcours is not None:
            ligne.existante = deja.get(ligne.parcours.pk)
        vue.lignes.append(ligne)
    vue.problemes = [phrase for phrases in par_ligne.values() for phrase in phrases]
    return vue


def _refus(dj: Any) -> str:
    if dj.est_annulee:
        return "Cette demi-journée est annulée. Aucune présence ne s’y note."
    if dj.date > timezone.localdate():
        return f"Cette demi-journée est le {dire_demi_journee(dj)}. Elle n’a pas encore eu lieu."
    return ""


def _lire_ligne(brute: dict[str, Any], horaire: Horaire, pas: int) -> LigneSeanceVue:
    """Hours on time are left out; a length without an hour becomes an hour of arrival."""
    ligne = LigneSeanceVue(brute["numero"], brute["nom_brut"], brute["statut"], signee=brute["signee"])
    if not ligne.presente:
        return ligne
    arrivee, depart = (dt.time.fromisoformat(h) if (h := brute[nom]) else None for nom in ("arrivee", "depart"))
    if arrivee and not arrivee_a_noter(horaire, arrivee, 0):
        arrivee = None
    if depart and depart >= horaire.fin:
        depart = None
    if brute["retard"] and not arrivee and not depart:
        arrivee = heure_de(minute_de(horaire.debut) + brute["retard"])
    impossible = next(iter(heures_impossibles(ligne.nom, horaire, arrivee=arrivee, depart=depart)), None)
    if impossible is not None:
        ligne.refus = impossible.phrase
    elif ligne.statut == "retard" and not arrivee and not depart:
        ligne.refus = (
            "En retard, sans heure ni durée. Écrivez l’heure d’arrivée dans le fichier, ou notez-la à l’écran."
        )
    else:
        ligne.arrivee, ligne.depart = arrivee, depart
        ligne.statut = "retard" if arrivee or depart else "presente"
        ligne.minutes = minutes_suivies(horaire, arrivee=arrivee, depart=depart, pas=pas)
        if not ligne.minutes:
            ligne.refus = "Avec ces heures, il ne reste rien à compter."
    return ligne


class _Reconnaissance:
    """Who is each line: the answer given, else the only one of that telephone, else the only one of that name."""

    def __init__(self, inscrites: list[Parcours], noms: dict[str, Any]) -> None:
        self.par_id = {p.pk: p for p in inscrites}
        self.noms = noms
        self.connues = [Connue(p.pk, p.personne.nom, p.personne.prenom, p.personne.naissance) for p in inscrites]
        self.par_telephone: dict[str, list[Parcours]] = {}
        for p in inscrites:
            if p.personne.telephone:
                self.par_telephone.setdefault(p.personne.telephone.as_e164, []).append(p)
        self.prises: dict[int, int] = {}

    def nommer(self, ligne: LigneSeanceVue, telephone: str) -> None:
        """Put her on the line, or the sentence that says why nobody is."""
        reponse = self.noms.get(str(ligne.numero), "")
        if reponse == PERSONNE:
            ligne.phrase = "Ce nom ne sera pas enregistré, à votre demande."
            return
        choisie = self.par_id.get(reponse) or self._par_telephone(telephone)
        if choisie is None:
            trouve = rapprocher(ligne.nom, self.connues)
            choisie = self.par_id[trouve.personne.id] if trouve.personne else None
            ligne.phrase = trouve.phrase
        if choisie is None:
            return
        if choisie.pk in self.prises:
            premiere = self.prises[choisie.pk]
            ligne.phrase = f"La ligne {premiere} est déjà celle de {choisie}. Choisissez une autre personne."
            return
        ligne.parcours, ligne.phrase = choisie, ""
        self.prises[choisie.pk] = ligne.numero

    def _par_telephone(self, telephone: str) -> Parcours | None:
        """Two people may share a telephone: then the name decides."""
        gens = self.par_telephone.get(telephone, []) if telephone else []
        return gens[0] if len(gens) == 1 else None
