"""The outbox: each message is a row before it is sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne


class Message(ModeleDuCentre):
    """One message to one person by one channel.

    Life: `a_envoyer` → `en_cours` (claimed by one worker) → `envoye`, `echec`, or `incertain` when the worker died
    between the claim and the answer: then a person decides, the software never sends again by itself.
    """

    class Etat(models.TextChoices):
        A_ENVOYER = "a_envoyer", _("à envoyer")
        EN_COURS = "en_cours", _("en cours d’envoi")
        ENVOYE = "envoye", _("envoyé")
        A_FAIRE = "a_faire", _("à imprimer ou à appeler")
        ECHEC = "echec", _("non remis")
        INCERTAIN = "incertain", _("envoi interrompu")
        ANNULE = "annule", _("annulé")

    canal = models.CharField(_("canal"), max_length=10, choices=Personne.Canal.choices)
    personne = models.ForeignKey(
        Personne, models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("destinataire")
    )
    destinataire = models.CharField(_("à"), max_length=160)
    adresse = models.CharField(_("adresse"), max_length=254, blank=True)
    genre = models.CharField(_("genre"), max_length=40)
    objet = models.CharField(_("objet"), max_length=200, blank=True)
    texte = models.TextField(_("texte"))
    etat = models.CharField(_("état"), max_length=12, choices=Etat.choices, default=Etat.A_ENVOYER, db_index=True)
    cle = models.CharField(_("clé"), max_length=160)
    cree_le = models.DateTimeField(_("écrit le"), auto_now_add=True)
    pris_le = models.DateTimeField(_("pris le"), null=True, blank=True)
    envoye_le = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    tentatives = models.PositiveSmallIntegerField(_("tentatives"), default=0)
    reponse = models.CharField(_("réponse"), max_length=300, blank=True)
    secret = models.BooleanField(_("contient un code"), default=False)

    objects = GestionnaireDuCentre.from_queryset(RequeteDuCentre)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "cle"],
                name="message_une_fois",
                violation_error_message=_("Ce message est déjà écrit."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_canal_display()} à {self.destinataire}"


class MessageRecu(ModeleDuCentre):
    """An SMS that someone sent back, and what it did; without effect, it waits for someone of the team to read it."""

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="messages_recus", verbose_name=_("envoyé par"))
    telephone = models.CharField(_("du numéro"), max_length=20)
    texte = models.CharField(_("texte"), max_length=500, blank=True)
    en_reponse_a = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="reponses", verbose_name=_("en réponse à")
    )
    effet = models.CharField(_("ce que cela a fait"), max_length=300, blank=True)
    recu_le = models.DateTimeField(_("reçu le"), auto_now_add=True)
    lu_le = models.DateTimeField(_("lu le"), null=True, blank=True)
    lu_par = models.CharField(_("lu par"), max_length=160, blank=True)
    cle = models.CharField(_("numéro de l’opérateur"), max_length=120)

    objects = GestionnaireDuCentre.from_queryset(RequeteDuCentre)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("message reçu")
        verbose_name_plural = _("messages reçus")
        ordering = ["-recu_le", "-pk"]
        constraints = [models.UniqueConstraint(fields=["centre", "cle"], name="message_recu_une_fois")]

    def __str__(self) -> str:
        return f"SMS de {self.personne}"
