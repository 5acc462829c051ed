"""The headings of an attendance sheet.

« 03/03 matin », « 2026-03-03 AM », « 3 mars après-midi », or a date above two halves.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from clairiere.importation.lecture.cellules.dates import Jour, decouper
from clairiere.importation.lecture.classeur import Feuille, Ligne
from clairiere.importation.lecture.rapport import Probleme
from clairiere.importation.lecture.textes import cite, cle, en_texte, sans_accents, sur_une_ligne

Moment = Literal["matin", "apres_midi"]
RANGEES_EXAMINEES = 25
MAX_MINUTES = 12 * 60  # of one half-day: more is a mistake
_MOMENT = re.compile(r"\b(matinee|matin|mat|m|apres[\s-]*midi|aprem|ap[\s.-]?m|pm|am|a\.m|p\.m|ap)\b\.?")
_DUREE = re.compile(
    r"(?:(\d{1,2})\s*(?:h|heures?|:)\s*(\d{1,2})?\s*(?:min|mn|minutes)?)|(\d{1,3})\s*(?:min|mn|minutes|')|(\d{1,2})[.,](\d{1,2})\s*h?|(\d{1,2})"
)
EN_MOTS = {"matin": "matin", "apres_midi": "après-midi"}


@dataclass(frozen=True)
class DemiJournee:
    """One column of marks: ``indice`` from 0, and the heading as typed."""

    indice: int
    titre: str
    jour: date
    moment: Moment

    @property
    def en_mots(self) -> str:
        return f"{self.jour:%d/%m/%Y} {EN_MOTS[self.moment]}"


@dataclass
class Reperage:
    """``derniere_ligne``: number of the last line of headings."""

    demi_journees: list[DemiJournee]
    derniere_ligne: int
    problemes: list[Probleme] = field(default_factory=list)


@dataclass(frozen=True)
class _Titre:
    indice: int
    texte: str
    jour: Jour
    moment: str  # "matin", "apres_midi", "am" (to be settled), "" (not said)


def lire_duree(valeur: object) -> int | None:
    """Minutes.

    « 3h » 180, « 3h30 » 210, « 3:30 » 210, « 3,5 » 210, « 45 min » 45, 3 → 180, a time of day; None otherwise.
    """
    if isinstance(valeur, timedelta):
        minutes = int(valeur.total_seconds() // 60)
    elif isinstance(valeur, (time, datetime)):
        minutes = valeur.hour * 60 + valeur.minute
    else:
        trouvee = _DUREE.fullmatch(sans_accents(en_texte(valeur)).strip(" ."))
        if not trouvee:
            return None
        heures, reste, seules, entieres, decimales, nues = trouvee.groups()
        if seules:
            minutes = int(seules)
        elif decimales:
            minutes = round(
                float(f"{int(entieres)}.{int(decimales) if not decimales.startswith('0') else decimales}") * 60
            )
        else:
            minutes = int(heures or nues) * 60 + int(reste or 0)
    return minutes if 0 < minutes <= MAX_MINUTES else None


def reperer_demi_journees(feuille: Feuille, annee: int) -> Reperage | None:
    """The line with the most half-days among the first ones, None when no line has any."""
    lignes = [ligne for ligne in feuille.lignes if not ligne.est_vide][:RANGEES_EXAMINEES]
    meilleurs: list[_Titre] = []
    rang = 0
    for i, ligne in enumerate(lignes):
        titres = [titre for indice, cellule in enumerate(ligne.cellules) if (titre := _lire_titre(indice, cellule))]
        if len(titres) > len(meilleurs):
            meilleurs, rang = titres, i
    if not meilleurs:
        return None
    derniere = lignes[rang].numero
    if any(not titre.moment for titre in meilleurs) and rang + 1 < len(lignes):
        etales = _etaler(meilleurs, lignes[rang + 1])
        if etales:
            meilleurs, derniere = etales, lignes[rang + 1].numero
    if not any(titre.moment for titre in meilleurs):
        return None
    return _dater(feuille, meilleurs, derniere, lignes[rang].numero, annee)


def _lire_titre(indice: int, cellule: object) -> _Titre | None:
    """A heading with a date in it; a day name and a year are welcome, not needed."""
    if isinstance(cellule, date):
        return _Titre(indice, en_texte(cellule), Jour(cellule.day, cellule.month, cellule.year), "")
    if not isinstance(cellule, str) or len(cellule) > 60:
        return None
    texte = sans_accents(sur_une_ligne(cellule))
    moment = _MOMENT.search(texte)
    reste = texte[: moment.start()] + " " + texte[moment.end() :] if moment else texte
    reste = re.sub(r"\b(?:lun|mar|mer|jeu|ven|sam|dim)\b\.?|[()]|,|\ble\b", " ", reste)
    jour = decouper(re.sub(r"\s+", " ", reste).strip(" -–:"))
    return _Titre(indice, sur_une_ligne(cellule), jour, _moment(moment[1]) if moment else "") if jour else None


def _moment(mot: str) -> str:
    compacte = re.sub(r"[\s.\-]", "", mot)
    if compacte == "am":
        return "am"
    return "matin" if compacte.startswith("m") else "apres_midi"


def _etaler(titres: list[_Titre], dessous: Ligne) -> list[_Titre]:
    """Dates on one line (often merged over two columns), « matin » and « après-midi » on the line below."""
    par_indice = {titre.indice: titre for titre in titres}
    etales, courant = [], None
    for indice in range(len(dessous.cellules)):
        courant = par_indice.get(indice, courant)
        mot = _MOMENT.fullmatch(sans_accents(sur_une_ligne(en_texte(dessous.cellule(indice)))))
        if courant and mot:
            etales.append(_Titre(indice, f"{courant.texte} {mot[0]}", courant.jour, _moment(mot[1])))
    return etales


def _dater(feuille: Feuille, titres: list[_Titre], derniere: int, numero: int, annee: int) -> Reperage | None:
    """Give each heading its full date; what cannot be dated, or comes twice, is left out and said."""
    reperage = Reperage([], derniere)

    def signaler(titre: _Titre, constat: str) -> None:
        reperage.problemes.append(
            Probleme(feuille.nom, numero, titre.texte, f"{constat}\u00a0: {cite(titre.texte)}", "demi_journee")
        )

    am = _sens_de_am(titres)
    courante, precedent = annee, 0
    deja: set[tuple[date, str]] = set()
    for titre in titres:
        if titre.jour.annee is None and precedent - titre.jour.mois > 6:
            courante += 1  # December, then January
        precedent = titre.jour.mois
        jour = _en_date(titre.jour, courante)
        moment: Moment | None = am if titre.moment == "am" else _connu(titre.moment)
        if jour is None:
            signaler(titre, "demi-journée à une date qui n’existe pas, colonne non lue")
        elif moment is None:
            signaler(titre, "matin ou après-midi non précisé, colonne non lue")
        elif (jour, moment) in deja:
            signaler(titre, "demi-journée écrite deux fois, seule la première colonne est lue")
        else:
            deja.add((jour, moment))
            reperage.demi_journees.append(DemiJournee(titre.indice, titre.texte, jour, moment))
    if any(titre.moment == "am" for titre in titres) and not _am_est_sur(titres):
        premier = next(titre for titre in titres if titre.moment == "am")
        signaler(
            premier,
            "«\u00a0AM\u00a0» est lu comme «\u00a0matin\u00a0», vérifiez que ce n’est pas «\u00a0après-midi\u00a0»",
        )
    return reperage if reperage.demi_journees else None


def _connu(moment: str) -> Moment | None:
    return "matin" if moment == "matin" else "apres_midi" if moment == "apres_midi" else None


def _sens_de_am(titres: list[_Titre]) -> Moment:
    """« AM » beside « matin » is French for après-midi; beside « PM », or alone, it is the morning."""
    autres = {titre.moment for titre in titres}
    return "apres_midi" if "matin" in autres and "apres_midi" not in autres else "matin"


def _am_est_sur(titres: list[_Titre]) -> bool:
    return len({titre.moment for titre in titres} - {"am", ""}) == 1


def _en_date(jour: Jour, annee: int) -> date | None:
    if jour.annee is None:
        return jour.en_date(annee)
    return jour.en_date(2000 + jour.annee if jour.courte else jour.annee)


def est_titre_de_demi_journee(texte: str) -> bool:
    """True for « 03/03 matin »: such a file is an attendance sheet, not a list of people."""
    titre = _lire_titre(0, texte)
    return titre is not None and bool(titre.moment) and bool(cle(texte))
