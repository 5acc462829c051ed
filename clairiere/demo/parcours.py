"""Journeys: from the first contact to the search for a family, each step on its day, by the actions of the software."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clairiere import flux
from clairiere.agenda.semaine import JOURS, Semaine
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.demo import certificats, jury, presences
from clairiere.demo import recrutement as autour
from clairiere.demo.centres import Scene
from clairiere.demo.horloge import saison
from clairiere.demo.personnes import espace, femme
from parcours.actions.certification import evaluer
from parcours.actions.contact import confirmer_disponibilite, noter_disponibilite, noter_la_suite
from parcours.actions.recrutement import admettre, mettre_en_attente, reperer
from parcours.models import COMPETENCES, Parcours, Session

Nom = tuple[str, str]
SANS_JURY = ("heures_manquantes", "a_evaluer", "evaluee")
ORIGINES = (
    "Mission locale",
    "France Travail",
    "accueil du centre",
    "une amie certifiée",
    "PMI du quartier",
    "cours de français",
    "",
)
OUVREES = JOURS[:5]
PARTIES = 4  # of those who wait, how many the moves of the list take away or place
SEMAINES = (
    Semaine.reguliere(OUVREES, ("08:00", "19:00")),
    Semaine.reguliere(OUVREES, ("07:30", "18:30")),
    Semaine.reguliere(OUVREES, ("08:00", "20:00")),
    Semaine.reguliere(("lundi", "mardi", "jeudi", "vendredi"), ("08:00", "18:30")),
    Semaine.reguliere(OUVREES, ("16:00", "20:00")),
)


def contact(
    scene: Scene, jour: int, *, suite: tuple[str, int] | None = None, personne: Personne | None = None
) -> Parcours:
    """A first contact at the desk; `suite`: the next thing to do, and for which day."""
    with scene.horloge.le(jour, 10, scene.hasard.randint(0, 59)):
        personne = personne or femme(scene)
        action, pour = suite or ("L’inviter à la réunion d’information", min(jour + 7, -1))
        return reperer(
            personne=personne,
            par=scene.insertion,
            origine=scene.hasard.choice(ORIGINES),
            referente=scene.equipe[Role.CHARGEE_INSERTION],
            prochaine_action=action,
            prochaine_date=scene.horloge.jour(pour),
        )


def informer(scene: Scene, parcours: Parcours, jour: int) -> Parcours:
    """She came to the information meeting."""
    with scene.horloge.le(jour, 16) as quand:
        return flux.franchir(parcours, "informer", par=scene.insertion, date_reunion=quand.date())


def entendre(
    scene: Scene, parcours: Parcours, jour: int, *, avis: str = "favorable", decision: str = "admise"
) -> Parcours:
    """Her interview, and what two persons decided (nothing yet when `decision` is empty)."""
    with scene.horloge.le(jour, 11, 30) as quand:
        return autour.selectionner(scene, parcours, quand.date(), avis, decision)


def candidate(scene: Scene, jour: int, personne: Personne | None = None, *, decision: str = "admise") -> Parcours:
    """From the first contact to the interview, over three weeks."""
    parcours = informer(scene, contact(scene, jour, personne=personne), jour + 8)
    return entendre(scene, parcours, jour + 15, decision=decision)


def stagiaires(scene: Scene, session: Session, nombre: int, jour: int, nommee: Nom | None = None) -> list[Parcours]:
    """Trainees admitted to a session, with their accounts; `nommee` is the first of them."""
    liste = []
    for rang in range(nombre):
        depart = jour - scene.hasard.randint(20, 60)
        with scene.horloge.le(depart, 9):
            prenom, nom = nommee if nommee and not rang else ("", "")
            personne = femme(scene, prenom, nom)
        parcours = candidate(scene, depart, personne)
        with scene.horloge.le(jour, 14, rang):
            parcours = admettre(parcours, par=scene.coordinatrice, session=session)
            espace(scene, personne)
        liste.append(parcours)
    return liste


def commencer(scene: Scene, liste: Sequence[Parcours], session: Session) -> list[Parcours]:
    """The first day of the course."""
    with scene.horloge.le(session.debut, 17):
        return [flux.franchir(p, "entrer_en_formation", par=scene.acteur(Role.FORMATRICE)) for p in liste]


def session_finie(scene: Scene, ecart: int, destins: Sequence[str], nommee: Nom | None = None) -> list[Parcours]:
    """A session begun that many days ago; each trainee goes as far as her `destin`. Gives journeys in this order."""
    debut = scene.horloge.jour(ecart)
    debut -= dt.timedelta(days=debut.weekday())
    session = presences.session(scene, saison(debut), debut, presences.rythme(0), places=len(destins), creee=ecart - 60)
    liste = commencer(scene, stagiaires(scene, session, len(destins), ecart - 20, nommee), session)
    presences.emarger(scene, session, liste)
    en_retard = [p for p, destin in zip(liste, destins, strict=True) if destin == "heures_manquantes"]
    presences.rattraper(scene, session, [p for p in liste if p not in en_retard])
    for parcours in en_retard:
        presences.perdre(parcours, 2, non_signees=1)
    excusees = [p for p, destin in zip(liste, destins, strict=True) if destin == "exception"]
    for parcours in excusees:
        presences.perdre(parcours, 1)
    session.refresh_from_db()
    fin = (session.fin - scene.horloge.aujourd_hui).days
    jury.observer_le_groupe(scene, session, liste, fin - 30)
    jury.se_dire(scene, liste[:6], fin - 3, "fin")
    liste = [_evaluer_selon(scene, p, fin, destin) for p, destin in zip(liste, destins, strict=True)]
    for parcours in excusees:
        jury.excuser(scene, parcours, fin + 5)
    jugees = {p: d for p, d in zip(liste, destins, strict=True) if d not in SANS_JURY}
    if jugees:
        jury.tenir(scene, session, jugees, fin + 9)
        certificats.etablir(scene, session, fin + 10)
    elif "evaluee" in destins:
        prete = {p: d for p, d in zip(liste, destins, strict=True) if d == "evaluee"}
        jury.tenir(scene, session, prete, -1, clore=False)
    return [_apres_le_jury(scene, p, fin, destin) for p, destin in zip(liste, destins, strict=True)]


def _evaluer_selon(scene: Scene, parcours: Parcours, fin: int, destin: str) -> Parcours:
    with scene.horloge.le(min(fin + 1, -1), 9):
        parcours = flux.franchir(parcours, "passer_en_evaluation", par=scene.acteur(Role.FORMATRICE))
    if destin not in ("heures_manquantes", "a_evaluer"):
        _evaluer(scene, parcours, fin + 3, acquis=destin not in ("ajournee", "non_certifiee"))
    return parcours


def _apres_le_jury(scene: Scene, parcours: Parcours, fin: int, destin: str) -> Parcours:
    parcours = Parcours.objects.get(pk=parcours.pk)
    if destin in SANS_JURY:
        return parcours
    if destin in ("ajournee", "non_certifiee"):
        jury.contester(scene, parcours, fin + 12, "rejete" if destin == "ajournee" else "")
        return parcours
    return _apres(scene, parcours, fin + 14, destin)


def _evaluer(scene: Scene, parcours: Parcours, jour: int, *, acquis: bool) -> None:
    with scene.horloge.le(min(jour, -1), 15) as quand:
        niveaux = dict.fromkeys(COMPETENCES, "acquis") | ({} if acquis else {"securite": "en_cours"})
        evaluer(
            parcours,
            par=scene.acteur(Role.FORMATRICE),
            date=quand.date(),
            competences=niveaux,
            resultat="acquis" if acquis else "a_revoir",
            remarque="" if acquis else "Gestes de premiers secours à reprendre.",
        )


def _apres(scene: Scene, parcours: Parcours, jour: int, destin: str) -> Parcours:
    """After the certificate: the search, a pause, or the way out."""
    if destin in ("certifiee", "exception"):
        return parcours
    if destin == "sortie":
        with scene.horloge.le(jour, 10):
            return flux.franchir(parcours, "sortir", par=scene.coordinatrice, motif="Déménage à Marseille.")
    with scene.horloge.le(jour, 10, scene.hasard.randint(0, 59)):
        noter_disponibilite(
            parcours,
            par=scene.elle(parcours.personne),
            semaine=SEMAINES[0] if destin == "toute_la_semaine" else scene.hasard.choice(SEMAINES),
            des_le=scene.horloge.jour(jour),
            codes_postaux=list(scene.plan.codes),
            accepte_animaux=scene.hasard.choice((True, True, None, False)),
        )
        parcours = flux.franchir(parcours, "rendre_disponible", par=scene.coordinatrice)
    if destin == "en_pause":
        with scene.horloge.le(-18, 10):
            return flux.franchir(
                parcours, "mettre_en_pause", par=scene.insertion, motif="Part deux mois dans sa famille."
            )
    return parcours


def confirmer(scene: Scene, liste: Sequence[Parcours]) -> None:
    """Most of them said « still the same » these last weeks; some did not."""
    for parcours in liste[: -max(1, len(liste) // 3)]:
        with scene.horloge.le(-scene.hasard.randint(2, 25), 19):
            confirmer_disponibilite(parcours, par=scene.elle(parcours.personne))


def session_en_cours(scene: Scene, nombre: int) -> tuple[Session, list[Parcours]]:
    """A session at about 75 hours of 120; the last sheet waits to be signed; one trainee stopped, one is in pause."""
    hier = scene.horloge.ouvre(-1)
    jours = presences.rythme(hier.weekday())
    debut = presences.debut_pour(scene, jours, 78 * 60)
    ecart = (debut - scene.horloge.aujourd_hui).days
    session = presences.session(scene, saison(debut), debut, jours, places=nombre, creee=ecart - 50)
    liste = commencer(scene, stagiaires(scene, session, nombre, ecart - 12), session)
    presences.emarger(scene, session, liste, a_signer=True)
    presences.perdre(liste[2], 3)
    with scene.horloge.le(-6, 14):
        flux.franchir(liste[-1], "abandonner", par=scene.insertion, motif="A trouvé un emploi à l’hôpital.")
        flux.franchir(liste[-2], "mettre_en_pause", par=scene.insertion, motif="Garde sa nièce jusqu’aux vacances.")
    return session, liste


def jurys_a_venir(scene: Scene, groupe: Sequence[Parcours], attendent: Sequence[Parcours]) -> None:
    """The running group is observed and its jury called; those who wait from the last session have theirs prepared."""
    stagiaires_du_groupe = [p for p in groupe if Parcours.objects.get(pk=p.pk).etat == "en_formation"]
    session = stagiaires_du_groupe[0].session
    jury.observer_le_groupe(scene, session, stagiaires_du_groupe, -16, combien=2)
    jury.se_dire(scene, stagiaires_du_groupe[:5], -12, "debut")
    annulee = jury.convoquer(scene, jury.composer(scene, session, -8, scene.horloge.ouvre(38)), -7)
    jury.annuler(scene, annulee, -5)
    jury.convoquer(scene, jury.composer(scene, session, -4, scene.horloge.ouvre(45)), -3)
    jury.composer(scene, attendent[0].session, -2, scene.horloge.ouvre(20))


def session_a_venir(scene: Scene, ecart: int, places: int, attente: int, *, mouvements: bool = True) -> Session:
    """A session in some weeks and its waiting list, after some moves; a place is on offer since yesterday."""
    debut = scene.horloge.jour(ecart)
    debut += dt.timedelta(days=-debut.weekday() % 7)
    session = presences.session(scene, saison(debut), debut, presences.rythme(1), places=places, creee=-40)
    admises = stagiaires(scene, session, places, -10)
    suivantes = [candidate(scene, -38 + rang) for rang in range(attente + (PARTIES if mouvements else 0))]
    with scene.horloge.le(-9, 15):
        for parcours in suivantes:
            mettre_en_attente(parcours, par=scene.insertion, session=session)
    if mouvements:
        autour.faire_bouger_la_liste(scene, session, admises[0])
    autour.proposer_une_place(scene, admises[1])
    return session


def recrutement(scene: Scene, *, reperees: int, informees: int, candidates: int) -> list[Parcours]:
    """The board of the recruitment: new contacts, one forgotten for too long, one call that is late."""
    nouvelles = [contact(scene, -2 - 5 * n, suite=("La rappeler pour la réunion", 3 - 2 * n)) for n in range(reperees)]
    for n in range(informees):
        parcours = informer(scene, contact(scene, -30 - 9 * n), -20 - 9 * n)
        with scene.horloge.le(-19 - 9 * n, 17):
            noter_la_suite(
                parcours,
                par=scene.insertion,
                prochaine_action="Fixer son entretien",
                prochaine_date=scene.horloge.jour(2 - 3 * n),
            )
    for n in range(candidates):
        candidate(scene, -28 - 4 * n, decision="" if n else "admise")
    return nouvelles


def fins_de_candidature(scene: Scene) -> None:
    """Two candidates not retained and one sent to another project, each with a reason."""
    motifs = ("Le niveau de français demande d’abord un cours.", "N’est disponible que le week-end.")
    for rang, motif in enumerate(motifs):
        parcours = informer(scene, contact(scene, -70 - rang), -60)
        parcours = entendre(scene, parcours, -50, avis="reserve", decision="non_retenue")
        with scene.horloge.le(-45, 12):
            raison = ("langue", "horaires")[rang]
            flux.franchir(parcours, "ne_pas_retenir", par=scene.coordinatrice, motif=motif, raison=raison)
    parcours = candidate(scene, -80, decision="reorientee")
    with scene.horloge.le(-55, 12):
        motif = "Projet de CAP accompagnant éducatif."
        flux.franchir(parcours, "reorienter", par=scene.insertion, motif=motif, raison="autre_projet")


def ouvrir_espace(scene: Scene, parcours: Parcours) -> None:
    """Her account, from the first contact on."""
    with scene.horloge.le(-1, 15):
        espace(scene, parcours.personne)
