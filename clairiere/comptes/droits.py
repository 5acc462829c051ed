"""One table: who may do what. Views, transitions, menus and tests read it; nothing else decides."""

from __future__ import annotations

from clairiere.comptes.roles import DU_RESEAU, EQUIPE, PERSONNEL, PERSONNES, Role

_DIRECTION = frozenset({Role.DIRECTRICE, Role.COORDINATRICE})
_COURS = EQUIPE | {Role.FORMATRICE}
_RELAIS = EQUIPE | {Role.ANIMATRICE}
_MEDIATRICE = frozenset({Role.MEDIATRICE})
_AUXILIAIRE = frozenset({Role.AUXILIAIRE})
_FAMILLE = frozenset({Role.FAMILLE})
TOUTES = PERSONNEL | PERSONNES

TABLE: dict[str, frozenset[str]] = {
    # The house
    "centre.accueil": TOUTES,
    "centre.reglages": _DIRECTION,
    "aide.voir": TOUTES,
    "flux.acte": TOUTES,
    "messages.voir": EQUIPE,
    "messages.reprendre": EQUIPE,
    "messages.lire": EQUIPE,
    "documents.telecharger": TOUTES,
    "importation.importer": EQUIPE,
    "pilotage.voir": _DIRECTION,
    "equipe.gerer": frozenset({Role.DIRECTRICE}),
    # Journey
    "parcours.voir": _COURS | {Role.AUXILIAIRE},
    "parcours.lister": _COURS,
    "parcours.modifier": EQUIPE,
    "parcours.creer": EQUIPE,
    "parcours.mon_espace": _AUXILIAIRE,
    "passeport.tenir": EQUIPE,
    "piece.noter": EQUIPE,
    "droits.repondre": frozenset({Role.DIRECTRICE}),
    "parcours.disponibilite": EQUIPE | _AUXILIAIRE,
    "parcours.informer": EQUIPE,
    "parcours.corriger_reunion": EQUIPE,
    "reunion.gerer": EQUIPE,
    "parcours.mener_entretien": EQUIPE,
    "parcours.admettre": _DIRECTION,
    "parcours.mettre_en_attente": EQUIPE,
    "parcours.ne_pas_retenir": _DIRECTION,
    "parcours.reprendre_candidature": EQUIPE,
    "parcours.entrer_en_formation": _COURS,
    "parcours.passer_en_evaluation": _COURS,
    "parcours.certifier": _DIRECTION,
    "parcours.ajourner": _DIRECTION,
    "parcours.ne_pas_certifier": _DIRECTION,
    "parcours.revoir_la_decision": _DIRECTION,
    "parcours.repasser": _COURS,
    "parcours.rendre_disponible": EQUIPE,
    "parcours.placer": EQUIPE,
    "parcours.liberer": EQUIPE,
    "parcours.mettre_en_pause": EQUIPE,
    "parcours.reprendre_formation": EQUIPE,
    "parcours.redevenir_disponible": EQUIPE,
    "parcours.abandonner": EQUIPE,
    "parcours.reorienter": EQUIPE,
    "parcours.sortir": EQUIPE,
    "selection.remplir": _COURS,
    "selection.decider": EQUIPE,
    "frein.voir": EQUIPE,
    "frein.orienter": EQUIPE,
    "frein.lever": EQUIPE,
    "frein.rouvrir": EQUIPE,
    "offre.voir": EQUIPE,
    "offre.accepter": EQUIPE,
    "offre.refuser": EQUIPE,
    "offre.expirer": EQUIPE,
    "offre.retirer": EQUIPE,
    "papiers.faire": EQUIPE,
    "papiers.modeles": _DIRECTION,
    "enquete.gerer": EQUIPE,
    "reclamation.tenir": EQUIPE,
    "metier.saisir": EQUIPE,
    "immersion.voir": _COURS,
    "immersion.preparer": EQUIPE,
    "immersion.signer": EQUIPE,
    "immersion.commencer": EQUIPE,
    "immersion.terminer": EQUIPE,
    "immersion.annuler": EQUIPE,
    "session.voir": _COURS,
    "session.creer": _DIRECTION,
    "session.planifier": _DIRECTION,
    "session.mes_seances": frozenset({Role.FORMATRICE}),
    "session.indisponibilite": _COURS | _AUXILIAIRE,
    "seance.preparer": _COURS,
    "programme.voir": _COURS,
    "programme.ecrire": _DIRECTION,
    "emargement.saisir": _COURS,
    "emargement.corriger": _DIRECTION,
    "feuille.etablir": _COURS,
    "contradiction.expliquer": EQUIPE,
    "heures.voir": _COURS | {Role.JURY, Role.AUXILIAIRE},
    "heures.exporter": EQUIPE,
    "rattrapage.convoquer": _COURS,
    "evaluation.voir": _COURS,
    "evaluation.saisir": frozenset({Role.FORMATRICE, Role.COORDINATRICE}),
    "autoevaluation.remplir": _COURS | _AUXILIAIRE,
    "competences.voir": _COURS,
    "competences.modifier": _DIRECTION,
    "derogation.ecrire": frozenset({Role.DIRECTRICE}),
    "jury.voir": _COURS | {Role.JURY},
    "jury.lister": frozenset({Role.JURY}),
    "jury.composer": _DIRECTION,
    "jury.convoquer": _DIRECTION,
    "jury.ouvrir": _DIRECTION,
    "jury.decider": _DIRECTION | {Role.JURY},
    "jury.clore": _DIRECTION,
    "jury.annuler": _DIRECTION,
    "recours.voir": _COURS | _AUXILIAIRE,
    "recours.deposer": EQUIPE | _AUXILIAIRE,
    "recours.accepter": _DIRECTION,
    "recours.rejeter": _DIRECTION,
    "certificat.lister": EQUIPE,
    "certificat.delivrer": _DIRECTION,
    "certificat.choisir_nom": EQUIPE | _AUXILIAIRE,
    "certificat.badge": EQUIPE | _AUXILIAIRE,
    "ceremonie.preparer": EQUIPE,
    # Families and matches
    "demande.voir": EQUIPE | _FAMILLE,
    "demande.lister": EQUIPE,
    "demande.saisir": EQUIPE,
    "demande.ouvrir": EQUIPE,
    "demande.proposer": EQUIPE,
    "demande.chercher_encore": EQUIPE,
    "demande.suspendre": EQUIPE,
    "demande.reprendre": EQUIPE,
    "demande.pourvoir": EQUIPE,
    "demande.retirer": EQUIPE | _FAMILLE,
    "demande.classer": EQUIPE,
    "demande.rouvrir": EQUIPE,
    "proposition.voir": EQUIPE | PERSONNES,
    "proposition.creer": EQUIPE,
    "proposition.accepter_auxiliaire": EQUIPE | _AUXILIAIRE,
    "proposition.refuser_auxiliaire": EQUIPE | _AUXILIAIRE,
    "proposition.accepter_famille": EQUIPE | _FAMILLE,
    "proposition.refuser_famille": EQUIPE | _FAMILLE,
    "proposition.retirer": EQUIPE,
    "proposition.conclure": EQUIPE,
    "proposition.perimer": EQUIPE,
    "proposition.mes_propositions": _AUXILIAIRE,
    "placement.voir": EQUIPE | PERSONNES,
    "placement.lister": EQUIPE,
    "placement.terminer": EQUIPE,
    # Contracts
    "contrat.voir": EQUIPE | PERSONNES,
    "contrat.lister": EQUIPE,
    "contrat.rediger": EQUIPE,
    "contrat.preparer": EQUIPE,
    "contrat.corriger": EQUIPE,
    "contrat.signer": EQUIPE,
    "contrat.annuler": EQUIPE,
    "contrat.terminer": EQUIPE,
    # Relais
    "relais.voir": _RELAIS | _AUXILIAIRE,
    "relais.animer": _RELAIS,
    "relais.mes_rendez_vous": _AUXILIAIRE,
    "relais.inscrire": _RELAIS | _AUXILIAIRE,
    "mediation.demander": PERSONNES,
    "mediation.ouvrir": _MEDIATRICE,
    "mediation.chiffres": _DIRECTION | {Role.MEDIATRICE},
    "mediation.voir": _MEDIATRICE | PERSONNES,
    "mediation.lister": _MEDIATRICE,
    "mediation.noter": _MEDIATRICE,
    "mediation.prendre_en_charge": _MEDIATRICE,
    "mediation.recevoir": _MEDIATRICE,
    "mediation.orienter": _MEDIATRICE,
    "mediation.engager": _MEDIATRICE,
    "mediation.conclure_accord": _MEDIATRICE,
    "mediation.conclure_sans_accord": _MEDIATRICE,
    "mediation.abandonner": _MEDIATRICE | PERSONNES,
    # Network
    "reseau.chiffres": DU_RESEAU,
    "reseau.ouvrir_centre": frozenset({Role.ADMIN_TECHNIQUE, Role.RESEAU}),
}


class DroitInconnu(KeyError):
    """A right that is not in the table was asked for: a programming error."""


def roles_pour(droit: str) -> frozenset[str]:
    """Roles that hold a right. Raises DroitInconnu for a word that is not in the table."""
    try:
        return TABLE[droit]
    except KeyError as erreur:
        raise DroitInconnu(droit) from erreur


_TOUTES_DITES = {
    EQUIPE: "une personne de l’équipe",
    _DIRECTION: "la directrice ou la coordinatrice",
    PERSONNES: "une auxiliaire ou une famille",
}


def dire_roles(droit: str) -> str:
    """Who holds a right, in words: « la directrice ou la coordinatrice »."""
    roles = roles_pour(droit)
    if roles in _TOUTES_DITES:
        return _TOUTES_DITES[roles]
    noms = [str(role.label) for role in Role if role.value in roles]
    noms = [f"{'l’' if nom[0] in 'aeiouyé' else 'le ' if nom == 'membre du jury' else 'la '}{nom}" for nom in noms]
    return noms[0] if len(noms) == 1 else ", ".join(noms[:-1]) + " ou " + noms[-1]
