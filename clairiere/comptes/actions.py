"""Opening accounts and giving roles."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from clairiere import journal
from clairiere.comptes.models import Adhesion, Personne, Utilisateur
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme, Obstacle


@transaction.atomic
def ouvrir_compte(personne: Personne, role: str, *, par: Any) -> Utilisateur:
    """Give a person of the centre an account without password, and a role; twice gives the same account.

    An account that already has this phone or e-mail (opened by another centre) is used, when the names agree.

    Raises:
        Ferme: she has neither phone nor e-mail, or the phone is the log-in of someone else.
    """
    personne = Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    compte = personne.utilisateur or _compte_existant(personne)
    if compte is None:
        compte = Utilisateur.objects.creer(
            prenom=personne.prenom,
            nom=personne.nom,
            courriel=personne.courriel or None,
            telephone=personne.telephone or None,
        )
    if personne.utilisateur_id != compte.pk:
        personne.utilisateur = compte
        personne.save(update_fields=["utilisateur"])
    _adhesion, nouvelle = Adhesion.objects.get_or_create(utilisateur=compte, role=role, centre=personne.centre)
    if nouvelle:
        phrase = f"a ouvert l’espace personnel de {personne.nom_complet}"
        journal.noter("compte.ouvrir", par=par, sur=personne, phrase=phrase, role=str(Role(role).value))
    return compte


def _compte_existant(personne: Personne) -> Utilisateur | None:
    if not personne.telephone and not personne.courriel:
        raise Ferme(
            [
                Obstacle(
                    "contact", "Il faut un téléphone ou un courriel pour se connecter.", qui="une personne de l’équipe"
                )
            ]
        )
    filtre = Q()
    if personne.telephone:
        filtre |= Q(telephone=personne.telephone)
    if personne.courriel:
        filtre |= Q(courriel__iexact=personne.courriel)
    trouves = list(Utilisateur.objects.filter(filtre)[:2])
    if not trouves:
        return None
    compte = trouves[0]
    meme_nom = (
        compte.prenom.casefold() == personne.prenom.casefold() and compte.nom.casefold() == personne.nom.casefold()
    )
    prise = Personne.objects.filter(utilisateur=compte).exclude(pk=personne.pk).exists()
    if len(trouves) > 1 or not meme_nom or prise:
        raise Ferme(
            [
                Obstacle(
                    "contact_pris",
                    "Ce téléphone ou ce courriel sert déjà à une autre personne pour se connecter.",
                    qui="une personne de l’équipe : notez un autre numéro ou un courriel",
                )
            ]
        )
    return compte
