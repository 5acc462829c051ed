"""A text that only its own row can give back: encrypted in the database, bound to what it belongs to.

Keys are `settings.CLES_CONFIDENTIELLES` (Fernet, newest first): the first encrypts, all decrypt. They are never
derived from `SECRET_KEY`. Whoever holds the database without the keys reads nothing; whoever runs the server holds
both, and the documentation says so.
"""

from __future__ import annotations

from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

_SEPARATEUR = "\x1f"


class CleInconnue(Exception):
    """None of the keys of this server opens the text (another server's data, or a lost key)."""


class JetonDeplace(CleInconnue):
    """The key is right, but the text was encrypted for another row: it was copied there, and is refused."""


class Jeton:
    """An encrypted text as read from the database; never shown as if it were words."""

    __slots__ = ("brut",)

    def __init__(self, brut: str) -> None:
        self.brut = brut

    def __repr__(self) -> str:
        return "<texte chiffré>"

    __str__ = __repr__


def _trousseau() -> MultiFernet:
    return MultiFernet([Fernet(cle) for cle in settings.CLES_CONFIDENTIELLES])


def chiffrer(clair: str, lien: str) -> str:
    """The token of a text bound to `lien` (what it belongs to). The empty text stays empty."""
    if not clair:
        return ""
    return _trousseau().encrypt(f"{lien}{_SEPARATEUR}{clair}".encode()).decode()


def dechiffrer(brut: str, lien: str) -> str:
    """The text of a token.

    Raises:
        CleInconnue: no key opens it, or it is not a token at all.
        JetonDeplace: it was encrypted for something else than `lien`.
    """
    if not brut:
        return ""
    try:
        lu = _trousseau().decrypt(brut).decode()
    except InvalidToken as erreur:
        raise CleInconnue("no key of this server opens this text") from erreur
    attendu, _, clair = lu.partition(_SEPARATEUR)
    if attendu != lien:
        raise JetonDeplace("this text was encrypted for another row")
    return clair


class _Lecture(DeferredAttribute):
    """Decrypts at the first reading, on the instance that the text is bound to.

    It has a `__set__` so that Python asks it first, before the value kept on the instance.
    """

    def __set__(self, instance: Any, valeur: Any) -> None:
        instance.__dict__[self.field.attname] = valeur

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        valeur = super().__get__(instance, cls)
        if instance is None or not isinstance(valeur, Jeton):
            return valeur
        clair = dechiffrer(valeur.brut, self.field.lien(instance))
        instance.__dict__[self.field.attname] = clair
        return clair


class ChampChiffre(models.TextField):
    """A text field encrypted at rest, bound to the value of another field of its row (`lie_a`).

    It cannot be searched, compared or set by `update()`: only an instance is saved. Reading raises `CleInconnue` or
    `JetonDeplace`, at the moment the attribute is read.
    """

    descriptor_class = _Lecture

    def __init__(self, *args: Any, lie_a: str, **kwargs: Any) -> None:
        self.lie_a = lie_a
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        nom, chemin, args, kwargs = super().deconstruct()
        return nom, chemin, args, {**kwargs, "lie_a": self.lie_a}

    def lien(self, instance: Any) -> str:
        """What the text of this row is bound to: « relais.notemediation.texte:mediation_id=12 ».

        Raises ValueError when the row does not yet say what it belongs to.
        """
        valeur = getattr(instance, self.lie_a)
        if valeur is None:
            raise ValueError(f"{self.name} is bound to {self.lie_a}, which is empty")
        return f"{instance._meta.label_lower}.{self.name}:{self.lie_a}={valeur}"

    def from_db_value(self, valeur: str | None, *_autres: Any) -> Any:
        return Jeton(valeur) if valeur else valeur

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Encrypt; a token that was never read goes back as it was."""
        valeur = model_instance.__dict__.get(self.attname)
        if isinstance(valeur, Jeton):
            return valeur
        clair = getattr(model_instance, self.attname)
        return Jeton(chiffrer(str(clair), self.lien(model_instance))) if clair else clair

    def get_prep_value(self, value: Any) -> Any:
        """Only a token, or nothing, goes to the database."""
        if isinstance(value, Jeton):
            return value.brut
        if value in (None, ""):
            return value
        raise FieldError(f"{self.name} is encrypted: save an instance, do not write or compare its text")

    def get_lookup(self, lookup_name: str) -> None:
        """No lookup at all."""
        return

    def get_transform(self, lookup_name: str) -> None:
        """No transform at all."""
        return

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Validate the text as typed."""
        self.validate(value, model_instance)
        self.run_validators(value)
        return value

    def value_to_string(self, obj: Any) -> str:
        """What a dump holds: a token, never the text. `loaddata` refuses it; a backup is that of the database."""
        valeur = obj.__dict__.get(self.attname) or ""
        return valeur.brut if isinstance(valeur, Jeton) else chiffrer(valeur, self.lien(obj))
