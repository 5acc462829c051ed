"""The scope: every query on a centre's rows stands in one, or raises.

A scope is the centre one works in. The middleware opens it for each address that names a centre, tasks and
commands open it by hand. Forgetting it is an exception, never a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from clairiere.centres.models import Centre


class HorsPortee(RuntimeError):
    """A query on a centre's rows was made without saying of which centre, or a row of another centre was used."""


@dataclass(frozen=True)
class Portee:
    """The centre that queries see; `centre=None` sees all centres, and then `motif` says why."""

    centre: Centre | None
    motif: str = ""


_courante: ContextVar[Portee | None] = ContextVar("portee", default=None)


@contextmanager
def dans(centre: Centre) -> Iterator[Centre]:
    """Open the scope of one centre."""
    jeton = _courante.set(Portee(centre))
    try:
        yield centre
    finally:
        _courante.reset(jeton)


@contextmanager
def sans_portee(motif: str) -> Iterator[None]:
    """Open a scope over all centres, for a stated reason (a command, a task looking for its row, network figures)."""
    if not motif:
        raise ValueError("sans_portee needs a reason")
    jeton = _courante.set(Portee(None, motif))
    try:
        yield
    finally:
        _courante.reset(jeton)


def courante() -> Portee:
    """The open scope. Raises HorsPortee when none is."""
    portee = _courante.get()
    if portee is None:
        raise HorsPortee("no scope is open: use portee.dans(centre) or portee.sans_portee(reason)")
    return portee


def centre_courant() -> Centre:
    """The centre of the open scope. Raises HorsPortee when none is open or when it covers all centres."""
    centre = courante().centre
    if centre is None:
        raise HorsPortee("this needs one centre, and the open scope covers all of them")
    return centre


def poser(portee: Portee | None) -> Any:
    """Set the scope and return the token for `rendre`; for the middleware only."""
    return _courante.set(portee)


def rendre(jeton: Any) -> None:
    """Undo `poser`."""
    _courante.reset(jeton)


class RequeteDuCentre(models.QuerySet[Any]):
    """A queryset of a centre's rows; apps subclass it for `.visibles_par(acteur)` and their own filters."""

    def visibles_par(self, acteur: Any) -> Self:
        """Rows this actor may see; apps narrow it for auxiliaires and families. Without a role: none."""
        return self if acteur.roles else self.none()


class GestionnaireDuCentre(models.Manager[Any]):
    """Manager that filters on the open scope, or raises."""

    def get_queryset(self) -> models.QuerySet[Any]:
        portee = courante()
        requete = super().get_queryset()
        return requete if portee.centre is None else requete.filter(centre=portee.centre)


class ModeleDuCentre(models.Model):
    """A row that belongs to one centre, which it carries itself."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+", verbose_name=_("centre"))

    objects = GestionnaireDuCentre.from_queryset(RequeteDuCentre)()
    tous = models.Manager()  # noqa: DJ012 (it is a manager too)

    class Meta:
        abstract = True
        base_manager_name = "tous"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill the centre from the scope, and refuse a row, or a parent, of another centre.

        Raises:
            HorsPortee: the row or one of the rows it points to belongs to another centre than the scope.
        """
        self._poser_centre()
        champs = kwargs.get("update_fields")
        for champ in self._meta.concrete_fields:
            if champs is None or champ.name in champs:
                self._verifier_parent(champ)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill the centre before validation, so that forms never have to."""
        self._poser_centre()
        super().clean_fields(exclude=exclude)

    def _poser_centre(self) -> None:
        centre = courante().centre
        if self.centre_id is None and centre is not None:
            self.centre = centre
        if centre is not None and self.centre_id != centre.pk:
            raise HorsPortee(f"{self._meta.label} belongs to another centre than the scope")

    def _verifier_parent(self, champ: Any) -> None:
        modele = champ.related_model
        if modele is None or not isinstance(modele, type) or not issubclass(modele, ModeleDuCentre):
            return
        cle = getattr(self, champ.attname)
        if cle is None:
            return
        if champ.is_cached(self):
            centre_id = getattr(self, champ.name).centre_id
        else:
            centre_id = modele.tous.filter(pk=cle).values_list("centre_id", flat=True).first()
        if centre_id is not None and centre_id != self.centre_id:
            raise HorsPortee(f"{self._meta.label}.{champ.name} points to another centre")


def refuser(**champs: str) -> ValidationError:
    """A validation error beside its field: `raise refuser(telephone="…")`."""
    return ValidationError(champs)
