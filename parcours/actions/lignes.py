"""The lines of a sheet: what is noted for one trainee, compared with what is there, written with a trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from clairiere import journal
from clairiere.centres.reglages import lire
from clairiere.flux.obstacles import Obstacle
from parcours import obstacles_presence
from parcours.models import DemiJournee, Emargement, Parcours, TraceSignature
from parcours.regles import dire_duree
from parcours.regles.presence import dire_heure, heures_impossibles, minutes_suivies, pour_noter

PRESENTES = (Emargement.Statut.PRESENTE, Emargement.Statut.RETARD)
PAPIER = Emargement.Signature.PAPIER
SUR_ECRAN = (Emargement.Mode.ECRAN, Emargement.Mode.LIEN)


@dataclass(frozen=True)
class Ligne:
    """What is noted for one trainee.

    Attributes:
        minutes: None means what the hours of arrival and departure give, the whole half-day without them.
        signature: None keeps the one that is there.
        vu: the line that was on the screen (`valeurs`), `()` for none; when someone changed it since, nothing is
            overwritten. Its first values are enough. None: not checked (imports).
        arrivee, depart: when she came late, or left before the end.
    """

    parcours: Parcours
    statut: str
    minutes: int | None = None
    signature: str | None = ""
    vu: tuple[Any, ...] | None = None
    arrivee: dt.time | None = None
    depart: dt.time | None = None

    @property
    def champ(self) -> str:
        """Where the screens put what is wrong with it."""
        return f"ligne_{self.parcours.pk}"


@dataclass(frozen=True)
class Changement:
    """A line as it is noted, as it will be, and why it may not."""

    ligne: Ligne
    ancien: Emargement | None
    nouveau: Emargement
    obstacles: tuple[Obstacle, ...]


class FeuilleOuverte:
    """A sheet taken to write on: locked, read in three queries, then one query a line. To use in a transaction."""

    def __init__(self, demi_journee: DemiJournee, *, par: Any, motif: str = "", source: str = "") -> None:
        requete = DemiJournee.objects.select_for_update(of=("self",)).select_related("centre", "session")
        self.demi_journee = requete.get(pk=demi_journee.pk)
        self.par, self.motif, self.source = par, motif, source
        self.lignes: dict[int, Emargement] = {e.parcours_id: e for e in self.demi_journee.emargements.all()}
        self.traces: dict[int, TraceSignature] = {
            t.parcours_id: t for t in self.demi_journee.traces.filter(parcours__isnull=False)
        }
        self.horaire = obstacles_presence.horaire_de(self.demi_journee)
        self.pas = lire(self.demi_journee.centre, "retard_pas_minutes")

    def comparer(self, ligne: Ligne) -> Changement | None:
        """What this line changes; None when it says what is already noted."""
        ancien, nouveau = self.lignes.get(ligne.parcours.pk), self._nouveau(ligne)
        if ancien is not None and valeurs(ancien) == valeurs(nouveau):
            return None
        return Changement(ligne, ancien, nouveau, tuple(self._impossibilites(ligne, ancien, nouveau)))

    def obstacles(self, changements: Sequence[Changement]) -> list[Obstacle]:
        """What the sheet itself refuses; nothing when nothing changes."""
        if not changements:
            return []
        faits = obstacles_presence.faits_de_feuille(
            self.demi_journee,
            self.par,
            change=any(c.ancien is not None for c in changements),
            ajoute=any(c.ancien is None for c in changements),
            motif=self.motif,
            d_office=self.source == Emargement.Mode.IMPORT,
        )
        return pour_noter(faits)

    def ecrire(self, changement: Changement) -> Emargement:
        """Write one line, with a trace of what it replaces."""
        ancien, nouveau = changement.ancien, changement.nouveau
        if ancien is not None:
            nouveau.pk = ancien.pk
            nouveau._state.adding = False
        nouveau.clean_fields(exclude={"demi_journee", "parcours", "centre"})
        nouveau.save()
        self.lignes[nouveau.parcours_id] = nouveau
        self._noter(ancien, nouveau)
        return nouveau

    def _nouveau(self, ligne: Ligne) -> Emargement:
        presente = ligne.statut in PRESENTES
        ancien = self.lignes.get(ligne.parcours.pk)
        arrivee, depart = (ligne.arrivee, ligne.depart) if presente else (None, None)
        minutes = ligne.minutes
        if minutes is None or arrivee or depart:
            minutes = minutes_suivies(self.horaire, arrivee=arrivee, depart=depart, pas=self.pas)
        return Emargement(
            demi_journee=self.demi_journee,
            parcours=ligne.parcours,
            statut=ligne.statut,
            minutes=minutes if presente else 0,
            signature=self._signature(ligne, ancien) if presente else "",
            arrivee=arrivee,
            depart=depart,
            mode=self.source or (ancien.mode if ancien else ""),
            saisi_par=self.par.nom,
        )

    def _signature(self, ligne: Ligne, ancien: Emargement | None) -> str:
        """The one that is said; else the one that is there; else, for who was not noted present, the one she drew.

        « A signé », ticked on a screen for someone who had drawn her signature, means that one.
        """
        trace = self.traces.get(ligne.parcours.pk)
        if ligne.signature:
            au_doigt = trace is not None and ligne.signature == PAPIER and self.source in SUR_ECRAN
            return signature_de(trace) if trace is not None and au_doigt else ligne.signature
        if ancien is not None and ancien.statut in PRESENTES:
            return ancien.signature if ligne.signature is None else ""
        return signature_de(trace) if trace is not None else ""

    def _impossibilites(self, ligne: Ligne, ancien: Emargement | None, nouveau: Emargement) -> Iterable[Obstacle]:
        nom = ligne.parcours.personne.nom_court
        if ancien is not None and _changee_depuis(ligne, ancien, nouveau):
            phrase = (
                f"{nom}\u00a0: entre-temps, {ancien.saisi_par} a noté «\u00a0{dire(ancien)}\u00a0». "
                "Relisez, puis enregistrez."
            )
            yield Obstacle("changee", phrase, champ=ligne.champ)
        if self._sans_heure(ligne):
            yield Obstacle(
                "arrivee", f"{nom} est en retard\u00a0: dites à quelle heure elle est arrivée.", champ=ligne.champ
            )
        heures = list(
            heures_impossibles(nom, self.horaire, arrivee=nouveau.arrivee, depart=nouveau.depart, champ=ligne.champ)
        )
        yield from heures
        if nouveau.minutes > self.demi_journee.minutes:
            phrase = (
                f"{nom}\u00a0: {dire_duree(nouveau.minutes)} notées, "
                f"mais la demi-journée dure {dire_duree(self.demi_journee.minutes)}."
            )
            yield Obstacle("minutes", phrase, champ=ligne.champ)
        if ligne.statut in PRESENTES and not nouveau.minutes and not heures:
            phrase = f"{nom}\u00a0: il ne reste rien à compter. Notez-la absente, ou corrigez ses heures."
            yield Obstacle("minutes", phrase, champ=ligne.champ)

    def _sans_heure(self, ligne: Ligne) -> bool:
        """Late, and nothing says by how much; a sheet of paper that is imported may not say it."""
        muette = ligne.arrivee is None and ligne.minutes is None
        return ligne.statut == Emargement.Statut.RETARD and muette and self.source != Emargement.Mode.IMPORT

    def _noter(self, ancien: Emargement | None, nouveau: Emargement) -> None:
        """A correction keeps the old value and the reason; so does a value that someone else had noted."""
        signee = self.demi_journee.signee_le is not None
        if ancien is None and not signee:
            return
        if ancien is None:
            code, phrase = "emargement.corriger", f"a ajouté à la feuille signée du {self.demi_journee}\u00a0: "
        elif signee or ancien.signature or self.motif.strip():
            code = "emargement.corriger"
            phrase = f"a corrigé la présence du {self.demi_journee}\u00a0: {dire(ancien)} devient "
        elif ancien.saisi_par != nouveau.saisi_par:
            code = "emargement.remplacer"
            phrase = f"a remplacé ce que {ancien.saisi_par} avait noté le {self.demi_journee}\u00a0: "
            phrase += f"{dire(ancien)} devient "
        else:
            return
        journal.noter(
            code,
            par=self.par,
            sur=[nouveau.parcours, self.demi_journee],
            phrase=f"{phrase}{dire(nouveau)}",
            motif=self.motif,
            avant=_en_json(ancien),
            apres=_en_json(nouveau),
        )


def valeurs(emargement: Emargement | None) -> tuple[Any, ...]:
    """What a line says: `(statut, minutes, signature, arrivee, depart)`, `()` for none."""
    if emargement is None:
        return ()
    return (
        emargement.statut,
        emargement.minutes,
        emargement.signature,
        emargement.arrivee,
        emargement.depart,
    )


def _en_json(emargement: Emargement | None) -> list[Any]:
    return [v.isoformat("minutes") if isinstance(v, dt.time) else v for v in valeurs(emargement)]


def _changee_depuis(ligne: Ligne, ancien: Emargement, nouveau: Emargement) -> bool:
    """Someone else wrote since; a signature that came meanwhile matters only to who notes her absent."""
    if ligne.vu is None:
        return False
    if not ligne.vu:
        return True
    vues, notees = list(ligne.vu), list(valeurs(ancien)[: len(ligne.vu)])
    if ligne.signature is None and nouveau.statut in PRESENTES and len(vues) > 2:
        vues[2] = notees[2]
    return vues != notees


def signature_de(trace: TraceSignature) -> str:
    """How a trace counts on the line: drawn, or typed."""
    return str(Emargement.Signature.ECRAN if trace.dessinee else Emargement.Signature.CLAVIER)


def dire(emargement: Emargement) -> str:
    """« en retard, arrivée à 9 h 45, 2 h 15, signée sur papier »."""
    mots = [emargement.get_statut_display()]
    if emargement.arrivee:
        mots.append(f"arrivée à {dire_heure(emargement.arrivee)}")
    if emargement.depart:
        mots.append(f"partie à {dire_heure(emargement.depart)}")
    if emargement.minutes:
        mots += [dire_duree(emargement.minutes), emargement.get_signature_display()]
    return ", ".join(str(mot) for mot in mots)
