"""A family's request: what it needs, and where the search stands."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from placements import obstacles
from placements.models.famille import Famille

ETATS: dict[str, Etat] = {
    "recue": Etat("Reçue", _("Votre demande est reçue"), "Demande", "a_faire", principal=True),
    "ouverte": Etat("Recherche en cours", _("Nous cherchons"), "Recherche", "info", principal=True),
    "proposee": Etat(
        "Auxiliaires contactées", _("Nous posons la question à des auxiliaires"), "Propositions", "info", principal=True
    ),
    "pourvue": Etat("Pourvue", _("Votre demande est pourvue"), "Mise en relation", "fait", principal=True, fin=True),
    "suspendue": Etat("Suspendue", _("La recherche est en pause"), apres="ouverte"),
    "retiree": Etat("Retirée par la famille", _("Vous avez retiré votre demande"), apres="ouverte", fin=True),
    "classee": Etat("Classée", _("Votre demande est classée"), apres="ouverte", fin=True),
}
CHERCHENT = ("ouverte", "proposee")
VIVANTES = ("recue", "ouverte", "proposee", "suspendue")


def nouveau_jeton() -> str:
    """A follow-up token: 192 bits, for the address that the family keeps."""
    return secrets.token_urlsafe(24)


class RequeteDemandes(RequeteDuCentre):
    """Filters on requests."""

    def visibles_par(self, acteur: Any) -> RequeteDemandes:
        """The team sees all; a family sees its own."""
        if acteur.est_systeme or acteur.est_equipe:
            return self
        if acteur.a("famille") and acteur.personne is not None:
            return self.filter(famille__contact=acteur.personne)
        return self.none()

    def cherchees(self, texte: str) -> RequeteDemandes:
        """Requests of the families that the words designate: contact, child, neighbourhood."""
        if not texte.strip():
            return self
        from placements.models.famille import Enfant

        contacts = Personne.objects.cherchees(texte).order_by()
        enfants = Enfant.objects.filter(prenom__icontains=texte.strip()).order_by()
        return self.filter(
            models.Q(famille__contact__in=contacts)
            | models.Q(famille__in=enfants.values("famille"))
            | models.Q(quartier__icontains=texte.strip())
            | models.Q(code_postal=texte.strip())
        )

    def vivantes(self) -> RequeteDemandes:
        """Not finished."""
        return self.filter(etat__in=VIVANTES)


class Demande(ModeleMachine, ModeleDuCentre):
    """One request of one family, followed from the first click to the match."""

    class Origine(models.TextChoices):
        SITE = "site", _("page publique")
        ACCUEIL = "accueil", _("accueil du centre")
        IMPORT = "import", _("fichier importé")

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "demande"

    famille = models.ForeignKey(Famille, models.PROTECT, related_name="demandes", verbose_name=_("famille"))
    etat = etat_field("recue", ETATS)
    semaine = models.JSONField(_("jours et heures"), default=dict, blank=True)
    debut = models.DateField(_("à partir du"), null=True, blank=True)
    code_postal = models.CharField(
        _("code postal du lieu de garde"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}$", _("Un code postal a cinq chiffres."))],
    )
    quartier = models.CharField(_("quartier"), max_length=80, blank=True)
    langues = models.JSONField(_("langues utiles à l’enfant"), default=list, blank=True)
    animaux = models.BooleanField(_("animaux à la maison"), default=False)
    partage_possible = models.BooleanField(_("garde partagée possible"), default=False)
    precisions = models.TextField(_("précisions"), max_length=1000, blank=True)
    origine = models.CharField(_("reçue par"), max_length=10, choices=Origine.choices, default=Origine.ACCUEIL)
    delai = models.PositiveSmallIntegerField(_("délai annoncé, en semaines"), null=True, blank=True)
    jeton = models.CharField(_("jeton de suivi"), max_length=64, unique=True, default=nouveau_jeton, editable=False)
    recue_le = models.DateTimeField(_("reçue le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDemandes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("demande")
        verbose_name_plural = _("demandes")
        ordering = ["recue_le", "pk"]
        indexes = [models.Index(fields=["centre", "etat", "recue_le"])]

    def __str__(self) -> str:
        return f"demande de la {self.famille}"

    @property
    def en_semaine(self) -> Semaine:
        """The week as a value."""
        return Semaine.depuis_donnees(self.semaine)

    @property
    def cherche(self) -> bool:
        """True while the centre looks for someone."""
        return self.etat in CHERCHENT

    @transition(
        source="recue",
        cible="ouverte",
        libelle="Commencer la recherche",
        phrase="a commencé la recherche",
        obstacles=obstacles.pour_ouvrir,
        action="placements.actions.demandes.ouvrir",
        ton="principal",
    )
    def ouvrir(self) -> None:
        """Someone of the team has read it, and it is complete."""

    @transition(
        source="ouverte",
        cible="proposee",
        libelle="Proposer à des auxiliaires",
        phrase="a posé la question à {combien}",
        par_systeme=True,
        note="Se fait quand vous choisissez des auxiliaires dans la liste.",
        audience="equipe",
    )
    def proposer(self, **_donnees: Any) -> None:
        """A first auxiliaire is asked."""

    @transition(
        source="proposee",
        cible="ouverte",
        libelle="Chercher encore",
        phrase="a rouvert la liste : plus aucune proposition n’attend",
        par_systeme=True,
        note="Se fait tout seul quand plus aucune proposition n’attend une réponse.",
        audience="equipe",
    )
    def chercher_encore(self) -> None:
        """All propositions ended without a match."""

    @transition(
        source=("recue", "ouverte", "proposee"),
        cible="suspendue",
        libelle="Mettre la recherche en pause",
        phrase="a mis la recherche en pause",
        motif=True,
    )
    def suspendre(self) -> None:
        """The family asks to wait."""

    @transition(
        source="suspendue",
        cible="ouverte",
        libelle="Reprendre la recherche",
        phrase="a repris la recherche",
        obstacles=obstacles.pour_ouvrir,
        action="placements.actions.demandes.reprendre",
        ton="principal",
    )
    def reprendre(self) -> None:
        """The search goes on."""

    @transition(
        source=("ouverte", "proposee"),
        cible="pourvue",
        libelle="Noter la demande pourvue",
        phrase="a noté la demande pourvue, avec {auxiliaire}",
        par_systeme=True,
        note="Se fait tout seul quand une mise en relation est conclue.",
        audience="equipe",
    )
    def pourvoir(self, **_donnees: Any) -> None:
        """Both said yes and the match is concluded."""

    @transition(
        source=("recue", "ouverte", "proposee", "suspendue"),
        cible="retiree",
        libelle="Retirer la demande",
        phrase="a retiré la demande",
        action="placements.actions.demandes.retirer",
        formulaire="placements.forms.actes.RetirerForm",
        annonce="Les auxiliaires déjà contactées seront prévenues.",
        ton="danger",
    )
    def retirer(self) -> None:
        """The family no longer needs it."""

    @transition(
        source=("recue", "ouverte", "proposee", "suspendue"),
        cible="classee",
        libelle="Classer sans suite",
        phrase="a classé la demande",
        action="placements.actions.demandes.classer",
        annonce="Les auxiliaires déjà contactées seront prévenues.",
        motif=True,
        ton="danger",
        audience="equipe",
    )
    def classer(self) -> None:
        """The centre cannot answer it, or the family no longer replies."""

    @transition(
        source=("pourvue", "retiree", "classee"),
        cible="ouverte",
        libelle="Rouvrir la demande",
        phrase="a rouvert la demande",
        obstacles=obstacles.pour_rouvrir,
        motif=True,
    )
    def rouvrir(self) -> None:
        """The match ended, or the need is back."""
