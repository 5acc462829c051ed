"""The appeal: received, answered by others than those who decided."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import flux, journal
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from clairiere.messages.envois import ecrire
from parcours.models import Parcours, Recours
from parcours.obstacles_jury import pour_recourir


@transaction.atomic
def deposer(parcours: Parcours, *, par: Any, motif: str, recu_le: dt.date | None = None) -> Recours:
    """Note that she asks for another look at the last decision. The same request twice is one.

    Raises:
        Ferme: see `regles.recours`.
    """
    parcours = Parcours.objects.select_for_update(of=("self",)).select_related("personne", "centre").get(pk=parcours.pk)
    recu_le = recu_le or timezone.localdate()
    motif = motif.strip()
    decision = parcours.decisions.first()
    deja = Recours.objects.filter(decision=decision, etat="depose", motif=motif).first() if decision else None
    if deja is not None:
        return deja
    obstacles = list(pour_recourir(parcours, recu_le=recu_le, motif=motif))
    if obstacles:
        raise Ferme(obstacles)
    recours = Recours(parcours=parcours, decision=decision, recu_le=recu_le, motif=motif, depose_par=par.nom)
    recours.full_clean()
    recours.save()
    elle = par.utilisateur is not None and par.utilisateur.pk == parcours.personne.utilisateur_id
    phrase = "a demandé de revoir la décision du jury" if elle else "a reçu sa demande de revoir la décision du jury"
    journal.noter("recours.deposer", par=par, sur=[parcours, recours], phrase=phrase)
    return recours


@transaction.atomic
def accepter(recours: Recours, *, par: Any, traite_par: str, reponse: str, attendu: str | None = None) -> Recours:
    """She comes back to the evaluation; another jury may hear her."""
    recours = _franchir(recours, "accepter", par=par, traite_par=traite_par, reponse=reponse, attendu=attendu)
    flux.franchir(recours.parcours, "revoir_la_decision", par=Acteur.systeme(recours.centre, par.nom))
    _repondre(recours, "Votre demande est acceptée. Un autre jury va vous entendre. Nous vous appelons pour la date.")
    return recours


@transaction.atomic
def rejeter(recours: Recours, *, par: Any, traite_par: str, reponse: str, attendu: str | None = None) -> Recours:
    """The decision stands; she is told why."""
    recours = _franchir(recours, "rejeter", par=par, traite_par=traite_par, reponse=reponse, attendu=attendu)
    _repondre(recours, f"Votre demande n’est pas acceptée. La décision du jury reste. La raison : {recours.reponse}")
    return recours


def _franchir(recours: Recours, mouvement: str, *, traite_par: str, reponse: str, **options: Any) -> Recours:
    noms = ", ".join(nom.strip() for nom in traite_par.replace("\n", ",").split(",") if nom.strip())
    return flux.franchir(recours, mouvement, traite_par=noms, reponse=reponse.strip(), **options)


def _repondre(recours: Recours, texte: str) -> None:
    personne = recours.parcours.personne
    ecrire(
        a=personne,
        genre="jury",
        objet="Votre demande de revoir la décision du jury",
        texte=f"Bonjour {personne.prenom}. {texte} {recours.centre}",
        cle=f"recours-{recours.pk}-{recours.etat}",
    )
