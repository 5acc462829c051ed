"""What cannot be true at once on attendance sheets: pure functions on plain facts, each giving sentences to mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from clairiere.flux.obstacles import Obstacle
from parcours.regles.durees import dire_duree
from parcours.regles.faits_de_feuille import PRESENTES, Constat, Faits, FeuilleFaite, LigneFaite, Occupation

QUART_D_HEURE = 15
SOURCES = {"papier": "La feuille de papier", "import": "Le fichier importé"}
# code → words of its heading, in the order of the page
TITRES = {
    "signee_absente": "Signée alors qu’absente",
    "autre_source": "Deux sources qui disent autre chose",
    "deux_endroits": "À deux endroits en même temps",
    "formatrice_deux_endroits": "Formatrice à deux endroits en même temps",
    "signee_avant": "Signée avant la demi-journée",
    "hors_horaires": "Signée loin des horaires",
    "trop_de_minutes": "Plus de minutes que la demi-journée",
    "plus_que_sa_presence": "Plus de minutes que sa présence",
    "sans_scan": "Feuille de papier sans scan",
    "feuille_vide": "Feuille passée restée vide",
}


AVANCE_NORMALE = dt.timedelta(minutes=30)  # she signs as she comes in, a little before the start


@dataclass(frozen=True)
class Contradiction:
    """Two things that do not hold together. `cle` is stable: an explanation given once stays attached to it."""

    code: str
    cle: str
    obstacle: Obstacle
    demi_journee: int
    date: dt.date

    @property
    def phrase(self) -> str:
        """What is wrong, in one or two sentences."""
        return self.obstacle.phrase


def contradictions(faits: Faits) -> list[Contradiction]:
    """All contradictions of a session, by kind then by date."""
    trouvees = [*_sur_deux_endroits(faits)]
    for feuille in faits.feuilles:
        trouvees += _signee_absente(feuille)
        trouvees += _autres_sources(feuille)
        trouvees += _moments(feuille, dt.timedelta(hours=faits.ecart_heures))
        trouvees += _minutes(feuille)
        trouvees += _manques(feuille, faits.maintenant)
    rang = {code: n for n, code in enumerate(TITRES)}
    return sorted(trouvees, key=lambda c: (rang[c.code], c.date, c.cle))


def _contradiction(
    code: str, feuille: FeuilleFaite, phrase: str, *, qui: str, suite: object = "", lien: str = "", libelle: str = ""
) -> Contradiction:
    obstacle = Obstacle(
        code,
        phrase,
        qui=qui,
        lien=(lien or "parcours:emargement", {"pk": feuille.demi_journee}),
        libelle_lien=libelle or "Ouvrir la feuille",
    )
    cle = f"{code}:{feuille.demi_journee}" + (f":{suite}" if suite else "")
    return Contradiction(code, cle, obstacle, feuille.demi_journee, feuille.debut.date())


def _signee_absente(feuille: FeuilleFaite) -> Iterator[Contradiction]:
    """The sheet, or another source, shows a signature where she was noted absent."""
    lignes = {ligne.parcours: ligne for ligne in feuille.lignes}
    dernieres = {c.parcours: c for c in sorted(feuille.corrections, key=lambda c: (c.le, c.cle))}
    for correction in dernieres.values():
        ligne = lignes.get(correction.parcours)
        if ligne is None or not ligne.presente:
            continue
        phrase = (
            f"{ligne.nom} est notée présente le {feuille.libelle}. La feuille signée la disait absente\u00a0: "
            f"{correction.par} l’a corrigée le {correction.le:%d/%m/%Y}."
        )
        yield _contradiction(
            "signee_absente", feuille, phrase, qui="la formatrice, qui dit laquelle est vraie", suite=correction.cle
        )
    for ligne in feuille.lignes:
        if ligne.trace_le is not None and not ligne.presente:
            phrase = f"{ligne.nom} est notée absente le {feuille.libelle}, mais elle a signé à l’écran."
            yield _contradiction(
                "signee_absente", feuille, phrase, qui="la formatrice", suite=f"trace-{ligne.parcours}"
            )
    for constat in feuille.constats:
        if _dit_signee_absente(constat, lignes.get(constat.parcours)):
            phrase = f"{constat.nom} est notée absente le {feuille.libelle}. {SOURCES[constat.source]} la dit signée."
            yield _contradiction(
                "signee_absente",
                feuille,
                phrase,
                qui="la formatrice, avec la feuille de papier",
                suite=f"{constat.source}-{constat.parcours}",
            )


def _dit_signee_absente(constat: Constat, ligne: LigneFaite | None) -> bool:
    return constat.signee and ligne is not None and not ligne.presente


def _autres_sources(feuille: FeuilleFaite) -> Iterator[Contradiction]:
    """Another source says present where absent is noted, or the contrary."""
    lignes = {ligne.parcours: ligne for ligne in feuille.lignes}
    mots = {"presente": "présente", "retard": "en retard", "absente": "absente", "absente_justifiee": "absente"}
    for constat in feuille.constats:
        ligne = lignes.get(constat.parcours)
        memes = ligne is not None and ligne.presente == (constat.statut in PRESENTES)
        if ligne is None or memes or _dit_signee_absente(constat, ligne):
            continue
        phrase = (
            f"{constat.nom}, le {feuille.libelle}\u00a0: {SOURCES[constat.source].lower()} dit "
            f"«\u00a0{mots[constat.statut]}\u00a0», il est noté «\u00a0{mots[ligne.statut]}\u00a0»."
        )
        yield _contradiction(
            "autre_source", feuille, phrase, qui="la formatrice", suite=f"{constat.source}-{constat.parcours}"
        )


def _sur_deux_endroits(faits: Faits) -> Iterator[Contradiction]:
    """The same person, or the same trainer, on half-days that overlap; said once, on a sheet of this session."""
    feuilles = {feuille.demi_journee: feuille for feuille in faits.feuilles}
    par_personne: dict[str, list[Occupation]] = {}
    for occupation in faits.occupations:
        par_personne.setdefault(occupation.qui, []).append(occupation)
    for occupations in par_personne.values():
        for une, autre in combinations(sorted(occupations, key=lambda o: (o.debut, o.demi_journee)), 2):
            if une.demi_journee == autre.demi_journee or autre.debut >= une.fin:
                continue
            ici = feuilles.get(une.demi_journee) or feuilles.get(autre.demi_journee)
            if ici is None:
                continue
            phrase = f"{une.nom} est notée à deux endroits en même temps\u00a0: {une.ou} et {autre.ou}."
            code = "formatrice_deux_endroits" if une.formatrice else "deux_endroits"
            paire = sorted((une.demi_journee, autre.demi_journee))
            trouvee = _contradiction(code, ici, phrase, qui="la coordinatrice")
            yield Contradiction(
                code, f"{code}:{une.qui}:{paire[0]}:{paire[1]}", trouvee.obstacle, ici.demi_journee, ici.debut.date()
            )


def _moments(feuille: FeuilleFaite, ecart: dt.timedelta) -> Iterator[Contradiction]:
    """Signatures made before the half-day, or long after it. Paper is signed on paper: its copy may come later."""
    signatures = [
        (ligne.nom, ligne.trace_le, f"trace-{ligne.parcours}")
        for ligne in feuille.lignes
        if ligne.trace_le is not None and ligne.presente
    ]
    if feuille.signee_le is not None and not feuille.sur_papier and any(ligne.mode for ligne in feuille.lignes):
        signatures.append((feuille.signee_par, feuille.signee_le, "formatrice"))
    for nom, quand, suite in signatures:
        dit = f"le {quand:%d/%m/%Y à %H:%M}"
        if quand < feuille.debut - AVANCE_NORMALE:
            phrase = f"{nom} a signé {dit}, avant le début de la demi-journée du {feuille.libelle}."
            yield _contradiction("signee_avant", feuille, phrase, qui="la formatrice", suite=suite)
        elif quand > feuille.fin + ecart:
            phrase = f"{nom} a signé {dit}, longtemps après la demi-journée du {feuille.libelle}."
            yield _contradiction("hors_horaires", feuille, phrase, qui="la formatrice", suite=suite)


def _minutes(feuille: FeuilleFaite) -> Iterator[Contradiction]:
    """More minutes than the half-day lasts, or than she was there; a quarter hour of rounding is left."""
    for ligne in feuille.lignes:
        if ligne.minutes > feuille.minutes:
            phrase = (
                f"{ligne.nom} a {dire_duree(ligne.minutes)} le {feuille.libelle}, "
                f"mais la demi-journée dure {dire_duree(feuille.minutes)}."
            )
            yield _contradiction("trop_de_minutes", feuille, phrase, qui="la formatrice", suite=ligne.parcours)
        elif (ligne.arrivee or ligne.depart) and ligne.presente:
            la = _minutes_de_presence(feuille, ligne)
            if ligne.minutes >= la + QUART_D_HEURE:
                phrase = (
                    f"{ligne.nom} a {dire_duree(ligne.minutes)} le {feuille.libelle}, "
                    f"mais ses heures d’arrivée et de départ en donnent {dire_duree(max(0, la))}."
                )
                yield _contradiction("plus_que_sa_presence", feuille, phrase, qui="la formatrice", suite=ligne.parcours)


def _minutes_de_presence(feuille: FeuilleFaite, ligne: LigneFaite) -> int:
    debut = max(feuille.debut.time(), ligne.arrivee) if ligne.arrivee else feuille.debut.time()
    fin = min(feuille.fin.time(), ligne.depart) if ligne.depart else feuille.fin.time()
    return fin.hour * 60 + fin.minute - debut.hour * 60 - debut.minute


def _manques(feuille: FeuilleFaite, maintenant: dt.datetime) -> Iterator[Contradiction]:
    """A sheet that is over and says nothing; a copy of paper without its picture."""
    if feuille.fin.date() < maintenant.date() and not feuille.lignes and feuille.attendues:
        phrase = f"La demi-journée du {feuille.libelle} est passée. Aucune présence n’est notée."
        yield _contradiction("feuille_vide", feuille, phrase, qui="la formatrice", libelle="Remplir la feuille")
    if any(ligne.mode == "papier" for ligne in feuille.lignes) and not feuille.scans:
        phrase = f"La feuille du {feuille.libelle} est saisie d’après papier. Sa photo n’est pas jointe."
        yield _contradiction(
            "sans_scan",
            feuille,
            phrase,
            qui="une personne de l’équipe, avec la feuille",
            lien="parcours:feuille_papier",
            libelle="Joindre la photo",
        )


def compter(trouvees: Iterable[Contradiction]) -> list[tuple[str, str, list[Contradiction]]]:
    """`(code, heading, contradictions)` for each kind that has some, in the order of the page."""
    liste = list(trouvees)
    groupes = [(code, titre, [c for c in liste if c.code == code]) for code, titre in TITRES.items()]
    return [groupe for groupe in groupes if groupe[2]]
