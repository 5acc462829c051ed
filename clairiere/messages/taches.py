"""Sending, in the background. A message is claimed before it leaves, so that it never leaves twice."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.messages.canaux import EnvoiRefuse, canal_pour
from clairiere.messages.envois import confier
from clairiere.messages.models import Message

# A worker that has not answered after this long is taken for dead; longer than the queue's own time-out.
MORT_APRES = dt.timedelta(minutes=5)
OUBLIE_APRES = dt.timedelta(minutes=1)
TENTATIVES = 3
CODE_EFFACE = "(Le code est effacé une fois le message parti.)"


def expedier(centre_id: int, message_id: int) -> str:
    """Send one message. Running it twice, or twice at once, sends once.

    The claim is committed before the sending. If the worker dies in between, the message stays `en_cours`; `balayer`
    turns it into `incertain`, and a person decides.
    """
    centre = Centre.objects.get(pk=centre_id)
    with portee.dans(centre):
        pris = Message.objects.filter(pk=message_id, etat=Message.Etat.A_ENVOYER).update(
            etat=Message.Etat.EN_COURS, pris_le=timezone.now(), tentatives=F("tentatives") + 1
        )
        if not pris:
            return "rien à faire"
        message = Message.objects.get(pk=message_id)
        try:
            reponse = canal_pour(message).envoyer(message)
        except EnvoiRefuse as erreur:
            return _refuse(message, erreur)
        efface = {"texte": CODE_EFFACE} if message.secret and settings.MODE != "demo" else {}
        _noter(message, Message.Etat.ENVOYE, reponse, envoye_le=timezone.now(), **efface)
        return "envoyé"


def _refuse(message: Message, erreur: EnvoiRefuse) -> str:
    if erreur.certain and erreur.passager and message.tentatives < TENTATIVES:
        _noter(message, Message.Etat.A_ENVOYER, str(erreur))
        return "remis à plus tard"
    etat = Message.Etat.ECHEC if erreur.certain else Message.Etat.INCERTAIN
    _noter(message, etat, str(erreur))
    return str(etat.label)


def _noter(message: Message, etat: str, reponse: str, **champs: object) -> None:
    Message.objects.filter(pk=message.pk, etat=Message.Etat.EN_COURS).update(etat=etat, reponse=reponse[:300], **champs)


def balayer() -> str:
    """Every minute: give again what was never claimed, and mark as uncertain what a dead worker left."""
    maintenant = timezone.now()
    with portee.sans_portee("balayage des messages de tous les centres"):
        interrompus = Message.objects.filter(etat=Message.Etat.EN_COURS, pris_le__lt=maintenant - MORT_APRES).update(
            etat=Message.Etat.INCERTAIN,
            reponse="L’envoi a été interrompu. La personne a peut-être reçu ce message.",
        )
        oublies = list(
            Message.objects.filter(etat=Message.Etat.A_ENVOYER, cree_le__lt=maintenant - OUBLIE_APRES).order_by("pk")[
                :500
            ]
        )
    for message in oublies:
        confier(message)
    return f"{len(oublies)} rendus, {interrompus} interrompus"


@transaction.atomic
def reprendre(message: Message, *, renvoyer: bool) -> Message:
    """A person decides of an uncertain or failed message: send again, or leave it so."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.etat not in (Message.Etat.INCERTAIN, Message.Etat.ECHEC):
        return message
    message.etat = Message.Etat.A_ENVOYER if renvoyer else Message.Etat.ANNULE
    message.tentatives = 0
    message.save(update_fields=["etat", "tentatives"])
    if renvoyer:
        transaction.on_commit(lambda: confier(message))
    return message
