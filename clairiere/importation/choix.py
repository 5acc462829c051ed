"""What will be done with each line: the reading, the answers given beside it, the duplicates. Pure: plain JSON in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from clairiere.importation.lecture.corrections import relire
from clairiere.importation.lecture.doublons import Connue
from clairiere.importation.lecture.rapport import simple

Decision = Literal["creer", "fusionner", "ignorer"]
CREER, FUSIONNER, IGNORER = "creer", "fusionner", "ignorer"
AUTRES = {"telephone": "Autre téléphone", "courriel": "Autre courriel"}


@dataclass
class LigneFinale:
    """A line as it will be recorded.

    Attributes:
        rang: its place in the reading, from 0.
        ligne: what was read (`lecture.rapport.LigneLue` as JSON).
        valeurs: the fields, corrections included; dates as ISO text.
        erreurs: number of the problem → sentence, for an answer that cannot be read.
        restants: numbers of the problems without an answer.
        premiere: the line of the same file that she repeats, when it is recorded.
    """

    rang: int
    ligne: dict[str, Any]
    valeurs: dict[str, Any]
    erreurs: dict[int, str] = field(default_factory=dict)
    restants: list[int] = field(default_factory=list)
    decision: Decision = CREER
    raison: str = ""
    premiere: LigneFinale | None = None

    @property
    def nom(self) -> str:
        """« Awa Diallo », or the little that is known."""
        entier = f"{self.valeurs['prenom'] or ''} {self.valeurs['nom'] or ''}".strip()
        return entier or self.valeurs["telephone"] or self.valeurs["courriel"] or "Sans nom"

    @property
    def enregistrable(self) -> bool:
        """A name and a first name."""
        return bool(self.valeurs["nom"] and self.valeurs["prenom"])

    @property
    def doublon(self) -> dict[str, Any] | None:
        """The record that she probably repeats."""
        return self.ligne["doublon_de"]

    @property
    def connue(self) -> int | None:
        """The id of the known person that she probably repeats."""
        return self.doublon["connue"] if self.doublon else None

    @property
    def ou(self) -> str:
        """« Candidates 2026, ligne 18 »."""
        return f"{self.ligne['feuille']}, ligne {self.ligne['numero']}"

    def en_connue(self) -> Connue:
        """What identifies her, to look for duplicates."""
        v = self.valeurs
        naissance = date.fromisoformat(v["naissance"]) if v["naissance"] else None
        return Connue(("ligne", self.rang), v["nom"] or "", v["prenom"] or "", naissance, v["telephone"], v["courriel"])


def finaliser(rapport: Mapping[str, Any], choix: Mapping[str, Any], *, aujourd_hui: date) -> list[LigneFinale]:
    """Every line that holds a person, in the order of the file."""
    reponses = choix.get("lignes", {})
    finales: list[LigneFinale] = []
    par_endroit: dict[tuple[str, int], LigneFinale] = {}
    for rang, ligne in enumerate(rapport.get("lignes", [])):
        if ligne["statut"] == "ignoree":
            continue
        reponse = reponses.get(str(rang), {})
        finale = _corriger(rang, ligne, reponse.get("cases", {}), aujourd_hui)
        finale.decision, finale.raison = _decider(finale, reponse.get("decision", ""), par_endroit)
        par_endroit[ligne["feuille"], ligne["numero"]] = finale
        finales.append(finale)
    return finales


def _corriger(rang: int, ligne: dict[str, Any], cases: Mapping[str, Any], aujourd_hui: date) -> LigneFinale:
    finale = LigneFinale(rang, ligne, dict(ligne["valeurs"]))
    for numero, probleme in enumerate(ligne["problemes"]):
        saisi = reponse_a(probleme, cases.get(str(numero), {}))
        if not saisi or not probleme["champ"]:
            finale.restants.append(numero)
            continue
        relu = relire(probleme["champ"], saisi, colonne=probleme["colonne"], aujourd_hui=aujourd_hui)
        if relu.erreur:
            finale.erreurs[numero] = relu.erreur
            finale.restants.append(numero)
        for nom, contenu in relu.valeurs.items():
            _poser(finale.valeurs, nom, simple(contenu))
    return finale


def reponse_a(probleme: Mapping[str, Any], reponse: Mapping[str, Any]) -> str:
    """The text that answers a problem: what was typed, else the proposal when it was accepted, else nothing."""
    saisi = str(reponse.get("saisi", "")).strip()
    if saisi:
        return saisi
    return str(probleme["proposition"] or "") if reponse.get("accepte") else ""


def _poser(valeurs: dict[str, Any], nom: str, contenu: Any) -> None:
    """Put a correction in its place; a telephone or an address that it replaces goes to the notes."""
    ancien = valeurs.get(nom)
    if nom in AUTRES and ancien and ancien != contenu:
        note = f"{AUTRES[nom]}\u00a0: {ancien}"
        valeurs["observations"] = "\n".join(filter(None, [valeurs["observations"], note]))
    valeurs[nom] = contenu


def _decider(
    finale: LigneFinale, choisi: str, par_endroit: Mapping[tuple[str, int], LigneFinale]
) -> tuple[Decision, str]:
    """A duplicate is not created unless someone says so; a line without a name cannot be."""
    if choisi == IGNORER:
        return IGNORER, "laissée de côté, à votre demande"
    doublon = finale.doublon
    if doublon is not None and doublon["connue"] is None:
        premiere = par_endroit.get((doublon["feuille"], doublon["ligne"]))
        finale.premiere = premiere if premiere and premiere.decision != IGNORER else None
    suivie = doublon is not None and (doublon["connue"] is not None or finale.premiere is not None)
    if suivie and choisi == FUSIONNER:
        return FUSIONNER, ""
    if suivie and choisi != CREER:
        return IGNORER, f"elle est probablement déjà là\u00a0: {finale.ligne['raison']}"
    if not finale.enregistrable:
        return IGNORER, "il manque le nom ou le prénom"
    return CREER, ""


def compter(rapport: Mapping[str, Any]) -> dict[str, int]:
    """`lues`, `creees`, `doublons`, `a_verifier`, `ignorees`, from the lines as they stand."""
    statuts = [ligne["statut"] for ligne in rapport.get("lignes", [])]
    comptes = {
        "creees": statuts.count("creee"),
        "doublons": statuts.count("doublon"),
        "a_verifier": statuts.count("a_verifier"),
    }
    return {"lues": sum(comptes.values()), **comptes, "ignorees": statuts.count("ignoree")}
