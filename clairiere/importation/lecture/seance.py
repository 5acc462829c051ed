"""The sheet of one half-day, one trainee a line: name or telephone, presence, arrival, departure, signature."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from clairiere.importation.lecture.cellules.telephones import telephone
from clairiere.importation.lecture.classeur import Feuille, FichierIllisible, Formule, Ligne
from clairiere.importation.lecture.ouverture import ouvrir
from clairiere.importation.lecture.presences import lire_presence
from clairiere.importation.lecture.rapport import Probleme, simple
from clairiere.importation.lecture.textes import cite, cle, en_texte, phrase, sans_accents, sur_une_ligne

RANGEES_EXAMINEES = 25
# column → headings that mean it, as `cle` gives them
TITRES: Mapping[str, re.Pattern[str]] = {
    "prenom": re.compile(r"prenoms?"),
    "nom": re.compile(
        r"noms?(?: de famille)?|(?:nom|noms) (?:et )?prenoms?|prenoms? (?:et )?noms?|stagiaires?|participantes?"
    ),
    "telephone": re.compile(r"(?:n )?tel(?:ephone)?|telephones?|portable|mobile|numero(?: de tel(?:ephone)?)?"),
    "presence": re.compile(r"presences?|presente?s?|presente?s? (?:ou )?absente?s?|statut|etat|p a"),
    "arrivee": re.compile(r"(?:heure d )?arrivee?s?|(?:heure d )?entree|debut"),
    "depart": re.compile(r"(?:heure de )?departs?|(?:heure de )?sortie|fin"),
    "signature": re.compile(r"signatures?|signee?s?|a signe|emargement|visa"),
}
_HEURE = re.compile(r"(\d{1,2})\s*(?:h|heures?|:|\.)\s*(\d{1,2})?\s*(?:min|mn)?")
_OUI = re.compile(r"x{1,3}|o|ok|oui|vu|1|signee?|present[e]?|vrai|true|fait")
_NON = re.compile(r"n|non|0|faux|false|pas (?:signee?|de signature)|absente?|aucune?|neant")
_PAS_UNE_PERSONNE = ("total", "nombre", "formatrice", "formateur", "signature", "legende", "presentes", "absentes")
SANS_COLONNE = (
    "Aucune colonne «\u00a0Nom\u00a0» ou «\u00a0Téléphone\u00a0» n’a été trouvée. "
    "La première ligne doit dire\u00a0: Nom, Téléphone, Présence, Arrivée, Départ, Signature."
)
SANS_PRESENCE = (
    "Aucune colonne «\u00a0Présence\u00a0», «\u00a0Arrivée\u00a0» ou «\u00a0Signature\u00a0» n’a été trouvée. "
    "Ajoutez au moins la colonne «\u00a0Présence\u00a0»."
)


@dataclass(frozen=True)
class LigneSeance:
    """One trainee. ``statut`` is ``vide`` when nothing says whether she was there. ``signee`` is None without column.

    ``retard``: minutes lost when the mark says a length without an hour (« retard 30 min »).
    """

    numero: int
    nom_brut: str
    telephone: str = ""
    statut: str = "vide"
    arrivee: time | None = None
    depart: time | None = None
    retard: int = 0
    signee: bool | None = None


@dataclass
class FeuilleSeance:
    """``ignorees``: (line number, reason)."""

    nom: str
    lignes: list[LigneSeance] = field(default_factory=list)
    problemes: list[Probleme] = field(default_factory=list)
    ignorees: list[tuple[int, str]] = field(default_factory=list)
    avec_signatures: bool = False

    def en_dict(self) -> dict[str, Any]:
        """Everything as JSON."""
        contenu: dict[str, Any] = simple(self)
        return contenu


def lire_seance(octets: bytes, nom_fichier: str, *, minutes: int) -> FeuilleSeance:
    """Read the first visible sheet whose headings name people and presences. No presence is guessed.

    ``minutes``: length of the half-day. Raises ``FichierIllisible`` with one sentence.
    """
    raisons = []
    for feuille in ouvrir(octets, nom_fichier).feuilles:
        if feuille.masquee:
            continue
        trouve = _reperer(feuille)
        if trouve is None:
            raisons.append(SANS_COLONNE)
        elif not {"presence", "arrivee", "signature"} & set(trouve[1]):
            raisons.append(SANS_PRESENCE)
        else:
            return _lire_feuille(feuille, *trouve, minutes)
    raise FichierIllisible(max(raisons, key=lambda r: r == SANS_PRESENCE) if raisons else SANS_COLONNE)


def _reperer(feuille: Feuille) -> tuple[int, dict[str, int]] | None:
    """The line with most known headings, a name or a telephone among them: its number, and the columns."""
    meilleur: tuple[int, dict[str, int]] | None = None
    for ligne in [ligne for ligne in feuille.lignes if not ligne.est_vide][:RANGEES_EXAMINEES]:
        colonnes: dict[str, int] = {}
        for indice, cellule in enumerate(ligne.cellules):
            mots = cle(en_texte(cellule)) if isinstance(cellule, str) else ""
            champ = next((c for c, motif in TITRES.items() if mots and motif.fullmatch(mots)), None)
            if champ and champ not in colonnes:
                colonnes[champ] = indice
        nomme = "nom" in colonnes or "telephone" in colonnes or "prenom" in colonnes
        if nomme and (meilleur is None or len(colonnes) > len(meilleur[1])):
            meilleur = (ligne.numero, colonnes)
    return meilleur


def _lire_feuille(feuille: Feuille, entete: int, colonnes: dict[str, int], minutes: int) -> FeuilleSeance:
    lue = FeuilleSeance(feuille.nom, avec_signatures="signature" in colonnes)
    for ligne in [ligne for ligne in feuille.lignes if ligne.numero > entete]:
        nom = _nom(ligne, colonnes)
        raison = _raison_d_ignorer(ligne, nom, colonnes)
        if raison:
            lue.ignorees.append((ligne.numero, raison))
        else:
            lue.lignes.append(_Lecteur(feuille, ligne, colonnes, lue, minutes).lire(nom))
    return lue


def _nom(ligne: Ligne, colonnes: dict[str, int]) -> str:
    morceaux = [ligne.cellule(colonnes[c]) for c in ("prenom", "nom") if c in colonnes]
    return " ".join(sur_une_ligne(m) for m in morceaux if isinstance(m, str) and any(c.isalpha() for c in m))


def _raison_d_ignorer(ligne: Ligne, nom: str, colonnes: dict[str, int]) -> str:
    if ligne.est_vide:
        return "ligne vide"
    if nom and cle(nom).startswith(_PAS_UNE_PERSONNE):
        return f"ce n’est pas une stagiaire\u00a0: {cite(nom)}"
    sans_telephone = "telephone" not in colonnes or not en_texte(ligne.cellule(colonnes["telephone"]))
    return "ligne sans nom" if not nom and sans_telephone else ""


class _Lecteur:
    """One line being read; what is not understood is said with its line and its column."""

    def __init__(
        self, feuille: Feuille, ligne: Ligne, colonnes: dict[str, int], lue: FeuilleSeance, minutes: int
    ) -> None:
        self.feuille, self.ligne, self.colonnes, self.lue, self.minutes = feuille, ligne, colonnes, lue, minutes

    def lire(self, nom: str) -> LigneSeance:
        """The line, with a blank where nothing sure is said."""
        numero = telephone(self._cellule("telephone"))
        if numero.doute is not None:
            self._dire("telephone", numero.doute)
        arrivee, depart = self._heure("arrivee"), self._heure("depart")
        signee = self._signature()
        statut, retard = self._statut(bool(arrivee), signee)
        return LigneSeance(
            numero=self.ligne.numero,
            nom_brut=nom or numero.valeur or "",
            telephone=numero.valeur or "",
            statut=statut,
            arrivee=arrivee,
            depart=depart,
            retard=retard,
            signee=signee,
        )

    def _cellule(self, champ: str) -> object:
        cellule = self.ligne.cellule(self.colonnes[champ]) if champ in self.colonnes else None
        return str(cellule) if isinstance(cellule, Formule) else cellule

    def _dire(self, champ: str, constat: str) -> None:
        titre = en_texte(champ).capitalize()
        colonne = _lettre(self.colonnes[champ])
        ou = f"Ligne {self.ligne.numero}, colonne {colonne} ({LIBELLES.get(champ, titre)})"
        self.lue.problemes.append(
            Probleme(self.feuille.nom, self.ligne.numero, colonne, f"{ou}\u00a0: {constat}", "presence")
        )

    def _heure(self, champ: str) -> time | None:
        valeur = self._cellule(champ)
        if not en_texte(valeur) or cle(en_texte(valeur)) in {"", "absente", "abs", "a"}:
            return None
        lue = lire_heure(valeur)
        if lue is None:
            self._dire(champ, phrase("heure non comprise, elle n’est pas gardée", valeur))
        return lue

    def _signature(self) -> bool | None:
        if "signature" not in self.colonnes:
            return None
        texte = en_texte(self._cellule("signature"))
        mots = cle(texte)
        if texte in {"✓", "✔", "☑", "+"} or (mots and _OUI.fullmatch(mots)):
            return True
        if mots and not _NON.fullmatch(mots):
            self._dire("signature", phrase("signature non comprise, elle n’est pas comptée", texte))
        return False

    def _statut(self, arrivee: bool, signee: bool | None) -> tuple[str, int]:
        """What the presence column says; without it, an hour of arrival or a signature says she came."""
        if "presence" not in self.colonnes:
            return ("presente", 0) if arrivee or signee else ("vide", 0)
        valeur = self._cellule("presence")
        lue, constat = lire_presence(valeur, self.minutes)
        if constat and not (lue.statut == "retard" and arrivee):
            self._dire("presence", constat)
        retard = self.minutes - lue.minutes if lue.statut == "retard" and lue.minutes else 0
        return lue.statut, retard


LIBELLES = {
    "telephone": "Téléphone",
    "presence": "Présence",
    "arrivee": "Arrivée",
    "depart": "Départ",
    "signature": "Signature",
}


def lire_heure(valeur: object) -> time | None:
    """« 9h45 », « 09:45 », « 9 h », 9.75 of a spreadsheet day is left: only what is written as an hour is read."""
    if isinstance(valeur, datetime):
        return valeur.time().replace(second=0, microsecond=0)
    if isinstance(valeur, time):
        return valeur.replace(second=0, microsecond=0)
    if isinstance(valeur, float) and 0 < valeur < 1:  # a spreadsheet hour without its format
        minutes = round(valeur * 24 * 60)
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    trouvee = _HEURE.fullmatch(sans_accents(en_texte(valeur)).strip(" ."))
    if not trouvee:
        return None
    heure, minute = int(trouvee[1]), int(trouvee[2] or 0)
    return time(heure, minute) if heure < 24 and minute < 60 else None


def _lettre(indice: int) -> str:
    """0 → A, 26 → AA: what the spreadsheet shows above the column."""
    lettres = ""
    indice += 1
    while indice:
        indice, reste = divmod(indice - 1, 26)
        lettres = chr(65 + reste) + lettres
    return lettres
