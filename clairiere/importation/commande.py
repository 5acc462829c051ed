"""What the command does and says: the same actions as the screens, with the cautious answer to every doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from clairiere.importation.actions.candidates import confirmer
from clairiere.importation.actions.depot import deja_importe, deposer, garder_choix, repondre_aux_questions
from clairiere.importation.actions.presences import confirmer_presences
from clairiere.importation.choix import compter
from clairiere.importation.lecture.colonnes import CHAMPS, IGNORER
from clairiere.importation.lecture.textes import cle
from clairiere.importation.models import Import
from clairiere.interface.francais import date_longue, pluriel
from parcours.models import Session

ZERO = {"lues": 0, "creees": 0, "doublons": 0, "a_verifier": 0, "ignorees": 0}


class Refus(Exception):
    """What was asked cannot be done; `str()` is a sentence."""


@dataclass
class Demande:
    """What was typed on the command line."""

    genre: str
    nom_fichier: str
    octets: bytes
    par: Any
    colonnes: dict[str, str] = field(default_factory=dict)
    entetes: dict[str, int] = field(default_factory=dict)
    session: Session | None = None
    feuilles_signees: bool = False
    essai: bool = False


def lire_reponses(textes: Sequence[str], option: str) -> dict[str, str]:
    """`["Portable perso=telephone"]` → `{"portable perso": "telephone"}`. Raises Refus for an unknown field."""
    reponses = {}
    for texte in textes:
        titre, egal, champ = texte.rpartition("=")
        champ = cle(champ).replace(" ", "_")
        if not egal or not cle(titre) or (champ not in CHAMPS and champ != IGNORER):
            connues = ", ".join([*CHAMPS, IGNORER])
            raise Refus(f"{option} attend TITRE=INFORMATION. Informations possibles\u00a0: {connues}.")
        reponses[cle(titre)] = champ
    return reponses


def lire_numeros(textes: Sequence[str], option: str) -> dict[str, int]:
    """`["Feuil1=4"]` → `{"Feuil1": 4}`. Raises Refus."""
    numeros = {}
    for texte in textes:
        feuille, _egal, numero = texte.rpartition("=")
        if not feuille or not numero.strip().isdecimal():
            raise Refus(f"{option} attend FEUILLE=NUMERO, par exemple «\u00a0Feuil1=4\u00a0».")
        numeros[feuille] = int(numero)
    return numeros


def executer(demande: Demande) -> dict[str, Any]:
    """Read, answer, record. A question about a compulsory column stops before anything is recorded.

    Raises FichierIllisible, Refus, or Ferme, each with a sentence.
    """
    lot = deposer(
        demande.octets,
        demande.nom_fichier,
        genre=demande.genre,
        par=demande.par,
        session=demande.session,
        reprendre=False,
    )
    bilan = _bilan(lot, demande)
    if demande.genre == Import.Genre.EMARGEMENT:
        lot = garder_choix(lot, par=demande.par, feuilles_signees=demande.feuilles_signees)
        return {**bilan, **confirmer_presences(lot, par=demande.par).bilan}
    if demande.colonnes or demande.entetes:
        lot = repondre_aux_questions(lot, par=demande.par, colonnes=demande.colonnes, entetes=demande.entetes)
    bilan.update(_lecture(lot))
    if any(q["genre"] in ("obligatoire", "entete") for q in lot.questions) and not _lisible(lot):
        return {**bilan, "a_repondre": True, "enregistrees": 0}
    lot = confirmer(lot, par=demande.par)
    # Counts and lines as they stand after the confirmation: it looks for duplicates once more.
    bilan.update(_lecture(lot))
    return {**bilan, "enregistrees": lot.bilan["creees"], "laissees": lot.bilan["laissees"]}


def _lisible(lot: Import) -> bool:
    """True when a sheet has its names, even if another one (a legend, notes) has no heading."""
    manquantes = {q["feuille"] for q in lot.questions if q["genre"] == "obligatoire"}
    lues = {ligne["feuille"] for ligne in lot.rapport["lignes"] if ligne["statut"] != "ignoree"}
    return bool(lues - manquantes) and not manquantes & lues


def _bilan(lot: Import, demande: Demande) -> dict[str, Any]:
    ancien = deja_importe(lot)
    return {
        "lot": lot,
        "genre": demande.genre,
        "fichier": demande.nom_fichier,
        "essai": demande.essai,
        "a_repondre": False,
        "deja_importe_le": ancien.confirme_le if ancien else None,
        "problemes": lot.rapport.get("problemes", []),
        "questions": [],
    }


def _lecture(lot: Import) -> dict[str, Any]:
    problemes = [probleme for ligne in lot.rapport["lignes"] for probleme in ligne["problemes"]]
    doublons = [_doublon(ligne) for ligne in lot.rapport["lignes"] if ligne["statut"] == "doublon"]
    questions = lot.rapport["questions"]
    return {**compter(lot.rapport), "problemes": problemes, "lignes_doublons": doublons, "questions": questions}


def _doublon(ligne: dict[str, Any]) -> dict[str, Any]:
    de = ligne["doublon_de"]
    ou = f"{de['feuille']}, ligne {de['ligne']}" if de["connue"] is None else "déjà dans le centre"
    valeurs = ligne["valeurs"]
    nom = f"{valeurs['prenom'] or ''} {valeurs['nom'] or ''}".strip()
    return {
        "feuille": ligne["feuille"],
        "ligne": ligne["numero"],
        "nom": nom,
        "phrase": f"{nom} est probablement {de['nom']} ({ou})\u00a0: {ligne['raison']}",
    }


def effacer_fichier(bilan: dict[str, Any]) -> None:
    """Take back the copy of the file that a rehearsal, or a stop, put aside."""
    lot = bilan.get("lot")
    if lot is not None and lot.fichier and not Import.objects.filter(fichier=lot.fichier.name).exists():
        lot.fichier.storage.delete(lot.fichier.name)


def pour_json(bilan: dict[str, Any]) -> dict[str, Any]:
    """The report, JSON only."""
    quand = bilan["deja_importe_le"]
    simple = {nom: valeur for nom, valeur in bilan.items() if nom != "lot"}
    return {**simple, "deja_importe_le": quand.isoformat() if quand else None}


def en_phrases(bilan: dict[str, Any]) -> Iterable[str]:
    """The report in French, one thing per line."""
    if bilan["deja_importe_le"]:
        yield f"Ce fichier a déjà été importé, {date_longue(bilan['deja_importe_le'])}."
    if bilan["genre"] == Import.Genre.CANDIDATES:
        yield from _phrases_candidates(bilan)
    else:
        yield from _phrases_emargement(bilan)
    if bilan["essai"]:
        yield "Essai\u00a0: rien n’a été enregistré."


def _phrases_candidates(bilan: dict[str, Any]) -> Iterable[str]:
    if bilan["a_repondre"]:
        yield f"{bilan['fichier']}\u00a0: rien n’est enregistré. Il faut d’abord répondre."
        yield from _questions(bilan)
        return
    verbe = "à enregistrer" if bilan["essai"] else "enregistrées"
    yield f"{bilan['fichier']}\u00a0: {pluriel(bilan['lues'], 'personne lue', 'personnes lues')}."
    yield f"Personnes {verbe}\u00a0: {bilan['enregistrees']}."
    yield f"Sans aucun doute\u00a0: {bilan['creees']}. Avec une case à vérifier\u00a0: {bilan['a_verifier']}."
    yield f"Probables doublons, non enregistrés\u00a0: {bilan['doublons']}."
    yield f"Lignes sans personne (titres, totaux, lignes vides)\u00a0: {bilan['ignorees']}."
    for probleme in bilan["problemes"]:
        colonne = f", {probleme['colonne']}" if probleme["colonne"] else ""
        yield f"{probleme['feuille']}, ligne {probleme['ligne']}{colonne}\u00a0: {probleme['phrase']}"
    for doublon in bilan["lignes_doublons"]:
        yield f"{doublon['feuille']}, ligne {doublon['ligne']}\u00a0: {doublon['phrase']}"
    dites = {(d["feuille"], d["ligne"]) for d in bilan["lignes_doublons"]}
    for laissee in bilan["laissees"]:
        if laissee["ou"] not in {f"{feuille}, ligne {ligne}" for feuille, ligne in dites}:
            yield f"{laissee['ou']}\u00a0: {laissee['nom']} n’est pas enregistrée, {laissee['phrase']}"
    yield from _questions(bilan)


def _questions(bilan: dict[str, Any]) -> Iterable[str]:
    for question in bilan["questions"]:
        yield question["phrase"]
        if question["exemples"]:
            yield f"  Par exemple\u00a0: {'; '.join(question['exemples'])}"
        if question["genre"] == "entete":
            yield f'  Pour répondre\u00a0: --ligne-entete "{question["feuille"]}=NUMERO"'
        elif question["genre"] == "colonne":
            yield f'  Pour répondre\u00a0: --colonne "{question["entete"]}=INFORMATION"'
    if any(q["genre"] in ("colonne", "obligatoire") for q in bilan["questions"]):
        yield f"Informations possibles\u00a0: {', '.join([*CHAMPS, IGNORER])}."


def _phrases_emargement(bilan: dict[str, Any]) -> Iterable[str]:
    presences = pluriel(bilan["presences"], "présence notée", "présences notées")
    demi_journees = pluriel(bilan["demi_journees"], "demi-journée ajoutée", "demi-journées ajoutées")
    yield f"{bilan['fichier']}\u00a0: {presences}, {demi_journees}."
    if not bilan["feuilles_signees"]:
        yield "Ces heures ne comptent pas encore\u00a0: ajoutez --feuilles-signees si les feuilles papier sont signées."
    for stagiaire in bilan["stagiaires"]:
        yield f"Ligne {stagiaire['ligne']}, {stagiaire['nom']}\u00a0: {stagiaire['duree']}"
        for vide in stagiaire["vides"]:
            yield f"  {vide}\u00a0: case vide, rien n’est noté"
        yield from (f"  {difference}" for difference in stagiaire["differences"])
    for laissee in bilan["laissees"]:
        yield f"Ligne {laissee['ligne']}, {laissee['nom']}\u00a0: {laissee['phrase']}"
    yield from bilan["demi_journees_laissees"]
    for probleme in bilan["problemes"]:
        yield f"{probleme['feuille']}, ligne {probleme['ligne']}, {probleme['colonne']}\u00a0: {probleme['phrase']}"
