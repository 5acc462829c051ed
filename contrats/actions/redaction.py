"""Write a draft and change it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import DejaFait, Ferme, Introuvable, Obstacle
from clairiere.interface.francais import MOIS
from contrats.calculs import lire, minimum_de, minutes_de
from contrats.models import EN_VIE, Contrat
from contrats.obstacles import CHAMPS, dire
from contrats.regles.minimum import poste
from contrats.regles.montants import Explique, Refus, ecrire
from contrats.regles.tables import HorsTable, date_de_la_grille
from placements.models import Placement

TACHES_DE_DEPART = ["accompagner", "espaces_de_vie"]
# Checks on what is typed in the form; the others speak of what is still missing, or of other pages.
SAISIS = ("taux", "duree", "repos", "essai", "date", "absences")
MODIFIABLES = frozenset(
    champ.name
    for champ in Contrat._meta.get_fields()
    if champ.concrete
    and champ.name
    not in {
        *("id", "centre", "placement", "parcours", "famille", "etat", "depuis", "numero", "revision", "fige"),
        *("minutes_par_semaine", "signe_le", "vu_par", "fin_le", "motif_fin", "cree_le"),
    }
)


@transaction.atomic
def rediger(placement: Placement, *, par: Any) -> Contrat:
    """The draft of a match, filled with what is known; a match has one living contract: a second call returns it.

    The rate starts at the minimum of the day: the parties agree on it, or on more.

    Raises:
        Introuvable: the match is not visible to the actor.
        Ferme: the match has ended.
    """
    visibles = Placement.objects.visibles_par(par).order_by().filter(pk=placement.pk)
    frais = visibles.select_for_update(of=("self",)).first()
    if frais is None:
        raise Introuvable
    deja = frais.contrats.filter(etat__in=EN_VIE).first()
    if deja is not None:
        return deja
    if frais.etat != "en_cours":
        raise Ferme([Obstacle("placement", "Cette mise en relation est terminée. Il n’y a plus de contrat à écrire.")])
    contrat = Contrat(placement=frais, parcours=frais.parcours, famille=frais.famille, **_depart(frais))
    contrat.minutes_par_semaine = minutes_de(contrat)
    contrat.full_clean()
    contrat.save()
    journal.noter(
        "contrat.rediger",
        par=par,
        sur=contrat.sujets_du_journal(),
        phrase=f"a commencé le contrat de {frais}",
        audience="equipe",
        vers="brouillon",
    )
    return contrat


def _depart(placement: Placement) -> dict[str, Any]:
    employeur, salariee = placement.famille.contact, placement.parcours.personne
    depart = {
        "employeur_nom": employeur.nom_complet,
        "employeur_adresse": adresse_de(employeur),
        "salariee_nom": salariee.nom_complet,
        "salariee_adresse": adresse_de(salariee),
        "lieu_travail": adresse_de(employeur),
        "taches": list(TACHES_DE_DEPART),
        "semaine": placement.semaine,
        "date_contrat": timezone.localdate(),
        "date_embauche": placement.debut,
    }
    return depart | {"taux_horaire_brut": _minimum_de_depart(placement)}


def _minimum_de_depart(placement: Placement) -> Any:
    jour = placement.debut
    ages = tuple(e.age_en_mois(jour) for e in placement.famille.enfants.all())
    emploi = poste(TACHES_DE_DEPART, ages_enfants=ages or (0,), a_la_date=jour).emploi
    essai = Contrat(certifiee_branche=False, date_embauche=jour)
    return minimum_de(essai, emploi).valeur


def adresse_de(personne: Personne) -> str:
    """« 12 rue du Four, 75011 Paris », or "" when the street is not known."""
    if not personne.adresse:
        return ""
    ville = f"{personne.code_postal} {personne.ville}".strip()
    return ", ".join(filter(None, (personne.adresse, ville)))


@transaction.atomic
def modifier(contrat: Contrat, *, par: Any, revision: int | None = None, **valeurs: Any) -> Contrat:
    """Change a draft. What the law refuses is not kept: each refusal stands beside its field.

    Args:
        revision: the one that was on screen; another one means that someone changed the draft meanwhile.
        valeurs: fields of `Clauses`; weeks as `Semaine.vers_donnees()`, absences as pairs of ISO dates.

    Raises:
        Introuvable: not visible to the actor.
        DejaFait: it is no longer a draft, or someone changed it meanwhile.
        Ferme: the values that the law or the form refuses, with `champ`.
        TypeError: a field that a person may not set.
    """
    interdits = valeurs.keys() - MODIFIABLES
    if interdits:
        raise TypeError(f"not fields of a draft: {sorted(interdits)}")
    frais = verrouiller(contrat, par)
    if frais.etat != "brouillon":
        raise DejaFait(f"Ce contrat est « {frais.etat_dit.equipe} ». {_que_faire(frais)}")
    if revision is not None and revision != frais.revision:
        raise DejaFait(
            "Une autre personne a changé ce contrat depuis que vous l’avez ouvert. Ce que vous avez écrit est encore "
            "ici. Enregistrez une deuxième fois pour le garder."
        )
    avant = {nom: getattr(frais, nom) for nom in valeurs}
    for nom, valeur in valeurs.items():
        setattr(frais, nom, valeur)
    obstacles = refus_de_saisie(frais)
    if obstacles:
        raise Ferme(obstacles)
    changes = sorted(nom for nom in valeurs if avant[nom] != getattr(frais, nom))
    if not changes:
        return frais
    frais.minutes_par_semaine = minutes_de(frais)
    frais.revision += 1
    frais.save()
    noms = ", ".join(str(Contrat._meta.get_field(nom).verbose_name) for nom in changes)
    phrase = f"a modifié le brouillon du contrat : {noms}"
    journal.noter("contrat.modifier", par=par, sur=frais, phrase=phrase, audience="equipe", champs=changes)
    return frais


def refus_de(contrat: Contrat, **valeurs: Any) -> list[Obstacle]:
    """What `modifier` would refuse of these values; nothing is written, the contract given is left as it is."""
    essai = Contrat.objects.get(pk=contrat.pk)
    for nom in valeurs.keys() & MODIFIABLES:
        setattr(essai, nom, valeurs[nom])
    return refus_de_saisie(essai)


def verrouiller(contrat: Contrat, par: Any) -> Contrat:
    """A fresh locked copy that the actor may see. Raises Introuvable."""
    requete = Contrat.objects.visibles_par(par).order_by().filter(pk=contrat.pk)
    frais = requete.select_for_update(of=("self",)).first()
    if frais is None:
        raise Introuvable
    return frais


def _que_faire(contrat: Contrat) -> str:
    if contrat.etat == "pret":
        return "Choisissez « Corriger avant la signature » pour le changer."
    if contrat.etat == "signe":
        return "Un contrat signé ne change pas : les parties écrivent un avenant."
    return "Il ne change plus."


def refus_de_saisie(contrat: Contrat) -> list[Obstacle]:
    """What the fields and the law refuse in what was typed; statements still missing may come later."""
    obstacles = []
    try:
        contrat.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as erreur:
        obstacles = [
            Obstacle("valeur", phrase, champ=nom) for nom, phrases in erreur.message_dict.items() for phrase in phrases
        ]
    if any(o.champ in ("date_embauche", "taux_horaire_brut", "semaine") for o in obstacles):
        return obstacles
    try:
        date_de_la_grille(contrat.date_embauche)
        lecture = lire(contrat)
    except (Refus, HorsTable) as erreur:
        return [*obstacles, Obstacle("tables", erreur.phrase, champ="date_embauche")]
    for controle in lecture.controles:
        if controle.gravite == "refus" and controle.code in SAISIS:
            champ = CHAMPS.get(controle.code, "")
            phrase = dire(controle) if controle.code != "taux" else _sous_le_minimum(lecture.minimum, lecture.emploi)
            obstacles.append(Obstacle(controle.code, phrase, champ=champ))
    if lecture.refus and contrat.semaine:
        champ = "presence_responsable" if lecture.heures is None else "methode"
        obstacles.append(Obstacle("salaire", lecture.refus, champ=champ))
    return obstacles


def _sous_le_minimum(du: Explique, emploi: Any) -> str:
    depuis = f" depuis le {date_dite(du.valable_du)}" if du.valable_du else ""
    retenu = max(du.enfants, key=lambda enfant: enfant.exact)
    doute = "" if du.certitude == "sûr" else f" Ce montant est à vérifier ({du.certitude})."
    return (
        f"Le minimum est de {ecrire(du.valeur)}\u00a0€ brut de l’heure{depuis}, pour un emploi "
        f"«\u00a0{emploi.libelle}\u00a0», échelle {emploi.echelle}. Source : {du.source} ; {retenu.source}.{doute}"
    )


def date_dite(jour: dt.date) -> str:
    """« 1er juin 2026 »."""
    return f"{'1er' if jour.day == 1 else jour.day} {MOIS[jour.month - 1]} {jour.year}"
