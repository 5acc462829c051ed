"""Which line holds the headings, and which column is what."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clairiere.importation.lecture.classeur import Feuille, Ligne
from clairiere.importation.lecture.textes import cle, en_texte, sur_une_ligne

IGNORER = "ignorer"
CHAMPS = {
    "nom": "Nom",
    "prenom": "Prénom",
    "nom_prenom": "Nom et prénom dans la même case",
    "naissance": "Date de naissance",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "adresse": "Adresse",
    "code_postal": "Code postal",
    "ville": "Ville",
    "orientee_par": "Envoyée par",
    "langues": "Langues parlées",
    "reunion": "Réunion d’information",
    "observations": "Observations",
}
RANGEES_EXAMINEES = 40  # headings further down are not looked for
_INTERDITES = re.compile(
    r"\b(nir|secu|securite sociale|n ss|numero ss|nationalite|origine|ethnie|religion|sante|handicap|rqth|maladie"
    r"|(?:pays|lieu|ville|commune) de naissance|nee? a|grossesse|enceinte|syndicat)\b"
)
# In order: the first that fits wins. « Autrui »: words that make it somebody else's name or telephone.
_AUTRUI = re.compile(
    r"\b(enfants?|conjointe?|mari|epoux|pere|mere|urgence|prevenir|employeur|famille d accueil|referente?|conseill\w+"
    r"|formatrice|formateur|structure|organisme|societe|entreprise|centre|session|groupe|accompagnat\w+)\b"
)
_REGLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (champ, re.compile("|".join(motifs)))
    for champ, motifs in (
        (
            "orientee_par",
            (
                r"\borient\w*",
                r"\bprescri\w+",
                r"\b(?:envoyee?|adressee?) par\b",
                r"\bpartenaires?$",
                "^provenance$",
                "^source$",
            ),
        ),
        (
            "reunion",
            (r"\breunions?\b", r"\binfos? ?coll\w*", r"\bri\b", r"\br i\b", "^ic$", r"\binformation collective\b"),
        ),
        (
            "naissance",
            (r"(?<!nom de )\bnaiss\w*", r"^nee?s?(?: e)?(?: le)?$", "^ddn$", "^dn$", r"\bdate (?:de )?nais\w*"),
        ),
        (
            "courriel",
            (r"\be ?mails?\b", r"\bmails?\b", r"\bmel\b", r"\bcourriels?\b", r"\badresse (?:electronique|internet)\b"),
        ),
        (
            "telephone",
            (
                r"\btel(?:s|ephones?|ephonique)?\b",
                r"\b(?:portables?|gsm|mobiles?|phone|whats ?app)\b",
                "^fixe$",
                r"\bjoignable",
            ),
        ),
        ("langues", (r"\blangues?\b", "^parle$")),
        ("code_postal", (r"^cp\b", r"\bcode post\w*", r"\bc p\b", "^arrondissement$", "^arrdt?$")),
        ("adresse", (r"\badresses?\b", "^(?:domicile|rue|voie|adr)$", r"\bn et rue\b")),
        ("ville", ("^(?:villes?|communes?|localite)$", r"\bville de residence\b")),
        (
            "nom_prenom",
            (
                r"\bnoms? (?:et )?(?:de famille )?(?:et )?prenoms?\b",
                r"\bprenoms? (?:et )?noms?\b",
                r"^(?:identite|nom complet)\b",
                r"^(?:nom )?(?:de )?(?:la )?(?:candidate?|stagiaire|personne|participante?|auxiliaire|beneficiaire)s?$",
            ),
        ),
        ("prenom", (r"^prenoms?\b", r"\bprenom$", "^first name$")),
        (
            "nom",
            (
                "^noms?$",
                "^nom (?:de famille|d usage|usuel|marital|d epouse|de naissance|de jeune fille|patronymique)$",
                "^(?:patronyme|famille|last name)$",
            ),
        ),
        ("observations", (r"\bobs\w*\b", r"^(?:remarque|commentaire|note|precision|info)s?\b", "^divers$")),
        (
            IGNORER,
            ("^(?:n|no|num|numero|nr|rang|ordre|id|n ordre|numero d ordre|n dossier|ligne|civilite|mme|titre)$",),
        ),
    )
)


@dataclass(frozen=True)
class Colonne:
    """One column.

    ``indice`` from 0, the heading as typed, its key for remembered answers, and the field (None: unknown).
    """

    indice: int
    entete: str
    cle: str
    champ: str | None
    exemples: tuple[str, ...] = ()
    interdite: bool = False


@dataclass(frozen=True)
class Plan:
    """How a sheet is to be read. ``entete`` None: no heading line was found, ``premieres`` shows the first lines."""

    entete: Ligne | None
    colonnes: list[Colonne] = field(default_factory=list)
    premieres: list[Ligne] = field(default_factory=list)

    @property
    def reconnues(self) -> dict[str, list[Colonne]]:
        """Field → its columns, the best first (a mobile before a landline, a married name before a birth name)."""
        par_champ: dict[str, list[Colonne]] = {}
        for colonne in self.colonnes:
            if colonne.champ and colonne.champ != IGNORER:
                par_champ.setdefault(colonne.champ, []).append(colonne)
        for colonnes in par_champ.values():
            colonnes.sort(key=_preference)
        return par_champ

    @property
    def inconnues(self) -> list[Colonne]:
        """The columns to ask about."""
        return [colonne for colonne in self.colonnes if colonne.champ is None and not colonne.interdite]

    @property
    def manquants(self) -> list[str]:
        """Compulsory fields that no column gives: a name and a first name."""
        reconnues = self.reconnues
        return [] if "nom_prenom" in reconnues else [champ for champ in ("nom", "prenom") if champ not in reconnues]

    @property
    def sans_telephone(self) -> bool:
        return "telephone" not in self.reconnues


def _preference(colonne: Colonne) -> tuple[bool, int]:
    seconde = re.search(r"\b(fixe|domicile|autre|secondaire|bis|2|naissance|jeune fille)\b", colonne.cle) is not None
    return seconde, colonne.indice


def reconnaitre(entete: object, correspondances: Mapping[str, str] | None = None) -> str | None:
    """The field of a heading, ``"ignorer"``, or None when it must be asked. A remembered answer comes first."""
    mots = cle(sur_une_ligne(en_texte(entete)))
    if not mots or _INTERDITES.search(mots):
        return None
    retenue = (correspondances or {}).get(mots)
    if retenue in CHAMPS or retenue == IGNORER:
        return retenue
    if len(mots) > 80:
        return None
    for champ, motif in _REGLES:
        if motif.search(mots):
            return None if _AUTRUI.search(mots) and champ not in {"orientee_par", "reunion"} else champ
    return None


def ordre_du_nom(entete: str) -> Literal["nom", "prenom"] | None:
    """Which comes first in a column that holds both names.

    « nom », « prenom », or None when the heading does not say.
    """
    mots = cle(entete).split()
    rangs = {mot.rstrip("s"): rang for rang, mot in reversed(list(enumerate(mots)))}
    if "nom" not in rangs or "prenom" not in rangs:
        return None
    return "nom" if rangs["nom"] < rangs["prenom"] else "prenom"


def planifier(
    feuille: Feuille, correspondances: Mapping[str, str] | None = None, ligne_entete: int | None = None
) -> Plan:
    """Find the heading line and name the columns of a sheet.

    ``correspondances``: normalised heading (``textes.cle``) → field of ``CHAMPS`` or ``"ignorer"``.
    ``ligne_entete``: the number a person gave; 0 means that there is no heading line, columns are then « colonne A »…
    """
    if ligne_entete == 0:
        return _plan(feuille, Ligne(0, ()), correspondances)
    if ligne_entete is not None:
        choisie = next((ligne for ligne in feuille.lignes if ligne.numero == ligne_entete), None)
    else:
        choisie = _chercher_entete(feuille, correspondances)
    if choisie is None:
        return Plan(None, premieres=[ligne for ligne in feuille.lignes if not ligne.est_vide][:8])
    return _plan(feuille, choisie, correspondances)


def _chercher_entete(feuille: Feuille, correspondances: Mapping[str, str] | None) -> Ligne | None:
    """The line with the most headings among the first ones: two at least, one of which is a name."""
    meilleure, meilleur_score = None, 1
    for ligne in [ligne for ligne in feuille.lignes if not ligne.est_vide][:RANGEES_EXAMINEES]:
        champs = {reconnaitre(cellule, correspondances) for cellule in ligne.cellules if isinstance(cellule, str)} - {
            None
        }
        if champs & {"nom", "prenom", "nom_prenom"} and len(champs) > meilleur_score:
            meilleure, meilleur_score = ligne, len(champs)
    return meilleure


def _plan(feuille: Feuille, entete: Ligne, correspondances: Mapping[str, str] | None) -> Plan:
    suivantes = [ligne for ligne in feuille.lignes if ligne.numero > entete.numero]
    largeur = max((len(ligne.cellules) for ligne in [entete, *suivantes]), default=0)
    exemples: list[list[str]] = [[] for _ in range(largeur)]
    for ligne in suivantes:
        for indice, cellule in enumerate(ligne.cellules):
            if cellule is not None and len(exemples[indice]) < 3:
                exemples[indice].append(sur_une_ligne(en_texte(cellule))[:60])
    colonnes = []
    vues: Counter[str] = Counter()
    for indice in range(largeur):
        titre = sur_une_ligne(en_texte(entete.cellule(indice)))
        if not titre and not exemples[indice]:
            continue
        nom = titre or f"colonne {lettre(indice)}"
        mots = cle(nom) or f"colonne {lettre(indice).lower()}"
        vues[mots] += 1
        interdite = _INTERDITES.search(mots) is not None
        champ = (
            IGNORER
            if not exemples[indice] and reconnaitre(nom, correspondances) is None
            else reconnaitre(nom, correspondances)
        )
        colonnes.append(
            Colonne(
                indice, nom, mots, None if interdite else champ, () if interdite else tuple(exemples[indice]), interdite
            )
        )
    return Plan(entete, colonnes)


def lettre(indice: int) -> str:
    """0 → « A », 26 → « AA », as the spreadsheet names its columns."""
    nom = ""
    indice += 1
    while indice:
        indice, reste = divmod(indice - 1, 26)
        nom = chr(65 + reste) + nom
    return nom
