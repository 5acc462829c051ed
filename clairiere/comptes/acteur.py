"""Who is asking: an account, the centre it stands in, and the roles it holds there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clairiere.comptes import droits
from clairiere.comptes.roles import EQUIPE, PERSONNEL, Role

if TYPE_CHECKING:
    from clairiere.centres.models import Centre
    from clairiere.comptes.models import Personne, Utilisateur


@dataclass(frozen=True)
class Acteur:
    """Built once per request. `systeme` acts for the software itself (an import, a schedule, another machine)."""

    utilisateur: Utilisateur | None
    centre: Centre | None
    roles: frozenset[str]
    nom: str
    est_systeme: bool = False
    _cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def de(cls, utilisateur: Any, centre: Centre | None) -> Acteur:
        """The actor of an account in a centre (None: outside of any centre, roles of the network)."""
        if utilisateur is None or not utilisateur.is_authenticated:
            return cls(None, centre, frozenset(), "une personne non connectée")
        adhesions = utilisateur.adhesions.filter(centre=centre) if centre else _Paresseuses(utilisateur)
        roles = adhesions if isinstance(adhesions, _Paresseuses) else frozenset(a.role for a in adhesions)
        return cls(utilisateur, centre, roles, str(utilisateur))  # type: ignore[arg-type]

    @classmethod
    def systeme(cls, centre: Centre | None, nom: str = "Clairière") -> Acteur:
        """The software itself, in a centre: it may make the moves that people cannot."""
        return cls(None, centre, frozenset(), nom, est_systeme=True)

    def a(self, *roles: str) -> bool:
        """True when the actor holds one of these roles."""
        return any(role in self.roles for role in roles)

    def peut(self, droit: str) -> bool:
        """True when one of the roles holds the right. Raises DroitInconnu for an unknown word."""
        permis = droits.roles_pour(droit)
        return self.est_systeme or any(role in permis for role in self.roles)

    @property
    def est_public(self) -> bool:
        """True for a visitor without a role here."""
        return not self.est_systeme and not self.roles

    @property
    def est_equipe(self) -> bool:
        """Directrice, coordinatrice or chargée d'insertion."""
        return any(role in EQUIPE for role in self.roles)

    @property
    def est_personnel(self) -> bool:
        """Anyone who works at the centre."""
        return any(role in PERSONNEL for role in self.roles)

    @property
    def est_auxiliaire_seule(self) -> bool:
        """An auxiliaire who neither works at the centre nor is one of its families: her pages speak her language."""
        return frozenset(self.roles) == {Role.AUXILIAIRE}

    @property
    def titre(self) -> str:
        """The first role, as said on screen."""
        return next((str(role.label) for role in Role if role.value in self.roles), "")

    @property
    def personne(self) -> Personne | None:
        """Her own file in this centre, if she has one (one query, kept)."""
        if "personne" not in self._cache:
            from clairiere.comptes.models import Personne

            fiche = None
            if self.utilisateur is not None and self.centre is not None:
                fiche = Personne.objects.filter(utilisateur=self.utilisateur).first()
            self._cache["personne"] = fiche
        return self._cache["personne"]


class _Paresseuses:
    """Roles of the network, read only when a page outside of the centres asks for them."""

    def __init__(self, utilisateur: Utilisateur) -> None:
        self._utilisateur = utilisateur
        self._lues: frozenset[str] | None = None

    def _lire(self) -> frozenset[str]:
        if self._lues is None:
            self._lues = frozenset(
                self._utilisateur.adhesions.filter(centre__isnull=True).values_list("role", flat=True)
            )
        return self._lues

    def __iter__(self) -> Any:
        return iter(self._lire())

    def __contains__(self, role: object) -> bool:
        return role in self._lire()

    def __bool__(self) -> bool:
        return bool(self._lire())
