"""From a contract as recorded to the rules: its draft as plain data, its pay, its checks, its checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from contrats.regles import controles
from contrats.regles.minimum import minimum, poste
from contrats.regles.montants import Explique, Refus
from contrats.regles.projet import Absence, Controle, ProjetDeContrat
from contrats.regles.salaire import Methode, salaire_mensuel
from contrats.regles.tables import ECHELLES, EmploiRepere, HorsTable, emploi_repere, mentions
from contrats.regles.temps import heures_de_la_semaine


@dataclass(frozen=True)
class LigneMention:
    """A compulsory statement on the checklist. `statut`: remplie, plus_tard, manque or sans_objet."""

    numero: int
    libelle: str
    articles: str
    statut: str
    remarque: str = ""


@dataclass(frozen=True)
class Lecture:
    """All that is computed of one contract, once. `refus`: why there is no pay yet."""

    projet: ProjetDeContrat
    emploi: EmploiRepere
    controles: list[Controle]
    mentions: list[LigneMention]
    minimum: Explique
    heures: Explique | None = None
    mensuel: Explique | None = None
    refus: str = ""
    enfants: list[Any] = field(default_factory=list)

    @property
    def imprimable(self) -> bool:
        """True when nothing refuses."""
        return controles.imprimable(self.controles)


def lire(contrat: Any) -> Lecture:
    """Read a contract: two queries (children, her other contracts). Raises HorsTable or Refus when no table applies."""
    enfants = list(contrat.famille.enfants.all())
    ages = tuple(enfant.age_en_mois(contrat.date_embauche) for enfant in enfants)
    emploi = emploi_de(contrat, ages)
    projet = _projet(contrat, ages, emploi, remplies(contrat, enfants))
    heures = mensuel = None
    refus = ""
    try:
        heures = heures_de(contrat)
        mensuel = salaire_mensuel(
            heures.exact,
            contrat.taux_horaire_brut,
            methode=Methode(contrat.methode),
            a_la_date=contrat.date_embauche,
        )
    except (Refus, HorsTable) as erreur:
        refus = erreur.phrase
    return Lecture(
        projet=projet,
        emploi=emploi,
        controles=controles.controler(projet),
        mentions=liste_de_controle(projet),
        minimum=minimum_de(contrat, emploi),
        heures=heures,
        mensuel=mensuel,
        refus=refus,
        enfants=enfants,
    )


def emploi_de(contrat: Any, ages: tuple[int, ...]) -> EmploiRepere:
    """The job of the ticked tasks, or the particular job when it stands higher (annex 7, art. 2.3)."""
    # Without a child yet the tasks alone decide; the check on the job says that a child is missing.
    voulu = poste(contrat.taches, ages_enfants=ages or (0,), a_la_date=contrat.date_embauche).emploi
    if not contrat.emploi_particulier:
        return voulu
    particulier = emploi_repere(contrat.emploi_particulier, contrat.date_embauche)
    return max((voulu, particulier), key=lambda emploi: ECHELLES.index(emploi.echelle))


def minimum_de(contrat: Any, emploi: EmploiRepere) -> Explique:
    """The least that this contract may pay for an hour, on the day of hiring."""
    return minimum(emploi.echelle, certifiee_de_branche=contrat.certifiee_branche, a_la_date=contrat.date_embauche)


def heures_de(contrat: Any) -> Explique:
    """Hours of work of the week, présence responsable converted. Raises Refus when an hour is counted twice."""
    return heures_de_la_semaine(contrat.en_semaine, contrat.en_presence, a_la_date=contrat.date_embauche)


def minutes_de(contrat: Any) -> int:
    """The same in whole minutes, 0 when they cannot be counted yet."""
    try:
        return round(heures_de(contrat).exact * 60)
    except (Refus, HorsTable):
        return 0


def absences_de(contrat: Any) -> tuple[Absence, ...]:
    """The family's absences as recorded: a list of two ISO dates, each may be missing."""
    return tuple(Absence(_jour(debut), _jour(fin)) for debut, fin in contrat.absences_employeur)


