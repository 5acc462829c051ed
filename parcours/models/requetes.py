"""Filters and sums on journeys."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from clairiere.centres.portee import RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import PERSONNEL, Role
from clairiere.journal.models import Mention
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION, EN_RECRUTEMENT
from parcours.regles.entonnoir import RANG

EN_COURS = ("en_formation", "en_evaluation", "ajournee", "non_certifiee")


class RequeteParcours(RequeteDuCentre):
    """Filters and sums on journeys."""

    def visibles_par(self, acteur: Any) -> RequeteParcours:
        """People who work at the centre see all; a member of a jury, her candidates; an auxiliaire, her own."""
        if acteur.est_systeme or any(role in PERSONNEL and role != Role.JURY for role in acteur.roles):
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        if not acteur.a(Role.JURY):
            return self.filter(personne__utilisateur=acteur.utilisateur)
        from parcours.models.jury import Jury, Passage

        siens = Jury.objects.visibles_par(acteur).order_by().values("pk")
        candidates = Passage.objects.filter(jury__in=siens).order_by().values("parcours")
        return self.filter(Q(personne__utilisateur=acteur.utilisateur) | Q(pk__in=candidates))

    def avec_minutes(self) -> RequeteParcours:
        """Annotate `minutes_acquises`: attended, signed by her and by the trainer (domaine/exemples.md, F4)."""
        from parcours.models.emargement import Emargement

        somme = (
            Emargement.objects.comptees()
            .order_by()
            .filter(parcours=OuterRef("pk"))
            .values("parcours")
            .annotate(total=Sum("minutes"))
            .values("total")
        )
        return self.annotate(minutes_acquises=Coalesce(Subquery(somme), 0))

    def cherches(self, texte: str) -> RequeteParcours:
        """Journeys of the persons that the words designate."""
        return self.filter(personne__in=Personne.objects.cherchees(texte).order_by())

    def du_recrutement(self) -> RequeteParcours:
        """Before admission."""
        return self.filter(etat__in=EN_RECRUTEMENT)

    def en_formation(self) -> RequeteParcours:
        """From admission to the jury."""
        return self.filter(etat__in=EN_COURS_DE_FORMATION)

    def dans_le_metier(self) -> RequeteParcours:
        """Certified, looking for a family, or at work."""
        return self.filter(etat__in=DANS_LE_METIER)

    def avec_etape(self, pas_admises: Collection[int] = ()) -> RequeteParcours:
        """Annotate `etape`: the furthest step of the funnel that she ever reached (`regles.entonnoir.ETAPES`).

        Args:
            pas_admises: journeys whose admission does not count: they withdrew before the start and were replaced.
        """
        from parcours.models.certificat import Certificat
        from parcours.models.emargement import Emargement
        from parcours.models.selection import Entretien

        elle = {"parcours": OuterRef("pk")}
        placee = Mention.objects.filter(
            genre="parcours.parcours", objet_id=OuterRef("pk"), entree__code="parcours.placer"
        )
        valable = Certificat.objects.filter(**elle, revoque_le__isnull=True)
        venue = Emargement.objects.filter(**elle, statut__in=("presente", "retard"))
        vue = Q(etat__in=("candidate", "liste_attente")) | Exists(Entretien.objects.filter(**elle))
        etapes = (
            (Q(pk__in=list(pas_admises)), "entendues"),
            (Q(etat="placee") | Exists(placee.order_by()), "placees"),
            (Q(etat__in=DANS_LE_METIER) | Exists(valable.order_by()), "certifiees"),
            (Q(etat__in=EN_COURS) | Exists(venue.order_by()), "en_cours"),
            (Q(session__isnull=False), "admises"),
            (vue, "entendues"),
            (Q(etat="informee") | Q(date_reunion__isnull=False), "informees"),
        )
        cas = [When(condition, then=Value(RANG[code])) for condition, code in etapes]
        return self.annotate(etape=Case(*cas, default=Value(0), output_field=IntegerField()))
