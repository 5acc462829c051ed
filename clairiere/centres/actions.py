"""The team of a centre, and opening a new centre."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre, Reseau
from clairiere.comptes.models import Adhesion, Utilisateur
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme, Obstacle


@transaction.atomic
def ajouter_membre(centre: Centre, *, par: Any, prenom: str, nom: str, courriel: str, role: str) -> Adhesion:
    """Give a role to someone; an account with this e-mail is used when the name agrees.

    Raises:
        Ferme: the e-mail is the log-in of someone with another name.
    """
    compte = Utilisateur.objects.filter(courriel__iexact=courriel).first()
    if compte is None:
        compte = Utilisateur.objects.creer(prenom=prenom, nom=nom, courriel=courriel)
    elif compte.nom.casefold() != nom.casefold():
        raise Ferme(
            [
                Obstacle(
                    "courriel", "Ce courriel est celui d’une autre personne. Vérifiez-le avec elle.", champ="courriel"
                )
            ]
        )
    adhesion, nouvelle = Adhesion.objects.get_or_create(utilisateur=compte, role=role, centre=centre)
    if nouvelle:
        phrase = f"a donné à {compte} le rôle : {Role(role).label}"
        journal.noter("equipe.ajouter", par=par, sur=adhesion, phrase=phrase, audience="equipe")
    return adhesion


@transaction.atomic
def retirer_membre(adhesion: Adhesion, *, par: Any) -> None:
    """Take a role back; a centre keeps at least one director.

    Raises:
        Ferme: it is the last director.
    """
    autres = Adhesion.objects.filter(centre=adhesion.centre, role=Role.DIRECTRICE).exclude(pk=adhesion.pk)
    if adhesion.role == Role.DIRECTRICE and not autres.exists():
        raise Ferme([Obstacle("derniere", "C’est la dernière directrice. Ajoutez-en une autre d’abord.")])
    phrase = f"a retiré à {adhesion.utilisateur} le rôle : {adhesion.get_role_display()}"
    journal.noter("equipe.retirer", par=par, sur=adhesion, phrase=phrase, audience="equipe")
    adhesion.delete()


@transaction.atomic
def ouvrir_centre(reseau: Reseau, *, par: Any, champs: dict[str, Any], directrice: dict[str, str]) -> Centre:
    """Open a centre with its first director; she invites the others."""
    centre = Centre(reseau=reseau, ouvert_le=timezone.localdate(), **champs)
    centre.full_clean()
    centre.save()
    with portee.dans(centre):
        ajouter_membre(centre, par=par, role=Role.DIRECTRICE, **directrice)
    return centre
