"""The file of a trainee, for the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from clairiere import journal
from clairiere.comptes.acces import exige
from clairiere.documents.models import Document
from clairiere.interface.francais import pluriel
from parcours import regles
from parcours.models import Emargement, Evaluation, competences_de
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION, EN_RECRUTEMENT
from parcours.sections import cartes
from parcours.views.commun import parcours_visible


@dataclass(frozen=True)
class DemiJourneeIncomplete:
    """A half-day whose hours she does not have, and why."""

    demi_journee: Any
    minutes: int
    raison: str


@exige("parcours.voir")
def fiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Header, path, moves, then what is known of her; she herself has her own pages."""
    parcours = parcours_visible(request, pk, "referente", "disponibilite")
    if not request.acteur.est_personnel:
        return redirect("parcours:mon_parcours", centre=centre)
    acteur = request.acteur
    journal.noter_consultation(parcours.personne, par=acteur)
    jours = regles.jours_bloquee(parcours.etat, timezone.localtime(parcours.depuis).date(), timezone.localdate())
    evaluation = parcours.evaluations.first()
    contexte = {
        "parcours": parcours,
        "jours_bloquee": jours,
        "jours_bloquee_dits": f"Bloquée depuis {pluriel(jours, 'jour')}",
        "minutes": parcours.minutes(),
        "minutes_visees": parcours.heures_visees * 60,
        "incompletes": incompletes(parcours) if parcours.session_id else [],
        "evaluation": evaluation,
        "competences": niveaux(evaluation) if evaluation else [],
        "decision": parcours.decisions.first(),
        "disponibilite": getattr(parcours, "disponibilite", None),
        "documents": documents_de_la_personne(parcours, acteur),
        "voit_coordonnees": acteur.peut("emargement.saisir"),
        "peut_evaluer": acteur.peut("evaluation.saisir")
        and parcours.etat in ("en_formation", "en_evaluation", "ajournee"),
        "peut_decider": acteur.peut("jury.decider") and parcours.etat == "en_evaluation",
        "attend_une_suite": parcours.etat in (*EN_RECRUTEMENT, *EN_COURS_DE_FORMATION),
        "en_metier": parcours.etat in DANS_LE_METIER,
        "peut_modifier": acteur.peut("parcours.modifier"),
        "peut_emarger": acteur.peut("emargement.saisir"),
        "canal_dit": dict(parcours.personne.Canal.choices)[parcours.personne.canal],
        "adresse": adresse(parcours.personne),
        "cartes": cartes(parcours, acteur),
    }
    return render(request, "parcours/fiche.html", contexte)


def adresse(personne: Any) -> str:
    """The postal address on one line."""
    ville = f"{personne.code_postal} {personne.ville}".strip()
    return ", ".join(partie for partie in (personne.adresse, ville) if partie)


def incompletes(parcours: Any) -> list[DemiJourneeIncomplete]:
    """Half-days noted where minutes are missing: absent, late, or a signature is missing (one query)."""
    liste = []
    lignes = parcours.emargements.select_related("demi_journee").order_by("demi_journee__date", "pk")
    for ligne in lignes:
        prevues = ligne.demi_journee.minutes
        if ligne.statut in (Emargement.Statut.ABSENTE, Emargement.Statut.ABSENTE_JUSTIFIEE):
            liste.append(DemiJourneeIncomplete(ligne.demi_journee, prevues, ligne.get_statut_display()))
        elif not ligne.compte:
            manque = "sa signature" if not ligne.signature else "la signature de la formatrice"
            liste.append(DemiJourneeIncomplete(ligne.demi_journee, ligne.minutes, f"il manque {manque}"))
        elif ligne.minutes < prevues:
            liste.append(DemiJourneeIncomplete(ligne.demi_journee, prevues - ligne.minutes, "en retard"))
    return liste


def niveaux(evaluation: Any) -> list[tuple[str, str, str, str]]:
    """Title, sentence, level in words and its tone, for each competence."""
    tons = {"acquis": "fait", "en_cours": "a_faire", "non_observe": "neutre"}
    mots = dict(Evaluation.Niveau.choices)
    return [
        (c.titre, c.phrase, str(mots.get(niveau, "non observé")), tons.get(niveau, "neutre"))
        for c in competences_de(evaluation)
        for niveau in [evaluation.competences.get(c.code, "")]
    ]


def documents_de_la_personne(parcours: Any, acteur: Any) -> list[Any]:
    """Papers made for her, that the reader may open, newest first."""
    fichiers = Prefetch("fichiers")
    return list(Document.objects.visibles_par(acteur).filter(pour_id=parcours.personne_id).prefetch_related(fichiers))
