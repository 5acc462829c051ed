"""A request: received, completed, searched, withdrawn, filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from statistics import median_high
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from clairiere import flux, journal
from clairiere.agenda.semaine import Semaine
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne
from placements import courriers
from placements.acteurs import discret, machine_de
from placements.models import CHERCHENT, Demande, Enfant, Famille, Placement

JOURS_PAR_SEMAINE = 7
PLACEMENTS_POUR_UN_DELAI = 3
DERNIERS_PLACEMENTS = 20
CHAMPS_DU_CONTACT = ("prenom", "nom", "telephone", "courriel", "adresse")
LIBELLES = {
    "semaine": "les jours et les heures",
    "debut": "la date de début",
    "quartier": "le quartier",
    "code_postal": "le code postal",
    "langues": "les langues",
    "animaux": "les animaux",
    "partage_possible": "la garde partagée",
    "precisions": "les précisions",
    "enfants": "les enfants",
    "contact": "les coordonnées",
}


class Depot(NamedTuple):
    """`nouvelle` is False when the same request was already waiting."""

    demande: Demande
    nouvelle: bool


def verrouiller(demande: Demande) -> Demande:
    """Lock the request for the transaction: every act on it or on its propositions starts here."""
    return Demande.objects.select_related("famille__contact").select_for_update(of=("self",)).get(pk=demande.pk)


@transaction.atomic
def deposer_demande(
    *,
    par: Any,
    enfants: Sequence[tuple[str, dt.date]],
    semaine: Semaine,
    debut: dt.date | None,
    code_postal: str,
    prenom: str,
    nom: str,
    telephone: Any = "",
    courriel: str = "",
    adresse: str = "",
    quartier: str = "",
    origine: str = Demande.Origine.ACCUEIL,
    **souhaits: Any,
) -> Depot:
    """Record a request with its family and its children, and send the follow-up link.

    The same phone (or e-mail) with the same children and a request still open: that request is returned, nothing is
    written. Deposits of a centre are made one after the other, so that two clicks never make two requests.

    Args:
        enfants: first name and birth date (or expected date) of each child.
        souhaits: `langues`, `animaux`, `partage_possible`, `precisions`.
    """
    Centre.objects.select_for_update().get(pk=portee.centre_courant().pk)
    contact = {"prenom": prenom.strip(), "nom": nom.strip(), "telephone": telephone or "", "courriel": courriel}
    pareille = _deja_la(contact, enfants)
    if pareille is not None:
        return Depot(pareille, nouvelle=False)
    famille = _famille(contact, adresse=adresse, code_postal=code_postal)
    _ajouter_enfants(famille, enfants)
    demande = Demande(
        famille=famille,
        semaine=semaine.vers_donnees(),
        debut=debut,
        code_postal=code_postal,
        quartier=quartier,
        origine=origine,
        delai=delai_habituel(),
        **souhaits,
    )
    demande.full_clean()
    demande.save()
    auteur = par if par.est_personnel else Acteur.systeme(demande.centre)
    phrase = "a noté la demande de la famille" if par.est_personnel else "a reçu la demande par la page publique"
    journal.noter("demande.deposer", par=auteur, sur=demande, phrase=phrase, vers="recue")
    courriers.demande_recue(demande)
    return Depot(demande, nouvelle=True)


def _deja_la(contact: dict[str, Any], enfants: Sequence[tuple[str, dt.date]]) -> Demande | None:
    voulus = {(prenom.casefold(), naissance) for prenom, naissance in enfants}
    cle = "telephone" if contact["telephone"] else "courriel"
    if not contact[cle]:
        return None
    memes = Demande.objects.vivantes().filter(**{f"famille__contact__{cle}": contact[cle]})
    for demande in memes.select_related("famille__contact").prefetch_related("famille__enfants").order_by("pk"):
        connus = {(e.prenom.casefold(), e.naissance) for e in demande.famille.enfants.all()}
        if voulus <= connus:
            return demande
    return None


def _famille(contact: dict[str, Any], **lieu: str) -> Famille:
    """The family known by the same phone or e-mail and the same name, or a new one."""
    cle = "telephone" if contact["telephone"] else "courriel"
    if contact[cle]:
        connues = Famille.objects.filter(contact__nom__iexact=contact["nom"], **{f"contact__{cle}": contact[cle]})
        famille = connues.select_related("contact").order_by("pk").first()
        if famille is not None:
            return famille
    personne = Personne(**contact, **lieu)
    personne.full_clean()
    personne.save()
    famille = Famille(contact=personne)
    famille.save()
    return famille


def _ajouter_enfants(famille: Famille, enfants: Sequence[tuple[str, dt.date]]) -> None:
    connus = {(e.prenom.casefold(), e.naissance) for e in famille.enfants.all()}
    for prenom, naissance in enfants:
        if (prenom.casefold(), naissance) not in connus:
            Enfant(famille=famille, prenom=prenom, naissance=naissance).save()


def delai_habituel() -> int | None:
    """Weeks between a request and its match: the median of the last twenty; else what the centre has set; else None."""
    couples = Placement.objects.order_by("-pk").values_list("conclu_le", "demande__recue_le")[:DERNIERS_PLACEMENTS]
    jours = [max(0, (conclu - recue).days) for conclu, recue in couples]
    if len(jours) >= PLACEMENTS_POUR_UN_DELAI:
        return max(1, -(-int(median_high(jours)) // JOURS_PAR_SEMAINE))
    regle = portee.centre_courant().reglages.get("delai_semaines")
    return regle if isinstance(regle, int) and regle > 0 else None


@transaction.atomic
def modifier(demande: Demande, *, par: Any, enfants: Sequence[tuple[str, dt.date]], **champs: Any) -> Demande:
    """Complete or correct a request; the history says what changed. Nothing changed: nothing is written.

    Args:
        champs: fields of the request (`semaine` as a Semaine) and of the contact (`prenom`, `telephone`, …).
    """
    demande = verrouiller(demande)
    changes = []
    contact = demande.famille.contact
    for champ in CHAMPS_DU_CONTACT:
        valeur = champs.pop(champ, getattr(contact, champ)) or ""
        if str(valeur) != str(getattr(contact, champ)):
            setattr(contact, champ, valeur)
            changes.append("contact")
    champs["semaine"] = champs["semaine"].vers_donnees()
    for champ, valeur in champs.items():
        if getattr(demande, champ) != valeur:
            setattr(demande, champ, valeur)
            changes.append(champ)
    if _remplacer_enfants(demande.famille, enfants):
        changes.append("enfants")
    if not changes:
        return demande
    contact.full_clean()
    contact.save()
    demande.full_clean()
    demande.save()
    dits = ", ".join(LIBELLES[c] for c in dict.fromkeys(changes))
    journal.noter("demande.modifier", par=par, sur=demande, phrase=f"a modifié {dits}")
    return demande


def _remplacer_enfants(famille: Famille, enfants: Sequence[tuple[str, dt.date]]) -> bool:
    connus = {(e.prenom, e.naissance): e for e in famille.enfants.all()}
    voulus = set(enfants)
    for cle, enfant in connus.items():
        if cle not in voulus:
            enfant.delete()
    _ajouter_enfants(famille, [e for e in enfants if e not in connus])
    return voulus != set(connus)


@transaction.atomic
def ouvrir(demande: Demande, *, par: Any, attendu: str | None = None, **options: Any) -> Demande:
    """Someone has read it: the search begins, and the family is told."""
    demande = flux.franchir(verrouiller(demande), "ouvrir", par=par, attendu=attendu, **options)
    courriers.recherche_commencee(demande)
    return demande


@transaction.atomic
def reprendre(demande: Demande, *, par: Any, attendu: str | None = None, **options: Any) -> Demande:
    """The search goes on, with the propositions that were waiting."""
    demande = flux.franchir(verrouiller(demande), "reprendre", par=par, attendu=attendu, **options)
    vivantes = demande.propositions.vivantes().count()
    if vivantes:
        demande = flux.franchir(demande, "proposer", par=machine_de(par), combien=dire_combien(vivantes))
    return demande


@transaction.atomic
def retirer(demande: Demande, *, par: Any, attendu: str | None = None, motif: str = "", **options: Any) -> Demande:
    """The family no longer needs it; who had been asked is told."""
    return _finir(
        demande, "retirer", "la famille a retiré sa demande", par=par, attendu=attendu, motif=motif, **options
    )


@transaction.atomic
def classer(demande: Demande, *, par: Any, attendu: str | None = None, motif: str = "", **options: Any) -> Demande:
    """The centre closes it, with a reason."""
    options |= {"par": par, "attendu": attendu, "motif": motif}
    return _finir(demande, "classer", "la demande est classée", **options)


def dire_combien(nombre: int) -> str:
    """« une auxiliaire », « 3 auxiliaires »."""
    return "une auxiliaire" if nombre == 1 else f"{nombre} auxiliaires"


def _finir(demande: Demande, geste: str, pourquoi: str, *, par: Any, **options: Any) -> Demande:
    demande = flux.franchir(verrouiller(demande), geste, par=discret(par), **options)
    clore_les_autres(demande, par=par, pourquoi=pourquoi)
    return demande


def clore_les_autres(demande: Demande, *, par: Any, pourquoi: str) -> None:
    """The propositions that still waited have no purpose left: each auxiliaire is told politely."""
    for proposition in demande.propositions.vivantes().select_related("parcours__personne", "demande"):
        close = flux.franchir(
            proposition, "perimer", par=machine_de(discret(par)), auxiliaire=proposition.parcours, pourquoi=pourquoi
        )
        courriers.sans_suite(close)


def revoir_l_etat(demande: Demande, *, par: Any) -> None:
    """When no proposition waits any more, the request goes back to the search."""
    demande = Demande.objects.get(pk=demande.pk)
    if demande.etat == CHERCHENT[1] and not demande.propositions.vivantes().exists():
        flux.franchir(demande, "chercher_encore", par=machine_de(discret(par)), quand=timezone.now())
