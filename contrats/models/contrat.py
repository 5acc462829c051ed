"""The contract of one family with one auxiliaire: from the draft to its end."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.visibilite import pour_les_parties
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from contrats import obstacles
from contrats.models.champs import SANS_NIR, Clauses
from parcours.models import Parcours
from placements.models import Famille, Placement

ETATS: dict[str, Etat] = {
    "brouillon": Etat("Brouillon", _("Le contrat est en préparation"), "Brouillon", "a_faire", principal=True),
    "pret": Etat("À signer", _("Le contrat est prêt à signer"), "À imprimer et à signer", "a_faire", principal=True),
    "signe": Etat("Signé", _("Le contrat est signé"), "Signature", "fait", principal=True),
    "termine": Etat("Terminé", _("Le contrat est terminé"), "Fin du contrat", "neutre", principal=True, fin=True),
    "annule": Etat("Annulé", _("Le contrat est annulé"), ton="neutre", apres="brouillon", fin=True),
}
EN_VIE = ("brouillon", "pret", "signe")
LUS_PAR_LES_PARTIES = ("pret", "signe", "termine")


class RequeteContrats(RequeteDuCentre):
    """Filters on contracts."""

    def visibles_par(self, acteur: Any) -> RequeteContrats:
        """The team sees all; each party sees her own, once it can be printed."""
        visibles: RequeteContrats = pour_les_parties(
            self, acteur, auxiliaire="parcours__personne", famille="famille__contact"
        )
        lisible = acteur.est_systeme or acteur.est_equipe
        return visibles if lisible else visibles.filter(etat__in=LUS_PAR_LES_PARTIES)

    def en_vie(self) -> RequeteContrats:
        """Draft, ready or signed."""
        return self.filter(etat__in=EN_VIE)

    def en_vigueur(self) -> RequeteContrats:
        """Signed and not ended."""
        return self.filter(etat="signe")

    def avec_parties(self) -> RequeteContrats:
        """With the names that a list shows, in the same query."""
        return self.select_related("parcours__personne", "famille__contact", "placement", "centre")

    def cherches(self, texte: str) -> RequeteContrats:
        """Contracts of the persons that the words designate, or with this number."""
        if not texte.strip():
            return self
        personnes = Personne.objects.cherchees(texte).order_by()
        return self.filter(
            Q(parcours__personne__in=personnes) | Q(famille__contact__in=personnes) | Q(numero__icontains=texte.strip())
        )

    def minutes_par_parcours(self, ids: Any) -> dict[int, int]:
        """Minutes per week in contracts in force, by journey (one query): what the matching asks for."""
        sommes = self.en_vigueur().filter(parcours__in=ids).order_by().values("parcours")
        return {ligne["parcours"]: ligne["n"] for ligne in sommes.annotate(n=Sum("minutes_par_semaine"))}


class Contrat(ModeleMachine, ModeleDuCentre, Clauses):
    """A draft is written, checked, printed and frozen, signed on paper, and ends. A signed one is never rewritten."""

    class Fin(models.TextChoices):
        DEMISSION = "demission", _("démission de la salariée")
        LICENCIEMENT = "licenciement", _("licenciement")
        ACCORD = "accord", _("accord des deux parties")
        ESSAI_EMPLOYEUR = "essai_employeur", _("essai arrêté par la famille")
        ESSAI_SALARIEE = "essai_salariee", _("essai arrêté par la salariée")
        AUTRE = "autre", _("autre raison")

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "contrat"

    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="contrats", verbose_name=_("mise en relation")
    )
    parcours = models.ForeignKey(Parcours, models.PROTECT, related_name="contrats", verbose_name=_("auxiliaire"))
    famille = models.ForeignKey(Famille, models.PROTECT, related_name="contrats", verbose_name=_("famille"))
    etat = etat_field("brouillon", ETATS)
    numero = models.CharField(_("numéro"), max_length=40, blank=True)
    revision = models.PositiveIntegerField(_("révision"), default=0)
    minutes_par_semaine = models.PositiveIntegerField(_("minutes de travail par semaine"), default=0)
    fige = models.JSONField(_("ce qui a été imprimé"), default=dict, blank=True)
    signe_le = models.DateField(_("signé le"), null=True, blank=True)
    vu_par = models.CharField(_("signature vue par"), max_length=160, blank=True, validators=SANS_NIR)
    fin_le = models.DateField(_("terminé le"), null=True, blank=True)
    motif_fin = models.CharField(_("raison de la fin"), max_length=20, blank=True, choices=Fin.choices)
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteContrats)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("contrat")
        verbose_name_plural = _("contrats")
        ordering = ["-date_embauche", "-pk"]
        indexes = [models.Index(fields=["centre", "etat"])]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(etat__in=EN_VIE),
                name="contrat_un_en_vie_par_placement",
                violation_error_message=_("Cette mise en relation a déjà un contrat."),
            ),
            models.UniqueConstraint(
                fields=["centre", "numero"],
                condition=~Q(numero=""),
                name="contrat_numero_unique",
                violation_error_message=_("Ce numéro de contrat existe déjà."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["signe", "termine"]) | (Q(signe_le__isnull=False) & ~Q(vu_par="")),
                name="contrat_signe_a_une_date",
                violation_error_message=_("Il manque la date de signature, ou le nom de la personne qui l’a vue."),
            ),
            models.CheckConstraint(
                condition=~Q(etat="termine") | Q(fin_le__isnull=False),
                name="contrat_termine_a_une_fin",
                violation_error_message=_("Il manque le dernier jour du contrat."),
            ),
            models.CheckConstraint(
                condition=Q(fin_le__isnull=True) | Q(fin_le__gte=F("date_embauche")),
                name="contrat_fin_apres_embauche",
                violation_error_message=_("Le dernier jour ne peut pas être avant l’embauche."),
            ),
        ]

    def __str__(self) -> str:
        return f"contrat de {self.parcours} avec la {self.famille}"

    def sujets_du_journal(self) -> list[models.Model]:
        """The match and the journey tell it too."""
        return [self, self.placement, self.parcours]

    @property
    def en_semaine(self) -> Semaine:
        """Effective work, as a value."""
        return Semaine.depuis_donnees(self.semaine)

    @property
    def en_presence(self) -> Semaine:
        """Présence responsable, as a value."""
        return Semaine.depuis_donnees(self.presence_responsable)

    @transition(
        source="brouillon",
        cible="pret",
        libelle="Préparer le contrat à imprimer",
        phrase="a préparé le contrat no {numero}",
        obstacles=obstacles.pour_preparer,
        action="contrats.actions.preparation.preparer",
        annonce="Le contrat sera numéroté, puis fait en Word et en PDF. Il ne changera plus, sauf si vous le corrigez.",
        ton="principal",
        audience="equipe",
    )
    def preparer(self, *, numero: str) -> None:
        """All checks say yes: the paper is made."""
        self.numero = numero

    @transition(
        source="pret",
        cible="brouillon",
        libelle="Corriger avant la signature",
        phrase="a repris le contrat no {numero} pour le corriger",
        action="contrats.actions.preparation.corriger",
        annonce="Le papier déjà imprimé ne vaut plus. Jetez-le. Une nouvelle version sera faite.",
        audience="equipe",
    )
    def corriger(self, **_donnees: Any) -> None:
        """Nobody signed yet; the printed version stays in the documents, replaced by the next."""
        self.fige = {}

    @transition(
        source="pret",
        cible="signe",
        libelle="Noter la signature",
        phrase="a noté le contrat signé sur papier le {signe_le}, vu par {vu_par}",
        obstacles=obstacles.pour_signer,
        formulaire="contrats.forms.actes.SignerForm",
        action="contrats.actions.signature.signer",
        annonce="Les deux parties ont signé sur papier. Personne ne signe à leur place. "
        "Le parcours de l’auxiliaire passera à « Placée ».",
        ton="principal",
    )
    def signer(self, *, signe_le: dt.date, vu_par: str) -> None:
        """Both signed on paper; someone of the centre saw it."""
        self.signe_le = signe_le
        self.vu_par = vu_par

    @transition(
        source=("brouillon", "pret"),
        cible="annule",
        libelle="Annuler le contrat",
        phrase="a annulé le contrat",
        formulaire="contrats.forms.actes.AnnulerForm",
        action="contrats.actions.preparation.annuler",
        motif=True,
        ton="danger",
        audience="equipe",
    )
    def annuler(self) -> None:
        """The parties give up before signing."""

    @transition(
        source="signe",
        cible="termine",
        libelle="Noter la fin du contrat",
        phrase="a noté la fin du contrat, le {fin}",
        obstacles=obstacles.pour_terminer,
        formulaire="contrats.forms.actes.TerminerForm",
        action="contrats.actions.signature.terminer",
        annonce="La mise en relation sera terminée aussi. Sans autre contrat, l’auxiliaire redevient disponible.",
        motif=True,
        ton="danger",
        audience="equipe",
    )
    def terminer(self, *, fin: dt.date, cause: str) -> None:
        """The last day, and who ended it."""
        self.fin_le = fin
        self.motif_fin = cause
