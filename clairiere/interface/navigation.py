"""The navigation as data: which items, in which order, for whom. An item whose page does not exist yet is left out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

CHEZ_SOI = frozenset({"auxiliaire", "famille"})


@dataclass(frozen=True)
class Rubrique:
    """One item of a menu: its right (`clairiere.comptes.droits`), ``separe``: a line above it.

    ``dossier``: pages under this folder of the centre belong to it too.
    """

    libelle: Any
    url_name: str
    icone: str
    droit: str
    detail: Any = ""
    separe: bool = False
    dossier: str = ""


@dataclass(frozen=True)
class Entree:
    """An item ready to be drawn."""

    libelle: Any
    url: str
    icone: str
    detail: Any
    separe: bool
    ici: bool


MENU_EQUIPE: tuple[Rubrique, ...] = (
    Rubrique(_("À faire"), "centre:accueil", "main", "centre.accueil"),
    Rubrique(_("Recrutement"), "parcours:reunions", "message", "parcours.modifier", dossier="recrutement/"),
    Rubrique(_("Parcours"), "parcours:liste", "chemin", "parcours.lister"),
    Rubrique(_("Sessions"), "parcours:sessions", "groupe", "session.voir"),
    Rubrique(_("Mes séances"), "parcours:mes_seances", "horloge", "session.mes_seances"),
    Rubrique(_("Mes jurys"), "parcours:jurys", "coche", "jury.lister"),
    Rubrique(_("Familles"), "placements:demandes", "famille", "demande.lister"),
    Rubrique(_("Mises en relation"), "placements:liste", "relation", "placement.lister"),
    Rubrique(_("Contrats"), "contrats:liste", "contrat", "contrat.lister"),
    Rubrique(_("Relais"), "relais:calendrier", "relais", "relais.voir"),
    Rubrique(_("Médiations"), "relais:mediations", "mediation", "mediation.lister"),
    Rubrique(_("Messages"), "messages:boite", "message", "messages.voir"),
    Rubrique(_("Pilotage"), "pilotage:accueil", "pilotage", "pilotage.voir", separe=True),
    Rubrique(_("Importer"), "importation:accueil", "importer", "importation.importer"),
    Rubrique(_("Réglages"), "centre:reglages", "reglages", "centre.reglages"),
)

MENU_AUXILIAIRE: tuple[Rubrique, ...] = (
    Rubrique(_("Mon parcours"), "parcours:mon_parcours", "chemin", "parcours.mon_espace", _("Où j’en suis")),
    Rubrique(
        _("Mes rendez-vous"), "relais:mes_rendez_vous", "relais", "relais.mes_rendez_vous", _("Quand et où venir")
    ),
    Rubrique(_("Mes documents"), "parcours:mes_documents", "document", "parcours.mon_espace", _("À lire, à garder")),
    Rubrique(_("Aide"), "aide:accueil", "aide", "aide.voir", _("Nous appeler, nous écrire")),
)

MENU_FAMILLE: tuple[Rubrique, ...] = (
    Rubrique(_("Ma demande"), "placements:ma_demande", "chemin", "demande.voir", _("Où en est ma demande")),
    Rubrique(_("Mes rendez-vous"), "placements:mes_rendez_vous", "relais", "demande.voir", _("Quand et où venir")),
    Rubrique(_("Mes documents"), "contrats:mes_documents", "document", "contrat.voir", _("Contrat, simulation")),
    Rubrique(_("Aide"), "aide:accueil", "aide", "aide.voir", _("Nous appeler, nous écrire")),
)


def _adresse(nom: str, code: str) -> str | None:
    for kwargs in ({"centre": code}, {}):
        try:
            return str(reverse(nom, kwargs=kwargs))
        except NoReverseMatch:
            continue
    return None


RECHERCHES = (("centre:recherche", "centre.accueil"), ("parcours:liste", "parcours.lister"))


def recherche(acteur: Any) -> str:
    """Where the search field of the rail sends: the general search when there is one, else the list of journeys."""
    if acteur is None or acteur.centre is None:
        return ""
    adresses = (_adresse(nom, acteur.centre.code) for nom, droit in RECHERCHES if acteur.peut(droit))
    return next((adresse for adresse in adresses if adresse), "")


def menu_de(roles: frozenset[str]) -> tuple[Rubrique, ...]:
    """The menu that suits these roles. Whoever works at the centre gets the staff's, even when she is also a family."""
    if roles and roles <= CHEZ_SOI:
        return MENU_AUXILIAIRE if "auxiliaire" in roles else MENU_FAMILLE
    return MENU_EQUIPE


def entrees(
    rubriques: tuple[Rubrique, ...], *, peut: Callable[[str], bool], code: str, chemin: str = ""
) -> list[Entree]:
    """The items to draw at a centre (its code). ``peut``: which rights are held; ``chemin``: the path of the page."""
    adresses = ((rubrique, _adresse(rubrique.url_name, code)) for rubrique in rubriques if peut(rubrique.droit))
    trouvees = [(rubrique, url) for rubrique, url in adresses if url]
    dossiers = {f"/c/{code}/{rubrique.dossier}": url for rubrique, url in trouvees if rubrique.dossier}
    ici = _plus_precise([*(url for _rubrique, url in trouvees), *dossiers], chemin)
    ici = dossiers.get(ici or "", ici)
    return [Entree(r.libelle, url, r.icone, r.detail, r.separe, url == ici) for r, url in trouvees]


def _plus_precise(urls: list[str], chemin: str) -> str | None:
    """The longest address that starts the path; the home (start of all others) only when it is the page itself."""
    candidates = [url for url in urls if chemin == url or (url.endswith("/") and chemin.startswith(url))]
    meilleure = max(candidates, key=len, default=None)
    est_accueil = meilleure and sum(url.startswith(meilleure) for url in urls) > 1
    return meilleure if meilleure and (chemin == meilleure or not est_accueil) else None


def de(acteur: Any, chemin: str = "") -> list[Entree]:
    """The menu of an acteur; empty for someone without a role in the centre."""
    if acteur is None or acteur.centre is None or not acteur.roles:
        return []
    roles = frozenset(str(role) for role in acteur.roles)
    return entrees(menu_de(roles), peut=acteur.peut, code=acteur.centre.code, chemin=chemin)
