"""Make the paper, take it back, give up."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from clairiere import flux
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.models import Document
from contrats import papier
from contrats.actions.redaction import verrouiller
from contrats.calculs import lire, minutes_de
from contrats.models import Contrat

PREFIXE = "CONT"


@transaction.atomic
def preparer(contrat: Contrat, *, par: Any, attendu: str | None = None) -> Contrat:
    """Run every check, number the contract, freeze what it says, issue its paper (a new version after a correction).

    Raises:
        Ferme: each refusal of the checks, with its source and where it is mended.
        DejaFait, Interdit, Introuvable: see `flux.franchir`.
    """
    frais = verrouiller(contrat, par)
    numero = frais.numero
    if not numero and frais.etat == "brouillon" and attendu in (None, "", "brouillon"):
        numero = numero_suivant(PREFIXE)  # given back when a check refuses: the whole act is one transaction
    frais = flux.franchir(frais, "preparer", par=par, attendu=attendu, numero=numero)
    lecture = lire(frais)
    donnees = papier.donnees_du_contrat(frais, lecture)
    titre = f"Contrat de travail, {frais.salariee_nom}"
    fichiers, sans_pdf = papier.faire_les_fichiers(donnees, titre)
    frais.minutes_par_semaine = minutes_de(frais)
    frais.fige = papier.figer(donnees, lecture) | {"sans_pdf": sans_pdf}
    frais.save()
    emettre(
        genre="contrat",
        titre=titre,
        sur=frais,
        par=par,
        donnees=frais.fige,
        fichiers=fichiers,
        numero=numero,
        pour=frais.parcours.personne,
        modele_empreinte=papier.empreinte_du_modele(),
    )
    return frais


@transaction.atomic
def corriger(contrat: Contrat, *, par: Any, attendu: str | None = None) -> Contrat:
    """Back to the draft before anyone signed. The versions already made stay with the team, not with the parties."""
    frais = flux.franchir(contrat, "corriger", par=par, attendu=attendu, numero=contrat.numero)
    retirer_aux_parties(frais)
    return frais


@transaction.atomic
def annuler(contrat: Contrat, *, par: Any, motif: str, attendu: str | None = None) -> Contrat:
    """Give up before signing; the reason stays."""
    frais = flux.franchir(contrat, "annuler", par=par, attendu=attendu, motif=motif)
    retirer_aux_parties(frais)
    return frais


def retirer_aux_parties(contrat: Contrat) -> None:
    """A paper that is worth nothing any more leaves the space of the auxiliaire."""
    Document.objects.filter(objet_genre=contrat._meta.label_lower, objet_id=contrat.pk).update(pour=None)
