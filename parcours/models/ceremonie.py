"""The ceremony where the certificates are handed over: place and day, order of call, guests, photographs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre


class Photo(models.TextChoices):
    """What a person said about being photographed."""

    PAS_DEMANDE = "", _("pas encore demandé")
    OUI = "oui", _("oui")
    NON = "non", _("non")


class Ceremonie(ModeleDuCentre):
    """One ceremony for one session."""

    session = models.OneToOneField(
        "parcours.Session", models.PROTECT, related_name="ceremonie", verbose_name=_("session")
    )
    date = models.DateField(_("date"))
    heure = models.TimeField(_("heure"))
    lieu = models.CharField(_("lieu"), max_length=200)
    remis_par = models.CharField(_("certificats remis par"), max_length=160, blank=True)
    remis_par_qualite = models.CharField(_("sa fonction"), max_length=160, blank=True)
    mot = models.TextField(_("mot de l’invitation"), max_length=1200, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("remise des certificats")
        verbose_name_plural = _("remises des certificats")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.session}, {self.date:%d/%m/%Y}"


class Appel(ModeleDuCentre):
    """One certified person at the ceremony: when she is called, how her name is said, may she be photographed."""

    ceremonie = models.ForeignKey(Ceremonie, models.CASCADE, related_name="appels", verbose_name=_("remise"))
    parcours = models.ForeignKey("parcours.Parcours", models.CASCADE, related_name="+", verbose_name=_("personne"))
    rang = models.PositiveSmallIntegerField(_("ordre d’appel"))
    se_dit = models.CharField(_("son nom se dit"), max_length=120, blank=True)
    photo = models.CharField(_("photographies"), max_length=4, choices=Photo.choices, blank=True, default="")
    photo_le = models.DateField(_("dit le"), null=True, blank=True)
    photo_note_par = models.CharField(_("noté par"), max_length=160, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("personne appelée")
        verbose_name_plural = _("personnes appelées")
        ordering = ["rang", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ceremonie", "parcours"], name="appel_un_par_personne"),
            models.CheckConstraint(
                condition=models.Q(photo="", photo_le__isnull=True)
                | (~models.Q(photo="") & models.Q(photo_le__isnull=False)),
                name="appel_photo_datee",
                violation_error_message=_("Un accord pour les photographies a sa date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rang}. {self.parcours}"


class Invite(ModeleDuCentre):
    """A guest: an elected official, a partner, a family, a relative."""

    class Reponse(models.TextChoices):
        A_INVITER = "a_inviter", _("à inviter")
        INVITE = "invite", _("invitation envoyée")
        VIENT = "vient", _("vient")
        NE_VIENT_PAS = "ne_vient_pas", _("ne vient pas")

    ceremonie = models.ForeignKey(Ceremonie, models.CASCADE, related_name="invites", verbose_name=_("remise"))
    nom = models.CharField(_("nom"), max_length=160)
    qualite = models.CharField(_("fonction"), max_length=160, blank=True)
    adresse = models.TextField(_("adresse"), max_length=300, blank=True)
    personnes = models.PositiveSmallIntegerField(_("nombre de personnes"), default=1)
    reponse = models.CharField(_("réponse"), max_length=14, choices=Reponse.choices, default=Reponse.A_INVITER)
    photo = models.CharField(_("photographies"), max_length=4, choices=Photo.choices, blank=True, default="")
    photo_le = models.DateField(_("dit le"), null=True, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("personne invitée")
        verbose_name_plural = _("personnes invitées")
        ordering = ["nom", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(photo="", photo_le__isnull=True)
                | (~models.Q(photo="") & models.Q(photo_le__isnull=False)),
                name="invite_photo_datee",
                violation_error_message=_("Un accord pour les photographies a sa date."),
            ),
            models.UniqueConstraint(
                fields=["ceremonie", "nom", "qualite"],
                name="invite_une_fois",
                violation_error_message=_("Cette personne est déjà sur la liste."),
            ),
        ]

    def __str__(self) -> str:
        return self.nom
