"""The message of the day before: run every hour, it leaves once for each person, by day."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from clairiere.agenda import courriers
from clairiere.agenda.delais import COUCHER, LEVER
from clairiere.agenda.models import Inscription
from clairiere.centres import portee
from clairiere.messages.envois import ecrire
from parcours.regles.reunions import CODES

UN_JOUR = dt.timedelta(days=1)


def rappeler_la_veille() -> str:
    """Remind who is registered for tomorrow, in all centres; never at night, never twice, nor who asked today."""
    maintenant = timezone.localtime()
    if not LEVER <= maintenant.time() < COUCHER:
        return "la nuit, rien ne part"
    demain = maintenant.date() + UN_JOUR
    debut, fin = (timezone.make_aware(dt.datetime.combine(jour, dt.time.min)) for jour in (demain, demain + UN_JOUR))
    with portee.sans_portee("rappels de la veille de tous les centres"):
        attendues = Inscription.objects.filter(
            etat=Inscription.Etat.INSCRITE,
            demandee_le__lt=maintenant.date(),
            evenement__genre__in=CODES,
            evenement__annule_le__isnull=True,
            evenement__debut__gte=debut,
            evenement__debut__lt=fin,
        )
        lignes = list(attendues.select_related("personne__centre", "evenement", "centre").order_by("pk"))
    for inscription in lignes:
        with portee.dans(inscription.centre):
            _rappeler(inscription)
    return f"{len(lignes)} attendues demain"


def _rappeler(inscription: Inscription) -> None:
    evenement, personne = inscription.evenement, inscription.personne
    ecrire(
        a=personne,
        genre="rappel",
        objet=f"Demain : {evenement.titre}",
        texte=f"Bonjour {personne.prenom}. C’est demain : {courriers.dire_rencontre(evenement)}."
        f"{courriers.ou(evenement)} Vous ne venez pas ? Dites-le ici : {courriers.adresse_place(inscription)}"
        f" {courriers.signature()}",
        cle=f"rappel-{inscription.pk}-{inscription.ordre}-{evenement.debut:%Y%m%d}",
    )
