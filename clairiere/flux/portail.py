"""The gateway: the only place where a state changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as base
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clairiere import journal
from clairiere.comptes import droits
from clairiere.flux.machine import ModeleMachine, Mouvement, en_cours
from clairiere.flux.obstacles import DejaFait, Ferme, Interdit, Introuvable, Obstacle
from clairiere.flux.registre import SUITES
from clairiere.journal.lecture import derniere

M = TypeVar("M", bound=ModeleMachine)
MOTIF_MANQUANT = Obstacle("motif", "Il manque la raison. Écrivez-la en une phrase.", champ="motif")


@dataclass
class Possible:
    """A move out of the current state, open or closed."""

    nom: str
    libelle: str
    ouvert: bool
    obstacles: list[Any]
    url: str
    ton: str
    qui: str
    direct: bool
    attendu: str
    note: str
    cible: str = field(default="")


@dataclass
class ObstacleAffiche:
    """An obstacle with its link resolved for a page."""

    phrase: str
    qui: str
    lien_url: str
    libelle_lien: str
    code: str


@base.atomic
def franchir(
    objet: M,
    nom: str,
    *,
    par: Any,
    attendu: str | None = None,
    motif: str = "",
    quand: dt.datetime | None = None,
    **donnees: Any,
) -> M:
    """Make one move: lock, check everything, run, validate, save, journal. All or nothing.

    Args:
        objet: the row, possibly stale; a fresh locked copy is used and returned.
        nom: name of the transition.
        par: the `Acteur`.
        attendu: the state seen by the actor; when it has changed since, nothing is done.
        motif: the reason, when the move requires one.
        quand: when it happened, if it is recorded later.
        donnees: what the transition needs; a JSON-able trace of it goes to the journal.

    Raises:
        Introuvable: the row is not visible to the actor.
        Interdit: none of her roles makes this move.
        DejaFait: the state is no longer the one seen.
        Ferme: with all the obstacles.
    """
    suite = SUITES.get(objet.machine)
    if suite is not None:
        suite.avant(objet, nom)
    frais = _verrouiller(objet, par)
    mouvement = frais.mouvements()[nom]
    _verifier_droit(frais, mouvement, par)
    _verifier_etat(frais, mouvement, attendu)
    obstacles = _obstacles(frais, mouvement, donnees)
    if mouvement.motif and not motif.strip():
        obstacles.append(MOTIF_MANQUANT)
    if obstacles:
        raise Ferme(obstacles)
    ancien = frais.etat  # type: ignore[attr-defined]
    jeton = en_cours.set(True)
    try:
        getattr(frais, nom)(**donnees)
    finally:
        en_cours.reset(jeton)
    moment = quand or timezone.now()
    frais.depuis = moment
    _enregistrer(frais)
    journal.noter(
        f"{frais.machine}.{nom}",
        par=par,
        sur=frais.sujets_du_journal(),
        phrase=_phrase(mouvement, donnees),
        motif=motif.strip(),
        audience=mouvement.audience,
        quand=moment,
        de=ancien,
        vers=mouvement.cible,
        **_trace(donnees),
    )
    if suite is not None:
        suite.apres(frais, nom, ancien, par)
    return frais


def possibles(objet: ModeleMachine, acteur: Any, *, pages: bool = True) -> list[Possible]:
    """Each move out of the present state: open, or closed with its obstacles.

    A move of another role is listed as closed for people who work at the centre, and left out for the others.
    """
    liste = []
    for mouvement in objet.mouvements().values():
        if objet.etat not in mouvement.sources:  # type: ignore[attr-defined]
            continue
        droit = f"{objet.machine}.{mouvement.nom}"
        permis = acteur.peut(droit)
        if not permis and not acteur.est_personnel:
            continue
        liste.append(_possible(objet, mouvement, permis, droits.dire_roles(droit), pages))
    return liste


def _possible(objet: ModeleMachine, mouvement: Mouvement, permis: bool, qui: str, pages: bool) -> Possible:
    obstacles = _obstacles(objet, mouvement, {}) if not mouvement.par_systeme else []
    if not permis:
        obstacles = [Obstacle("role", _("C’est à faire par %(qui)s.") % {"qui": qui})]
    code = objet.centre.code if pages else ""  # type: ignore[attr-defined]
    url = ""
    if pages and not mouvement.par_systeme:
        arguments = {"centre": code, "machine": objet.machine, "pk": objet.pk, "mouvement": mouvement.nom}
        url = reverse("flux:acte", kwargs=arguments)
    return Possible(
        nom=mouvement.nom,
        libelle=str(mouvement.libelle),
        ouvert=permis and not obstacles and not mouvement.par_systeme,
        obstacles=[afficher(o, code) for o in obstacles],
        url=url,
        ton=mouvement.ton,
        qui=qui,
        direct=not (mouvement.formulaire or mouvement.motif or mouvement.annonce or mouvement.ton == "danger"),
        attendu=objet.etat,  # type: ignore[attr-defined]
        note=str(mouvement.note),
        cible=mouvement.cible,
    )


def afficher(obstacle: Obstacle, code_centre: str) -> ObstacleAffiche:
    """Resolve the link of an obstacle for the pages of a centre."""
    url = ""
    if obstacle.lien and code_centre:
        nom, arguments = obstacle.lien
        url = _adresse(nom, {"centre": code_centre, **_simples(arguments)})
    return ObstacleAffiche(obstacle.phrase, obstacle.qui, url, obstacle.libelle_lien or "Y aller", obstacle.code)


def _adresse(nom: str, arguments: dict[str, Any]) -> str:
    ancre = ""
    if "#" in nom:
        nom, ancre = nom.split("#", 1)
        ancre = f"#{ancre}"
    try:
        return reverse(nom, kwargs=arguments) + ancre
    except NoReverseMatch:
        return ""


def _simples(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return dict(arguments)


def _verrouiller(objet: M, par: Any) -> M:
    requete = type(objet).objects.visibles_par(par) if not par.est_systeme else type(objet).objects.all()  # type: ignore[attr-defined]
    frais = requete.order_by().filter(pk=objet.pk).select_for_update(of=("self",)).first()
    if frais is None:
        raise Introuvable
    return frais


def _verifier_droit(objet: ModeleMachine, mouvement: Mouvement, par: Any) -> None:
    droit = f"{objet.machine}.{mouvement.nom}"
    if not par.peut(droit) or (mouvement.par_systeme and not par.est_systeme):
        raise Interdit(_("C’est à faire par %(qui)s.") % {"qui": droits.dire_roles(droit)})


def _verifier_etat(objet: ModeleMachine, mouvement: Mouvement, attendu: str | None) -> None:
    etat = objet.etat  # type: ignore[attr-defined]
    if etat in mouvement.sources and attendu in (None, "", etat):
        return
    entree = derniere(objet)
    if entree is None:
        raise DejaFait(_("Cette page a changé depuis que vous l’avez ouverte. Elle est maintenant à jour."))
    local = timezone.localtime(entree.quand)
    quand = _("%(jour)s à %(heure)s") % {"jour": date_format(local, "j F"), "heure": date_format(local, r"G \h i")}
    if timezone.localdate() == local.date():
        quand = _("à %(heure)s") % {"heure": date_format(local, r"G \h i")}
    if entree.code == f"{objet.machine}.{mouvement.nom}":
        raise DejaFait(_("C’est déjà fait par %(nom)s, %(quand)s.") % {"nom": entree.auteur_nom, "quand": quand})
    raise DejaFait(
        _("La situation a changé : %(nom)s %(phrase)s, %(quand)s. Rien n’a été fait une deuxième fois.")
        % {"nom": entree.auteur_nom, "phrase": entree.phrase, "quand": quand}
    )


def _enregistrer(objet: ModeleMachine) -> None:
    """Validate the fields, then let the database judge the row; what it refuses is said in the constraint's words."""
    try:
        objet.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as erreur:
        raise Ferme([Obstacle("valeur", phrase) for phrase in erreur.messages]) from erreur
    try:
        with base.atomic():
            objet.save()
    except IntegrityError as erreur:
        violees = [c for c in objet._meta.constraints if _nommee(c, objet, str(erreur))]
        if not violees:
            raise
        raise Ferme([Obstacle("valeur", str(c.violation_error_message)) for c in violees]) from erreur


