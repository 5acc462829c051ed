"""The Word templates that a centre has put in the place of the shipped ones; all versions are kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre


def chemin_du_modele(modele: ModeleWord, nom: str) -> str:
    """By centre and by hash, never by the name a person gave it."""
    return f"{modele.centre_id}/modeles/{modele.empreinte[:24]}.docx"


class ModeleWord(ModeleDuCentre):
    """One version of the template of a paper. The one in force has no `retire_le`; without any, the shipped one is."""

    genre = models.CharField(_("papier"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    nom_fichier = models.CharField(_("nom du fichier"), max_length=200)
    contenu = models.FileField(_("fichier"), upload_to=chemin_du_modele, max_length=200)
    empreinte = models.CharField(_("empreinte (SHA-256)"), max_length=64)
    octets = models.PositiveIntegerField(_("taille"))
    depose_par = models.CharField(_("déposé par"), max_length=160)
    depose_le = models.DateTimeField(_("déposé le"), auto_now_add=True)
    retire_par = models.CharField(_("remplacé par"), max_length=160, blank=True)
    retire_le = models.DateTimeField(_("remplacé le"), null=True, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("modèle de papier")
        verbose_name_plural = _("modèles de papiers")
        ordering = ["genre", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "genre", "version"], name="modele_word_version_unique"),
            models.UniqueConstraint(
                fields=["centre", "genre"],
                condition=models.Q(retire_le__isnull=True),
                name="modele_word_un_en_vigueur",
                violation_error_message=_("Un autre modèle est déjà en vigueur pour ce papier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.genre}, version {self.version}"
