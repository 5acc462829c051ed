"""Her profile, her care project, the papers that were seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_courte
from clairiere.messages.envois import ecrire
from parcours.models import Certificat, Evaluation, Parcours, PieceVue, Profil, ProjetAccueil, competences_de
from parcours.regles.profil import FORCES_AU_PLUS, FaitsProfil
from parcours.regles.projet import RUBRIQUES_DU_PROJET

ACQUIS = Evaluation.Niveau.ACQUIS


def phrases_acquises(parcours: Parcours | None) -> list[str]:
    """Her sentences for the competences that the last evaluation says acquired."""
    evaluation = parcours.evaluations.first() if parcours else None
    if evaluation is None:
        return []
    dites = {c.code: c.phrase for c in competences_de()}
    return [dites[code] for code, niveau in evaluation.competences.items() if niveau == ACQUIS and code in dites]


def faits_du_profil(personne: Personne, parcours: Parcours | None) -> FaitsProfil:
    """What her presentation may stand on, read now."""
    dispo = getattr(parcours, "disponibilite", None) if parcours else None
    return FaitsProfil(
        prenom=personne.prenom,
        heures_suivies=(parcours.minutes() // 60) if parcours else 0,
        certifiee=Certificat.objects.filter(parcours__personne=personne, revoque_le__isnull=True).exists(),
        langues=tuple(str(langue) for langue in personne.langues),
        phrases_acquises=tuple(phrases_acquises(parcours)),
        minutes_par_semaine=dispo.en_semaine.minutes if dispo else 0,
    )


@transaction.atomic
def enregistrer_profil(
    personne: Personne,
    *,
    par: Any,
    forces: Sequence[str],
    presentation: str,
    experiences: str,
    montrer_telephone: bool,
    acquises: Sequence[str],
) -> Profil:
    """Keep what she chose and wrote. Raises Ferme when a sentence is not one of hers, or there are too many."""
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    obstacles = []
    if any(phrase not in acquises for phrase in forces):
        phrase = "Une phrase choisie n’est pas dans votre évaluation. Choisissez de nouveau."
        obstacles.append(Obstacle("forces", phrase, champ="forces"))
    if len(forces) > FORCES_AU_PLUS:
        obstacles.append(Obstacle("forces", f"Choisissez {FORCES_AU_PLUS} phrases au plus.", champ="forces"))
    if obstacles:
        raise Ferme(obstacles)
    profil = Profil.objects.filter(personne=personne).first() or Profil(personne=personne)
    profil.forces, profil.presentation = list(forces), presentation.strip()
    profil.experiences, profil.montrer_telephone = experiences.strip(), montrer_telephone
    profil.full_clean()
    profil.save()
    journal.noter("profil.enregistrer", par=par, sur=personne, phrase="a mis à jour son profil")
    return profil


@transaction.atomic
def ecrire_projet(personne: Personne, *, par: Any, textes: Mapping[str, str], partage: bool) -> ProjetAccueil:
    """A new version of the care project; the same words twice are one version, only the sharing may change.

    Raises:
        Ferme: nothing is written.
    """
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    propres = {code: textes.get(code, "").strip() for code in RUBRIQUES_DU_PROJET if textes.get(code, "").strip()}
    if not propres:
        raise Ferme([Obstacle("vide", "Écrivez au moins une réponse.")])
    dernier: ProjetAccueil | None = ProjetAccueil.objects.filter(personne=personne).order_by("-version").first()
    if dernier and dernier.textes == propres:
        if dernier.partage != partage:
            dernier.partage = partage
            dernier.save(update_fields=["partage"])
            _noter_partage(dernier, par)
        return dernier
    projet = ProjetAccueil(
        personne=personne,
        version=dernier.version + 1 if dernier else 1,
        textes=propres,
        partage=partage,
        ecrit_par=par.nom,
    )
    projet.full_clean()
    projet.save()
    phrase = f"a écrit son projet d’accueil, version {projet.version}"
    journal.noter("projet.ecrire", par=par, sur=personne, phrase=phrase)
    return projet


def _noter_partage(projet: ProjetAccueil, par: Any) -> None:
    mot = "permet aux familles de lire" if projet.partage else "ne permet plus aux familles de lire"
    journal.noter("projet.partager", par=par, sur=projet.personne, phrase=f"{mot} son projet d’accueil")


def projet_partage(personne: Personne) -> ProjetAccueil | None:
    """Her last version, when she lets families read it."""
    dernier: ProjetAccueil | None = ProjetAccueil.objects.filter(personne=personne).order_by("-version").first()
    return dernier if dernier and dernier.partage else None


@transaction.atomic
def noter_piece(
    personne: Personne, *, par: Any, genre: str, vue_le: dt.date, expire_le: dt.date | None = None, precision: str = ""
) -> PieceVue:
    """Someone of the team saw the original; no copy is kept. The same one twice is one.

    Raises:
        Ferme: seen in the future, or already out of date that day.
    """
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    obstacles = []
    if vue_le > timezone.localdate():
        obstacles.append(Obstacle("avenir", "Cette date est dans le futur.", champ="vue_le"))
    if expire_le and expire_le < vue_le:
        phrase = "Cette pièce n’était déjà plus valable ce jour-là."
        obstacles.append(Obstacle("perimee", phrase, champ="expire_le"))
    if obstacles:
        raise Ferme(obstacles)
    valeurs = {"genre": genre, "vue_le": vue_le, "expire_le": expire_le, "precision": " ".join(precision.split())}
    deja: PieceVue | None = PieceVue.objects.filter(personne=personne, **valeurs).first()
    if deja:
        return deja
    piece = PieceVue(personne=personne, vue_par=par.nom, **valeurs)
    piece.full_clean()
    piece.save()
    phrase = f"a vu l’original : {piece.get_genre_display()}"
    journal.noter("piece.noter", par=par, sur=personne, phrase=phrase)
    return piece


def rappeler_pieces() -> int:
    """Tell each person whose paper ends within two months; once per paper. May run every day without harm."""
    with portee.sans_portee("pièces à renouveler"):
        centres = list(Centre.objects.order_by("pk"))
    ecrits = 0
    for centre in centres:
        with portee.dans(centre):
            for piece in PieceVue.a_renouveler(timezone.localdate()).select_related("personne__centre"):
                ecrire(
                    a=piece.personne,
                    genre="piece_a_renouveler",
                    objet="Un papier à renouveler",
                    texte=(
                        f"Bonjour {piece.personne.prenom}. Ce papier se termine le {date_courte(piece.expire_le)} : "
                        f"{piece.get_genre_display()}. Montrez le nouveau au centre. {centre}"
                    ),
                    cle=f"piece-{piece.pk}",
                )
                ecrits += 1
    return ecrits