def _jour(texte: str | None) -> dt.date | None:
    return dt.date.fromisoformat(texte) if texte else None


def remplies(contrat: Any, enfants: Iterable[Any]) -> frozenset[str]:
    """Codes of the statements that the contract fills (contrat.md § 2)."""
    des_heures = bool(contrat.semaine)
    faits = {
        "parties": all(
            (contrat.employeur_nom, contrat.employeur_adresse, contrat.salariee_nom, contrat.salariee_adresse)
        ),
        "numero_employeur": contrat.numero_employeur,
        "date_embauche": contrat.date_embauche,
        "assurance_vehicule": contrat.assurance_vehicule,
        "emploi": contrat.taches and list(enfants),
        "essai": contrat.essai_mois is not None,
        "duree": des_heures,
        "organisation": des_heures,
        "lieu": contrat.lieu_travail,
        "remuneration": contrat.taux_horaire_brut and contrat.jour_paiement,
        "indemnites": contrat.transport and contrat.repas,
        "jours_feries": contrat.jours_feries,
        "repos_hebdomadaire": contrat.repos_hebdomadaire or des_heures,
        "conges_payes": contrat.conges,
        "absences_employeur": contrat.absences_employeur,
        "presence_responsable": contrat.presence_responsable,
        "presence_nuit": contrat.presence_nuit,
        "heures_sup": contrat.heures_sup,
        "conduite": contrat.conduite,
        "accord_pajemploi_plus": contrat.pajemploi_plus,
    }
    return frozenset(code for code, fait in faits.items() if fait)


def liste_de_controle(projet: ProjetDeContrat) -> list[LigneMention]:
    """The 22 statements with their answer: filled, given later, missing, or without object."""
    situations = controles.situations(projet)
    lignes = []
    for mention in mentions():
        statut, remarque = "manque", ""
        if mention.code == "numero_securite_sociale":
            statut, remarque = "plus_tard", "Les parties l’écrivent à la main. Le centre ne le garde pas."
        elif mention.condition not in situations:
            statut = "sans_objet"
        elif mention.code in projet.mentions_remplies:
            statut = "remplie"
        elif mention.laissee_aux_parties:
            statut, remarque = "plus_tard", "Peut être donné plus tard, s’il n’est pas encore connu."
        lignes.append(LigneMention(mention.numero, mention.libelle, mention.articles, statut, remarque))
    return lignes


def _projet(contrat: Any, ages: tuple[int, ...], emploi: EmploiRepere, faites: frozenset[str]) -> ProjetDeContrat:
    situations = {"conduite": contrat.conduit, "nuit": contrat.presence_nuit, "pajemploi_plus": contrat.pajemploi_plus}
    presence = contrat.en_presence
    return ProjetDeContrat(
        date_contrat=contrat.date_contrat,
        date_embauche=contrat.date_embauche,
        taux=Decimal(contrat.taux_horaire_brut),
        emploi=emploi.code,
        taches=frozenset(contrat.taches),
        ages_enfants=ages,
        semaines=(contrat.en_semaine,),
        presences=(presence,) if presence else (),
        certifiee_de_branche=contrat.certifiee_branche,
        autres_contrats=_autres_contrats(contrat),
        essai_mois=contrat.essai_mois,
        essai_renouvellement_mois=contrat.essai_mois if contrat.essai_renouvelable else 0,
        absences=absences_de(contrat),
        mentions_remplies=faites,
        situations=frozenset(code for code, vraie in situations.items() if vraie),
    )


def _autres_contrats(contrat: Any) -> int:
    """Minutes per week of her other contracts, ready or signed (art. 134)."""
    autres = type(contrat).objects.filter(parcours_id=contrat.parcours_id, etat__in=("pret", "signe"))
    return sum(autres.exclude(pk=contrat.pk).order_by().values_list("minutes_par_semaine", flat=True))
