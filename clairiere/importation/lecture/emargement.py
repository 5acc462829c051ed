"""An attendance sheet kept in a spreadsheet: half-days across, trainees down, marks in the cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from clairiere.importation.lecture.classeur import Feuille, FichierIllisible, Formule, Ligne
from clairiere.importation.lecture.demi_journees import DemiJournee, lire_duree, reperer_demi_journees
from clairiere.importation.lecture.ouverture import ouvrir
from clairiere.importation.lecture.presences import Presence, lire_presence
from clairiere.importation.lecture.rapport import Probleme, simple
from clairiere.importation.lecture.rapprochement import Rapprochement, rapprocher
from clairiere.importation.lecture.textes import cite, cle, en_texte, phrase, sur_une_ligne

__all__ = ["FeuilleEmargement", "LigneEmargement", "Presence", "Rapprochement", "lire_emargement", "rapprocher"]
_PAS_UNE_PERSONNE = (
    "total",
    "nombre",
    "presentes",
    "absentes",
    "effectif",
    "formatrice",
    "formateur",
    "intervenante",
    "signature",
    "heures",
    "duree",
    "module",
    "theme",
    "matin",
    "legende",
)


@dataclass(frozen=True)
class LigneEmargement:
    """One trainee: ``presences`` in the order of the half-days."""

    numero: int
    nom_brut: str
    presences: list[Presence]

    @property
    def minutes(self) -> int:
        return sum(presence.minutes for presence in self.presences)


@dataclass
class FeuilleEmargement:
    """``demi_journees``: (date, "matin" or "apres_midi", minutes planned). ``ignorees``: (line number, reason)."""

    nom: str
    demi_journees: list[tuple[date, Literal["matin", "apres_midi"], int]] = field(default_factory=list)
    lignes: list[LigneEmargement] = field(default_factory=list)
    problemes: list[Probleme] = field(default_factory=list)
    ignorees: list[tuple[int, str]] = field(default_factory=list)

    def en_dict(self) -> dict[str, Any]:
        """Everything, with dates as ISO text."""
        contenu: dict[str, Any] = simple(self)
        return contenu


def lire_emargement(
    octets: bytes, nom_fichier: str, *, annee: int, durees: Mapping[str, int] | None = None
) -> FeuilleEmargement:
    """Read the first visible sheet that has half-days in its headings.

    ``durees``: minutes of a "matin" and of an "apres_midi", for the half-days whose length is not written.
    ``annee``: year of the first half-day; a session that crosses the new year goes on into the next.
    A blank cell is a half-day not signed: 0 minutes. Nothing is guessed in favour of a presence.
    Raises ``FichierIllisible`` when no sheet has half-days, or when the file cannot be read.
    """
    for feuille in ouvrir(octets, nom_fichier).feuilles:
        trouvees = None if feuille.masquee else reperer_demi_journees(feuille, annee)
        if trouvees:
            return _lire_feuille(
                feuille, trouvees.demi_journees, trouvees.problemes, trouvees.derniere_ligne, durees or {}
            )
    raise FichierIllisible(
        "Aucune demi-journée n’a été trouvée dans les titres de colonnes. "
        "Écrivez un titre par demi-journée, par exemple «\u00a003/03 matin\u00a0»."
    )


def _lire_feuille(
    feuille: Feuille, colonnes: list[DemiJournee], problemes: list[Probleme], entete: int, par_defaut: Mapping[str, int]
) -> FeuilleEmargement:
    suivantes = [ligne for ligne in feuille.lignes if ligne.numero > entete]
    ligne_durees = next((ligne for ligne in suivantes[:5] if _est_ligne_de_durees(ligne, colonnes)), None)
    minutes, doutes = _durees(feuille, ligne_durees, colonnes)
    if par_defaut:
        minutes = [lues or par_defaut.get(c.moment, 0) for lues, c in zip(minutes, colonnes, strict=True)]
        doutes = [] if all(minutes) else doutes
    lue = FeuilleEmargement(feuille.nom, problemes=[*problemes, *doutes])
    lue.demi_journees = [(c.jour, c.moment, m) for c, m in zip(colonnes, minutes, strict=True)]
    premiere = min(colonne.indice for colonne in colonnes)
    for ligne in suivantes:
        nom = _nom(ligne, premiere)
        raison = "durées des demi-journées" if ligne is ligne_durees else _raison_d_ignorer(ligne, nom)
        if raison:
            lue.ignorees.append((ligne.numero, raison))
        else:
            lue.lignes.append(
                LigneEmargement(ligne.numero, nom, list(_presences(feuille, ligne, nom, colonnes, minutes, lue)))
            )
    return lue


def _nom(ligne: Ligne, premiere: int) -> str:
    """The words left of the first half-day.

    « BÂ Gül » in one cell, or « BÂ » and « Gül » in two; numbers are left out.
    """
    cases = [ligne.cellule(i) for i in range(premiere)]
    return " ".join(sur_une_ligne(c) for c in cases if isinstance(c, str) and any(signe.isalpha() for signe in c))


def _raison_d_ignorer(ligne: Ligne, nom: str) -> str:
    if ligne.est_vide:
        return "ligne vide"
    mots = cle(nom)
    if mots.startswith(_PAS_UNE_PERSONNE) or mots.startswith("nb "):
        return f"ce n’est pas une stagiaire\u00a0: {cite(nom)}"
    return "" if nom else "ligne sans nom"


def _est_ligne_de_durees(ligne: Ligne, colonnes: list[DemiJournee]) -> bool:
    if cle(en_texte(ligne.cellule(0))).startswith(("duree", "heures", "nb h", "nombre d heures", "horaire")):
        return True
    remplies = [cellule for c in colonnes if (cellule := ligne.cellule(c.indice)) is not None]
    return not _nom(ligne, min(c.indice for c in colonnes)) and bool(remplies) and all(lire_duree(c) for c in remplies)


def _durees(feuille: Feuille, ligne: Ligne | None, colonnes: list[DemiJournee]) -> tuple[list[int], list[Probleme]]:
    """Planned minutes of each half-day: 0, with a sentence, when the sheet does not say."""
    if ligne is None:
        constat = (
            "Les durées des demi-journées ne sont pas écrites. Ajoutez une ligne «\u00a0Durée\u00a0» sous les titres."
        )
        return [0] * len(colonnes), [Probleme(feuille.nom, 0, "", constat)]
    minutes, doutes = [], []
    for colonne in colonnes:
        lue = lire_duree(ligne.cellule(colonne.indice))
        minutes.append(lue or 0)
        if not lue:
            brut = en_texte(ligne.cellule(colonne.indice))
            constat = phrase("durée illisible", brut) if brut else "durée de la demi-journée manquante"
            doutes.append(Probleme(feuille.nom, ligne.numero, colonne.titre, constat, "duree"))
    return minutes, doutes


def _presences(
    feuille: Feuille, ligne: Ligne, nom: str, colonnes: list[DemiJournee], minutes: list[int], lue: FeuilleEmargement
) -> Iterator[Presence]:
    for colonne, duree in zip(colonnes, minutes, strict=True):
        cellule = ligne.cellule(colonne.indice)
        presence, doute = lire_presence(str(cellule) if isinstance(cellule, Formule) else cellule, duree)
        if doute:
            constat = f"{nom}, {colonne.en_mots}\u00a0: {doute}"
            lue.problemes.append(Probleme(feuille.nom, ligne.numero, colonne.titre, constat, "presence"))
        yield presence
