"""The papers of the course: for each, its shipped Word template and the names it may use."""

from __future__ import annotations

from pathlib import Path

from clairiere.documents.modeles import Papier, declarer
from parcours.modeles import variables as v

_DOSSIER = Path(__file__).parent
_PERSONNE = {**v.DU_CENTRE, **v.DE_LA_PERSONNE}
_STAGIAIRE = {**_PERSONNE, **v.DE_LA_SESSION}


def _papier(code: str, titre: str, prefixe: str, usage: str, source: str, variables: dict[str, v.V]) -> Papier:
    return Papier(code, titre, usage, source, _DOSSIER / f"{code}.docx", variables, prefixe)


# Papers made for one trainee, in the order in which they are given.
DE_LA_STAGIAIRE: tuple[Papier, ...] = (
    _papier(
        "information",
        "Programme remis avant l’inscription",
        "INFO",
        "Objectifs, contenu, horaires, évaluation et contact. Il se remet avant l’inscription définitive.",
        "Code du travail, L.6353-8",
        {**_STAGIAIRE, **v.PROGRAMME},
    ),
    _papier(
        "reglement",
        "Règlement intérieur",
        "REGL",
        "Santé, sécurité, discipline, droits en cas de sanction. La stagiaire le reçoit et le signe.",
        "Code du travail, L.6352-3 à L.6352-5 et R.6352-1 à R.6352-15",
        _STAGIAIRE,
    ),
    _papier(
        "convocation",
        "Convocation",
        "CONV",
        "Dates, horaires, lieu, contact, accès. Un message court part aussi à la stagiaire.",
        "Usage ; Qualiopi, indicateur 9",
        {**_STAGIAIRE, **v.CALENDRIER},
    ),
    _papier(
        "assiduite",
        "Attestation d’assiduité",
        "ASSI",
        "Les heures suivies à ce jour, demi-journée par demi-journée.",
        "Usage des financeurs",
        {**_STAGIAIRE, **v.HEURES},
    ),
    _papier(
        "fin_formation",
        "Attestation de fin de formation",
        "FIN",
        "Objectifs, nature, durée suivie et résultats de l’évaluation des acquis.",
        "Code du travail, L.6353-1",
        {**_STAGIAIRE, **v.HEURES, **v.RESULTATS},
    ),
    _papier(
        "realisation",
        "Certificat de réalisation",
        "REAL",
        "Le modèle du ministère, pour les financeurs. Seul un organisme de formation déclaré l’établit.",
        "Code du travail, R.6332-26 ; arrêté du 21 décembre 2018",
        {**_STAGIAIRE, **v.HEURES},
    ),
)
# Papers of a session, or of an immersion.
DU_GROUPE: tuple[Papier, ...] = (
    _papier(
        "satisfaction_chaud",
        "Questionnaire de fin de session",
        "AVIS",
        "La feuille à remplir à la main, sans nom, à la fin de la session.",
        "Qualiopi, indicateurs 30 et 32",
        {**v.DU_CENTRE, **v.DE_LA_SESSION, **v.QUESTIONS},
    ),
    _papier(
        "satisfaction_froid",
        "Questionnaire six mois après",
        "AVIS",
        "La feuille à remplir à la main, sans nom, six mois après la session.",
        "Qualiopi, indicateurs 30 et 32",
        {**v.DU_CENTRE, **v.DE_LA_SESSION, **v.QUESTIONS},
    ),
    _papier(
        "immersion",
        "Résumé de l’immersion",
        "IMM",
        "Ce que la stagiaire emporte. Il ne remplace pas la convention (Cerfa 13912).",
        "Code du travail, L.5135-1 et suivants",
        {**_PERSONNE, **v.IMMERSION},
    ),
)
TOUS = (*DE_LA_STAGIAIRE, *DU_GROUPE)


def declarer_tous() -> None:
    """Make the papers of the course known to the workshop of documents."""
    for papier in TOUS:
        declarer(papier)
