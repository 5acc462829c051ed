"""The network, its three centres, and who works there."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from clairiere.centres.models import Centre, Installation, Reseau
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Adhesion, Utilisateur
from clairiere.comptes.roles import Role
from clairiere.demo.horloge import Horloge
from clairiere.demo.noms import Annuaire, courriel
from clairiere.documents.scellement import cle_du_reseau


@dataclass(frozen=True)
class Plan:
    """A centre to build: `ouvert` in days from today; `codes`: postal codes of its neighbourhood."""

    code: str
    nom: str
    adresse: str
    code_postal: str
    telephone: str
    ouvert: int
    codes: tuple[str, ...]
    equipe: dict[str, str]


CLAIRIERE = Plan(
    "clairiere",
    "La Clairière",
    "60 rue Greneta",
    "75002",
    "+33199000201",
    -2200,
    ("75001", "75002", "75003", "75010"),
    {
        Role.DIRECTRICE: "Isabelle Moreau",
        Role.COORDINATRICE: "Nadia Benali",
        Role.CHARGEE_INSERTION: "Fatou Sarr",
        Role.FORMATRICE: "Sophie Nguyen",
        Role.ANIMATRICE: "Teresa Lopes",
        Role.MEDIATRICE: "Lucie Perrin",
        Role.JURY: "Mehmet Kaya",
    },
)
ROQUETTE = Plan(
    "roquette",
    "Solidarité Roquette",
    "47 rue de la Roquette",
    "75011",
    "+33199001101",
    -900,
    ("75011", "75012", "75020"),
    {
        Role.DIRECTRICE: "Yamina Haddad",
        Role.COORDINATRICE: "Claire Fontaine",
        Role.CHARGEE_INSERTION: "Anouk Selvarajah",
        Role.FORMATRICE: "Li Zhang",
        Role.ANIMATRICE: "Oksana Bondarenko",
        Role.MEDIATRICE: "Hélène Caron",
        Role.JURY: "Paulo Carvalho",
    },
)
RELAIS59 = Plan(
    "relais59",
    "Relais 59",
    "1 rue Hector-Malot",
    "75012",
    "+33199001201",
    -9,
    ("75012",),
    {
        Role.DIRECTRICE: "Mariama Baldé",
        Role.COORDINATRICE: "Elif Demir",
        Role.CHARGEE_INSERTION: "Joana Ferreira",
        Role.FORMATRICE: "Agnès Weber",
        Role.ANIMATRICE: "Thuy Tran",
        Role.MEDIATRICE: "Brigitte Lemoine",
        Role.JURY: "Idriss Cissé",
    },
)
DU_RESEAU = {
    Role.RESEAU: "Camille Rousseau",
    Role.FINANCEUR: "Antoine Girard",
    Role.ADMIN_TECHNIQUE: "Sacha Novak",
}


@dataclass
class Scene:
    """All that the builders of a centre share."""

    plan: Plan
    centre: Centre
    horloge: Horloge
    annuaire: Annuaire
    hasard: random.Random
    equipe: dict[str, Utilisateur] = field(default_factory=dict)

    def acteur(self, role: str) -> Any:
        """Who holds this role, as an actor of the centre."""
        return Acteur.de(self.equipe[role], self.centre)

    def elle(self, personne: Any) -> Any:
        """The person herself, with her account."""
        personne.refresh_from_db(fields=["utilisateur"])
        return Acteur.de(personne.utilisateur, self.centre)

    @property
    def coordinatrice(self) -> Any:
        """Who does most of the work."""
        return self.acteur(Role.COORDINATRICE)

    @property
    def insertion(self) -> Any:
        """Who receives the candidates."""
        return self.acteur(Role.CHARGEE_INSERTION)


def creer_reseau(horloge: Horloge) -> Reseau:
    """The network and the accounts that see its figures; the installation is marked for demonstration."""
    Installation.marquer(Installation.Nature.DEMO)
    with horloge.le(CLAIRIERE.ouvert):
        reseau = Reseau.objects.create(nom="Réseau Clairière")
        for role, nom in DU_RESEAU.items():
            Adhesion.objects.create(utilisateur=_compte(nom), role=role, reseau=reseau)
        cle_du_reseau(reseau)  # older than all that it signs
    return reseau


def creer_centre(reseau: Reseau, plan: Plan, horloge: Horloge, annuaire: Annuaire, hasard: random.Random) -> Scene:
    """A centre with one account for each role of its staff."""
    with horloge.le(plan.ouvert):
        centre = Centre(
            reseau=reseau,
            code=plan.code,
            nom=plan.nom,
            adresse=plan.adresse,
            code_postal=plan.code_postal,
            ville="Paris",
            telephone=plan.telephone,
            courriel=f"{plan.code}@example.org",
            ouvert_le=horloge.jour(plan.ouvert),
            reglages=_reglages(plan),
        )
        centre.full_clean()
        centre.save()
        scene = Scene(plan, centre, horloge, annuaire, hasard)
        for role, nom in plan.equipe.items():
            telephone = annuaire.telephone() if role == Role.FORMATRICE else None  # her roll-call comes by SMS
            compte = _compte(nom, telephone)
            Adhesion.objects.create(utilisateur=compte, role=role, centre=centre)
            scene.equipe[role] = compte
    return scene


def _reglages(plan: Plan) -> dict[str, Any]:
    directrice = f"{plan.equipe[Role.DIRECTRICE]}, directrice"
    coordinatrice = f"{plan.equipe[Role.COORDINATRICE]}, coordinatrice"
    return {
        "signataire": directrice,
        "delai_semaines": 6,
        "numero_declaration_activite": f"11 75 00000 {plan.code_postal[-2:]}",
        "siret": "123 456 782 00010",
        "representante": directrice,
        "contact_stagiaires": coordinatrice,
        "referent_handicap": coordinatrice,
    }


def _compte(nom_complet: str, telephone: str | None = None) -> Utilisateur:
    prenom, nom = nom_complet.split(" ", 1)
    return Utilisateur.objects.creer(prenom=prenom, nom=nom, courriel=courriel(prenom, nom), telephone=telephone)


def noms_du_personnel() -> list[str]:
    """Names already held by the staff: nobody else bears them."""
    plans = (CLAIRIERE, ROQUETTE, RELAIS59)
    return [nom for plan in plans for nom in plan.equipe.values()] + list(DU_RESEAU.values())
