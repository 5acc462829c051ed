"""A centre's own list of candidates → one verdict per line. An unreadable cell never loses the person."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from clairiere.importation.lecture.classeur import Feuille, Ligne
from clairiere.importation.lecture.colonnes import Plan, planifier
from clairiere.importation.lecture.doublons import Connue, Doublon, chercher_doublons
from clairiere.importation.lecture.fiche import Lecture, lire_fiche, preparer
from clairiere.importation.lecture.ouverture import ouvrir
from clairiere.importation.lecture.rapport import ColonneLue, LigneLue, PlanLu, Question, Rapport, Reference
from clairiere.importation.lecture.textes import cite, cle, en_texte

_TOTAL = re.compile(
    r"(?:(?:sous |grand )?tota(?:l|ux)|nombre|nb|effectif|moyenne|somme)\b.*"
    r"|\d+ (?:candidates?|stagiaires?|personnes?|inscrites?)"
)


def lire_candidates(
    octets: bytes,
    nom_fichier: str,
    *,
    correspondances: Mapping[str, str],
    connues: Sequence[Connue],
    aujourd_hui: date,
    annee: int | None = None,
    lignes_entete: Mapping[str, int] | None = None,
) -> Rapport:
    """Read every visible sheet of a file.

    ``correspondances``: remembered answers, normalised heading → field or "ignorer". ``connues``: people of the centre.
    ``annee``: year of the season, for « 10/02 »; else the one written in the titles, the sheet or the file name.
    ``lignes_entete``: sheet → number of its heading line (0: none), when a person had to say it.
    Raises ``FichierIllisible`` when the file as a whole cannot be read.
    """
    classeur = ouvrir(octets, nom_fichier)
    rapport = Rapport(nom_fichier)
    for feuille in classeur.feuilles:
        if feuille.masquee:
            constat = f"La feuille {cite(feuille.nom)} est masquée dans le classeur. Elle n’est pas lue."
            rapport.questions.append(Question("information", feuille.nom, constat))
            continue
        plan = planifier(feuille, correspondances, (lignes_entete or {}).get(feuille.nom))
        rapport.questions.extend(_questions(feuille, plan))
        if plan.entete is not None:
            rapport.plans.append(_plan_lu(feuille, plan))
        saison = annee or _annee_ecrite(nom_fichier, feuille, plan)
        lecture = preparer(plan, feuille=feuille.nom, aujourd_hui=aujourd_hui, annee=saison)
        rapport.lignes.extend(_lire_ligne(ligne, lecture) for ligne in feuille.lignes)
    _marquer_doublons(rapport, connues)
    return rapport


def _plan_lu(feuille: Feuille, plan: Plan) -> PlanLu:
    colonnes = (ColonneLue(c.entete, c.cle, c.champ, c.exemples, c.interdite) for c in plan.colonnes)
    return PlanLu(feuille.nom, plan.entete.numero if plan.entete else 0, tuple(colonnes))


def _annee_ecrite(nom_fichier: str, feuille: Feuille, plan: Plan) -> int | None:
    """The only year written above the headings, in the sheet's name, else in the file's name."""
    avant = plan.entete.numero if plan.entete else 0
    titres = " ".join(
        en_texte(c) for ligne in feuille.lignes if ligne.numero < avant for c in ligne.cellules if c is not None
    )
    for texte in (titres, feuille.nom, nom_fichier):
        annees = set(re.findall(r"(?<!\d)20[1-4]\d(?!\d)", texte))
        if len(annees) == 1:
            return int(annees.pop())
    return None


def _questions(feuille: Feuille, plan: Plan) -> list[Question]:
    nom = cite(feuille.nom)
    if plan.entete is None:
        if not plan.premieres:
            return []
        apercu = tuple(
            f"{ligne.numero} : " + " | ".join(en_texte(c) for c in ligne.cellules if c is not None)[:120]
            for ligne in plan.premieres
        )
        constat = (
            f"Dans la feuille {nom}, la ligne des titres de colonnes n’a pas été trouvée. Quelle est cette ligne\u00a0?"
        )
        return [Question("entete", feuille.nom, constat, exemples=apercu)]
    questions = [
        Question(
            "colonne",
            feuille.nom,
            f"Que contient la colonne {cite(c.entete)} de la feuille {nom}\u00a0?",
            c.cle,
            c.entete,
            c.exemples,
        )
        for c in plan.inconnues
    ]
    for c in plan.colonnes:
        if c.interdite:
            constat = f"La colonne {cite(c.entete)} n’est pas lue. Cette information ne doit pas être enregistrée."
            questions.append(Question("information", feuille.nom, constat, c.cle, c.entete))
    if plan.manquants:
        mots = {"nom": "du nom", "prenom": "du prénom"}
        manque = " et ".join(mots[champ] for champ in plan.manquants)
        constat = f"Dans la feuille {nom}, il manque la colonne {manque}. Quelle est cette colonne\u00a0?"
        questions.append(Question("obligatoire", feuille.nom, constat))
    if plan.sans_telephone:
        constat = f"La feuille {nom} n’a pas de colonne de téléphone. Les personnes seront enregistrées sans téléphone."
        questions.append(Question("information", feuille.nom, constat))
    return questions


def _lire_ligne(ligne: Ligne, lecture: Lecture) -> LigneLue:
    ignoree = _raison_d_ignorer(ligne, lecture)
    if ignoree:
        return LigneLue(lecture.feuille, ligne.numero, "ignoree", raison=ignoree)
    fiche = lire_fiche(ligne, lecture)
    lue = LigneLue(lecture.feuille, ligne.numero, "creee", fiche.valeurs, fiche.problemes)
    if not fiche.decrit_quelqu_un:
        lue.statut, lue.valeurs, lue.raison = "ignoree", {}, "ligne sans nom ni téléphone ni courriel"
        return lue
    lue.enregistrable = bool(fiche.valeurs["nom"] and fiche.valeurs["prenom"])
    if fiche.problemes:
        lue.statut = "a_verifier"
        combien = len(fiche.problemes)
        lue.raison = "une case est à vérifier" if combien == 1 else f"{combien} cases sont à vérifier"
    if not lue.enregistrable:
        lue.raison = "il manque le nom ou le prénom"
    return lue


def _raison_d_ignorer(ligne: Ligne, lecture: Lecture) -> str:
    """Why a line is not one of a person; empty when it may be one."""
    entete = lecture.plan.entete
    if ligne.est_vide:
        return "ligne vide"
    if entete is None:
        return "titres de colonnes non trouvés dans cette feuille"
    if ligne.numero <= entete.numero:
        return "titres des colonnes" if ligne.numero == entete.numero else "titre au-dessus du tableau"
    textes = {i: cle(cellule) for i, cellule in enumerate(ligne.cellules) if isinstance(cellule, str)}
    remplies = sum(cellule is not None for cellule in ligne.cellules)
    if remplies <= 4 and any(_TOTAL.fullmatch(texte) for texte in textes.values()):
        return "ligne de total"
    repetes = sum(lecture.titres.get(i) == texte for i, texte in textes.items())
    return "titres des colonnes répétés" if repetes >= 2 and repetes >= remplies / 2 else ""


def _marquer_doublons(rapport: Rapport, connues: Sequence[Connue]) -> None:
    lues = [ligne for ligne in rapport.lignes if ligne.statut != "ignoree"]
    personnes = [_connue(ligne, rang) for rang, ligne in enumerate(lues)]
    trouves = chercher_doublons(personnes, connues)
    for rang, ligne in enumerate(lues):
        doublon = trouves.get(_Rang(rang))
        if doublon:
            ligne.statut, ligne.raison, ligne.doublon_sur = "doublon", doublon.raison, doublon.sur
            ligne.doublon_de = _reference(doublon, lues)


class _Rang(int):
    """The rank of a line in the file, so that it is never taken for the id of a known person."""

    def __hash__(self) -> int:
        return hash(("rang", int(self)))

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, _Rang) and int(self) == int(autre)


def _connue(ligne: LigneLue, rang: int) -> Connue:
    valeurs = ligne.valeurs
    return Connue(
        _Rang(rang),
        valeurs["nom"] or "",
        valeurs["prenom"] or "",
        valeurs["naissance"],
        valeurs["telephone"],
        valeurs["courriel"],
    )


def _reference(doublon: Doublon, lues: list[LigneLue]) -> Reference:
    avec = doublon.avec
    if isinstance(avec.id, _Rang):
        premiere = lues[avec.id]
        return Reference(avec.nom_complet, premiere.feuille, premiere.numero)
    return Reference(avec.nom_complet, connue=avec.id)