def _nommee(contrainte: Any, objet: ModeleMachine, message: str) -> bool:
    """True when the database's message speaks of this constraint: PostgreSQL gives names, SQLite sometimes columns."""
    if contrainte.name in message:
        return True
    colonnes = [objet._meta.get_field(champ).column for champ in getattr(contrainte, "fields", ())]
    return bool(colonnes) and all(f"{objet._meta.db_table}.{c}" in message for c in colonnes)


def _obstacles(objet: ModeleMachine, mouvement: Mouvement, donnees: dict[str, Any]) -> list[Obstacle]:
    return list(mouvement.obstacles(objet, **donnees)) if mouvement.obstacles else []


class _Mots(dict):  # type: ignore[type-arg]
    def __missing__(self, cle: str) -> str:
        return ""


def _phrase(mouvement: Mouvement, donnees: dict[str, Any]) -> str:
    mots = {c: _dit(v) for c, v in donnees.items()}
    return " ".join(str(mouvement.phrase).format_map(_Mots(mots)).split())


def _dit(valeur: Any) -> str:
    if isinstance(valeur, dt.date):
        return date_format(valeur, "l j F Y")
    return str(valeur)


def _trace(donnees: dict[str, Any]) -> dict[str, Any]:
    trace: dict[str, Any] = {}
    for cle, valeur in donnees.items():
        if cle in ("de", "vers", "code", "phrase", "sur"):
            continue
        if isinstance(valeur, (str, int, float, bool)) or valeur is None:
            trace[cle] = valeur if not isinstance(valeur, str) else valeur[:300]
        elif isinstance(valeur, (dt.date, dt.datetime)):
            trace[cle] = valeur.isoformat()
        elif hasattr(valeur, "pk"):
            trace[cle] = valeur.pk
    return trace
