"""The certificate of aptitude: a paper of the association, numbered, checked by its code; and the words it carries."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.roles import PERSONNEL


class RequeteCertificats(RequeteDuCentre):
    """Filters on certificates."""

    def visibles_par(self, acteur: Any) -> RequeteCertificats:
        """People who work at the centre see all; the others those made for them."""
        if acteur.est_systeme or any(role in PERSONNEL for role in acteur.roles):
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        return self.filter(parcours__personne__utilisateur=acteur.utilisateur)

    def valables(self) -> RequeteCertificats:
        """Neither revoked nor replaced."""
        return self.filter(revoque_le__isnull=True)


class Certificat(ModeleDuCentre):
    """What was certified, frozen. Neither a diploma, nor an agrément, nor a guarantee of honourability."""

    parcours = models.ForeignKey(
        "parcours.Parcours", models.PROTECT, related_name="certificats", verbose_name=_("parcours")
    )
    numero = models.CharField(_("numéro"), max_length=30)
    code = models.CharField(_("code de vérification"), max_length=20, unique=True)
    nom_porte = models.CharField(_("nom porté"), max_length=160)
    minutes = models.PositiveIntegerField(_("minutes de formation suivies"))
    programme = models.CharField(_("programme"), max_length=60)
    session = models.CharField(_("session"), max_length=80)
    delivre_le = models.DateField(_("délivré le"))
    revoque_le = models.DateField(_("révoqué le"), null=True, blank=True)
    raison_revocation = models.CharField(_("raison"), max_length=300, blank=True)
    remplace = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="remplace_par", verbose_name=_("remplace")
    )
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    objects = GestionnaireDuCentre.from_queryset(RequeteCertificats)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("certificat d’aptitude")
        verbose_name_plural = _("certificats d’aptitude")
        ordering = ["-delivre_le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "numero"], name="certificat_numero_unique"),
            models.UniqueConstraint(
                fields=["parcours"],
                condition=models.Q(revoque_le__isnull=True),
                name="certificat_un_valable",
                violation_error_message=_("Cette personne a déjà un certificat valable."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}, {self.nom_porte}"

    @property
    def est_valable(self) -> bool:
        """True while it is not revoked."""
        return self.revoque_le is None

    @property
    def successeur(self) -> Certificat | None:
        """The certificate that replaced this one, if any (loaded by `select_related("remplace_par")`)."""
        return getattr(self, "remplace_par", None)

    @property
    def etat_dit(self) -> tuple[str, str]:
        """« valable », « remplacé », « révoqué », and the tone."""
        if self.est_valable:
            return ("valable", "fait")
        return ("remplacé", "info") if self.successeur else ("révoqué", "manque")


class TexteCertificat(ModeleDuCentre):
    """The sentences of a centre on its certificates: one row per centre; without it, the sentences of the house."""

    phrase = models.CharField(_("phrase"), max_length=400)
    complement = models.CharField(_("seconde phrase"), max_length=220, blank=True)
    modifie_le = models.DateTimeField(_("modifié le"), auto_now=True)
    modifie_par = models.CharField(_("modifié par"), max_length=160)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("texte du certificat")
        verbose_name_plural = _("textes du certificat")
        constraints = [models.UniqueConstraint(fields=["centre"], name="texte_certificat_un_par_centre")]

    def __str__(self) -> str:
        return self.phrase
