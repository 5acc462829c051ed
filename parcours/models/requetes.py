"""Filters and sums on journeys."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from clairiere.centres.portee import RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import PERSONNEL
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION, EN_RECRUTEMENT


class RequeteParcours(RequeteDuCentre):
    """Filters and sums on journeys."""

    def visibles_par(self, acteur: Any) -> RequeteParcours:
        """People who work at the centre see all; an auxiliaire sees her own."""
        if acteur.est_systeme or any(role in PERSONNEL for role in acteur.roles):
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        return self.filter(personne__utilisateur=acteur.utilisateur)

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
