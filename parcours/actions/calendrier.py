"""The calendar of a session: half-days from a weekly pattern, modules spread over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clairiere import journal
from clairiere.comptes.models import Utilisateur
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours import obstacles_calendrier, regles
from parcours.models import DateSautee, DemiJournee, Salle, SeanceModule, Session
from parcours.regles import dire_duree
from parcours.regles.jours_sans_cours import Sauts

Rythme = Mapping[int, Sequence[tuple[int, int]]]
THEME_MAXIMUM = 120


def prevoir(session: Session, *, rythme: Rythme, a_partir_du: dt.date, sauts: Sauts) -> regles.Prevision:
    """What a pattern would give today; nothing is written."""
    manque = regles.minutes_manquantes(session.minutes_prevues(), session.heures_visees)
    prises = session.demi_journees.tenues().values_list("date", "moment")
    return regles.prevoir(rythme, a_partir_du=a_partir_du, minutes=manque, raison=sauts.raison, prises=prises)


@transaction.atomic
def planifier_rythme(
    session: Session,
    *,
    par: Any,
    rythme: Rythme,
    a_partir_du: dt.date,
    sauf: Iterable[dt.date] = (),
    sauts: Sauts | None = None,
    formatrice: Utilisateur | None = None,
    salle: Salle | None = None,
    vu: str = "",
) -> list[DemiJournee]:
    """Add half-days from a weekly pattern until the hours of the programme are planned, and spread the modules.

    Args:
        sauf: days left out, when `sauts` is not given.
        formatrice, salle: those of the session when not given.
        vu: print of the preview that was on the screen; when it would be another one now, nothing is written.

    Raises:
        Ferme: nothing is missing in the calendar, the pattern gives no half-day, the trainer, the room or the group is
            already taken, or something changed since the preview.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    formatrice, salle = formatrice or session.formatrice, salle or session.salle
    verrouiller(formatrice, salle)
    if not regles.minutes_manquantes(session.minutes_prevues(), session.heures_visees):
        raise Ferme([Obstacle("complet", f"Les {session.heures_visees} h sont déjà dans le calendrier.")])
    sauts = sauts or Sauts(autres=frozenset(sauf))
    prevue = prevoir(session, rythme=rythme, a_partir_du=a_partir_du, sauts=sauts)
    if not prevue.seances:
        raise Ferme([Obstacle("rythme", "Ces jours ne donnent aucune demi-journée.", champ="rythme")])
    if vu and vu != prevue.empreinte:
        phrase = "Le calendrier a changé depuis l’aperçu. Relisez les demi-journées, puis confirmez."
        raise Ferme([Obstacle("change", phrase)])
    nouvelles = [en_demi_journee(session, seance, formatrice, salle) for seance in prevue.seances]
    if obstacles := obstacles_calendrier.conflits(nouvelles):
        raise Ferme(obstacles)
    creees: list[DemiJournee] = DemiJournee.objects.bulk_create(nouvelles)
    noter_les_sauts(session, prevue)
    etendre(session, prevue.seances[0].date, prevue.seances[-1].date)
    etaler(session, creees)
    _noter_plan(session, creees, prevue, par)
    return creees


def _noter_plan(session: Session, creees: Sequence[DemiJournee], prevue: regles.Prevision, par: Any) -> None:
    sautees = len(prevue.sautees)
    phrase = f"a ajouté {len(creees)} demi-journées au calendrier, {dire_duree(prevue.minutes)} en tout"
    if sautees:
        phrase += f" ; {sautees} jour{'s' if sautees > 1 else ''} sans cours sauté{'s' if sautees > 1 else ''}"
    journal.noter("session.planifier", par=par, sur=session, phrase=phrase, audience="equipe")


def verrouiller(formatrice: Utilisateur | None, salle: Salle | None) -> None:
    """Hold the trainer and the room until the end of the transaction: two people never book them at once."""
    if formatrice is not None:
        Utilisateur.objects.select_for_update(of=("self",)).get(pk=formatrice.pk)
    if salle is not None:
        Salle.objects.select_for_update(of=("self",)).get(pk=salle.pk)


def en_demi_journee(
    session: Session, seance: regles.Seance, formatrice: Utilisateur | None, salle: Salle | None, **champs: Any
) -> DemiJournee:
    """A half-day of a session, not yet written."""
    return DemiJournee(
        centre=session.centre,
        session=session,
        date=seance.date,
        moment=seance.moment,
        heure_debut=seance.heure_debut,
        minutes=seance.minutes,
        formatrice=formatrice,
        salle=salle,
        **champs,
    )


