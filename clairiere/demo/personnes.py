"""Files of women and of families, and the accounts they log in with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from clairiere.comptes.actions import ouvrir_compte
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from clairiere.demo.noms import Identite

CANAUX = ("", "", "", "", "sms", "appel", "lettre", "courriel")


def fiche(scene: Scene, identite: Identite, **champs: Any) -> Personne:
    """The file of someone at the centre; the channel varies, so that letters and calls wait in the outbox too."""
    personne = Personne(
        prenom=identite.prenom,
        nom=identite.nom,
        telephone=identite.telephone,
        courriel=identite.courriel,
        adresse=identite.adresse,
        code_postal=identite.code_postal,
        ville="Paris",
        langues=list(identite.langues),
        canal_prefere=champs.pop("canal_prefere", scene.hasard.choice(CANAUX)),
        **champs,
    )
    personne.full_clean()
    personne.save()
    return personne


def femme(scene: Scene, prenom: str = "", nom: str = "", langues: tuple[str, ...] = ("français",)) -> Personne:
    """A woman of the neighbourhood: drawn by chance, or the one named."""
    codes = scene.plan.codes
    identite = scene.annuaire.femme(codes)
    if prenom:
        identite = scene.annuaire.identite(prenom, nom, codes, langues=langues)
    naissance = scene.horloge.jour(-365 * scene.hasard.randint(22, 58) - scene.hasard.randint(0, 364))
    return fiche(scene, identite, naissance=naissance, **({"canal_prefere": "sms"} if prenom else {}))


def espace(scene: Scene, personne: Personne, role: str = Role.AUXILIAIRE) -> Any:
    """Her account and her role; gives her as an actor."""
    ouvrir_compte(personne, role, par=scene.coordinatrice)
    return scene.elle(personne)


def naissance(scene: Scene, mois: int) -> dt.date:
    """The birth date of a child of this many months (negative: expected)."""
    return scene.horloge.jour(-30 * mois - scene.hasard.randint(1, 25))
