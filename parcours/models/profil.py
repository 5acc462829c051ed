"""How she presents herself: sentences she chose, a text of her own, her care project, the papers that were seen."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre
from clairiere.comptes.models import Personne
from parcours.models.passeport import RequeteDesSiennes


class Profil(ModeleDuCentre):
    """Her presentation. No field for origin, religion, health or family: nobody may ask for them."""

    personne = models.OneToOneField(Personne, models.CASCADE, related_name="profil", verbose_name=_("personne"))
    forces = models.JSONField(_("phrases choisies"), default=list, blank=True)
    presentation = models.TextField(_("je me présente"), max_length=700, blank=True)
    experiences = models.TextField(_("mon expérience"), max_length=900, blank=True)
    montrer_telephone = models.BooleanField(_("écrire mon téléphone sur mon CV"), default=True)
    change_le = models.DateTimeField(_("changé le"), auto_now=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDesSiennes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("profil")
        verbose_name_plural = _("profils")

    def __str__(self) -> str:
        return f"profil de {self.personne}"


class ProjetAccueil(ModeleDuCentre):
    """One version of her care project; a change is a new version, the old ones stay."""

    MOIS_AVANT_REVUE = 12

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="projets", verbose_name=_("personne"))
    version = models.PositiveSmallIntegerField(_("version"))
    textes = models.JSONField(_("textes"), default=dict)
    partage = models.BooleanField(_("les familles peuvent le lire"), default=False)
    ecrit_le = models.DateField(_("écrit le"), default=timezone.localdate)
    ecrit_par = models.CharField(_("écrit par"), max_length=160)

    objects = GestionnaireDuCentre.from_queryset(RequeteDesSiennes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("projet d’accueil")
        verbose_name_plural = _("projets d’accueil")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["personne", "version"], name="projet_version_unique")]

    def __str__(self) -> str:
        return f"projet d’accueil de {self.personne}, version {self.version}"

    @property
    def est_a_revoir(self) -> bool:
        """A year old."""
        return (timezone.localdate() - self.ecrit_le).days >= 365 * self.MOIS_AVANT_REVUE // 12


class PieceVue(ModeleDuCentre):
    """A paper of hers that someone of the team saw: what, when, by whom, until when. No copy is kept."""

    JOURS_AVANT_RAPPEL = 60

    class Genre(models.TextChoices):
        IDENTITE = "identite", _("pièce d’identité")
        PREMIERS_SECOURS = "premiers_secours", _("premiers secours (PSC1 ou SST)")
        ASSURANCE = "assurance", _("assurance responsabilité civile")
        DIPLOME = "diplome", _("diplôme ou titre")
        REFERENCE = "reference", _("référence d’une famille")

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="pieces_vues", verbose_name=_("personne"))
    genre = models.CharField(_("pièce"), max_length=20, choices=Genre.choices)
    precision = models.CharField(_("précision"), max_length=160, blank=True)
    vue_le = models.DateField(_("vue le"))
    vue_par = models.CharField(_("vue par"), max_length=160)
    expire_le = models.DateField(_("valable jusqu’au"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDesSiennes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("pièce vue")
        verbose_name_plural = _("pièces vues")
        ordering = ["genre", "-vue_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expire_le__isnull=True) | Q(expire_le__gte=models.F("vue_le")),
                name="piece_expire_apres_vue",
                violation_error_message=_("Cette pièce n’était déjà plus valable ce jour-là."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()}, vue le {self.vue_le:%d/%m/%Y}"

    @property
    def etat(self) -> tuple[str, str]:
        """« valable », « à renouveler », « périmée », and the tone."""
        if self.expire_le is None:
            return ("vue", "fait")
        jours = (self.expire_le - timezone.localdate()).days
        if jours < 0:
            return ("périmée", "manque")
        return ("à renouveler", "a_faire") if jours <= self.JOURS_AVANT_RAPPEL else ("valable", "fait")

    @classmethod
    def a_renouveler(cls, le: dt.date) -> models.QuerySet[PieceVue]:
        """Papers that end within two months and were not seen again since."""
        limite = le + dt.timedelta(days=cls.JOURS_AVANT_RAPPEL)
        plus_recentes = cls.objects.filter(
            personne=models.OuterRef("personne"), genre=models.OuterRef("genre"), vue_le__gt=models.OuterRef("vue_le")
        )
        bientot = cls.objects.filter(expire_le__isnull=False, expire_le__lte=limite)
        return bientot.filter(~models.Exists(plus_recentes)).select_related("personne").order_by("expire_le", "pk")
