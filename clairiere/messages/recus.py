"""An SMS that comes back: who sent it, to which message it answers, what it did. Never twice."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.comptes.telephones import lire_telephone
from clairiere.messages.models import Message, MessageRecu

JOURS_POUR_REPONDRE = 21
_OUI = frozenset({"1", "oui", "o", "yes", "ok", "toujours"})
_NON = frozenset({"2", "non", "n", "no", "stop"})

# kind of message → what an answer does: `(message, answer) -> sentence of what was done`, or "" when it is not for it.
Reponse = Callable[[Message, str], str]
_REPONSES: dict[str, Reponse] = {}


def attendre(genre: str, fonction: Reponse) -> None:
    """Declare that messages of this kind expect « 1 » or « 2 »."""
    _REPONSES[genre] = fonction


def comprendre(texte: str) -> str:
    """`oui`, `non`, or an empty text: the first word decides, accents and capitals do not count."""
    plat = unicodedata.normalize("NFKD", texte).encode("ascii", "ignore").decode().lower()
    mots = "".join(c if c.isalnum() else " " for c in plat).split()
    if not mots:
        return ""
    return "oui" if mots[0] in _OUI else "non" if mots[0] in _NON else ""


def recevoir(*, de: str, texte: str, cle: str = "") -> MessageRecu | None:
    """Record an SMS, and do what it answers. The same `cle` (the carrier's number of it) twice is once.

    None when nobody of any centre has this number: nothing is kept of a stranger.
    """
    telephone = lire_telephone(de)
    if not telephone:
        return None
    texte = texte.strip()[:500]
    cle = cle or hashlib.sha256(f"{telephone}|{texte}|{timezone.now():%Y-%m-%d %H:%M}".encode()).hexdigest()
    with portee.sans_portee("un SMS arrive : il faut trouver de quel centre il parle"):
        question = _question(telephone)
        personne = (
            question.personne if question else Personne.objects.filter(telephone=telephone).order_by("-pk").first()
        )
        if personne is None:
            return None
        centre = personne.centre
    with portee.dans(centre), transaction.atomic():
        Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
        recu = MessageRecu.objects.filter(cle=cle[:120]).first()
        if recu is not None:
            return recu
        effet = _faire(question, texte) if question else ""
        return MessageRecu.objects.create(
            personne=personne,
            telephone=telephone,
            texte=texte,
            en_reponse_a=question,
            effet=effet[:300],
            lu_le=timezone.now() if effet else None,
            cle=cle[:120],
        )


def _question(telephone: str) -> Message | None:
    """The last message to this number that expects an answer, of the last three weeks."""
    depuis = timezone.now() - timedelta(days=JOURS_POUR_REPONDRE)
    recents = Message.objects.filter(
        adresse=telephone, genre__in=list(_REPONSES), cree_le__gte=depuis, personne__isnull=False
    )
    derniere: Message | None = recents.select_related("personne__centre").order_by("-cree_le", "-pk").first()
    return derniere


def _faire(question: Message, texte: str) -> str:
    mot = comprendre(texte)
    return _REPONSES[question.genre](question, mot) if mot else ""


@transaction.atomic
def marquer_lu(recu: MessageRecu, *, par: Any) -> MessageRecu:
    """Someone of the team has read it."""
    MessageRecu.objects.filter(pk=recu.pk, lu_le__isnull=True).update(lu_le=timezone.now(), lu_par=par.nom)
    return recu
