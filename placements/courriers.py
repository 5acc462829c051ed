"""The words of the messages: short, in plain French, one idea per sentence. A name is given only after two yes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from clairiere.interface.francais import date_longue, enumeration, telephone
from clairiere.messages.envois import ecrire
from placements.models import Demande, Placement, Proposition


def adresse(nom: str, **arguments: Any) -> str:
    """A full address, to be sent."""
    return settings.ADRESSE_PUBLIQUE.rstrip("/") + reverse(nom, kwargs=arguments)


def adresse_suivi(demande: Demande) -> str:
    """The secret address where a family follows its request."""
    return adresse("placements:suivi", centre=demande.centre.code, jeton=demande.jeton)


def demande_recue(demande: Demande, *, cle: str = "") -> None:
    """The follow-up link, right after the request."""
    contact = demande.famille.contact
    ecrire(
        a=contact,
        genre="demande",
        objet="Votre demande de garde est reçue",
        texte=(
            f"Bonjour {contact.prenom}. Votre demande de garde est reçue. "
            f"Suivez-la ici : {adresse_suivi(demande)} Gardez ce lien pour vous. {demande.centre}"
        ),
        cle=cle or f"demande-{demande.pk}-recue",
    )


def recherche_commencee(demande: Demande) -> None:
    """The centre has read the request."""
    contact = demande.famille.contact
    ecrire(
        a=contact,
        genre="demande",
        objet="Nous cherchons une auxiliaire parentale",
        texte=(
            f"Bonjour {contact.prenom}. Nous avons lu votre demande. La recherche commence. "
            f"Suivez-la ici : {adresse_suivi(demande)} {demande.centre}"
        ),
        cle=f"demande-{demande.pk}-ouverte",
    )


def question_a_l_auxiliaire(proposition: Proposition) -> None:
    """The place, the hours, the ages; no name."""
    demande, personne = proposition.demande, proposition.parcours.personne
    ages = enumeration([enfant.age for enfant in demande.famille.enfants.all()])
    ecrire(
        a=personne,
        genre="proposition",
        objet="Une famille cherche une auxiliaire parentale",
        texte=(
            f"Bonjour {personne.prenom}. Une famille cherche une auxiliaire parentale. "
            f"Lieu : {_lieu(demande)}. Enfants : {ages}. Heures : {demande.en_semaine}. "
            f"Répondez ici : {adresse('placements:mes_propositions', centre=demande.centre.code)} "
            f"Ou appelez-nous{_au_telephone(demande)}. {demande.centre}"
        ),
        cle=f"proposition-{proposition.pk}",
    )


def _lieu(demande: Demande) -> str:
    return demande.quartier or demande.code_postal


def _au_telephone(demande: Demande) -> str:
    numero = demande.centre.telephone
    return f" au {telephone(numero)}" if numero else ""


def profil_a_voir(proposition: Proposition) -> None:
    """The auxiliaire said yes: the family may look."""
    demande, contact = proposition.demande, proposition.demande.famille.contact
    ecrire(
        a=contact,
        genre="proposition",
        objet="Une auxiliaire parentale est intéressée",
        texte=(
            f"Bonjour {contact.prenom}. {proposition.parcours.personne.prenom} est intéressée par votre demande. "
            f"Regardez et répondez ici : {adresse_suivi(demande)} {demande.centre}"
        ),
        cle=f"proposition-{proposition.pk}-montree",
    )


def deux_oui(proposition: Proposition) -> None:
    """Each receives the name and the phone of the other, to meet."""
    contact, personne = proposition.demande.famille.contact, proposition.parcours.personne
    lieu = f" Adresse : {contact.adresse}." if contact.adresse else ""
    for destinataire, autre, suite in ((personne, contact, lieu), (contact, personne, "")):
        ecrire(
            a=destinataire,
            genre="proposition",
            objet="Vous pouvez vous rencontrer",
            texte=(
                f"Bonjour {destinataire.prenom}. Vous êtes d’accord tous les deux. Vous pouvez vous rencontrer. "
                f"Appelez {autre.nom_complet}{_joindre(autre)}.{suite} {proposition.demande.centre}"
            ),
            cle=f"proposition-{proposition.pk}-deux-oui-{destinataire.pk}",
        )


def _joindre(personne: Any) -> str:
    if personne.telephone:
        return f" au {telephone(personne.telephone)}"
    return f" ({personne.courriel})" if personne.courriel else ""


def auxiliaire_renonce(proposition: Proposition) -> None:
    """She changed her mind after having been shown."""
    contact = proposition.demande.famille.contact
    ecrire(
        a=contact,
        genre="proposition",
        objet="La recherche continue",
        texte=(
            f"Bonjour {contact.prenom}. {proposition.parcours.personne.prenom} n’est plus libre. "
            f"Nous continuons à chercher. {proposition.demande.centre}"
        ),
        cle=f"proposition-{proposition.pk}-renonce",
    )


def sans_suite(proposition: Proposition) -> None:
    """It will not be this family; nothing is said against her."""
    personne = proposition.parcours.personne
    ecrire(
        a=personne,
        genre="proposition",
        objet="Cette proposition s’arrête ici",
        texte=(
            f"Bonjour {personne.prenom}. La proposition de garde ({_lieu(proposition.demande)}) s’arrête ici. "
            f"Nous vous proposerons d’autres familles. {proposition.demande.centre}"
        ),
        cle=f"proposition-{proposition.pk}-sans-suite",
    )


def mise_en_relation(placement: Placement) -> None:
    """Both are told what was agreed and what comes next."""
    contact, personne = placement.famille.contact, placement.parcours.personne
    for destinataire, autre in ((contact, personne), (personne, contact)):
        ecrire(
            a=destinataire,
            genre="placement",
            objet="Votre mise en relation est conclue",
            texte=(
                f"Bonjour {destinataire.prenom}. C’est d’accord avec {autre.nom_complet}, à partir du "
                f"{date_longue(placement.debut)}. Le centre vous aide maintenant à écrire le contrat. "
                f"{placement.centre}"
            ),
            cle=f"placement-{placement.pk}-{destinataire.pk}",
        )
