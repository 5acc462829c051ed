"""Closing a sitting: the minutes, numbered and frozen; what each decision changes; who is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction

from clairiere import flux
from clairiere.centres.reglages import lire
from clairiere.comptes.acteur import Acteur
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.pv import Candidate, DonneesPV, Membre, pv_pdf
from clairiere.interface.francais import date_courte, date_longue, heure, heures, pluriel
from clairiere.messages.envois import ecrire
from parcours.models import DecisionJury, Jury
from parcours.regles.recours import dernier_jour
from parcours.seance import Candidature, candidatures

AJOURNEE, NON_CERTIFIEE = DecisionJury.Decision.AJOURNEE, DecisionJury.Decision.NON_CERTIFIEE
MOTS = {
    "certifiee": ("certifiée", "certifiées"),
    "ajournee": ("ajournée", "ajournées"),
    "non_certifiee": ("non certifiée", "non certifiées"),
}


@transaction.atomic
def clore(jury: Jury, *, par: Any, attendu: str | None = None, quand: dt.datetime | None = None) -> Jury:
    """Close: minutes made, postponed and refused candidates moved, each told. Certificates are issued afterwards.

    Raises:
        Ferme: a candidate has no decision, or is no longer at the evaluation.
    """
    resume = resumer(candidatures(jury))
    jury = flux.franchir(jury, "clore", par=par, attendu=attendu, quand=quand, resume=resume)
    liste = candidatures(jury)
    for c in liste:
        if c.decision and not c.passage.reporte:
            _appliquer(c, par, quand)
    numero = numero_suivant("PV", jury.date.year)
    donnees = donnees_du_pv(jury, liste, numero)
    jury.pv = emettre(
        genre="pv_jury",
        titre=f"Procès-verbal du jury du {date_courte(jury.date)}",
        sur=jury,
        par=par,
        donnees=donnees.figees(),
        fichiers={"pdf": pv_pdf(donnees)},
        numero=numero,
    )
    jury.save(update_fields=["pv"])
    return jury


def resumer(liste: list[Candidature]) -> str:
    """« 10 certifiées, 1 ajournée, 1 non certifiée »."""
    comptes = Counter(c.decision.decision for c in liste if c.decision and not c.passage.reporte)
    dits = [pluriel(comptes[code], un, plusieurs) for code, (un, plusieurs) in MOTS.items() if comptes[code]]
    return ", ".join(dits)


def _appliquer(c: Candidature, par: Any, quand: dt.datetime | None) -> None:
    decision, systeme = c.decision, Acteur.systeme(c.parcours.centre, par.nom)
    if decision.decision == AJOURNEE:
        echeance = decision.echeance
        motif = f"{decision.remarque} Pour le {date_courte(echeance)}." if echeance else decision.remarque
        options = {"suite": f"À refaire : {decision.remarque}", "pour_le": echeance}
        flux.franchir(c.parcours, "ajourner", par=systeme, motif=motif, quand=quand, **options)
    elif decision.decision == NON_CERTIFIEE:
        flux.franchir(c.parcours, "ne_pas_certifier", par=systeme, motif=decision.remarque, quand=quand)
    if decision.decision in (AJOURNEE, NON_CERTIFIEE):
        _prevenir(c)


def _prevenir(c: Candidature) -> None:
    """She learns it from the centre, with the way to ask for another look."""
    decision, personne, centre = c.decision, c.parcours.personne, c.parcours.centre
    limite = dernier_jour(decision.date, lire(centre, "recours_jours"))
    if decision.decision == AJOURNEE:
        quoi = f"Vous pourrez repasser. À refaire : {decision.remarque} Pour le {date_longue(decision.echeance)}."
    else:
        quoi = f"Vous n’avez pas le certificat cette fois. La raison : {decision.remarque}"
    ecrire(
        a=personne,
        genre="jury",
        objet="La décision du jury",
        texte=(
            f"Bonjour {personne.prenom}. Le jury s’est réuni le {date_longue(decision.date)}. {quoi} "
            f"Vous pouvez demander de revoir la décision jusqu’au {date_longue(limite)}. Appelez-nous. {centre}"
        ),
        cle=f"decision-{decision.pk}",
    )


def donnees_du_pv(jury: Jury, liste: list[Candidature], numero: str) -> DonneesPV:
    """All that is printed, as it is now."""
    centre = jury.centre
    return DonneesPV(
        emetteur=emetteur_de(centre),
        numero=numero,
        session=jury.session.nom,
        programme=jury.session.programme,
        date=jury.date,
        heure=heure(jury.heure),
        lieu=jury.lieu or centre.nom,
        quorum=jury.quorum,
        recours_jours=lire(centre, "recours_jours"),
        membres=tuple(
            Membre(
                nom=m.personne.nom_complet,
                qualite=m.qualite,
                preside=m.preside,
                externe=m.externe,
                present=bool(m.present),
            )
            for m in jury.membres.select_related("personne")
        ),
        candidates=tuple(_candidate(c) for c in liste if c.decision and not c.passage.reporte),
        reportees=tuple((str(c.parcours), c.passage.motif_report) for c in liste if c.passage.reporte),
        resume=resumer(liste),
    )


def _candidate(c: Candidature) -> Candidate:
    decision = c.decision
    suite = decision.remarque
    if decision.echeance:
        suite = f"{suite} Pour le {date_courte(decision.echeance)}."
    exception = ""
    if decision.derogation_id:
        derogation = decision.derogation
        exception = (
            f"Exception écrite par {derogation.accordee_par} le {date_courte(derogation.date)} : {derogation.motif}"
        )
    return Candidate(
        nom=c.parcours.personne.nom_complet,
        heures=heures(c.parcours.minutes()),
        evaluation=str(c.evaluation.get_resultat_display()) if c.evaluation else "non faite",
        decision=str(decision.get_decision_display()),
        ont_decide=tuple(decision.membres),
        ecartes=tuple(f"{e['nom']} ({e['raison']})" for e in decision.ecartes),
        suite=suite,
        exception=exception,
    )
