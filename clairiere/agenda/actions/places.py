"""Places of a meeting: the lock, and the one function that gives places, whatever freed them."""

from __future__ import annotations

from typing import Any

from clairiere import journal
from clairiere.agenda import regles
from clairiere.agenda.models import Evenement, Inscription
from clairiere.interface.francais import date_longue
from clairiere.messages.envois import ecrire


def verrouiller(evenement: Evenement) -> Evenement:
    """A fresh copy, locked: all that counts places stands behind this lock."""
    return Evenement.objects.select_for_update(of=("self",)).get(pk=evenement.pk)


def dire_rencontre(evenement: Evenement) -> str:
    """« Éveil musical », mardi 24 novembre à 14 h."""
    return f"«\u00a0{evenement.titre}\u00a0», {date_longue(evenement.debut)}"


def pourvoir(evenement: Evenement, *, par: Any, sauf: int = 0) -> list[Inscription]:
    """Give what is free to those who wait, in order, and tell them; the event must be locked.

    Args:
        sauf: the person who is acting, who reads the answer on her screen and gets no message.
    """
    if evenement.a_commence or evenement.est_annule:
        return []
    attente = evenement.inscriptions.filter(etat=Inscription.Etat.EN_ATTENTE).select_related("personne__centre")
    par_cle = {i.pk: i for i in attente}
    elues = [par_cle[cle] for cle in regles.a_placer(evenement.libres, [(i.pk, i.enfants) for i in attente])]
    for inscription in elues:
        inscription.etat = Inscription.Etat.INSCRITE
        inscription.save(update_fields=["etat", "change_le"])
        if inscription.personne_id != sauf:
            _prevenir(inscription, evenement, par)
    return elues


def _prevenir(inscription: Inscription, evenement: Evenement, par: Any) -> None:
    personne = inscription.personne
    ou = f" C’est ici : {evenement.lieu}." if evenement.lieu else ""
    ecrire(
        a=personne,
        genre="place_liberee",
        objet="Une place pour vous",
        texte=f"Bonjour {personne.prenom}. Une place s’est libérée."
        f" Vous êtes inscrite : {dire_rencontre(evenement)}.{ou} Si vous ne venez pas, dites-le nous.",
        cle=f"place-liberee-{inscription.pk}-{inscription.ordre}",
    )
    journal.noter(
        "agenda.placer",
        par=par,
        sur=[evenement, personne],
        phrase=f"a libéré une place : {personne.nom_complet} passe de la liste d’attente à {dire_rencontre(evenement)}",
        audience="equipe",
    )
