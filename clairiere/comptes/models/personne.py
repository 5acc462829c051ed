"""The file of a person at one centre: a candidate, a family's contact, a trainer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


class RequetePersonnes(RequeteDuCentre):
    """Filters on the persons of a centre."""

    def cherchees(self, texte: str) -> RequetePersonnes:
        """Persons whose name, phone or e-mail contains each word of the text."""
        requete = self
        for mot in texte.split():
            chiffres = "".join(c for c in mot if c.isdigit()).removeprefix("0")
            filtre = models.Q(nom__icontains=mot) | models.Q(prenom__icontains=mot) | models.Q(courriel__icontains=mot)
            if chiffres:
                filtre |= models.Q(telephone__contains=chiffres)
            requete = requete.filter(filtre)
        return requete


class Personne(ModeleDuCentre):
    """What a centre needs to know to reach someone; no origin, no religion, no health, no social-security number."""

    class Canal(models.TextChoices):
        SMS = "sms", _("SMS")
        COURRIEL = "courriel", _("courriel")
        APPEL = "appel", _("appel")
        LETTRE = "lettre", _("lettre")

    prenom = models.CharField(_("prénom"), max_length=80)
    nom = models.CharField(_("nom"), max_length=80, blank=True)
    telephone = PhoneNumberField(_("téléphone"), blank=True)
    courriel = models.EmailField(_("courriel"), blank=True)
    adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    code_postal = models.CharField(_("code postal"), max_length=5, blank=True)
    ville = models.CharField(_("ville"), max_length=80, blank=True)
    naissance = models.DateField(_("date de naissance"), null=True, blank=True)
    langues = models.JSONField(_("langues parlées"), default=list, blank=True)
    canal_prefere = models.CharField(_("préfère être jointe par"), max_length=10, choices=Canal.choices, blank=True)
    utilisateur = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="fiches", verbose_name=_("compte")
    )
    creee_le = models.DateTimeField(_("créée le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequetePersonnes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ["nom", "prenom", "pk"]
        indexes = [models.Index(fields=["centre", "nom", "prenom"]), models.Index(fields=["centre", "telephone"])]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "utilisateur"],
                name="personne_une_fiche_par_compte",
                violation_error_message=_("Ce compte a déjà une fiche dans ce centre."),
            )
        ]

    def __str__(self) -> str:
        return self.nom_complet

    @property
    def nom_complet(self) -> str:
        """« Awa Diallo »."""
        return f"{self.prenom} {self.nom}".strip()

    @property
    def nom_court(self) -> str:
        """« Awa D. », for places where the surname must not show."""
        return f"{self.prenom} {self.nom[:1]}.".strip(" .") + ("." if self.nom else "")

    @property
    def canal(self) -> str:
        """The channel that reaches her: the one she prefers, else SMS, e-mail, then a letter."""
        possibles: dict[str, Any] = {
            self.Canal.SMS: self.telephone,
            self.Canal.APPEL: self.telephone,
            self.Canal.COURRIEL: self.courriel,
            self.Canal.LETTRE: True,
        }
        if self.canal_prefere and possibles[self.canal_prefere]:
            return self.canal_prefere
        for canal in (self.Canal.SMS, self.Canal.COURRIEL):
            if possibles[canal]:
                return canal.value
        return self.Canal.LETTRE.value
