"""The outbox: what was written has left, except letters and calls to make, and a few that went wrong."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from clairiere.messages.models import Message

ENCORE = 4  # letters to print and calls to make that still wait


def faire_partir() -> None:
    """Nothing of the past leaves for real: each message is marked as its carrier would have answered."""
    partis = Message.objects.filter(etat=Message.Etat.A_ENVOYER).order_by("-cree_le", "-pk")
    rates = list(partis.filter(canal="sms")[3:40:6])
    for rang, message in enumerate(rates):
        message.tentatives, message.pris_le = 1, message.cree_le + dt.timedelta(seconds=2)
        message.etat, message.reponse = (
            (Message.Etat.INCERTAIN, "L’envoi a été interrompu. La personne a peut-être reçu ce message.")
            if rang % 2 == 0
            else (Message.Etat.ECHEC, "La passerelle refuse ce numéro.")
        )
    Message.objects.bulk_update(rates[:4], ["etat", "reponse", "tentatives", "pris_le"])
    partis.update(
        etat=Message.Etat.ENVOYE,
        reponse="démonstration : rien n’est parti",
        tentatives=1,
        pris_le=F("cree_le") + dt.timedelta(seconds=1),
        envoye_le=F("cree_le") + dt.timedelta(seconds=2),
    )
    a_faire = Message.objects.filter(etat=Message.Etat.A_FAIRE).order_by("-cree_le", "-pk")
    encore = [
        pk for canal in ("lettre", "appel") for pk in a_faire.filter(canal=canal).values_list("pk", flat=True)[:ENCORE]
    ]
    a_faire.exclude(pk__in=encore).update(
        etat=Message.Etat.ENVOYE, reponse="fait par l’équipe", envoye_le=F("cree_le") + dt.timedelta(hours=3)
    )
