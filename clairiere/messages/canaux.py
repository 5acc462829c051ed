"""The channels: e-mail over SMTP, SMS over HTTP, or nothing but the outbox when neither is set."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage

from clairiere.comptes.models import Personne
from clairiere.messages.models import Message

DELAI = 20  # seconds; every task must end well before the queue gives it again
REFUS_CLIENT = range(400, 500)


class EnvoiRefuse(Exception):
    """The message did not leave, or may not have left.

    `certain`: it surely did not leave. `passager`: trying later may work.
    """

    def __init__(self, phrase: str, *, certain: bool, passager: bool) -> None:
        super().__init__(phrase)
        self.certain = certain
        self.passager = passager


class Canal(Protocol):
    """What a channel does."""

    def envoyer(self, message: Message) -> str:
        """Send, and return the carrier's answer. Raises EnvoiRefuse."""


class BoiteSeule:
    """No carrier is set: the message is shown in the outbox and goes nowhere."""

    def envoyer(self, message: Message) -> str:
        """Nothing leaves, and the outbox says so."""
        if settings.MODE == "production":
            raise EnvoiRefuse("Aucun service d’envoi n’est réglé.", certain=True, passager=False)
        return "démonstration : rien n’est parti"


class Courriel:
    """SMTP, by EMAIL_URL."""

    def envoyer(self, message: Message) -> str:
        """One e-mail, with a Message-ID that is the same if it is ever sent again."""
        courriel = EmailMessage(
            subject=message.objet or message.centre.nom,
            body=message.texte,
            to=[message.adresse],
            headers={"Message-ID": f"<{message.centre.code}.{message.pk}.{message.cle[:40]}@clairiere>"},
        )
        try:
            courriel.send()
        except ConnectionRefusedError as erreur:
            raise EnvoiRefuse("Le serveur de courriel ne répond pas.", certain=True, passager=True) from erreur
        except OSError as erreur:
            raise EnvoiRefuse(f"Le serveur de courriel a coupé : {erreur}.", certain=False, passager=False) from erreur
        return "remis au serveur de courriel"


class PasserelleSms:
    """An HTTP gateway, by SMS_URL: POST of JSON `{to, text}` with an idempotency key."""

    def envoyer(self, message: Message) -> str:
        """One SMS; the key lets the gateway ignore a second call."""
        corps = json.dumps({"to": message.adresse, "text": message.texte}).encode()
        requete = urllib.request.Request(  # noqa: S310 (the scheme is checked at start)
            settings.SMS_URL,
            data=corps,
            headers={"Content-Type": "application/json", "Idempotency-Key": f"{message.centre_id}-{message.cle}"},
        )
        try:
            with urllib.request.urlopen(requete, timeout=DELAI) as reponse:  # noqa: S310
                return f"remis à la passerelle ({reponse.status})"
        except urllib.error.HTTPError as erreur:
            certain = erreur.code in REFUS_CLIENT
            raise EnvoiRefuse(f"La passerelle refuse ({erreur.code}).", certain=certain, passager=False) from erreur
        except (urllib.error.URLError, OSError) as erreur:
            refuse = isinstance(getattr(erreur, "reason", None), ConnectionRefusedError)
            raise EnvoiRefuse("La passerelle ne répond pas.", certain=refuse, passager=refuse) from erreur


def canal_pour(message: Message) -> Canal:
    """The carrier of a message."""
    if settings.MODE == "demo":
        return BoiteSeule()
    if message.canal == Personne.Canal.COURRIEL and not settings.EMAIL_BACKEND.endswith("locmem.EmailBackend"):
        return Courriel()
    if message.canal == Personne.Canal.COURRIEL and settings.MODE == "test":
        return Courriel()
    if message.canal == Personne.Canal.SMS and settings.SMS_URL:
        return PasserelleSms()
    return BoiteSeule()
