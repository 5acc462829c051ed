"""Gathers what is known of the sheets of a session, for `regles.contradictions`: a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.interface.francais import date_courte
from clairiere.journal.models import Entree
from parcours.models import ConstatFeuille, DemiJournee, Emargement, Parcours, ScanFeuille
from parcours.models.appel import TraceSignature
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.obstacles_presence import stagiaires_de
from parcours.regles.contradictions import Contradiction, contradictions
from parcours.regles.faits_de_feuille import (
    PRESENTES,
    Constat,
    Correction,
    Faits,
    FeuilleFaite,
    LigneFaite,
    Occupation,
)

GENRE_DJ, GENRE_PARCOURS = "parcours.demijournee", "parcours.parcours"
ABSENTES = ("absente", "absente_justifiee")


def contradictions_de(session: Any) -> list[Contradiction]:
    """All that does not hold together on the sheets of a session, explained or not."""
    return contradictions(faits_de_session(session))


def faits_de_session(session: Any) -> Faits:
    """The sheets up to today, with their lines, pictures, corrections, and who was elsewhere at that time."""
    aujourd_hui = timezone.localdate()
    requete = DemiJournee.objects.tenues().filter(session=session, date__lte=aujourd_hui)
    lignes = Prefetch("emargements", Emargement.objects.select_related("parcours__personne").order_by("pk"))
    requete = requete.select_related("formatrice", "session__formatrice").annotate(
        nombre_scans=Count("scans", filter=Q(scans__retire_le__isnull=True), distinct=True)
    )
    feuilles = list(requete.prefetch_related(lignes, Prefetch("constats", _constats())).order_by("date", "pk"))
    ids = [f.pk for f in feuilles]
    corrections, traces = _corrections(ids), _traces(ids)
    du_groupe = Parcours.objects.filter(session=session, etat__in=EN_COURS_DE_FORMATION).count()
    return Faits(
        feuilles=[_feuille(f, corrections.get(f.pk, []), traces, du_groupe) for f in feuilles],
        occupations=[*_stagiaires(session, feuilles), *_formatrices(session, feuilles)],
        maintenant=timezone.localtime(),
        ecart_heures=lire(session.centre, "signature_ecart_heures"),
    )


def _constats() -> Any:
    return ConstatFeuille.objects.select_related("parcours__personne").order_by("pk")


def moments(demi_journee: Any) -> tuple[dt.datetime, dt.datetime]:
    """When it begins and ends, in the time of the centre."""
    fuseau = timezone.get_current_timezone()
    return tuple(  # type: ignore[return-value]
        dt.datetime.combine(demi_journee.date, heure, tzinfo=fuseau)
        for heure in (demi_journee.commence_a, demi_journee.finit_a)
    )


def _traces(ids: list[int]) -> dict[tuple[int, int], dt.datetime]:
    """When each trainee signed on a screen: (half-day, trainee) → moment (one query)."""
    requete = TraceSignature.objects.filter(demi_journee__in=ids, parcours__isnull=False).order_by("pk")
    valeurs = requete.values_list("demi_journee", "parcours", "faite_le")
    return {(dj, parcours): timezone.localtime(faite_le) for dj, parcours, faite_le in valeurs}


def _feuille(f: Any, corrections: list[Correction], traces: dict[Any, dt.datetime], du_groupe: int) -> FeuilleFaite:
    debut, fin = moments(f)
    return FeuilleFaite(
        demi_journee=f.pk,
        libelle=dire_demi_journee(f),
        debut=debut,
        fin=fin,
        minutes=f.minutes,
        attendues=du_groupe,
        scans=f.nombre_scans,
        signee_le=timezone.localtime(f.signee_le) if f.signee_le else None,
        signee_par=f.signee_par,
        lignes=[_ligne(e, traces.get((f.pk, e.parcours_id))) for e in f.emargements.all()],
        corrections=[c for c in corrections if f.signee_le and c.le >= f.signee_le],
        constats=[
            Constat(c.parcours_id, c.parcours.personne.nom_complet, c.source, c.statut, c.signee)
            for c in f.constats.all()
        ],
    )


def _ligne(e: Any, trace_le: dt.datetime | None) -> LigneFaite:
    return LigneFaite(
        parcours=e.parcours_id,
        nom=e.parcours.personne.nom_complet,
        statut=e.statut,
        minutes=e.minutes,
        mode=e.mode,
        arrivee=e.arrivee,
        depart=e.depart,
        trace_le=trace_le,
    )


def dire_demi_journee(demi_journee: Any) -> str:
    """« 20/11/2026 matin »."""
    return f"{date_courte(demi_journee.date)} {demi_journee.get_moment_display()}"


def _corrections(ids: list[int]) -> dict[int, list[Correction]]:
    """Absences that became presences, from the history (two queries)."""
    requete = Entree.objects.filter(
        code="emargement.corriger", mentions__genre=GENRE_DJ, mentions__objet_id__in=ids
    ).order_by("quand", "pk")
    trouvees: dict[int, list[Correction]] = defaultdict(list)
    for entree in requete.prefetch_related("mentions").distinct():
        avant, apres = entree.donnees.get("avant") or [""], entree.donnees.get("apres") or [""]
        sur = {m.genre: m.objet_id for m in entree.mentions.all()}
        if avant[0] not in ABSENTES or apres[0] not in PRESENTES or GENRE_PARCOURS not in sur:
            continue
        le = timezone.localtime(entree.quand)
        trouvees[sur[GENRE_DJ]].append(Correction(entree.pk, sur[GENRE_PARCOURS], entree.auteur_nom, le, entree.motif))
    return trouvees


def _occupation(qui: str, nom: str, dj: Any, *, formatrice: bool = False) -> Occupation:
    debut, fin = moments(dj)
    ou = f"groupe {dj.session.nom}, {dire_demi_journee(dj)}"
    return Occupation(qui, nom, dj.pk, ou, debut, fin, formatrice)


def _stagiaires(session: Any, feuilles: list[Any]) -> list[Occupation]:
    """Trainees noted present here, and what they are noted present at elsewhere on the same days (one query)."""
    ici = [(e, f) for f in feuilles for e in f.emargements.all() if e.statut in PRESENTES]
    personnes = {e.parcours.personne_id for e, _f in ici}
    ailleurs = (
        Emargement.objects.filter(
            parcours__personne__in=personnes, statut__in=PRESENTES, demi_journee__date__in={f.date for f in feuilles}
        )
        .exclude(demi_journee__session=session)
        .select_related("parcours__personne", "demi_journee__session")
        .order_by("pk")
    )
    toutes = [*ici, *((e, e.demi_journee) for e in ailleurs)]
    return [_occupation(f"p{e.parcours.personne_id}", e.parcours.personne.nom_complet, f) for e, f in toutes]


def _formatrices(session: Any, feuilles: list[Any]) -> list[Occupation]:
    """Trainers of these half-days, and the half-days they teach in other groups on the same days (one query)."""

    def qui(dj: Any) -> Any:
        return dj.formatrice or dj.session.formatrice

    formatrices = {compte.pk for f in feuilles if (compte := qui(f)) is not None}
    siennes = Q(formatrice__in=formatrices) | Q(formatrice=None, session__formatrice__in=formatrices)
    autres = (
        DemiJournee.objects.tenues()
        .filter(siennes, date__in={f.date for f in feuilles})
        .exclude(session=session)
        .select_related("formatrice", "session__formatrice")
        .order_by("pk")
    )
    toutes = [(f, qui(f)) for f in [*feuilles, *autres]]
    return [_occupation(f"f{compte.pk}", str(compte), f, formatrice=True) for f, compte in toutes if compte is not None]


def stagiaires_du_papier(demi_journee: Any, deja: dict[int, Any]) -> list[Any]:
    """Who is on the sheet, in the order of names: the printed sheet and the grid to copy it are the same list."""
    gens = stagiaires_de(demi_journee, deja)
    return sorted(gens, key=lambda p: (cle_de_tri(p.personne.nom), cle_de_tri(p.personne.prenom), p.pk))


def cle_de_tri(nom: str) -> str:
    """« Élodie » stands with « Elodie »."""
    sans_accents = unicodedata.normalize("NFKD", nom).encode("ascii", "ignore").decode()
    return (sans_accents or nom).casefold()


def scans_de(demi_journee: Any) -> list[Any]:
    """Pictures of its paper that are kept, in order."""
    return list(ScanFeuille.objects.gardes().filter(demi_journee=demi_journee))
