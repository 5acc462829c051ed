"""Making a paper of the course: for one trainee, or for a whole group in the background."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.conversion import CompositionImpossible, NonConvertible
from clairiere.documents.langage import ModeleRefuse
from clairiere.documents.modeles import PAPIERS, Papier, en_vigueur
from clairiere.documents.models import Document
from clairiere.documents.papiers import faire_les_fichiers, figer
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_longue, heure
from clairiere.messages.envois import ecrire
from parcours.donnees_papiers import de_la_stagiaire, lieu_des_cours, seances_de
from parcours.models import Parcours
from parcours.models.etats import EN_RECRUTEMENT
from parcours.models.papiers import LotPapiers
from parcours.obstacles_papiers import pour_papier

TOUT_DE_SUITE = 5  # up to that many, nobody waits for the background worker
CHANGE_CHAQUE_JOUR = ("date_document",)  # a paper is not another one because tomorrow has come
GENRE = "parcours.parcours"


@transaction.atomic
def faire(parcours: Parcours, papier: Papier, *, par: Any, session: Any = None) -> tuple[Document, bool]:
    """Make one paper for one trainee: the document, and True when it is new.

    The same data and the same template give back the document that exists; anything else is a new version under the
    same number.

    Args:
        session: the one she thinks of, while she is not admitted to any.

    Raises:
        Ferme: something is missing, or the template cannot be filled.
    """
    parcours = _verrouiller(parcours)
    if parcours.session_id is None:
        parcours.session = session  # in memory only: she is not admitted by a paper
    obstacles = pour_papier(parcours, papier.code)
    if obstacles:
        raise Ferme(obstacles)
    date = timezone.localdate()
    ancien = derniers([parcours.pk], papier.code, parcours.session_id).get(parcours.pk)
    numero = ancien.numero if ancien else numero_suivant(papier.prefixe, date.year)
    donnees = de_la_stagiaire(papier.code, parcours, numero=numero, date=date)
    fige = {**figer(donnees), "session": parcours.session_id}
    if ancien and _memes(ancien, fige, papier):
        return ancien, False
    document = _etablir(parcours, papier, donnees, fige, numero, par)
    _prevenir(parcours, papier, document)
    return document, True


def _verrouiller(parcours: Parcours) -> Any:
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    requete = Parcours.objects.avec_minutes()
    return requete.select_related(
        "personne", "centre", "session__centre", "session__salle", "session__formatrice", "session__version_programme"
    ).get(pk=parcours.pk)


def _memes(ancien: Document, fige: dict[str, Any], papier: Papier) -> bool:
    avant = {cle: v for cle, v in ancien.donnees.items() if cle not in CHANGE_CHAQUE_JOUR}
    apres = {cle: v for cle, v in fige.items() if cle not in CHANGE_CHAQUE_JOUR}
    return avant == apres and ancien.modele_empreinte == en_vigueur(papier.code).empreinte


def _etablir(
    parcours: Any, papier: Papier, donnees: dict[str, Any], fige: dict[str, Any], numero: str, par: Any
) -> Document:
    try:
        fichiers, empreinte = faire_les_fichiers(papier.code, donnees, date=donnees["date_document"])
    except (ModeleRefuse, NonConvertible, CompositionImpossible) as refus:
        lien = ("parcours:modele_papier", {"papier": papier.code})
        raise Ferme([Obstacle("modele", refus.phrase, "la directrice", lien, libelle_lien="Voir le modèle")]) from refus
    document = emettre(
        genre=papier.code,
        titre=f"{papier.titre}, {parcours.personne.nom_complet}",
        sur=parcours,
        par=par,
        donnees=fige,
        fichiers=fichiers,
        numero=numero,
        pour=parcours.personne,
        modele_empreinte=empreinte,
    )
    version = f", version {document.version}" if document.version > 1 else ""
    phrase = f"a établi le papier «\u00a0{papier.titre}\u00a0», no {numero}{version}"
    journal.noter("papier.faire", par=par, sur=[parcours, document], phrase=phrase, papier=papier.code, numero=numero)
    return document


def _prevenir(parcours: Any, papier: Papier, document: Document) -> None:
    """The convocation is also a message: day, hour, place. The paper waits in her space."""
    if papier.code != "convocation":
        return
    premiere = seances_de(parcours.session)[0]
    quand = f"{date_longue(premiere.date)} à {heure(premiere.commence_a)}"
    a_son_espace = parcours.personne.utilisateur_id is not None
    ou = "Votre convocation est dans « Mes documents »." if a_son_espace else "Le centre vous donne votre convocation."
    ecrire(
        a=parcours.personne,
        genre="convocation",
        objet="Votre convocation",
        texte=(
            f"Bonjour {parcours.personne.prenom}. Votre formation commence {quand}. Lieu : "
            f"{lieu_des_cours(parcours.session)}. {ou} {parcours.centre}"
        ),
        cle=f"convocation-{document.numero}-{document.version}",
    )


def derniers(parcours: Iterable[int], code: str, session: int | None) -> dict[int, Document]:
    """The last version of this paper for each journey, in this session (two queries)."""
    requete = Document.objects.filter(genre=code, objet_genre=GENRE, objet_id__in=list(parcours))
    trouves: dict[int, Document] = {}
    for document in requete.prefetch_related("fichiers").order_by("version", "pk"):
        if document.donnees.get("session") == session:
            trouves[document.objet_id] = document
    return trouves


def stagiaires_de(session: Any) -> Any:
    """Those a paper may be made for: admitted one day, whatever became of them, by name."""
    requete = session.parcours.exclude(etat__in=EN_RECRUTEMENT).avec_minutes().select_related("personne")
    return requete.order_by("personne__nom", "personne__prenom", "pk")


def lancer_lot(session: Any, papier: Papier, *, par: Any) -> LotPapiers:
    """Ask for a paper for the whole group; a second click finds the work under way.

    Raises:
        Ferme: nobody is in the session.
    """
    lot, nouveau = _demander(session, papier, par)
    if nouveau and lot.total <= TOUT_DE_SUITE:
        traiter_lot(lot.centre_id, lot.pk)
        lot.refresh_from_db()
    return lot


@transaction.atomic
def _demander(session: Any, papier: Papier, par: Any) -> tuple[LotPapiers, bool]:
    session = type(session).objects.select_for_update(of=("self",)).get(pk=session.pk)
    en_cours = LotPapiers.objects.filter(session=session, papier=papier.code, etat=LotPapiers.Etat.EN_COURS).first()
    if en_cours is not None:
        transaction.on_commit(partial(_confier, en_cours))  # its worker may be dead: going on twice makes nothing twice
        return en_cours, False
    attendus = list(stagiaires_de(session).values_list("pk", flat=True))
    if not attendus:
        raise Ferme([Obstacle("personne", "Personne n’est encore admis dans cette session.", qui="la coordinatrice")])
    lot = LotPapiers(session=session, papier=papier.code, attendus=attendus, demande_par=par.utilisateur)
    lot.full_clean()
    lot.save()
    phrase = f"a demandé le papier «\u00a0{papier.titre}\u00a0» pour le groupe"
    journal.noter("papier.groupe", par=par, sur=session, phrase=phrase, audience="equipe")
    if lot.total > TOUT_DE_SUITE:
        transaction.on_commit(partial(_confier, lot))
    return lot, True


def _confier(lot: LotPapiers) -> None:
    async_task("parcours.actions.papiers.traiter_lot", lot.centre_id, lot.pk, group="papiers")


def traiter_lot(centre_id: int, lot_id: int) -> str:
    """Make the papers one by one, each in its own transaction: killed in the middle, it goes on where it was."""
    centre = Centre.objects.get(pk=centre_id)
    with portee.dans(centre):
        while _le_suivant(lot_id, centre):
            continue
        lot = LotPapiers.objects.get(pk=lot_id)
    return f"{lot.faits} sur {lot.total}"


@transaction.atomic
def _le_suivant(lot_id: int, centre: Centre) -> bool:
    """One paper, under the lock of the lot; False when all are made."""
    lot = LotPapiers.objects.select_for_update(of=("self",)).get(pk=lot_id)
    if lot.est_fini:
        return False
    if lot.faits < lot.total:
        _un_de_plus(lot, Acteur.de(lot.demande_par, centre) if lot.demande_par else Acteur.systeme(centre))
        lot.faits += 1
    if lot.faits >= lot.total:
        lot.etat, lot.fini_le = LotPapiers.Etat.FINI, timezone.now()
    lot.save()
    return not lot.est_fini


def _un_de_plus(lot: LotPapiers, par: Acteur) -> None:
    parcours = Parcours.objects.filter(pk=lot.attendus[lot.faits], session=lot.session_id).first()
    if parcours is None:  # she left the group meanwhile
        return
    try:
        with transaction.atomic():
            _document, nouveau = faire(parcours, PAPIERS[lot.papier], par=par)
        lot.nouveaux += nouveau
    except Ferme as refus:
        lot.refus.append({"nom": parcours.personne.nom_complet, "parcours": parcours.pk, "phrase": str(refus)})
