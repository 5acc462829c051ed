"""The stage board, as a list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode

from clairiere.comptes.acces import exige
from clairiere.interface.francais import date_courte, pluriel
from parcours import regles
from parcours.models import Parcours, Session
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION, EN_RECRUTEMENT, ETATS

PAR_PAGE = 25
ARRETS = ("en_pause", "non_retenue", "non_certifiee", "abandon", "reorientee", "sortie")
VUES: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("Toutes", ()),
    "recrutement": ("Recrutement", EN_RECRUTEMENT),
    "formation": ("Formation", EN_COURS_DE_FORMATION),
    "metier": ("Certifiées", DANS_LE_METIER),
    "arrets": ("Pauses et arrêts", ARRETS),
}
BLOQUEES = "bloquees"


@dataclass
class Comptes:
    """How many people stand in each state, in each tab, and how many wait for too long."""

    par_etat: dict[str, int] = field(default_factory=dict)
    bloquees: int = 0

    def de(self, etats: tuple[str, ...]) -> int:
        """People in these states; no state means all."""
        return sum(n for etat, n in self.par_etat.items() if not etats or etat in etats)


@exige("parcours.lister")
def liste(request: HttpRequest, centre: str) -> HttpResponse:
    """Everyone followed by the centre: filters live in the address, nine queries whatever the number of rows."""
    filtres = {nom: request.GET.get(nom, "").strip() for nom in ("q", "vue", "etat", "session", "origine")}
    base = _filtrer(Parcours.objects.visibles_par(request.acteur), filtres)
    comptes = _compter(base)
    lignes = _dans_la_vue(base, filtres).avec_minutes().select_related("personne", "session")
    page = Paginator(lignes.order_by("personne__nom", "personne__prenom", "pk"), PAR_PAGE).get_page(
        request.GET.get("page")
    )
    for parcours in page.object_list:
        _habiller(parcours)
    contexte = {
        "page": page,
        "filtres": filtres,
        "filtree": any(filtres.values()),
        "onglets": _onglets(filtres, comptes),
        "etats": [(code, e.equipe, comptes.par_etat.get(code, 0)) for code, e in ETATS.items()],
        "sessions": list(Session.objects.visibles_par(request.acteur).values_list("pk", "nom")),
        "origines": _origines(request.acteur),
        "url_importer": _url_importer(request.acteur),
        "aucune": not page.paginator.count and not any(filtres.values()),
    }
    return render(request, "parcours/liste.html", contexte)


def _habiller(parcours: Any) -> None:
    """The words that the row shows besides what is recorded."""
    aujourd_hui = timezone.localdate()
    depuis = timezone.localtime(parcours.depuis).date()
    parcours.jours_bloquee = regles.jours_bloquee(parcours.etat, depuis, aujourd_hui)
    parcours.jours_texte = pluriel(parcours.jours_bloquee, "jour")
    parcours.minutes_visees = parcours.heures_visees * 60
    quand = parcours.prochaine_date
    parcours.action_en_retard = bool(quand and quand < aujourd_hui)
    mot = "En retard, pour le" if parcours.action_en_retard else "pour le"
    parcours.action_dite = f"{mot} {date_courte(quand)}" if quand else ""


def _filtrer(requete: Any, filtres: dict[str, str]) -> Any:
    if filtres["q"]:
        requete = requete.cherches(filtres["q"])
    if filtres["session"].isdigit():
        requete = requete.filter(session=int(filtres["session"]))
    if filtres["origine"]:
        requete = requete.filter(origine=filtres["origine"])
    return requete


def _limite_de_blocage() -> dt.datetime:
    premier_jour = timezone.localdate() - dt.timedelta(days=regles.JOURS_AVANT_BLOCAGE)
    return timezone.make_aware(dt.datetime.combine(premier_jour, dt.time.min))


def _compter(requete: Any) -> Comptes:
    vieille = Q(etat__in=EN_RECRUTEMENT, depuis__lt=_limite_de_blocage())
    lignes = requete.order_by().values("etat").annotate(n=Count("pk"), vieilles=Count("pk", filter=vieille))
    comptes = Comptes()
    for ligne in lignes:
        comptes.par_etat[ligne["etat"]] = ligne["n"]
        comptes.bloquees += ligne["vieilles"]
    return comptes


def _dans_la_vue(requete: Any, filtres: dict[str, str]) -> Any:
    if filtres["etat"] in ETATS:
        return requete.filter(etat=filtres["etat"])
    if filtres["vue"] == BLOQUEES:
        return requete.filter(etat__in=EN_RECRUTEMENT, depuis__lt=_limite_de_blocage())
    etats = VUES.get(filtres["vue"], VUES[""])[1]
    return requete.filter(etat__in=etats) if etats else requete


def _onglets(filtres: dict[str, str], comptes: Comptes) -> list[dict[str, Any]]:
    autres = {nom: filtres[nom] for nom in ("q", "session", "origine") if filtres[nom]}
    ici = filtres["vue"]
    if filtres["etat"] in ETATS:
        ici = next((vue for vue, (_mot, etats) in VUES.items() if filtres["etat"] in etats), "")
    vues = [(vue, mot, comptes.de(etats)) for vue, (mot, etats) in VUES.items()]
    vues.append((BLOQUEES, f"Bloquées plus de {regles.JOURS_AVANT_BLOCAGE} jours", comptes.bloquees))
    return [
        {
            "libelle": mot,
            "url": "?" + urlencode({**autres, **({"vue": vue} if vue else {})}),
            "ici": vue == ici,
            "compte": nombre,
        }
        for vue, mot, nombre in vues
    ]


def _origines(acteur: Any) -> list[str]:
    requete = Parcours.objects.visibles_par(acteur).exclude(origine="").order_by("origine")
    return list(requete.values_list("origine", flat=True).distinct()[:100])


def _url_importer(acteur: Any) -> str:
    if not acteur.peut("importation.importer"):
        return ""
    try:
        return reverse("importation:accueil", kwargs={"centre": acteur.centre.code})
    except NoReverseMatch:
        return ""
