"""Around the sheets: the link of today, corrections with their reason, what contradicts, who lacks hours."""

from __future__ import annotations

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from parcours.actions import contradictions, heures, liens
from parcours.actions.presence import Ligne, saisir
from parcours.models import ConstatFeuille, DemiJournee, Emargement, Session
from parcours.obstacles_feuilles import contradictions_de

ABSENTES = (Emargement.Statut.ABSENTE, Emargement.Statut.ABSENTE_JUSTIFIEE)
PRESENTE = Emargement.Statut.PRESENTE


def animer(scene: Scene, session: Session) -> None:
    """What some weeks of roll-calls leave behind."""
    absences = list(
        Emargement.objects.filter(demi_journee__session=session, statut__in=ABSENTES)
        .filter(demi_journee__date__lt=scene.horloge.jour(-5), demi_journee__signee_le__isnull=False)
        .select_related("demi_journee", "parcours__personne")
        .order_by("-demi_journee__date", "pk")
    )
    _corriger(scene, session, absences[0], absences[1])
    _dire_autrement(scene, absences[2])
    with scene.horloge.le(-1, 8):
        heures.surveiller(session, par=scene.coordinatrice)
    with scene.horloge.le(-1, 18):
        for demi_journee in _prochaines(scene, session):
            liens.envoyer_lien(demi_journee, par=scene.coordinatrice)


def _prochaines(scene: Scene, session: Session) -> list[DemiJournee]:
    """The half-days of today; on a day off, those of the next day of course."""
    suivantes = session.demi_journees.tenues().filter(date__gte=scene.horloge.aujourd_hui).order_by("date", "-moment")
    return list(suivantes.filter(date=suivantes[0].date))


def _corriger(scene: Scene, session: Session, *absences: Emargement) -> None:
    """Two absences become presences, with a reason; the first is explained, the other waits for an explanation."""
    motifs = ("Elle était là : elle a signé sur la feuille d’à côté.", "Oubli de la formatrice.")
    for ligne, motif in zip(absences, motifs, strict=True):
        with scene.horloge.le(-3, 11):
            faite = Ligne(ligne.parcours, PRESENTE, signature=Emargement.Signature.PAPIER)
            saisir(ligne.demi_journee, par=scene.coordinatrice, lignes=[faite], motif=motif)
    with scene.horloge.le(-2, 9):
        trouvee = next(c for c in contradictions_de(session) if c.demi_journee == absences[0].demi_journee_id)
        explication = "Vu avec la formatrice et avec la feuille voisine."
        contradictions.expliquer(session, par=scene.coordinatrice, cle=trouvee.cle, explication=explication)


def _dire_autrement(scene: Scene, ligne: Emargement) -> None:
    """The paper shows a signature where she is noted absent."""
    with scene.horloge.le(-2, 14):
        dit = contradictions.Dit(ligne.parcours, ligne.statut, signee=True)
        par = scene.acteur(Role.FORMATRICE)
        contradictions.relever(ligne.demi_journee, par=par, source=ConstatFeuille.Source.PAPIER, dits=[dit])
