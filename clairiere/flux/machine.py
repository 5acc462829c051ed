"""How a machine is declared: its states with three labels each, and its transitions with all that screens need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar

import django_fsm
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.obstacles import HorsPortail, Obstacle

# True while `flux.franchir` runs a transition; a transition called at any other moment raises.
en_cours: ContextVar[bool] = ContextVar("flux_en_cours", default=False)


@dataclass(frozen=True)
class Etat:
    """A state and its words.

    Attributes:
        equipe: what the staff reads.
        personne: what the person concerned reads.
        avenir: what the step is called while still ahead.
        ton: `neutre`, `info`, `a_faire`, `manque`, `fait`.
        principal: on the main path (drawn as a step).
        apres: for a state beside the path, the main state it leaves from.
        fin: nothing is expected after it.
    """

    equipe: str
    personne: str = ""
    avenir: str = ""
    ton: str = "neutre"
    principal: bool = False
    apres: str = ""
    fin: bool = False


@dataclass(frozen=True)
class Mouvement:
    """A transition with what screens, tests and diagrams need to know of it."""

    nom: str
    sources: tuple[str, ...]
    cible: str
    libelle: str
    phrase: str
    obstacles: Callable[..., Iterable[Obstacle]] | None
    formulaire: str
    action: str
    motif: bool
    ton: str
    par_systeme: bool
    note: str
    annonce: str
    audience: str


def transition(
    *,
    source: str | Sequence[str],
    cible: str,
    libelle: str,
    phrase: str,
    obstacles: Callable[..., Iterable[Obstacle]] | None = None,
    formulaire: str = "",
    action: str = "",
    motif: bool = False,
    ton: str = "secondaire",
    par_systeme: bool = False,
    note: str = "",
    annonce: str = "",
    audience: str = "tous",
) -> Callable[[Any], Any]:
    """Declare a transition of `etat` on a method that sets fields of `self` and nothing else.

    Args:
        source: state or states it leaves.
        cible: state it reaches.
        libelle: the button, verb first.
        phrase: for the journal, after the name: « a admis Awa D. » ; may hold `{names}` of the data given.
        obstacles: `(objet, **donnees) -> obstacles`; gathers all of them; data not yet asked for is absent.
        formulaire: dotted path of the form (a `flux.forms.FormulaireActe`) that asks for the data.
        action: dotted path of the verb that pages call instead of `franchir`; it calls `franchir` itself.
        motif: a reason is required.
        ton: `principal`, `secondaire` or `danger`.
        par_systeme: never a button; another machine's action makes it.
        note: shown in place of the button of a `par_systeme` move.
        annonce: what will happen, said above the button (« Un SMS partira à Awa. »).
        audience: who reads the journal entry.
    """
    sources = (source,) if isinstance(source, str) else tuple(source)

    def decorer(methode: Any) -> Any:
        @wraps(methode)
        def gardee(self: Any, **donnees: Any) -> Any:
            if not en_cours.get():
                raise HorsPortail(f"{methode.__qualname__} is only called by flux.franchir")
            return methode(self, **donnees)

        mouvement = Mouvement(
            methode.__name__,
            sources,
            cible,
            libelle,
            phrase,
            obstacles,
            formulaire,
            action,
            motif,
            ton,
            par_systeme,
            note,
            annonce,
            audience,
        )
        declaree = django_fsm.transition(
            field="etat", source=list(sources), target=cible, custom={"mouvement": mouvement}
        )(gardee)
        declaree.mouvement = mouvement
        return declaree

    return decorer


def etat_field(initial: str, etats: dict[str, Etat], **options: Any) -> Any:
    """The protected state field of a machine."""
    return django_fsm.FSMField(
        _("état"),
        default=initial,
        protected=True,
        db_index=True,
        choices=[(code, e.equipe) for code, e in etats.items()],
        **options,
    )


class ModeleMachine(models.Model):
    """A row with a life: `etat` moves only through `flux.franchir`; `depuis` says since when."""

    ETATS: ClassVar[dict[str, Etat]] = {}
    machine: ClassVar[str] = ""

    _etat_mis_a_part = False
    depuis = models.DateTimeField(_("depuis"), default=timezone.now)

    class Meta:
        abstract = True

    @classmethod
    def mouvements(cls) -> dict[str, Mouvement]:
        """All transitions by name, in the order of the class body."""
        noms = [n for classe in reversed(cls.__mro__) for n in vars(classe) if hasattr(vars(classe)[n], "mouvement")]
        return {nom: getattr(cls, nom).mouvement for nom in noms}

    @property
    def etat_dit(self) -> Etat:
        """The current state with its words."""
        return self.ETATS[self.etat]  # type: ignore[attr-defined]

    def sujets_du_journal(self) -> list[models.Model]:
        """Rows whose history shows what happens to this one."""
        return [self]

    def clean_fields(self, exclude: Any = None) -> None:
        """Validate all fields but the state, which the machine itself keeps right."""
        super().clean_fields(exclude={*(exclude or ()), "etat"})

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Re-read the row; safe with threads, and the protection of `etat` survives a failure.

        The library switches the protection off on the class for a moment; here the value is taken out of the
        instance instead, and put back when the read fails.
        """
        garde = self.__dict__.pop("etat", None)
        self._etat_mis_a_part = garde is not None
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            self._etat_mis_a_part = False
            if "etat" not in self.__dict__ and garde is not None:
                self.__dict__["etat"] = garde

    def get_deferred_fields(self) -> set[str]:
        """A value taken out by `refresh_from_db` is not deferred: it is read again with the others."""
        differes = super().get_deferred_fields()
        return differes - {"etat"} if self._etat_mis_a_part else differes
