"""What the printed programme says: the programme, and the calendar of a session."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils import timezone

from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.programme import DonneesProgramme, LigneCalendrier, ModuleImprime
from clairiere.interface.francais import MOIS, date_courte, date_longue, heure, typographie
from parcours.models import competences_de
from parcours.regles import dire_duree, dire_prevu, dire_total

TEXTES = (
    ("objectifs", "Objectifs"),
    ("prerequis", "Prérequis"),
    ("moyens", "Moyens et méthodes"),
    ("evaluation", "Évaluation et suivi"),
)


def donnees_programme(programme: Any, modules: Iterable[Any]) -> DonneesProgramme:
    """A version of a programme, alone."""
    return DonneesProgramme(
        emetteur=emetteur_de(programme.centre),
        titre="Programme de formation",
        sous_titre=str(programme) if programme.est_publie else f"{programme} (brouillon)",
        date=timezone.localdate(programme.publie_le or programme.cree_le),
        faits=(("Durée", f"{programme.heures}\u00a0h"),),
        **_du_programme(programme, modules),
    )


def _du_programme(programme: Any, modules: Iterable[Any]) -> dict[str, Any]:
    titres = {c.code: c.titre for c in competences_de()}
    liste = list(modules)
    return {
        "textes": tuple((titre, _lignes(getattr(programme, nom))) for nom, titre in TEXTES if getattr(programme, nom)),
        "modules": tuple(
            ModuleImprime(
                numero=str(m.rang),
                titre=typographie(m.titre),
                duree=dire_duree(m.minutes),
                objectifs=_lignes(m.objectifs),
                contenu=_lignes(m.contenu),
                competences=tuple(titres.get(code, code) for code in m.competences),
            )
            for m in liste
        ),
        "total": dire_total(sum(m.minutes for m in liste), programme.heures),
    }


def _lignes(texte: str) -> tuple[str, ...]:
    return tuple(typographie(ligne.strip()) for ligne in texte.splitlines() if ligne.strip())


def donnees_calendrier(session: Any, demi_journees: list[Any]) -> DonneesProgramme:
    """The programme and the calendar of a session (see `views.calendrier.demi_journees_completes`)."""
    programme = session.version_programme
    prevues = sum(d.minutes for d in demi_journees if d.compte_au_calendrier)
    faits = [
        ("Session", session.nom),
        ("Dates", f"du {date_courte(session.debut)} au {date_courte(session.fin)}"),
        ("Durée", f"{session.heures_visees}\u00a0h"),
        ("Lieu", session.lieu or session.centre.nom),
        ("Formatrice", str(session.formatrice or "")),
    ]
    du_programme = _du_programme(programme, programme.modules.order_by("rang", "pk")) if programme else {}
    return DonneesProgramme(
        emetteur=emetteur_de(session.centre),
        titre="Programme et calendrier",
        sous_titre=session.programme,
        date=timezone.localdate(),
        faits=tuple((mot, typographie(valeur)) for mot, valeur in faits if valeur),
        mois=_par_mois(session, demi_journees),
        resume_calendrier=dire_prevu(prevues, session.heures_visees),
        **du_programme,
    )


def _par_mois(session: Any, demi_journees: list[Any]) -> tuple[tuple[str, tuple[LigneCalendrier, ...]], ...]:
    dates = [(d.date, 1, _ligne(session, d)) for d in demi_journees]
    dates += [
        (s.date, 0, LigneCalendrier(date=_jour(s.date), sans_cours=s.raison)) for s in session.dates_sautees.all()
    ]
    dates.sort(key=lambda d: d[:2])
    groupes = groupby(dates, key=lambda d: (d[0].year, d[0].month))
    return tuple(
        (f"{MOIS[m - 1].capitalize()} {a}", tuple(ligne for *_, ligne in lignes)) for (a, m), lignes in groupes
    )


def _jour(date: Any) -> str:
    return date_longue(date, aujourdhui=date)


def _ligne(session: Any, demi_journee: Any) -> LigneCalendrier:
    parts = list(demi_journee.parts.all())
    detail = " ; ".join(f"{p.module.numerote} ({dire_duree(p.minutes)})" for p in parts) if len(parts) > 1 else ""
    contenu = detail or (parts[0].module.numerote if parts else demi_journee.theme)
    if demi_journee.rattrapage:
        contenu = f"Rattrapage : {contenu}" if contenu else "Rattrapage"
    return LigneCalendrier(
        date=_jour(demi_journee.date),
        horaires=f"{heure(demi_journee.commence_a)} – {heure(demi_journee.finit_a)}",
        contenu=typographie(contenu),
        lieu=demi_journee.salle.nom if demi_journee.salle else "",
        formatrice=str(demi_journee.formatrice or session.formatrice or ""),
        annulee=demi_journee.est_annulee,
    )