def noter_les_sauts(session: Session, prevue: regles.Prevision) -> None:
    """Keep the days left out with their reasons, so that the calendar explains itself afterwards."""
    dernier = prevue.seances[-1].date
    DateSautee.objects.bulk_create(
        [
            DateSautee(centre=session.centre, session=session, date=jour, raison=raison[:160])
            for jour, raison in prevue.sautees
            if jour <= dernier
        ],
        update_conflicts=True,
        unique_fields=["session", "date"],
        update_fields=["raison"],
    )
    session.dates_sautees.filter(date__in=[s.date for s in prevue.seances]).delete()


def etendre(session: Session, debut: dt.date, fin: dt.date) -> None:
    """The dates of the session follow its calendar."""
    debut, fin = min(session.debut, debut), max(session.fin, fin)
    if (debut, fin) != (session.debut, session.fin):
        session.debut, session.fin = debut, fin
        session.save(update_fields=["debut", "fin"])


def modules_de(session: Session) -> list[Any]:
    """The modules of the programme that the session follows, in order (one query)."""
    if session.version_programme_id is None:
        return []
    return list(session.version_programme.modules.order_by("rang", "pk"))


def etaler(session: Session, demi_journees: Iterable[DemiJournee]) -> None:
    """Spread what the calendar lacks of each module over these half-days, in the order of dates."""
    modules = modules_de(session)
    if not modules:
        return
    cibles = sorted(demi_journees, key=lambda d: (d.date, d.commence_a, d.pk))
    deja = SeanceModule.objects.filter(demi_journee__session=session).comptees().par_module()
    manquent = regles.manquants([(m.pk, m.minutes) for m in modules], deja)
    parts = regles.etaler(manquent, [d.minutes for d in cibles])
    ecrire_parts(cibles, parts, {m.pk: m for m in modules})


def ecrire_parts(
    demi_journees: Sequence[DemiJournee], parts: Sequence[Sequence[tuple[int, int]]], modules: Mapping[int, Any]
) -> None:
    """Write the parts of half-days that have none, and name their theme when nobody did."""
    lignes = []
    for demi_journee, siennes in zip(demi_journees, parts, strict=True):
        lignes += [
            SeanceModule(centre_id=demi_journee.centre_id, demi_journee=demi_journee, module_id=cle, minutes=minutes)
            for cle, minutes in siennes
        ]
        if not demi_journee.theme:
            demi_journee.theme = dire_theme([modules[cle] for cle, _minutes in siennes])
    SeanceModule.objects.bulk_create(lignes)
    DemiJournee.objects.bulk_update(demi_journees, ["theme"])


def dire_theme(modules: Iterable[Any]) -> str:
    """The titles of the modules of a half-day, on one line."""
    texte = " ; ".join(str(module.titre) for module in modules)
    return texte if len(texte) <= THEME_MAXIMUM else texte[: THEME_MAXIMUM - 1].rstrip() + "…"


@transaction.atomic
def repartir_de_nouveau(session: Session, *, par: Any) -> int:
    """Spread the modules again over the half-days to come that nobody has attended, and over those without a module.

    What took place with a module keeps it. Returns how many half-days were spread.

    Raises:
        Ferme: the session follows no programme, or no half-day is left.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.version_programme_id is None:
        raise Ferme([Obstacle("programme", "La session ne suit pas encore de programme.")])
    a_venir = Q(date__gte=timezone.localdate(), signee_le__isnull=True, emargements__isnull=True)
    sans_module = Q(parts__isnull=True)
    requete = session.demi_journees.comptees().filter(a_venir | sans_module).distinct()
    libres = list(requete.prefetch_related("parts__module"))
    if not libres:
        raise Ferme([Obstacle("aucune", "Toutes les demi-journées ont eu lieu avec leurs modules.")])
    effacer_parts(libres)
    etaler(session, libres)
    phrase = f"a réparti de nouveau les modules sur {len(libres)} demi-journées"
    journal.noter("session.repartir", par=par, sur=session, phrase=phrase, audience="equipe")
    return len(libres)


def effacer_parts(demi_journees: Iterable[DemiJournee]) -> None:
    """Take the modules off these half-days; a theme that only named them goes with them."""
    liste = list(demi_journees)
    for demi_journee in liste:
        if demi_journee.theme == dire_theme(p.module for p in demi_journee.parts.all()):
            demi_journee.theme = ""
    SeanceModule.objects.filter(demi_journee__in=[d.pk for d in liste]).delete()
    DemiJournee.objects.bulk_update(liste, ["theme"])
