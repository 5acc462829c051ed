"""The words of the messages about places: short, in plain French, with a link that needs no account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.interface.francais import date_longue, telephone
from clairiere.messages.envois import ecrire


def dire_rencontre(evenement: Evenement) -> str:
    """« Éveil musical », mardi 24 novembre à 14 h."""
    return f"«\u00a0{evenement.titre}\u00a0», {date_longue(evenement.debut)}"


def ou(evenement: Evenement) -> str:
    """« C’est ici : salle verte. », or nothing."""
    return f" C’est ici : {evenement.lieu}." if evenement.lieu else ""


def adresse_place(inscription: Inscription) -> str:
    """The address where she answers, or gives her place back, without an account."""
    arguments = {"centre": portee.centre_courant().code, "jeton_place": inscription.jeton}
    return settings.ADRESSE_PUBLIQUE.rstrip("/") + reverse("agenda:place", kwargs=arguments)


def par_sms(personne: Any, mots: str) -> str:
    """« Répondez OUI ou NON à ce SMS, ou ici », when her SMS can come back; else the link alone."""
    revient = bool(settings.SMS_SECRET) or settings.MODE == "demo"
    return f"{mots} à ce SMS, ou ici" if revient and personne.canal == Personne.Canal.SMS else f"{mots} ici"


def signature() -> str:
    """The centre and its telephone."""
    centre = portee.centre_courant()
    return f"{centre.nom}, {telephone(centre.telephone)}" if centre.telephone else str(centre.nom)


def place_proposee(inscription: Inscription, evenement: Evenement) -> Any:
    """One place is for her until the hour said."""
    personne = inscription.personne
    return ecrire(
        a=personne,
        genre="place_proposee",
        objet="Une place pour vous",
        texte=f"Bonjour {personne.prenom}. Une place s’est libérée : {dire_rencontre(evenement)}.{ou(evenement)}"
        f" Elle est pour vous jusqu’à {date_longue(inscription.offre_expire_le)}."
        f" {par_sms(personne, 'Répondez OUI ou NON')} : {adresse_place(inscription)}"
        f" Sans réponse, elle va à une autre personne. {signature()}",
        cle=f"place-proposee-{inscription.pk}-{inscription.ordre}",
    )


def place_donnee(inscription: Inscription, evenement: Evenement) -> Any:
    """Someone of the team gave her the place."""
    personne = inscription.personne
    return ecrire(
        a=personne,
        genre="place_donnee",
        objet="Vous avez une place",
        texte=f"Bonjour {personne.prenom}. Vous avez une place : {dire_rencontre(evenement)}.{ou(evenement)}"
        f" Vous ne venez pas ? Dites-le ici : {adresse_place(inscription)} {signature()}",
        cle=f"place-donnee-{inscription.pk}-{inscription.ordre}",
    )


def inscription_annulee(inscription: Inscription, evenement: Evenement) -> Any:
    """Someone of the team cancelled her registration."""
    personne = inscription.personne
    return ecrire(
        a=personne,
        genre="inscription_annulee",
        objet="Inscription annulée",
        texte=f"Bonjour {personne.prenom}. Votre inscription est annulée : {dire_rencontre(evenement)}."
        f" Une question ? Appelez-nous. {signature()}",
        cle=f"inscription-annulee-{inscription.pk}-{inscription.ordre}",
    )


def rencontre_annulee(inscription: Inscription, evenement: Evenement) -> Any:
    """The meeting is called off."""
    pourquoi = f" Raison : {evenement.raison_annulation}." if evenement.raison_annulation else ""
    return ecrire(
        a=inscription.personne,
        genre="rencontre_annulee",
        objet=f"{evenement.mot.capitalize()} annulée",
        texte=f"Bonjour {inscription.personne.prenom}."
        f" Cette {evenement.mot} est annulée : {dire_rencontre(evenement)}.{pourquoi} {signature()}",
        cle=f"rencontre-annulee-{evenement.pk}-{inscription.personne_id}",
    )


def rencontre_changee(inscription: Inscription, evenement: Evenement) -> Any:
    """Its day, its hour or its place changed; told once for each change."""
    moment = f"{evenement.debut:%Y%m%d%H%M}-{evenement.lieu}"
    suite = "Vous ne venez pas ? Dites-le ici :"
    if inscription.offre_expire_le:
        suite = f"La place proposée est pour vous jusqu’à {date_longue(inscription.offre_expire_le)}. Répondez ici :"
    return ecrire(
        a=inscription.personne,
        genre="rencontre_changee",
        objet=f"{evenement.mot.capitalize()} changée",
        texte=f"Bonjour {inscription.personne.prenom}. Attention, cette {evenement.mot} a changé."
        f" C’est maintenant : {dire_rencontre(evenement)}.{ou(evenement)}"
        f" {suite} {adresse_place(inscription)} {signature()}",
        cle=f"rencontre-changee-{inscription.pk}-{inscription.ordre}-{moment}"[:160],
    )
