"""Writing a message: a row now, the sending after commit."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from clairiere.comptes.models import Personne, Utilisateur
from clairiere.messages.models import Message

ENVOYES_PAR_MACHINE = frozenset({Personne.Canal.SMS, Personne.Canal.COURRIEL})


@transaction.atomic
def ecrire(
    *,
    a: Personne,
    texte: str,
    genre: str,
    objet: str = "",
    cle: str = "",
    canal: str = "",
    secret: bool = False,
) -> Message:
    """Write one message to a person; it leaves after the transaction is committed.

    Args:
        a: the person; her preferred channel is used.
        texte: the words, in plain French.
        genre: what it is about (`proposition`, `rappel`), for the outbox and the figures.
        cle: the same key twice in a centre writes and sends once; the first message is returned.
        canal: imposes a channel.
        secret: the text holds a code: the outbox shows it in demonstration only.
    """
    canal = canal or a.canal
    adresse = _adresse(a, canal)
    machine = canal in ENVOYES_PAR_MACHINE
    message, nouveau = Message.objects.get_or_create(
        cle=cle or uuid.uuid4().hex,
        centre=a.centre,
        defaults={
            "canal": canal,
            "personne": a,
            "destinataire": a.nom_complet,
            "adresse": adresse,
            "genre": genre,
            "objet": objet,
            "texte": texte,
            "secret": secret,
            "etat": Message.Etat.A_ENVOYER if machine else Message.Etat.A_FAIRE,
        },
    )
    if nouveau and machine:
        transaction.on_commit(partial(confier, message))
    return message


@transaction.atomic
def ecrire_au_compte(
    compte: Utilisateur, *, texte: str, objet: str, genre: str, canal: str, secret: bool = False
) -> Message:
    """Write to an account, which may have no file at this centre (a log-in code)."""
    message = Message.objects.create(
        cle=uuid.uuid4().hex,
        canal=canal,
        personne=Personne.objects.filter(utilisateur=compte).first(),
        destinataire=str(compte),
        adresse=_adresse(compte, canal),
        genre=genre,
        objet=objet,
        texte=texte,
        secret=secret,
    )
    transaction.on_commit(partial(confier, message))
    return message


def _adresse(a: Personne | Utilisateur, canal: str) -> str:
    if canal == Personne.Canal.SMS:
        return a.telephone.as_e164 if a.telephone else ""
    return str(a.courriel or "") if canal == Personne.Canal.COURRIEL else ""


def confier(message: Message) -> Any:
    """Give the sending to the background worker."""
    return async_task("clairiere.messages.taches.expedier", message.centre_id, message.pk, group="messages")
