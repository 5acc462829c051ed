"""What the recruitment asks of the team: applications to read, partners to call, papers that end, second sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.flux.registre import Tache
from clairiere.interface.francais import pluriel

LIGNES = 5


def taches(acteur: Any) -> Iterable[Tache]:
    """Four queries for the team, one for a trainer, none for the others."""
    if acteur.centre is None or not acteur.peut("selection.remplir"):
        return
    if acteur.peut("parcours.modifier"):
        yield from _candidatures(acteur)
        yield from _partenaires(acteur)
        yield from _droits_au_travail(acteur)
    yield from _secondes_fiches(acteur)


def _adresse(acteur: Any, nom: str, **arguments: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, **arguments})


def _candidatures(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Candidature

    a_lire = list(Candidature.objects.a_lire().values_list("prenom", "recue_le")[: LIGNES + 1])
    if not a_lire:
        return
    url = _adresse(acteur, "parcours:candidatures")
    if len(a_lire) > LIGNES:
        nombre = Candidature.objects.a_lire().count()
        yield Tache(pluriel(nombre, "candidature à lire", "candidatures à lire"), url, a_lire[0][1], nombre=nombre)
        return
    for prenom, recue_le in a_lire:
        yield Tache(f"{prenom} a envoyé sa candidature : l’appeler", url, recue_le)


def _partenaires(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Partenaire

    dus = Partenaire.objects.filter(rappel_le__lte=timezone.localdate()).order_by("rappel_le", "pk")
    for partenaire in dus[:LIGNES]:
        url = _adresse(acteur, "parcours:partenaire", pk=partenaire.pk)
        yield Tache(f"Rappeler {partenaire}", url, partenaire.rappel_le)


def _droits_au_travail(acteur: Any) -> Iterable[Tache]:
    """One line for each right to work that ends soon, for those who are followed."""
    from parcours.models import Parcours
    from parcours.regles.droit_au_travail import validite

    aujourd_hui = timezone.localdate()
    jours = lire(acteur.centre, "droit_travail_rappel_jours")
    fin = F("personne__droit_au_travail__expire_le")
    suivies = Parcours.objects.filter(personne__droit_au_travail__expire_le__lte=aujourd_hui + dt.timedelta(days=jours))
    suivies = suivies.exclude(etat__in=("non_retenue", "abandon", "reorientee", "sortie"))
    for parcours in suivies.annotate(fin=fin).select_related("personne").order_by("fin", "pk")[:LIGNES]:
        reste = validite(parcours.fin, aujourd_hui, jours)
        mot = "est terminé" if reste.code == "expire" else "est à renouveler"
        phrase = f"Le droit au travail de {parcours.personne.nom_court} {mot}"
        url = _adresse(acteur, "parcours:fiche", pk=parcours.pk) + "#droit-au-travail"
        yield Tache(phrase, url, parcours.fin, "manque" if reste.code == "expire" else "a_faire")


def _secondes_fiches(acteur: Any) -> Iterable[Tache]:
    """Candidates with one sheet only, given by someone else."""
    from parcours.models import Entretien, Parcours

    fiches = Entretien.objects.filter(parcours=OuterRef("pk"), candidature=OuterRef("candidature"))
    nombre = Count("entretiens", filter=Q(entretiens__candidature=F("candidature")))
    seules = Parcours.objects.filter(~Exists(fiches.filter(auteur=acteur.utilisateur)), etat="candidate")
    seules = seules.annotate(fiches=nombre).filter(fiches=1).select_related("personne")
    for parcours in seules.order_by("depuis", "pk")[:LIGNES]:
        phrase = f"{parcours.personne.nom_court} : il manque la fiche de la deuxième personne"
        yield Tache(phrase, _adresse(acteur, "parcours:entretien", pk=parcours.pk), parcours.depuis)
