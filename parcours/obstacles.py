"""Gathers the facts of a journey from the database and asks `regles` what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.flux.obstacles import Obstacle
from parcours import regles


def pour_admettre(parcours: Any, *, session: Any = None, **_autres: Any) -> Iterable[Obstacle]:
    """See `regles.admission`."""
    from parcours.models import Session

    aujourd_hui = timezone.localdate()
    ouvertes = 0
    if session is None:
        a_venir = Session.objects.filter(fin__gte=aujourd_hui).avec_places()
        ouvertes = sum(1 for s in a_venir if s.prises < s.places)
    return regles.admission(
        regles.FaitsAdmission(
            decision=parcours.decision_de_selection(),
            en_attente=parcours.etat == "liste_attente",
            sessions_ouvertes=ouvertes,
            session=session.nom if session else "",
            places=session.places if session else 0,
            prises=session.places_prises() if session else 0,
            proposees=session.offres.vivantes().exclude(parcours=parcours).count() if session else 0,
            session_finie=bool(session and session.fin < aujourd_hui),
            parcours=parcours.pk,
        )
    )


def pour_entrer_en_formation(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.entree_en_formation`."""
    return regles.entree_en_formation(_faits_formation(parcours))


def pour_passer_en_evaluation(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.passage_en_evaluation`."""
    return regles.passage_en_evaluation(_faits_formation(parcours))


def _faits_formation(parcours: Any) -> regles.FaitsFormation:
    session = parcours.session
    return regles.FaitsFormation(
        session=session.pk if session else 0,
        demi_journees=session.demi_journees.tenues().count() if session else 0,
        debut=session.debut if session else None,
        aujourd_hui=timezone.localdate(),
        presences=parcours.emargements.filter(minutes__gt=0).count(),
    )


def pour_certifier(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.certification`."""
    return regles.certification(faits_certification(parcours))


def faits_certification(parcours: Any) -> regles.FaitsCertification:
    """What the decision stands on, read now."""
    evaluation = parcours.evaluations.first()
    decision = parcours.decisions.select_related("jury").first()
    exception = parcours.derogations.valables().first()
    minutes = parcours.minutes()
    suivies = parcours.emargements.aggregate(n=Sum("minutes"))["n"] or 0
    return regles.FaitsCertification(
        minutes=minutes,
        minutes_non_signees=suivies - minutes,
        heures_visees=parcours.heures_visees,
        evaluation=evaluation.resultat if evaluation else "",
        decision=decision.decision if decision else "",
        seance_ouverte=bool(decision and decision.jury and decision.jury.etat != "clos"),
        exception=exception.minutes if exception else 0,
        exception_vue=bool(exception and decision and decision.derogation_id == exception.pk),
        exception_maximum=lire(parcours.centre, "exception_heures"),
        parcours=parcours.pk,
        session=parcours.session_id or 0,
    )


def pour_rendre_disponible(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.disponibilite`."""
    dispo = getattr(parcours, "disponibilite", None)
    return regles.disponibilite(
        regles.FaitsDisponibilite(
            certificat_valable=parcours.certificats.filter(revoque_le__isnull=True).exists(),
            minutes_par_semaine=dispo.en_semaine.minutes if dispo else 0,
            parcours=parcours.pk,
        )
    )


def pour_reprendre_candidature(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """A certified woman does not apply again."""
    if parcours.certificats.filter(revoque_le__isnull=True).exists():
        yield Obstacle(
            "deja_certifiee",
            "Elle a déjà un certificat. Elle peut redevenir disponible.",
            qui="une personne de l’équipe",
        )


def pour_reprendre_formation(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """Only someone who had a place comes back to the course."""
    if parcours.session_id is None:
        yield Obstacle("session", "Elle n’a pas de session.", qui="la coordinatrice")
    elif parcours.certificats.filter(revoque_le__isnull=True).exists():
        yield Obstacle("deja_certifiee", "Elle a déjà un certificat valable.", qui="une personne de l’équipe")
