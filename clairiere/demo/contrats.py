"""Contracts at each step, with their real papers in Word and PDF."""

from __future__ import annotations

from clairiere.demo.centres import Scene
from contrats import actions
from contrats.models import Contrat
from placements.actions import terminer as terminer_placement
from placements.models import Placement

JOURS_DE_CONTRAT = 40  # how long the ended one lasted


def ecrire(scene: Scene, placement: Placement, jour: int, fin: str) -> Contrat:
    """Draft, print, sign on paper, end: as far as `fin`."""
    coordinatrice = scene.coordinatrice
    with scene.horloge.le(min(jour, -1), 10, 20):
        contrat = actions.rediger(placement, par=coordinatrice)
        contrat = actions.modifier(contrat, par=coordinatrice, **_accords(scene, contrat))
    if fin == "brouillon":
        return contrat
    if fin == "annule":
        return _annuler(scene, contrat, placement, jour)
    with scene.horloge.le(min(jour + 2, -1), 11, 40):
        contrat = actions.preparer(contrat, par=coordinatrice)
    if fin == "pret":
        return contrat
    with scene.horloge.le(min(jour + 4, -1), 18, 10) as quand:
        contrat = actions.signer(contrat, par=coordinatrice, signe_le=quand.date(), vu_par=coordinatrice.nom)
    if fin == "termine":
        ecart = (contrat.date_embauche - scene.horloge.aujourd_hui).days + JOURS_DE_CONTRAT
        with scene.horloge.le(min(ecart, -2), 17) as quand:
            contrat = actions.terminer(
                contrat,
                par=coordinatrice,
                fin=quand.date(),
                cause=Contrat.Fin.ACCORD,
                motif="La famille part vivre à Lyon.",
            )
    return contrat


def _accords(scene: Scene, contrat: Contrat) -> dict[str, object]:
    """What the two parties said when the draft was read with them: a rate above the minimum, a job, a travel card."""
    taux = contrat.taux_horaire_brut + scene.hasard.choice((0, 20, 45, 80)) / type(contrat.taux_horaire_brut)(100)
    return {"taux_horaire_brut": taux, "clauses_ajoutees": "Une rencontre au centre, un mois après l’embauche."}


def _annuler(scene: Scene, contrat: Contrat, placement: Placement, jour: int) -> Contrat:
    motif = "La famille a choisi une crèche."
    with scene.horloge.le(min(jour + 3, -1), 15) as quand:
        contrat = actions.annuler(contrat, par=scene.coordinatrice, motif=motif)
        fin = max(quand.date(), placement.debut)
        terminer_placement(placement, par=scene.coordinatrice, fin=fin, motif=motif)
    return contrat
