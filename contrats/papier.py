"""From a contract that may be printed to its paper: the frozen data, the Word file, the PDF."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from clairiere.agenda.semaine import ecrire_duree, ecrire_heure
from clairiere.documents.conversion import CompositionImpossible, NonConvertible, docx_en_pdf
from clairiere.documents.fabrique import rendre_docx
from clairiere.documents.langage import date_longue
from clairiere.interface.francais import MOIS, enumeration
from contrats.calculs import Lecture, absences_de
from contrats.regles.montants import EURO_HEURE, HEURE, Explique
from contrats.regles.salaire import Methode
from contrats.regles.tables import lu_le, taches

MODELE = Path(__file__).resolve().parent / "modeles" / "contrat_cdi.docx"
METHODES = {
    Methode.SEMAINES_52: "52 semaines réparties sur 12 mois",
    Methode.FORFAIT_174: "forfait de 174 heures par mois, pour 40 heures par semaine",
}
HEURES_SUP = {
    "payees": (
        "Les heures faites au-delà de 40 heures par semaine sont payées chaque mois, avec leur majoration : 25 % de la "
        "41e à la 48e heure, 50 % pour les 49e et 50e heures."
    ),
    "recuperees": (
        "Les heures faites au-delà de 40 heures par semaine sont récupérées dans les 12 mois. Leur majoration est "
        "récupérée aussi : 25 % de la 41e à la 48e heure, 50 % pour les 49e et 50e heures."
    ),
}
PREMIER_MAI = "Le 1er mai n’est pas travaillé. Il est payé s’il tombe un jour de travail."


def donnees_du_contrat(contrat: Any, lecture: Lecture) -> dict[str, Any]:
    """Every name of `modeles.variables.VARIABLES_CONTRAT`. The contract is one that all checks let through."""
    if lecture.heures is None or lecture.mensuel is None:
        raise ValueError("a contract without hours or pay is never printed")
    return {
        "contrat_numero": contrat.numero,
        "centre_nom": contrat.centre.nom,
        "employeur_nom": contrat.employeur_nom,
        "employeur_adresse": contrat.employeur_adresse,
        "numero_employeur": contrat.numero_employeur,
        "salariee_nom": contrat.salariee_nom,
        "salariee_adresse": contrat.salariee_adresse,
        "enfants": [{"prenom": e.prenom, "naissance": _mois(e.naissance)} for e in lecture.enfants],
        "date_embauche": contrat.date_embauche,
        "emploi_repere": lecture.emploi.libelle[:1].lower() + lecture.emploi.libelle[1:],
        "echelle": lecture.emploi.echelle,
        "taches": libelles_des_taches(contrat.taches),
        "periode_essai": f"{contrat.essai_mois}\u00a0mois",
        "essai_renouvelable": contrat.essai_renouvelable,
        "duree_reguliere": contrat.duree_reguliere,
        "heures_semaine": lecture.heures.valeur,
        "horaires": horaires(contrat.en_semaine),
        "lieu_travail": contrat.lieu_travail,
        "heures_supplementaires": HEURES_SUP[contrat.heures_sup],
        "taux_horaire_brut": contrat.taux_horaire_brut,
        "salaire_mensuel_brut": lecture.mensuel.valeur,
        "methode_mensualisation": METHODES[Methode(contrat.methode)],
        "formule_salaire": formule(lecture.mensuel),
        "jour_paiement": contrat.jour_paiement,
        "pajemploi_plus": contrat.pajemploi_plus,
        "transport": contrat.transport,
        "kilometres": contrat.kilometres,
        "repas": contrat.repas,
        "logement": contrat.logement,
        "jours_feries": contrat.jours_feries,
        "premier_mai": PREMIER_MAI,
        "repos_hebdomadaire": repos(contrat),
        "conges": contrat.conges,
        "absences_employeur": [_periode(a) for a in absences_de(contrat)],
        "presence_responsable": _presence(contrat),
        "presence_nuit": contrat.presence_nuit,
        "conduite": contrat.conduite if contrat.conduit else "",
        "assurance_vehicule": contrat.assurance_vehicule if contrat.conduit else "",
        "garde_partagee": "",
        "clauses_ajoutees": [ligne.strip() for ligne in contrat.clauses_ajoutees.splitlines() if ligne.strip()],
        "lieu_signature": contrat.centre.ville or contrat.centre.nom,
    }


def figer(donnees: dict[str, Any], lecture: Lecture) -> dict[str, Any]:
    """What was printed, the amounts with their arithmetic, the checks, and the day the tables were read: plain JSON."""
    brut = {
        "donnees": donnees,
        "montants": montants(lecture),
        "controles": [
            {"code": c.code, "phrase": c.phrase, "source": c.source, "remede": c.remede, "gravite": c.gravite}
            for c in lecture.controles
        ],
        "mentions": [
            {
                "numero": m.numero,
                "libelle": m.libelle,
                "articles": m.articles,
                "statut": m.statut,
                "remarque": m.remarque,
            }
            for m in lecture.mentions
        ],
        "tables_lues_le": lu_le(),
        "prepare_le": timezone.localdate(),
    }
    fige: dict[str, Any] = json.loads(json.dumps(brut, cls=DjangoJSONEncoder))
    return fige


def faire_les_fichiers(donnees: dict[str, Any], titre: str) -> tuple[dict[str, bytes], str]:
    """`{"docx": …, "pdf": …}` and, when there is no PDF, the sentence that says why."""
    docx = rendre_docx(MODELE.read_bytes(), donnees)
    try:
        return {"docx": docx, "pdf": docx_en_pdf(docx, titre=titre, date=timezone.localdate())}, ""
    except (NonConvertible, CompositionImpossible) as erreur:
        return {"docx": docx}, f"Le PDF n’a pas pu être fait. {erreur}"


def empreinte_du_modele() -> str:
    """SHA-256 of the template that was used."""
    return hashlib.sha256(MODELE.read_bytes()).hexdigest()


def montants(lecture: Lecture) -> dict[str, Any]:
    """The three amounts of the sheet as trees for the screen; those that cannot be computed yet are absent."""
    trouves = {"heures": lecture.heures, "minimum": lecture.minimum, "mensuel": lecture.mensuel}
    return {nom: en_arbre(valeur) for nom, valeur in trouves.items() if valeur is not None}


def en_arbre(montant: Explique) -> dict[str, Any]:
    """An explained amount in the shape of the `explication` tag; its source says how sure it is, and the label of an
    amount of the law (euros per hour) that is not sure says it too."""
    sur = montant.certitude == "sûr" or montant.unite != EURO_HEURE
    depuis = f"En vigueur depuis le {montant.valable_du:%d/%m/%Y}. " if montant.valable_du else ""
    return {
        "libelle": montant.libelle if sur else f"{montant.libelle} – à vérifier",
        "montant": montant.texte if montant.unite != HEURE else ecrire_duree(round(montant.exact * 60)),
        "calcul": montant.formule,
        "source": f"{montant.source}. {depuis}Certitude : {montant.certitude}.",
        "certitude": montant.certitude,
        "a_verifier": not sur,
        "lignes": [en_arbre(enfant) for enfant in montant.enfants],
    }


def formule(mensuel: Explique) -> str:
    """« 36 h × 13,08 € × 52 / 12 = 2 040,48 € », each part of a sum in turn."""
    parts = mensuel.enfants or (mensuel,)
    texte = "\u00a0; ".join(f"{part.formule} = {part.texte}" for part in parts)
    return f"{texte}\u00a0; total {mensuel.texte}" if mensuel.enfants else texte


def libelles_des_taches(codes: Sequence[str]) -> list[str]:
    """The ticked tasks in the words and the order of the table."""
    return [tache.libelle for code, tache in taches().items() if code in codes]


def horaires(semaine: Any) -> list[dict[str, str]]:
    """« lundi », « de 8 h 30 à 12 h et de 14 h à 18 h »."""
    return [
        {"jour": jour, "plages": enumeration(f"de {ecrire_heure(p.debut)} à {ecrire_heure(p.fin)}" for p in plages)}
        for jour, plages in semaine.plages_par_jour().items()
    ]


def repos(contrat: Any) -> str:
    """What the parties wrote, else the longest rest of the planning."""
    ecrit: str = contrat.repos_hebdomadaire
    return ecrit or (contrat.en_semaine | contrat.en_presence).repos_le_plus_long().phrase


def _presence(contrat: Any) -> str:
    presence = contrat.en_presence
    if not presence:
        return ""
    return (
        f"Présence responsable : {presence.phrase()}. Une heure de présence responsable compte pour deux tiers "
        "d’heure de travail. Elle est comprise dans les heures de la semaine."
    )


def _mois(jour: Any) -> str:
    return f"{MOIS[jour.month - 1]} {jour.year}"


def _periode(absence: Any) -> str:
    return f"du {date_longue(absence.debut)} au {date_longue(absence.fin)}"
