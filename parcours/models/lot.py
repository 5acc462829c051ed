"""The certificates of a whole group, asked for in one click and made one by one in the background."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre


def chemin_de_l_impression(lot: Any, nom: str) -> str:
    """Where the file to print of a lot is kept."""
    return f"{lot.centre_id}/lots/{lot.pk}.pdf"


class LotCertificats(ModeleDuCentre):
    """One click: who, when, how many; a session has one open lot at most."""

    session = models.ForeignKey("parcours.Session", models.PROTECT, related_name="lots", verbose_name=_("session"))
    demande_par = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("demandé par")
    )
    demande_par_nom = models.CharField(_("demandé par"), max_length=160)
    cree_le = models.DateTimeField(_("demandé le"), auto_now_add=True)
    fini_le = models.DateTimeField(_("fini le"), null=True, blank=True)
    total = models.PositiveIntegerField(_("personnes"), default=0)
    impression = models.FileField(_("à imprimer"), upload_to=chemin_de_l_impression, max_length=200, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("lot de certificats")
        verbose_name_plural = _("lots de certificats")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(fini_le__isnull=True),
                name="lot_un_ouvert_par_session",
                violation_error_message=_("Des certificats de cette session sont déjà en cours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}, {self.cree_le:%d/%m/%Y}"

    def comptes(self) -> dict[str, int]:
        """How many lines in each state (one query)."""
        trouves = dict(self.lignes.order_by().values_list("etat").annotate(n=Count("pk")))
        return {etat.value: int(trouves.get(etat.value, 0)) for etat in LigneDeLot.Etat}


class LigneDeLot(ModeleDuCentre):
    """One person of a lot. Its number and code are kept before the paper is made: made again, it is the same paper."""

    class Etat(models.TextChoices):
        ATTENTE = "attente", _("en attente")
        EN_COURS = "en_cours", _("en cours")
        FAITE = "faite", _("établi")
        ECARTEE = "ecartee", _("écartée")

    OUVERTS = (Etat.ATTENTE, Etat.EN_COURS)

    lot = models.ForeignKey(LotCertificats, models.CASCADE, related_name="lignes", verbose_name=_("lot"))
    parcours = models.ForeignKey("parcours.Parcours", models.PROTECT, related_name="+", verbose_name=_("parcours"))
    etat = models.CharField(_("état"), max_length=10, choices=Etat.choices, default=Etat.ATTENTE)
    raison = models.CharField(_("raison"), max_length=400, blank=True)
    numero = models.CharField(_("numéro gardé"), max_length=30, blank=True)
    code = models.CharField(_("code gardé"), max_length=20, blank=True)
    prise = models.CharField(_("prise par"), max_length=40, blank=True)
    prise_le = models.DateTimeField(_("prise le"), null=True, blank=True)
    essais = models.PositiveSmallIntegerField(_("essais"), default=0)
    certificat = models.OneToOneField(
        "parcours.Certificat", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("certificat")
    )

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("ligne d’un lot")
        verbose_name_plural = _("lignes d’un lot")
        ordering = ["pk"]
        indexes = [models.Index(fields=["lot", "etat"])]
        constraints = [
            models.UniqueConstraint(fields=["lot", "parcours"], name="ligne_une_par_personne"),
            models.UniqueConstraint(
                fields=["parcours"],
                condition=Q(etat__in=["attente", "en_cours"]),
                name="ligne_une_ouverte_par_personne",
                violation_error_message=_("Le certificat de cette personne est déjà en cours."),
            ),
            models.CheckConstraint(
                condition=(Q(etat="faite") & Q(certificat__isnull=False))
                | (~Q(etat="faite") & Q(certificat__isnull=True)),
                name="ligne_faite_a_son_certificat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_etat_display()}"
