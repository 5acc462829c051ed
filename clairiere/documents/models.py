"""Documents: numbered, with the data frozen at that moment and the hash of each file."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.documents.cles import CleDeSignature  # noqa: F401 (a table of this app)
from clairiere.documents.modeles_word import ModeleWord  # noqa: F401 (a table of this app)


class RequeteDocuments(RequeteDuCentre):
    """Who may open which paper."""

    def visibles_par(self, acteur: Any) -> RequeteDocuments:
        """The team opens all papers of the centre; a trainer the attendance sheets; anyone those made for her."""
        if acteur.est_systeme or acteur.est_equipe:
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        miennes = Personne.objects.filter(utilisateur=acteur.utilisateur).values("pk")
        visibles = models.Q(pour__in=miennes)
        if acteur.a(Role.FORMATRICE):
            visibles |= models.Q(genre="feuille")
        return self.filter(visibles)


class Document(ModeleDuCentre):
    """One version of one paper. Never overwritten: a new version is a new row."""

    genre = models.CharField(_("genre"), max_length=40)
    numero = models.CharField(_("numéro"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    titre = models.CharField(_("titre"), max_length=200)
    objet_genre = models.CharField(_("à propos de"), max_length=60)
    objet_id = models.BigIntegerField(_("numéro de fiche"))
    donnees = models.JSONField(_("données figées"), default=dict)
    modele_empreinte = models.CharField(_("empreinte du modèle"), max_length=64, blank=True)
    cree_le = models.DateTimeField(_("établi le"), auto_now_add=True)
    cree_par = models.CharField(_("établi par"), max_length=160)
    pour = models.ForeignKey(
        "comptes.Personne", models.SET_NULL, null=True, blank=True, related_name="documents", verbose_name=_("pour")
    )

    objects = GestionnaireDuCentre.from_queryset(RequeteDocuments)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["objet_genre", "objet_id"])]
        constraints = [
            models.UniqueConstraint(fields=["centre", "numero", "version"], name="document_numero_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.titre}, no {self.numero}"


def chemin_du_fichier(fichier: FichierDocument, nom: str) -> str:
    """Where a file is kept: by centre and by hash, never by the name of a person."""
    return f"{fichier.centre_id}/{fichier.document.genre}/{fichier.empreinte[:24]}.{fichier.format}"


class FichierDocument(ModeleDuCentre):
    """A file of a document: Word or PDF."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="fichiers", verbose_name=_("document"))
    format = models.CharField(_("format"), max_length=5, choices=[("pdf", "PDF"), ("docx", "Word")])
    contenu = models.FileField(_("fichier"), upload_to=chemin_du_fichier, max_length=200)
    empreinte = models.CharField(_("empreinte (SHA-256)"), max_length=64)
    octets = models.PositiveIntegerField(_("taille"))

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("fichier")
        verbose_name_plural = _("fichiers")
        ordering = ["format"]
        constraints = [models.UniqueConstraint(fields=["document", "format"], name="fichier_un_par_format")]

    def __str__(self) -> str:
        return f"{self.document} ({self.format})"


class Compteur(ModeleDuCentre):
    """The last number given for one kind of paper in one year: one row to lock."""

    prefixe = models.CharField(_("préfixe"), max_length=10)
    annee = models.PositiveSmallIntegerField(_("année"))
    dernier = models.PositiveIntegerField(_("dernier numéro"), default=0)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("compteur")
        verbose_name_plural = _("compteurs")
        constraints = [models.UniqueConstraint(fields=["centre", "prefixe", "annee"], name="compteur_unique")]

    def __str__(self) -> str:
        return f"{self.prefixe}-{self.annee}-{self.dernier}"


def documents_de(objet: models.Model) -> Any:
    """Documents about a row, newest first, with their files."""
    return Document.objects.filter(objet_genre=objet._meta.label_lower, objet_id=objet.pk).prefetch_related("fichiers")
