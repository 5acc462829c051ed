"""Weekly meetings with the children, past and to come, and mediations at each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from clairiere import flux
from clairiere.agenda.actions.inscriptions import inscrire
from clairiere.agenda.actions.rencontres import annuler_evenement, creer_serie
from clairiere.agenda.models import Evenement, Inscription
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from relais.actions import mediation as actes
from relais.actions import notes
from relais.vocabulaire import GENRE, Depart, GenreEntretien, Motif, Organisme, Origine, SituationContrat, Suite

Paires = Sequence[tuple[Personne, Personne]]
NOTE = "Entendue seule, une heure. Se dit prête à parler des horaires. À confirmer à la rencontre commune."


def rencontres(scene: Scene, personnes: Sequence[Personne], *, titre: str, jour: int, places: int) -> None:
    """A weekly series from two months ago to two months ahead: presences noted, next ones filling up."""
    animatrice = scene.acteur(Role.ANIMATRICE)
    with scene.horloge.le(-62, 9):
        serie = creer_serie(
            par=animatrice,
            titre=titre,
            genre=GENRE,
            jour=jour,
            heure_debut=dt.time(10),
            heure_fin=dt.time(11, 30),
            du=scene.horloge.jour(-56),
            au=scene.horloge.jour(49),
            lieu=f"{scene.plan.nom}, salle d’éveil",
            places=places,
            places_enfants=places * 2,
            animatrice=scene.equipe[Role.ANIMATRICE],
        ).objet
    evenements = list(serie.evenements.order_by("debut"))
    passes = [e for e in evenements if e.fin.date() < scene.horloge.aujourd_hui]
    a_venir = [e for e in evenements if e.debut.date() > scene.horloge.aujourd_hui]
    with scene.horloge.le(-1, 12):
        lignes = [i for e in passes for i in _presences(scene, e, personnes)]
        Inscription.objects.bulk_create(lignes)
    _inscrire(scene, a_venir[0], personnes[: places + 2])
    _inscrire(scene, a_venir[1], personnes[:3])
    with scene.horloge.le(-1, 16):
        annuler_evenement(a_venir[4], par=animatrice, raison="La salle est prise pour une fête du quartier")


def _presences(scene: Scene, evenement: Evenement, personnes: Sequence[Personne]) -> list[Inscription]:
    venues = scene.hasard.sample(list(personnes), k=min(len(personnes), evenement.places, scene.hasard.randint(3, 6)))
    lignes = []
    for ordre, personne in enumerate(venues, start=1):
        absente = scene.hasard.random() < 0.15
        enfants = scene.hasard.choice((0, 1, 1, 2))
        lignes.append(
            Inscription(
                centre=scene.centre,
                evenement=evenement,
                personne=personne,
                ordre=ordre,
                enfants=enfants,
                prenoms_enfants=[scene.annuaire.enfant() for _n in range(enfants)],
                etat=Inscription.Etat.ABSENTE if absente else Inscription.Etat.PRESENTE,
            )
        )
    return lignes


def _inscrire(scene: Scene, evenement: Evenement, personnes: Sequence[Personne]) -> None:
    for rang, personne in enumerate(personnes):
        enfants = scene.hasard.choice((0, 1, 1, 2))
        with scene.horloge.le(-3, 9, rang * 5):
            inscrire(
                evenement,
                personne,
                par=scene.acteur(Role.ANIMATRICE),
                enfants=enfants,
                prenoms_enfants=[scene.annuaire.enfant() for _n in range(enfants)],
            )


def mediations(scene: Scene, paires: Paires, autres: Sequence[Personne]) -> None:
    """Eight cases, one in each state; each begins after the contract of its two persons."""
    _demander(scene, autres[0], -1, [Motif.HORAIRES], autre_nom="Madame Vasseur")
    examen = _demander(scene, autres[1], -9, [Motif.CONGES], autre_nom="Famille Olivier-Delacroix")
    _prendre(scene, examen, -8)
    _jusqu_a_l_accord_des_deux(scene, paires[3], -16)
    _engagee(scene, paires[2], -30)
    accord = _engagee(scene, paires[0], -60)
    with scene.horloge.le(-40, 18) as quand:
        mediatrice = scene.acteur(Role.MEDIATRICE)
        accord = actes.conclure_accord(accord, par=mediatrice, signe_le=quand.date(), change_contrat=True)
    with scene.horloge.le(-10, 11) as quand:
        notes.noter_entretien(
            accord, par=mediatrice, date=quand.date(), genre=GenreEntretien.BILAN_1, suite=Suite.TIENT
        )
    sans = _engagee(scene, paires[1], -50)
    with scene.horloge.le(-30, 18):
        flux.franchir(sans, "conclure_sans_accord", par=mediatrice)
    orientee = _demander(scene, autres[2], -45, [Motif.SALAIRE], autre_nom="Monsieur Keller", vite=True)
    orientee = _prendre(scene, orientee, -44)
    with scene.horloge.le(-43, 12):
        actes.orienter(orientee, par=mediatrice, organisme=Organisme.PAJEMPLOI)
    arretee = _prendre(scene, _demander(scene, autres[3], -60, [Motif.TACHES], autre_nom="Madame Roy"), -59)
    with scene.horloge.le(-52, 12):
        actes.abandonner(arretee, par=mediatrice, depart=Depart.DEMANDEUSE)


def _demander(
    scene: Scene, personne: Personne, jour: int, motifs: list[str], *, vite: bool = False, **autre: Any
) -> Any:
    with scene.horloge.le(jour, 20, 30):
        origine = Origine.TELEPHONE if vite else Origine.EN_LIGNE
        urgence = "vite" if vite else "semaine"
        mediation, _nouvelle = actes.demander(
            demandeuse=personne, par=scene.elle(personne), motifs=motifs, urgence=urgence, origine=origine, **autre
        )
    return mediation


def _prendre(scene: Scene, mediation: Any, jour: int) -> Any:
    with scene.horloge.le(jour, 9, 15):
        return actes.prendre_en_charge(mediation, par=scene.acteur(Role.MEDIATRICE))


def _jusqu_a_l_accord_des_deux(scene: Scene, paire: tuple[Personne, Personne], jour: int, *, tous: bool = False) -> Any:
    mediatrice = scene.acteur(Role.MEDIATRICE)
    demande = _demander(scene, paire[0], jour, [Motif.HORAIRES, Motif.HEURES_SUP], autre=paire[1])
    mediation = _prendre(scene, demande, jour + 1)
    with scene.horloge.le(jour + 3, 14) as quand:
        mediation = actes.recevoir(
            mediation, par=mediatrice, danger=False, proces=False, contrat=SituationContrat.EN_COURS
        )
        notes.ecrire_note(mediation, par=mediatrice, texte="Premier appel. Les deux veulent continuer ensemble.")
        return actes.noter_accords(
            mediation,
            par=mediatrice,
            autre_prevenue_le=quand.date(),
            accord_demandeuse_le=quand.date(),
            accord_autre_le=quand.date() if tous else None,
        )


def _engagee(scene: Scene, paire: tuple[Personne, Personne], jour: int) -> Any:
    mediatrice = scene.acteur(Role.MEDIATRICE)
    mediation = _jusqu_a_l_accord_des_deux(scene, paire, jour, tous=True)
    with scene.horloge.le(jour + 5, 9):
        mediation = flux.franchir(mediation, "engager", par=mediatrice)
    for rang, genre in enumerate((GenreEntretien.SEPARE_DEMANDEUSE, GenreEntretien.SEPARE_AUTRE)):
        with scene.horloge.le(jour + 7 + 3 * rang, 17) as quand:
            notes.noter_entretien(mediation, par=mediatrice, date=quand.date(), genre=genre, texte=NOTE if rang else "")
    return mediation
