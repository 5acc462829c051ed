"""What the preview of a list shows: each line as it will be recorded, and duplicates side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from clairiere.comptes.models import Personne
from clairiere.importation.actions.fiches import dire_reunion
from clairiere.importation.choix import CREER, FUSIONNER, IGNORER, LigneFinale
from clairiere.importation.forms import LigneForm
from clairiere.interface.francais import date_courte, telephone

VUES = {
    "corriger": "À corriger",
    "verifier": "À vérifier",
    "doublons": "Doublons",
    "laissees": "Laissées de côté",
    "tout": "Toutes les lignes",
}


@dataclass
class Doute:
    """One doubtful cell: its sentence, and its inputs."""

    colonne: str
    phrase: str
    champs: list[forms.BoundField]


@dataclass
class LigneVue:
    """One line, ready to be drawn. `cote_a_cote`: (label, in the file, already there, same)."""

    finale: LigneFinale
    formulaire: LigneForm
    fiche: list[tuple[str, str]]
    doutes: list[Doute]
    cote_a_cote: list[tuple[str, str, str, bool]] = field(default_factory=list)
    autre: str = ""
    autre_ou: str = ""
    autre_parcours: int | None = None

    @property
    def choix(self) -> forms.BoundField:
        """What to do with the line."""
        return self.formulaire["decision" if "decision" in self.formulaire.fields else "ecarter"]

    @property
    def etiquette(self) -> tuple[str, str]:
        """Its state in words, and the tone."""
        if self.finale.erreurs:
            return "À corriger", "erreur"
        if self.finale.decision == FUSIONNER:
            return "Sera complétée", "info"
        if self.finale.decision == IGNORER:
            return ("Probable doublon", "a_faire") if self.finale.doublon else ("Ne sera pas enregistrée", "neutre")
        return ("À vérifier", "a_faire") if self.finale.restants else ("Sera enregistrée", "fait")


def trier(finales: Sequence[LigneFinale]) -> dict[str, list[LigneFinale]]:
    """The lines of each tab."""
    return {
        "corriger": [f for f in finales if f.erreurs],
        "verifier": [f for f in finales if f.ligne["problemes"] and f.doublon is None],
        "doublons": [f for f in finales if f.doublon is not None],
        "laissees": [f for f in finales if f.decision == IGNORER],
        "tout": list(finales),
    }


def presenter(
    finales: Sequence[LigneFinale],
    reponses: Mapping[str, Any],
    par_endroit: Mapping[tuple[str, int], LigneFinale],
) -> list[LigneVue]:
    """The lines of one page (two queries, whatever their number)."""
    ids = [f.connue for f in finales if f.connue is not None]
    connues = Personne.objects.prefetch_related("parcours").in_bulk(ids) if ids else {}
    vues = []
    for finale in finales:
        formulaire = LigneForm(finale, reponse=reponses.get(str(finale.rang), {}))
        vue = LigneVue(finale, formulaire, dire_valeurs(finale.valeurs), _doutes(finale, formulaire))
        _mettre_cote_a_cote(vue, connues, par_endroit)
        vues.append(vue)
    return vues


def _doutes(finale: LigneFinale, formulaire: LigneForm) -> list[Doute]:
    return [
        Doute(p["colonne"], p["phrase"], formulaire.champs_de(numero))
        for numero, p in enumerate(finale.ligne["problemes"])
    ]


def dire_valeurs(v: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Labels and values as a person reads them; empty ones are left out."""
    lignes = [
        ("Nom", v["nom"] or ""),
        ("Prénom", v["prenom"] or ""),
        ("Téléphone", telephone(v["telephone"]) if v["telephone"] else ""),
        ("Courriel", v["courriel"] or ""),
        ("Naissance", date_courte(date.fromisoformat(v["naissance"])) if v["naissance"] else ""),
        ("Adresse", v["adresse"]),
        ("Code postal et ville", f"{v['code_postal'] or ''} {v['ville']}".strip()),
        ("Langues", ", ".join(v["langues"] or [])),
        ("Envoyée par", v["orientee_par"]),
        ("Réunion d’information", dire_reunion(v["reunion_presence"], v["reunion_date"])),
        ("Observations", v["observations"]),
    ]
    return [(libelle, valeur) for libelle, valeur in lignes if valeur]


def _mettre_cote_a_cote(
    vue: LigneVue, connues: Mapping[int, Personne], par_endroit: Mapping[tuple[str, int], LigneFinale]
) -> None:
    doublon = vue.finale.doublon
    if doublon is None:
        return
    vue.autre, la_bas = doublon["nom"], {}
    connue = connues.get(doublon["connue"]) if doublon["connue"] is not None else None
    premiere = par_endroit.get((doublon["feuille"], doublon["ligne"]))
    if connue is not None:
        la_bas = dict(_dire_personne(connue))
        vue.autre_ou = "déjà dans le centre"
        vue.autre_parcours = max((p.pk for p in connue.parcours.all()), default=None)
    elif premiere is not None:
        la_bas, vue.autre_ou = dict(dire_valeurs(premiere.valeurs)), premiere.ou
    ici = dict(vue.fiche)
    libelles = dict.fromkeys([*ici, *la_bas])
    vue.cote_a_cote = [
        (nom, ici.get(nom, ""), la_bas.get(nom, ""), ici.get(nom) == la_bas.get(nom))
        for nom in libelles
        if nom in la_bas or connue is None or nom not in {"Envoyée par", "Réunion d’information", "Observations"}
    ]


def _dire_personne(personne: Personne) -> list[tuple[str, str]]:
    parcours = max(personne.parcours.all(), key=lambda p: p.pk, default=None)
    valeurs = {
        "nom": personne.nom,
        "prenom": personne.prenom,
        "telephone": personne.telephone.as_e164 if personne.telephone else "",
        "courriel": personne.courriel,
        "naissance": personne.naissance.isoformat() if personne.naissance else "",
        "adresse": personne.adresse,
        "code_postal": personne.code_postal,
        "ville": personne.ville,
        "langues": personne.langues,
        "orientee_par": parcours.origine if parcours else "",
        "reunion_presence": None,
        "reunion_date": None,
        "observations": parcours.observations if parcours else "",
    }
    reunion = [("Réunion d’information", parcours.reunion_prevue)] if parcours and parcours.reunion_prevue else []
    return dire_valeurs(valeurs) + reunion


def resume(finales: Sequence[LigneFinale]) -> dict[str, int]:
    """What the button will do."""
    return {
        "creer": sum(f.decision == CREER for f in finales),
        "completer": sum(f.decision == FUSIONNER for f in finales),
        "doutes": sum(bool(f.restants) for f in finales if f.decision == CREER),
        "doublons": sum(f.decision == IGNORER and f.doublon is not None for f in finales),
        "propositions": sum(
            bool(f.ligne["problemes"][numero]["proposition"]) and numero not in f.erreurs
            for f in finales
            for numero in f.restants
        ),
    }
