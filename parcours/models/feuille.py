"""What goes with attendance sheets: pictures of the paper, other sources, explained contradictions, warnings."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.roles import Role
from parcours.models.emargement import Emargement
from parcours.models.session import DemiJournee


def chemin_du_scan(scan: ScanFeuille, nom: str) -> str:
    """Where a picture is kept: by centre and by hash, never by the name a person gave it."""
    return f"{scan.centre_id}/feuilles/{scan.empreinte[:24]}.{scan.format}"


class RequeteScans(RequeteDuCentre):
    """A sheet shows signatures: it is for the team and for the trainer of that half-day."""

    def visibles_par(self, acteur: Any) -> RequeteScans:
        """The team sees all; a trainer those of the half-days she teaches."""
        if acteur.est_systeme or acteur.est_equipe:
            return self
        if acteur.utilisateur is None or not acteur.a(Role.FORMATRICE):
            return self.none()
        siennes = DemiJournee.objects.de_la_formatrice(acteur.utilisateur).order_by()
        return self.filter(demi_journee__in=siennes.values("pk"))

    def gardes(self) -> RequeteScans:
        """Those that were not taken away."""
        return self.filter(retire_le__isnull=True)


class ScanFeuille(ModeleDuCentre):
    """One page of a signed sheet: a picture made smaller, or a PDF."""

    class Format(models.TextChoices):
        JPG = "jpg", _("photo")
        PDF = "pdf", _("PDF")

    demi_journee = models.ForeignKey(DemiJournee, models.CASCADE, related_name="scans", verbose_name=_("demi-journée"))
    page = models.PositiveSmallIntegerField(_("page"), default=1)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    contenu = models.FileField(_("fichier"), upload_to=chemin_du_scan, max_length=200, blank=True)
    empreinte = models.CharField(_("empreinte (SHA-256)"), max_length=64)
    octets = models.PositiveIntegerField(_("taille"))
    joint_par = models.CharField(_("joint par"), max_length=160)
    joint_le = models.DateTimeField(_("joint le"), auto_now_add=True)
    retire_par = models.CharField(_("retiré par"), max_length=160, blank=True)
    retire_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteScans)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("scan d’une feuille")
        verbose_name_plural = _("scans des feuilles")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demi_journee", "empreinte"],
                condition=Q(retire_le__isnull=True),
                name="scan_une_fois_par_feuille",
                violation_error_message=_("Cette page est déjà jointe."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.demi_journee}, page {self.page}"


class ConstatFeuille(ModeleDuCentre):
    """What another source says of a line, when it is not what is noted: the noted line stays, the gap is kept."""

    class Source(models.TextChoices):
        PAPIER = "papier", _("la feuille de papier")
        IMPORT = "import", _("le fichier importé")

    demi_journee = models.ForeignKey(
        DemiJournee, models.CASCADE, related_name="constats", verbose_name=_("demi-journée")
    )
    parcours = models.ForeignKey("parcours.Parcours", models.CASCADE, related_name="+", verbose_name=_("stagiaire"))
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    statut = models.CharField(_("présence dite"), max_length=20, choices=Emargement.Statut.choices)
    signee = models.BooleanField(_("signée"), default=False)
    releve_par = models.CharField(_("relevé par"), max_length=160)
    releve_le = models.DateTimeField(_("relevé le"), auto_now=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("constat sur une feuille")
        verbose_name_plural = _("constats sur les feuilles")
        ordering = ["demi_journee__date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["demi_journee", "parcours", "source"], name="constat_un_par_source")
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.demi_journee}, {self.get_source_display()}"


class ContradictionExpliquee(ModeleDuCentre):
    """Why a contradiction is none: it leaves the list, with its explanation, and stays readable."""

    session = models.ForeignKey(
        "parcours.Session", models.CASCADE, related_name="contradictions_expliquees", verbose_name=_("session")
    )
    cle = models.CharField(_("clé"), max_length=160)
    phrase = models.CharField(_("ce qui se contredit"), max_length=400)
    explication = models.CharField(_("explication"), max_length=500)
    par = models.CharField(_("expliquée par"), max_length=160)
    le = models.DateTimeField(_("expliquée le"), auto_now_add=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("contradiction expliquée")
        verbose_name_plural = _("contradictions expliquées")
        ordering = ["-le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "cle"],
                name="contradiction_expliquee_une_fois",
                violation_error_message=_("Cette contradiction est déjà expliquée."),
            )
        ]

    def __str__(self) -> str:
        return self.phrase


class AlerteHeures(ModeleDuCentre):
    """A limit of missed hours was reached: told once, to do for the team until it is settled."""

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="alertes_heures", verbose_name=_("stagiaire")
    )
    seuil = models.CharField(_("seuil"), max_length=40)
    manque = models.PositiveIntegerField(_("minutes qui manquent"))
    phrase = models.CharField(_("ce qui se passe"), max_length=200)
    le = models.DateTimeField(_("le"), auto_now_add=True)
    reglee_le = models.DateTimeField(_("réglée le"), null=True, blank=True)
    reglee_par = models.CharField(_("réglée par"), max_length=160, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("alerte sur les heures")
        verbose_name_plural = _("alertes sur les heures")
        ordering = ["-le", "-pk"]
        constraints = [models.UniqueConstraint(fields=["parcours", "seuil"], name="alerte_heures_une_par_seuil")]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.phrase}"
