"""Putting a file down: read it, keep the reading to look at, write nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from clairiere.importation.actions.effacement import effacer_contenu, effacer_perimes
from clairiere.importation.choix import compter
from clairiere.importation.lecture.candidates import lire_candidates
from clairiere.importation.lecture.classeur import FichierIllisible
from clairiere.importation.lecture.colonnes import CHAMPS, IGNORER
from clairiere.importation.lecture.doublons import Connue
from clairiere.importation.lecture.emargement import lire_emargement
from clairiere.importation.lecture.rapport import Rapport
from clairiere.importation.lecture.seance import lire_seance
from clairiere.importation.models import CorrespondanceColonne, Import
from clairiere.interface.francais import date_longue

_SANS_TITRE = "colonne "


def empreinte_de(octets: bytes) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(octets).hexdigest()


def connues_du_centre() -> list[Connue]:
    """Every person of the centre, for the duplicates (one query)."""
    champs = ("pk", "nom", "prenom", "naissance", "telephone", "courriel")
    lignes = Personne.objects.order_by("pk").values_list(*champs)
    return [
        Connue(pk, nom, prenom, naissance, str(tel.as_e164) if tel else None, courriel.lower() or None)
        for pk, nom, prenom, naissance, tel, courriel in lignes.iterator()
    ]


def correspondances_du_centre() -> dict[str, str]:
    """The headings that someone explained once."""
    return dict(CorrespondanceColonne.objects.order_by("cle").values_list("cle", "champ"))


def lire_liste(octets: bytes, nom_fichier: str, choix: Mapping[str, Any] | None = None) -> Rapport:
    """Read a list of candidates with all that the centre knows. Writes nothing.

    Raises FichierIllisible: the file cannot be read, or is an attendance sheet.
    """
    choix = choix or {}
    rapport = lire_candidates(
        octets,
        nom_fichier,
        correspondances={**correspondances_du_centre(), **choix.get("colonnes", {})},
        connues=connues_du_centre(),
        aujourd_hui=timezone.localdate(),
        lignes_entete=choix.get("entetes", {}),
    )
    if not rapport.lues and not choix and _est_un_emargement(octets, nom_fichier):
        raise FichierIllisible(
            "Ce fichier est une feuille de présence. Choisissez «\u00a0Une feuille de présence\u00a0» et sa session."
        )
    return rapport


def _est_un_emargement(octets: bytes, nom_fichier: str) -> bool:
    try:
        return bool(lire_emargement(octets, nom_fichier, annee=timezone.localdate().year).lignes)
    except FichierIllisible:
        return False


def lire(
    octets: bytes,
    nom_fichier: str,
    *,
    genre: str,
    session: Any,
    choix: Mapping[str, Any],
    demi_journee: Any = None,
) -> dict[str, Any]:
    """The reading as JSON, whatever the kind of file. Raises FichierIllisible."""
    if genre == Import.Genre.CANDIDATES:
        return lire_liste(octets, nom_fichier, choix).en_dict()
    if demi_journee is not None:
        return lire_seance(octets, nom_fichier, minutes=demi_journee.minutes).en_dict()
    feuille = lire_emargement(octets, nom_fichier, annee=session.debut.year, durees=choix.get("durees"))
    return feuille.en_dict()


@transaction.atomic
def deposer(
    octets: bytes,
    nom_fichier: str,
    *,
    genre: str,
    par: Any,
    session: Any = None,
    demi_journee: Any = None,
    reprendre: bool = True,
) -> Import:
    """Read a file and keep its preview.

    Args:
        demi_journee: the attendance sheet is that of this half-day only.
        reprendre: the same file put down again before it is confirmed is the same preview, with its answers.

    Raises:
        FichierIllisible: with one sentence; nothing is kept.
    """
    effacer_perimes()
    nom_fichier = PurePath(nom_fichier.replace("\\", "/")).name[-200:] or "fichier"
    empreinte = empreinte_de(octets)
    lot = None
    if reprendre:
        ouverts = Import.objects.filter(etat=Import.Etat.APERCU)
        lot = ouverts.filter(genre=genre, empreinte=empreinte, session=session, demi_journee=demi_journee).first()
    lot = lot or Import(genre=genre, empreinte=empreinte, session=session, demi_journee=demi_journee, cree_par=par.nom)
    lot.nom_fichier = nom_fichier
    _relire(lot, octets)
    lot.full_clean(exclude=["fichier", "rapport", "comptes"])
    if not lot.fichier:
        lot.centre = portee.centre_courant()
        lot.fichier.save(nom_fichier, ContentFile(octets), save=False)
    lot.save()
    return lot


def _relire(lot: Import, octets: bytes) -> None:
    lot.rapport = lire(
        octets,
        lot.nom_fichier,
        genre=lot.genre,
        session=lot.session,
        choix=lot.choix,
        demi_journee=lot.demi_journee,
    )
    lot.comptes = compter(lot.rapport) if lot.genre == Import.Genre.CANDIDATES else {}


def verrouiller(lot: Import) -> Import:
    """The row, locked, still to confirm. Raises DejaFait with who did it and when."""
    frais = Import.objects.select_for_update(of=("self",)).get(pk=lot.pk)
    if frais.etat == Import.Etat.CONFIRME:
        raise DejaFait(f"C’est déjà fait par {frais.confirme_par}, {date_longue(frais.confirme_le)}.")
    if frais.etat == Import.Etat.EN_COURS:
        raise DejaFait(f"L’enregistrement est en cours, commencé par {frais.confirme_par}.")
    if frais.etat == Import.Etat.ANNULE:
        raise DejaFait(f"Cet import a été annulé par {frais.annule_par}, {date_longue(frais.annule_le)}.")
    if frais.etat == Import.Etat.ABANDONNE:
        raise DejaFait("Cet aperçu a été abandonné. Choisissez de nouveau le fichier.")
    return frais


@transaction.atomic
def repondre_aux_questions(
    lot: Import,
    *,
    par: Any,
    colonnes: Mapping[str, str] | None = None,
    entetes: Mapping[str, int] | None = None,
    durees: Mapping[str, int] | None = None,
    continuer: bool = False,
) -> Import:
    """Say what the columns are, where the headings stand, how long the half-days last; the file is read again.

    The answers about columns are remembered for the centre, except those of columns without a heading. The choices
    already made line by line are kept when the lines are the same. `continuer`: go on without a column of names, each
    line will be completed by hand.

    Raises:
        Ferme: an answer is not one of the fields.
        DejaFait: the import is no longer a preview.
    """
    lot = verrouiller(lot)
    inconnus = [champ for champ in (colonnes or {}).values() if champ not in CHAMPS and champ != IGNORER]
    if inconnus:
        raise Ferme([Obstacle("colonne", f"«\u00a0{inconnus[0]}\u00a0» n’est pas une information connue.")])
    for nom, reponses in (("colonnes", colonnes), ("entetes", entetes), ("durees", durees)):
        if reponses:
            lot.choix[nom] = {**lot.choix.get(nom, {}), **reponses}
    if continuer:
        lot.choix["continuer"] = True
    retenir(colonnes or {})
    avant = [(ligne["feuille"], ligne["numero"]) for ligne in lot.rapport.get("lignes", []) if "feuille" in ligne]
    with lot.fichier.open("rb") as fichier:
        _relire(lot, fichier.read())
    apres = [(ligne["feuille"], ligne["numero"]) for ligne in lot.rapport.get("lignes", []) if "feuille" in ligne]
    if avant != apres:
        lot.choix.pop("lignes", None)
    lot.save()
    return lot


def retenir(colonnes: Mapping[str, str]) -> None:
    """Remember, for the centre, what a heading means."""
    for cle, champ in colonnes.items():
        sans_titre = cle.startswith(_SANS_TITRE) and len(cle) <= len(_SANS_TITRE) + 3
        if not sans_titre and len(cle) <= 80:
            CorrespondanceColonne.objects.update_or_create(
                cle=cle, centre=portee.centre_courant(), defaults={"champ": champ}
            )


@transaction.atomic
def garder_choix(lot: Import, *, par: Any, lignes: Mapping[str, Any] | None = None, **autres: Any) -> Import:
    """Keep the answers of one page of the preview; those of the other pages stay. Raises DejaFait."""
    lot = verrouiller(lot)
    lot.choix["lignes"] = {**lot.choix.get("lignes", {}), **(lignes or {})}
    lot.choix.update(autres)
    lot.save(update_fields=["choix"])
    return lot


@transaction.atomic
def accepter_propositions(lot: Import, *, par: Any) -> int:
    """Say yes to every proposal that has no answer yet. Returns how many."""
    lot = verrouiller(lot)
    lignes = lot.choix.setdefault("lignes", {})
    acceptees = 0
    for rang, ligne in enumerate(lot.rapport.get("lignes", [])):
        for numero, probleme in enumerate(ligne.get("problemes", [])):
            cases = lignes.get(str(rang), {}).get("cases", {})
            if probleme["proposition"] and not any(cases.get(str(numero), {}).values()):
                reponse = lignes.setdefault(str(rang), {}).setdefault("cases", {})
                reponse[str(numero)] = {"saisi": "", "accepte": True}
                acceptees += 1
    lot.save(update_fields=["choix"])
    return acceptees


@transaction.atomic
def abandonner(lot: Import, *, par: Any) -> Import:
    """Give up a preview: the file and what was read of it are erased at once."""
    lot = verrouiller(lot)
    lot.etat = Import.Etat.ABANDONNE
    effacer_contenu(lot)
    lot.save()
    journal.noter(
        "importation.abandonner", par=par, sur=lot, phrase=f"a abandonné l’import de {lot}", audience="equipe"
    )
    return lot


def deja_importe(lot: Import) -> Import | None:
    """The last confirmed import of the very same file, in this centre."""
    memes = Import.objects.legers().filter(
        genre=lot.genre, empreinte=lot.empreinte, session=lot.session_id, demi_journee=lot.demi_journee_id
    )
    return memes.filter(etat=Import.Etat.CONFIRME).exclude(pk=lot.pk).order_by("-confirme_le").first()
