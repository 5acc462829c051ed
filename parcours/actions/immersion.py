"""Immersions: prepare, tick what the agreement needs, sign, report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import flux, journal
from clairiere.agenda.semaine import Semaine
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.conversion import CompositionImpossible, NonConvertible
from clairiere.documents.langage import ModeleRefuse
from clairiere.documents.models import Document, documents_de
from clairiere.documents.papiers import faire_les_fichiers, figer
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from clairiere.interface.francais import enumeration
from parcours.donnees_papiers import de_la_personne, du_centre
from parcours.models import Immersion, Parcours
from parcours.regles.immersion import PIECES, Seance, chevauchements, dates, lieu

CHAMPS = (
    "accueil_nom",
    "accueil_genre",
    "accueil_adresse",
    "accueil_contact",
    "tutrice",
    "debut",
    "fin",
    "semaine",
    "objet",
    "objectifs",
    "taches",
    "prescripteur_genre",
    "prescripteur",
    "numero_convention",
)


@transaction.atomic
def preparer(parcours: Parcours, *, par: Any, **valeurs: Any) -> Immersion:
    """Write an immersion down. The same place and the same first day twice are one.

    Raises:
        Ferme: more than one month, a private family, dates the wrong way round.
    """
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    _verifier(valeurs)
    memes = Immersion.objects.filter(parcours=parcours, accueil_nom=valeurs["accueil_nom"], debut=valeurs["debut"])
    deja = memes.exclude(etat="annulee").first()
    if deja is not None:
        return deja
    immersion = Immersion(parcours=parcours, **valeurs)
    immersion.full_clean()
    immersion.save()
    phrase = f"a préparé une immersion\u00a0: {immersion.accueil_nom}, du {immersion.debut:%d/%m/%Y}"
    journal.noter("immersion.preparer", par=par, sur=immersion.sujets_du_journal(), phrase=phrase)
    return immersion


def _verifier(valeurs: dict[str, Any]) -> None:
    obstacles = [*lieu(valeurs["accueil_genre"]), *dates(valeurs["debut"], valeurs["fin"])]
    if obstacles:
        raise Ferme(obstacles)


@transaction.atomic
def modifier(immersion: Immersion, *, par: Any, **valeurs: Any) -> Immersion:
    """Change it while the agreement is not signed.

    Raises:
        Ferme: as `preparer`.
        DejaFait: the agreement is signed, or the immersion is over.
    """
    immersion = Immersion.objects.select_for_update(of=("self",)).get(pk=immersion.pk)
    if immersion.etat != "prevue":
        raise DejaFait(f"Cette immersion est « {immersion.etat_dit.equipe} ». Elle ne change plus.")
    _verifier(valeurs)
    changes = [nom for nom in CHAMPS if nom in valeurs and getattr(immersion, nom) != valeurs[nom]]
    for nom in changes:
        setattr(immersion, nom, valeurs[nom])
    if changes:
        immersion.full_clean()
        immersion.save(update_fields=changes)
        noms = enumeration(str(Immersion._meta.get_field(nom).verbose_name) for nom in changes)
        phrase = f"a modifié l’immersion\u00a0: {noms}"
        journal.noter(
            "immersion.modifier", par=par, sur=immersion.sujets_du_journal(), phrase=phrase, audience="equipe"
        )
    return immersion


@transaction.atomic
def cocher(immersion: Immersion, faites: set[str], *, par: Any) -> Immersion:
    """Tick what is done for the agreement: each keeps its first day and who ticked it.

    Raises:
        DejaFait: the agreement is signed.
    """
    immersion = Immersion.objects.select_for_update(of=("self",)).get(pk=immersion.pk)
    if immersion.etat != "prevue":
        raise DejaFait("La convention est déjà signée. La liste ne change plus.")
    nouvelle = {"le": timezone.localdate().isoformat(), "par": par.nom}
    pieces = {code: immersion.pieces.get(code, nouvelle) for code in PIECES if code in faites}
    if pieces != immersion.pieces:
        immersion.pieces = pieces
        immersion.save(update_fields=["pieces"])
        phrase = f"a coché {len(pieces)} points sur {len(PIECES)} de la convention d’immersion"
        journal.noter("immersion.cocher", par=par, sur=immersion.sujets_du_journal(), phrase=phrase, audience="equipe")
    return immersion


def signer(immersion: Immersion, *, par: Any, attendu: str | None = None) -> Immersion:
    """The agreement is signed by all."""
    return flux.franchir(immersion, "signer", par=par, attendu=attendu, lieu=immersion.accueil_nom)


@transaction.atomic
def terminer(
    immersion: Immersion,
    *,
    par: Any,
    issue: str,
    attendu: str | None = None,
    vu: str = "",
    mot_accueil: str = "",
    mot_personne: str = "",
) -> Immersion:
    """The report: what was seen, the word of the place, her word, what comes of it."""
    Immersion.objects.select_for_update(of=("self",)).get(pk=immersion.pk)
    Immersion.objects.filter(pk=immersion.pk, etat="en_cours").update(
        vu=vu, mot_accueil=mot_accueil, mot_personne=mot_personne
    )
    return flux.franchir(immersion, "terminer", par=par, attendu=attendu, issue=issue)


def chevauche(immersion: Immersion) -> list[Seance]:
    """Half-days of her course that fall on the immersion (one query)."""
    session = immersion.parcours.session
    if session is None:
        return []
    semaine = {
        rang: [(p.debut, p.fin) for p in immersion.en_semaine.plages(rang)]
        for rang in range(7)
        if immersion.en_semaine.jours[rang]
    }
    lignes = session.demi_journees.tenues().filter(date__range=(immersion.debut, immersion.fin))
    seances = [
        Seance(d.date, _minutes(d.commence_a), _minutes(d.commence_a) + d.minutes, str(d.get_moment_display()))
        for d in lignes.order_by("date", "-moment", "pk")
    ]
    return chevauchements(immersion.debut, immersion.fin, semaine, seances)


def _minutes(heure: dt.time) -> int:
    return heure.hour * 60 + heure.minute


def dire_horaires(semaine: Semaine) -> str:
    """« lundi : 9 h – 16 h » as one line, or what to do."""
    return str(semaine) if semaine else "à écrire"


@transaction.atomic
def faire_le_resume(immersion: Immersion, *, par: Any) -> tuple[Document, bool]:
    """The sheet she takes along: the document, and True when it is new.

    Raises:
        Ferme: the template cannot be filled.
    """
    immersion = (
        Immersion.objects.select_for_update(of=("self",)).select_related("parcours__personne", "centre").get(
            pk=immersion.pk
        )
    )  # fmt: skip
    ancien = documents_de(immersion).filter(genre="immersion").order_by("-version").first()
    date = timezone.localdate()
    numero = ancien.numero if ancien else numero_suivant("IMM", date.year)
    donnees = donnees_du_resume(immersion, numero=numero, date=date)
    fige = figer(donnees)
    if ancien and {**ancien.donnees, "date_document": ""} == {**fige, "date_document": ""}:
        return ancien, False
    try:
        fichiers, empreinte = faire_les_fichiers("immersion", donnees, date=date)
    except (ModeleRefuse, NonConvertible, CompositionImpossible) as refus:
        raise Ferme([Obstacle("modele", refus.phrase)]) from refus
    document = emettre(
        genre="immersion",
        titre=f"Résumé de l’immersion, {immersion.parcours.personne.nom_complet}",
        sur=immersion,
        par=par,
        donnees=fige,
        fichiers=fichiers,
        numero=numero,
        pour=immersion.parcours.personne,
        modele_empreinte=empreinte,
    )
    phrase = f"a établi le résumé de l’immersion, no {numero}"
    journal.noter("immersion.resume", par=par, sur=immersion.sujets_du_journal(), phrase=phrase)
    return document, True


def donnees_du_resume(immersion: Immersion, *, numero: str, date: dt.date) -> dict[str, Any]:
    """Every name of the template `immersion`."""
    prescripteur = immersion.get_prescripteur_genre_display()
    return {
        **du_centre(immersion.centre, numero=numero, date=date),
        **de_la_personne(immersion.parcours.personne),
        "accueil_nom": immersion.accueil_nom,
        "accueil_genre": immersion.get_accueil_genre_display(),
        "accueil_adresse": immersion.accueil_adresse,
        "accueil_contact": immersion.accueil_contact,
        "tutrice": immersion.tutrice,
        "immersion_debut": immersion.debut,
        "immersion_fin": immersion.fin,
        "immersion_horaires": dire_horaires(immersion.en_semaine),
        "immersion_objet": immersion.get_objet_display(),
        "immersion_objectifs": immersion.objectifs,
        "immersion_taches": immersion.taches,
        "convention_numero": immersion.numero_convention,
        "prescripteur": ", ".join(p for p in (prescripteur, immersion.prescripteur) if p),
    }
