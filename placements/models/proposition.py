"""One auxiliaire proposed to one family: nothing moves without two yes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.visibilite import pour_les_parties
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours.models import Parcours
from placements import obstacles
from placements.models.demande import Demande

ETATS: dict[str, Etat] = {
    "proposee": Etat(
        "Question posée à l’auxiliaire", _("Nous attendons la réponse"), "Question posée", "a_faire", principal=True
    ),
    "acceptee_auxiliaire": Etat(
        "Montrée à la famille", _("L’auxiliaire est intéressée"), "Oui de l’auxiliaire", "a_faire", principal=True
    ),
    "acceptee": Etat(
        "D’accord des deux côtés", _("Vous êtes d’accord tous les deux"), "Oui de la famille", "a_faire", principal=True
    ),
    "conclue": Etat("Conclue", _("Vous êtes mis en relation"), "Mise en relation", "fait", principal=True, fin=True),
    "refusee_auxiliaire": Etat("Non de l’auxiliaire", _("Réponse : non"), apres="proposee", fin=True),
    "refusee_famille": Etat("Non de la famille", _("Réponse : non"), apres="acceptee_auxiliaire", fin=True),
    "retiree": Etat("Retirée par le centre", _("Cette proposition est arrêtée"), apres="proposee", fin=True),
    "caduque": Etat("Sans suite", _("La famille a trouvé une solution"), apres="proposee", fin=True),
}
VIVANTES = ("proposee", "acceptee_auxiliaire", "acceptee")
MONTREES = ("acceptee_auxiliaire", "acceptee", "conclue", "refusee_famille")  # what the family may see


class Voie(models.TextChoices):
    """How someone said yes or no."""

    ECRAN = "ecran", _("elle-même, à l’écran")
    TELEPHONE = "telephone", _("par téléphone")
    SUR_PLACE = "sur_place", _("au centre, de vive voix")
    ECRIT = "ecrit", _("par SMS, courriel ou lettre")


class RequetePropositions(RequeteDuCentre):
    """Filters on propositions."""

    def visibles_par(self, acteur: Any) -> RequetePropositions:
        """The team sees all; an auxiliaire her own; a family its own, only once the auxiliaire has said yes."""
        visibles: RequetePropositions = pour_les_parties(
            self,
            acteur,
            auxiliaire="parcours__personne",
            famille="demande__famille__contact",
            si_famille=Q(etat__in=MONTREES),
        )
        return visibles

    def vivantes(self) -> RequetePropositions:
        """Still waiting for someone."""
        return self.filter(etat__in=VIVANTES)


class Proposition(ModeleMachine, ModeleDuCentre):
    """What the matching said that day is frozen here; who said yes, when and how, too."""

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "proposition"

    demande = models.ForeignKey(Demande, models.PROTECT, related_name="propositions", verbose_name=_("demande"))
    parcours = models.ForeignKey(Parcours, models.PROTECT, related_name="propositions", verbose_name=_("auxiliaire"))
    etat = etat_field("proposee", ETATS)
    points = models.PositiveSmallIntegerField(_("points"), default=0)
    rang = models.PositiveSmallIntegerField(_("rang dans la liste"), null=True, blank=True)
    raisons = models.JSONField(_("raisons"), default=list, blank=True)
    manques = models.JSONField(_("ce qui manque"), default=list, blank=True)
    proposee_le = models.DateTimeField(_("proposée le"), default=timezone.now)
    auxiliaire_oui_le = models.DateTimeField(_("oui de l’auxiliaire le"), null=True, blank=True)
    auxiliaire_oui_par = models.CharField(_("oui de l’auxiliaire"), max_length=200, blank=True)
    famille_oui_le = models.DateTimeField(_("oui de la famille le"), null=True, blank=True)
    famille_oui_par = models.CharField(_("oui de la famille"), max_length=200, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequetePropositions)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        ordering = ["-proposee_le", "rang", "pk"]
        indexes = [models.Index(fields=["centre", "etat"])]
        constraints = [
            models.UniqueConstraint(
                fields=["demande", "parcours"],
                condition=Q(etat__in=VIVANTES),
                name="proposition_une_vivante",
                violation_error_message=_("Cette auxiliaire est déjà proposée pour cette demande."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["acceptee_auxiliaire", "acceptee", "conclue"])
                | Q(auxiliaire_oui_le__isnull=False),
                name="proposition_oui_auxiliaire",
                violation_error_message=_("L’auxiliaire n’a pas encore dit oui."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["acceptee", "conclue"]) | Q(famille_oui_le__isnull=False),
                name="proposition_oui_famille",
                violation_error_message=_("La famille n’a pas encore dit oui."),
            ),
        ]

    def __str__(self) -> str:
        return f"proposition à {self.parcours}"

    def sujets_du_journal(self) -> list[models.Model]:
        """The request and the journey tell it too; the entries are for the team."""
        return [self, self.demande, self.parcours]

    @property
    def est_vivante(self) -> bool:
        """True while an answer is awaited."""
        return self.etat in VIVANTES

    @property
    def deux_oui(self) -> bool:
        """Both sides agreed: names, address and phone may be shown to each other."""
        return self.etat in ("acceptee", "conclue")

    @transition(
        source="proposee",
        cible="acceptee_auxiliaire",
        libelle="Noter le oui de l’auxiliaire",
        phrase="a noté le oui de {auxiliaire} ({dit})",
        obstacles=obstacles.pour_accepter,
        formulaire="placements.forms.actes.ReponseForm",
        action="placements.actions.reponses.accepter_auxiliaire",
        annonce="Son prénom et ses disponibilités seront montrés à la famille, sans son nom ni son adresse.",
        ton="principal",
        audience="equipe",
    )
    def accepter_auxiliaire(self, *, dit: str, **_donnees: Any) -> None:
        """She agrees to be shown; `dit` says how we know."""
        self.auxiliaire_oui_le = timezone.now()
        self.auxiliaire_oui_par = dit

    @transition(
        source=("proposee", "acceptee_auxiliaire", "acceptee"),
        cible="refusee_auxiliaire",
        libelle="Noter le non de l’auxiliaire",
        phrase="a noté le non de {auxiliaire} ({dit})",
        formulaire="placements.forms.actes.RefusForm",
        action="placements.actions.reponses.refuser_auxiliaire",
        audience="equipe",
    )
    def refuser_auxiliaire(self, **_donnees: Any) -> None:
        """She may change her mind until the end; the reason is optional."""

    @transition(
        source="acceptee_auxiliaire",
        cible="acceptee",
        libelle="Noter le oui de la famille",
        phrase="a noté le oui de la famille ({dit})",
        obstacles=obstacles.pour_accepter,
        formulaire="placements.forms.actes.ReponseForm",
        action="placements.actions.reponses.accepter_famille",
        annonce="Chacune recevra le nom et le téléphone de l’autre, pour se rencontrer.",
        ton="principal",
        audience="equipe",
    )
    def accepter_famille(self, *, dit: str, **_donnees: Any) -> None:
        """The family wants to meet her."""
        self.famille_oui_le = timezone.now()
        self.famille_oui_par = dit

    @transition(
        source=("acceptee_auxiliaire", "acceptee"),
        cible="refusee_famille",
        libelle="Noter le non de la famille",
        phrase="a noté le non de la famille ({dit})",
        formulaire="placements.forms.actes.RefusForm",
        action="placements.actions.reponses.refuser_famille",
        audience="equipe",
    )
    def refuser_famille(self, **_donnees: Any) -> None:
        """The family says no, before or after the meeting; the reason is optional."""

    @transition(
        source="acceptee",
        cible="conclue",
        libelle="Conclure la mise en relation",
        phrase="a conclu la mise en relation avec {auxiliaire}",
        obstacles=obstacles.pour_conclure,
        formulaire="placements.forms.actes.ConclureForm",
        action="placements.actions.conclusion.conclure",
        annonce="Les deux seront prévenues. Les autres auxiliaires recevront un message.",
        ton="principal",
        audience="equipe",
    )
    def conclure(self, **_donnees: Any) -> None:
        """They met and go on together."""

    @transition(
        source=VIVANTES,
        cible="retiree",
        libelle="Retirer la proposition",
        phrase="a retiré la proposition à {auxiliaire}",
        action="placements.actions.reponses.retirer",
        motif=True,
        ton="danger",
        audience="equipe",
    )
    def retirer(self, **_donnees: Any) -> None:
        """The centre takes it back."""

    @transition(
        source=VIVANTES,
        cible="caduque",
        libelle="Clore sans suite",
        phrase="a clos la proposition à {auxiliaire} : {pourquoi}",
        par_systeme=True,
        note="Se fait tout seul quand la demande est pourvue, retirée ou classée.",
        audience="equipe",
    )
    def perimer(self, **_donnees: Any) -> None:
        """The request ended otherwise."""
