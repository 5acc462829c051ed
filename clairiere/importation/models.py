"""What is kept of an import: the file for a while, what was read, what was chosen, what was created."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre

JOURS_GARDES = 30  # days after which the file and what was read of it are erased; the counts stay
FEUILLE_LAISSEE = -1  # the answer « do not read this sheet » to « where are the headings? »


def chemin_du_fichier(lot: Import, nom: str) -> str:
    """Where a file waits: by centre and by hash, never by the name a person gave it."""
    return f"{lot.centre_id}/imports/{lot.empreinte[:24]}{PurePath(nom).suffix[:8].lower()}"


class RequeteImports(RequeteDuCentre):
    """Imports are for the team."""

    def visibles_par(self, acteur: Any) -> RequeteImports:
        """The three roles of the team, and the software itself."""
        return self if acteur.est_systeme or acteur.est_equipe else self.none()

    def legers(self) -> RequeteImports:
        """Without what weighs: for lists."""
        return self.defer("rapport", "choix")


class Import(ModeleDuCentre):
    """One file, from the preview to the confirmation, and its undoing."""

    class Genre(models.TextChoices):
        CANDIDATES = "candidates", _("liste de candidates")
        EMARGEMENT = "emargement", _("feuille de présence")

    class Etat(models.TextChoices):
        APERCU = "apercu", _("à relire")
        EN_COURS = "en_cours", _("en cours d’enregistrement")
        CONFIRME = "confirme", _("enregistré")
        ANNULE = "annule", _("annulé")
        ABANDONNE = "abandonne", _("abandonné")

    genre = models.CharField(_("genre"), max_length=12, choices=Genre.choices)
    etat = models.CharField(_("état"), max_length=10, choices=Etat.choices, default=Etat.APERCU)
    nom_fichier = models.CharField(_("nom du fichier"), max_length=200)
    fichier = models.FileField(_("fichier"), upload_to=chemin_du_fichier, max_length=200, blank=True)
    empreinte = models.CharField(_("empreinte (SHA-256)"), max_length=64)
    session = models.ForeignKey(
        "parcours.Session", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    demi_journee = models.ForeignKey(
        "parcours.DemiJournee",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("demi-journée"),
    )
    rapport = models.JSONField(_("ce qui a été lu"), default=dict, blank=True)
    comptes = models.JSONField(_("nombres"), default=dict, blank=True)
    choix = models.JSONField(_("réponses"), default=dict, blank=True)
    bilan = models.JSONField(_("ce qui a été fait"), default=dict, blank=True)
    a_faire = models.PositiveIntegerField(_("lignes à enregistrer"), default=0)
    faites = models.PositiveIntegerField(_("lignes enregistrées"), default=0)
    cree_par = models.CharField(_("préparé par"), max_length=160)
    cree_le = models.DateTimeField(_("préparé le"), auto_now_add=True)
    confirme_par = models.CharField(_("enregistré par"), max_length=160, blank=True)
    confirme_le = models.DateTimeField(_("enregistré le"), null=True, blank=True)
    annule_par = models.CharField(_("annulé par"), max_length=160, blank=True)
    annule_le = models.DateTimeField(_("annulé le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteImports)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["centre", "empreinte"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(genre="emargement") | models.Q(session__isnull=False),
                name="import_emargement_a_une_session",
                violation_error_message=_("Choisissez la session de cette feuille de présence."),
            )
        ]

    def __str__(self) -> str:
        return self.nom_fichier

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What only a person can say (columns, heading line); empty when all is clear, or left aside on purpose."""
        laissees = {feuille for feuille, numero in self.choix.get("entetes", {}).items() if numero == FEUILLE_LAISSEE}
        genres = {"colonne", "entete", "obligatoire"} - ({"obligatoire"} if self.choix.get("continuer") else set())
        questions = self.rapport.get("questions", [])
        return [q for q in questions if q["genre"] in genres and q["feuille"] not in laissees]

    @property
    def indications(self) -> list[str]:
        """Sentences to read, with nothing to answer."""
        return [q["phrase"] for q in self.rapport.get("questions", []) if q["genre"] == "information"]


class LigneCreee(ModeleDuCentre):
    """One thing an import did, so that it can be undone: a row created, or fields filled (`donnees` says which)."""

    class Genre(models.TextChoices):
        PERSONNE = "personne", _("personne créée")
        PARCOURS = "parcours", _("parcours créé")
        COMPLETEE = "completee", _("fiche complétée")
        DEMI_JOURNEE = "demi_journee", _("demi-journée créée")
        EMARGEMENT = "emargement", _("présence notée")
        SIGNATURE = "signature", _("feuille notée comme signée")

    lot = models.ForeignKey(Import, models.CASCADE, related_name="lignes_creees", verbose_name=_("import"))
    genre = models.CharField(_("genre"), max_length=12, choices=Genre.choices)
    objet_id = models.BigIntegerField(_("numéro"))
    donnees = models.JSONField(_("détail"), default=dict, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("ligne créée")
        verbose_name_plural = _("lignes créées")
        indexes = [models.Index(fields=["lot", "genre"])]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} {self.objet_id}"


class CorrespondanceColonne(ModeleDuCentre):
    """« Portable perso » is the telephone: an answer given once, for all the files of a centre."""

    cle = models.CharField(_("titre de colonne"), max_length=80)
    champ = models.CharField(_("information"), max_length=20)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("titre de colonne connu")
        verbose_name_plural = _("titres de colonnes connus")
        ordering = ["cle"]
        constraints = [models.UniqueConstraint(fields=["centre", "cle"], name="correspondance_une_par_titre")]

    def __str__(self) -> str:
        return f"{self.cle} → {self.champ}"
