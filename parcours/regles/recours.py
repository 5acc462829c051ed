"""The appeal against a decision of the jury: when it may be made, who may answer it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as N_

from clairiere.flux.obstacles import Obstacle
from parcours.regles.jury import meme_nom

REPONSE_MINIMUM = 10


def dernier_jour(decision_du: dt.date, jours: int) -> dt.date:
    """The last day on which she may ask for another look."""
    return decision_du + dt.timedelta(days=jours)


@dataclass(frozen=True)
class FaitsRecours:
    """What an appeal stands on."""

    decision: str = ""
    decision_du: dt.date | None = None
    jours: int = 15
    recu_le: dt.date | None = None
    en_cours: bool = False
    deja_traite: bool = False
    motif: str = ""
    dans_l_etat: bool = True


def recours(faits: FaitsRecours) -> Iterable[Obstacle]:
    """She may ask once, within the time given, against « ajournée » or « non certifiée »."""
    if faits.decision not in ("ajournee", "non_certifiee") or faits.decision_du is None:
        yield Obstacle("decision", N_("Il n’y a pas de décision à revoir."))
        return
    if faits.en_cours:
        yield Obstacle("en_cours", N_("Une demande est déjà en cours pour cette décision."))
        return
    if faits.deja_traite:
        yield Obstacle("deja_traite", N_("Cette décision a déjà été revue une fois."))
        return
    if not faits.dans_l_etat:
        yield Obstacle("etat", "Elle est déjà revenue à l’évaluation. Il n’y a rien à revoir.")
        return
    limite = dernier_jour(faits.decision_du, faits.jours)
    if faits.recu_le and faits.recu_le > limite:
        yield Obstacle(
            "delai",
            f"Le délai est passé : la demande était possible jusqu’au {limite:%d/%m/%Y}.",
            qui="la directrice, qui peut en parler avec elle",
            champ="recu_le",
        )
    if faits.recu_le and faits.recu_le < faits.decision_du:
        yield Obstacle("avant", N_("Ce jour est avant la décision du jury."), champ="recu_le")
    if len(faits.motif.strip()) < REPONSE_MINIMUM:
        yield Obstacle("motif", N_("Écrivez en une phrase pourquoi la décision est à revoir."), champ="motif")


def reponse(par_qui: Sequence[str], ont_decide: Sequence[str], texte: str) -> Iterable[Obstacle]:
    """The answer comes from people who did not take the decision, with a reason."""
    noms = [nom for nom in par_qui if nom.strip()]
    if not noms:
        yield Obstacle("par_qui", "Écrivez qui a revu la décision.", champ="traite_par")
    meles = [nom for nom in noms if any(meme_nom(nom, autre) for autre in ont_decide)]
    if meles:
        a_ont = "a déjà décidé" if len(meles) == 1 else "ont déjà décidé"
        yield Obstacle(
            "memes",
            f"{' et '.join(meles)} {a_ont} la première fois. D’autres personnes doivent revoir la décision.",
            champ="traite_par",
        )
    if len(texte.strip()) < REPONSE_MINIMUM:
        yield Obstacle("reponse", "Écrivez la réponse en une phrase qu’elle peut lire.", champ="reponse")
