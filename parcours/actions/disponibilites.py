"""Is she still available? One SMS a month, answered by « 1 » or « 2 »."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne
from clairiere.messages.envois import ecrire
from clairiere.messages.models import Message
from parcours.actions.contact import confirmer_disponibilite
from parcours.models import Disponibilite, Parcours

GENRE = "disponibilite_du_mois"
JOURS_ENTRE_DEUX = 28
HEURES_CONVENABLES = range(9, 19)  # no message early, none at night


def relancer_tous() -> int:
    """Each centre in turn, during the day; may run every hour without harm. Gives how many messages were written."""
    if timezone.localtime().hour not in HEURES_CONVENABLES:
        return 0
    with portee.sans_portee("relance mensuelle des disponibilités"):
        centres = list(Centre.objects.order_by("pk"))
    ecrits = 0
    for centre in centres:
        with portee.dans(centre):
            ecrits += relancer()
    return ecrits


def relancer(le: dt.date | None = None) -> int:
    """Ask those who look for a family and have said nothing for four weeks; once a month each."""
    le = le or timezone.localdate()
    silencieuses = Disponibilite.objects.filter(
        parcours__etat__in=("certifiee", "disponible"), confirmee_le__lte=le - dt.timedelta(days=JOURS_ENTRE_DEUX)
    )
    ecrits = 0
    for dispo in silencieuses.select_related("parcours__personne__centre").order_by("pk"):
        personne = dispo.parcours.personne
        cle = f"dispo-{dispo.parcours_id}-{le:%Y-%m}"
        if Message.objects.filter(cle=cle).exists():
            continue
        canal = Personne.Canal.SMS.value if personne.telephone else ""
        ecrire(
            a=personne,
            genre=GENRE,
            canal=canal,
            objet="Êtes-vous toujours disponible ?",
            texte=(
                f"Bonjour {personne.prenom}. Êtes-vous toujours disponible : {dispo.en_semaine} ? "
                f"Répondez 1 pour oui, 2 si cela a changé. {personne.centre}"
            ),
            cle=cle,
        )
        ecrits += 1
    return ecrits


@transaction.atomic
def repondre(message: Message, mot: str) -> str:
    """« 1 »: dated today. « 2 »: someone of the team calls her back."""
    parcours = Parcours.objects.filter(personne=message.personne).order_by("-pk").first()
    if parcours is None:
        return ""
    elle = Acteur.de(message.personne.utilisateur, message.centre) if message.personne.utilisateur else _elle(message)
    if mot == "oui":
        dispo = confirmer_disponibilite(parcours, par=elle)
        return "Disponibilités confirmées aujourd’hui." if dispo is not None else ""
    frais = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    frais.prochaine_action = "À rappeler : ses disponibilités ont changé"
    frais.prochaine_date = timezone.localdate()
    frais.save(update_fields=["prochaine_action", "prochaine_date"])
    journal.noter("parcours.disponibilite", par=elle, sur=frais, phrase="a répondu que ses disponibilités ont changé")
    return "Ses disponibilités ont changé : une personne de l’équipe la rappelle."


def _elle(message: Message) -> Any:
    """She has no account: the software writes what her telephone said."""
    return Acteur.systeme(message.centre, nom=f"{message.personne.nom_complet}, par SMS")
