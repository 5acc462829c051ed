"""How log-in works here: no sign-up, no password for auxiliaires and families; codes leave through the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest

from clairiere.centres import portee
from clairiere.comptes.models import Utilisateur
from clairiere.comptes.telephones import lire_telephone
from clairiere.messages.envois import ecrire_au_compte


class AdaptateurCompte(DefaultAccountAdapter):
    """Accounts are opened by a centre, never by a visitor; a phone number is as good as an e-mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def get_user_by_phone(self, phone: str) -> Utilisateur | None:
        """The active account of a number, however it is spelt."""
        numero = lire_telephone(phone)
        return Utilisateur.objects.filter(telephone=numero, is_active=True).first() if numero else None

    def get_phone(self, user: Utilisateur) -> tuple[str, bool] | None:
        """Her number; the centre typed it with her, so it stands as verified."""
        return (str(user.telephone), True) if user.telephone else None

    def set_phone(self, user: Utilisateur, phone: str, verified: bool) -> None:
        """Change the number of an account."""
        user.telephone = phone
        user.save(update_fields=["telephone"])

    def set_phone_verified(self, user: Utilisateur, phone: str) -> None:
        """Nothing to keep: a number is verified by the log-in itself."""

    def send_verification_code_sms(self, user: Utilisateur, phone: str, code: str, **kwargs: Any) -> None:
        """The code by SMS, through the outbox of her centre."""
        _envoyer_code(user, code, canal="sms")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The code by e-mail through the outbox; the library's other e-mails as they are, written by us."""
        code = context.get("code")
        compte = context.get("user") or Utilisateur.objects.filter(courriel=email.lower()).first()
        if code and compte is not None:
            _envoyer_code(compte, str(code), canal="courriel")
            return
        super().send_mail(template_prefix, email, context)


def _envoyer_code(compte: Utilisateur, code: str, *, canal: str) -> None:
    texte = f"Votre code Clairière est {code}. Il sert une seule fois, pendant 10 minutes. Ne le donnez à personne."
    adhesion = compte.adhesions.select_related("centre").filter(centre__isnull=False).order_by("pk").first()
    if adhesion is None:
        EmailMessage(subject="Votre code Clairière", body=texte, to=[str(compte.courriel)]).send()
        return
    with portee.dans(adhesion.centre):
        ecrire_au_compte(compte, texte=texte, objet="Votre code Clairière", genre="code", canal=canal, secret=True)
