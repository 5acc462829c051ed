"""Undoing an import: what it created goes, unless someone has worked on it since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from clairiere.importation.actions.annulation_presences import defaire_presences
from clairiere.importation.actions.effacement import effacer_contenu
from clairiere.importation.models import Import, LigneCreee
from clairiere.interface.francais import date_courte, date_longue, pluriel
from clairiere.journal.models import Audience, Mention
from parcours.models import Parcours

G = LigneCreee.Genre
AUTRE = "d’autres informations ont été notées depuis sur sa fiche"


@dataclass
class Examen:
    """What undoing would do. `gardees`: journey id → (person, reason)."""

    a_effacer: list[int] = field(default_factory=list)
    gardees: dict[int, tuple[str, str]] = field(default_factory=dict)


def examiner(lot: Import) -> Examen:
    """Who can be taken back, who is kept and why (a constant number of queries)."""
    parcours_ids = lot.lignes_creees.filter(genre=G.PARCOURS).values("objet_id")
    parcours = Parcours.objects.filter(pk__in=parcours_ids).select_related("personne").order_by("pk")
    personnes_ids = set(lot.lignes_creees.filter(genre=G.PERSONNE).values_list("objet_id", flat=True))
    raisons = _raisons_du_journal(lot, parcours_ids)
    occupes = _lies(Parcours, parcours_ids)
    personnes_occupees = _lies(Personne, lot.lignes_creees.filter(genre=G.PERSONNE).values("objet_id"), sauf=Parcours)
    plusieurs = _avec_un_autre_parcours(lot)
    examen = Examen()
    for p in parcours:
        raison = raisons.get(p.pk, "")
        if not raison and (p.etat != "reperee" or p.pk in occupes or p.personne_id in plusieurs):
            raison = AUTRE
        if not raison and p.personne_id in personnes_ids and p.personne_id in personnes_occupees:
            raison = AUTRE
        if not raison and p.personne_id in personnes_ids and p.personne.utilisateur_id:
            raison = "elle a un compte"
        if raison:
            examen.gardees[p.pk] = (p.personne.nom_complet, raison)
        else:
            examen.a_effacer.append(p.pk)
    return examen


def _raisons_du_journal(lot: Import, parcours_ids: Any) -> dict[int, str]:
    """« Nadia a noté l’entretien, le 3 mars », for each journey that someone has touched since."""
    mentions = Mention.objects.filter(genre="parcours.parcours", objet_id__in=parcours_ids)
    mentions = mentions.exclude(entree__code="parcours.reperer").select_related("entree").order_by("entree__quand")
    raisons = {}
    for mention in mentions:
        entree = mention.entree
        if entree.code == "importation.completer" and entree.donnees.get("lot") == lot.pk:
            continue
        lisible = entree.audience != Audience.PERSONNE
        quand = date_courte(entree.quand)
        raisons[mention.objet_id] = f"{entree.auteur_nom} {entree.phrase}, le {quand}" if lisible else AUTRE
    return raisons


def _lies(modele: Any, ids: Any, sauf: Any = None) -> set[int]:
    """Rows among `ids` that other rows point to, whatever they are (hidden relations included)."""
    trouves: set[int] = set()
    for relation in modele._meta.get_fields(include_hidden=True):
        entrante = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if entrante and relation.related_model is not sauf and not relation.related_model._meta.auto_created:
            nom = relation.field.name
            lignes = relation.related_model.objects.filter(**{f"{nom}__in": ids}).order_by()
            trouves.update(lignes.values_list(relation.field.attname, flat=True))
    return trouves


def _avec_un_autre_parcours(lot: Import) -> set[int]:
    """Persons created here who got another journey since."""
    ici = lot.lignes_creees.filter(genre=G.PARCOURS).values("objet_id")
    personnes = lot.lignes_creees.filter(genre=G.PERSONNE).values("objet_id")
    autres = Parcours.objects.filter(personne__in=personnes).exclude(pk__in=ici).order_by()
    return set(autres.values_list("personne_id", flat=True))


@transaction.atomic
def annuler(lot: Import, *, par: Any) -> Import:
    """Take back what the import did; `bilan["annulation"]` says what was erased, and what is kept with its reason.

    Raises:
        DejaFait: undone already.
        Ferme: there is nothing to undo.
    """
    lot = Import.objects.select_for_update(of=("self",)).get(pk=lot.pk)
    if lot.etat == Import.Etat.ANNULE:
        raise DejaFait(f"C’est déjà fait par {lot.annule_par}, {date_longue(lot.annule_le)}.")
    if lot.etat == Import.Etat.EN_COURS:
        raise Ferme([Obstacle("en_cours", "L’enregistrement n’est pas fini. Attendez la fin, puis annulez.")])
    if lot.etat != Import.Etat.CONFIRME:
        raise Ferme([Obstacle("rien", "Cet import n’a rien enregistré. Il n’y a rien à annuler.")])
    bilan = _defaire_candidates(lot) if lot.genre == Import.Genre.CANDIDATES else defaire_presences(lot, par=par)
    lot.etat, lot.annule_par, lot.annule_le = Import.Etat.ANNULE, par.nom, timezone.now()
    lot.bilan["annulation"] = bilan
    effacer_contenu(lot)
    lot.save()
    phrase = f"a annulé l’import de {lot}\u00a0: {dire_annulation(lot)}"
    journal.noter("importation.annuler", par=par, sur=lot, phrase=phrase, audience="equipe")
    return lot


def dire_annulation(lot: Import) -> str:
    """« 60 personnes effacées, 2 gardées »."""
    bilan = lot.bilan["annulation"]
    if lot.genre == Import.Genre.CANDIDATES:
        effacees = pluriel(bilan["effacees"], "personne effacée", "personnes effacées")
    else:
        effacees = pluriel(bilan["effacees"], "présence effacée", "présences effacées")
    gardees = len(bilan["gardees"])
    return effacees + (f", {pluriel(gardees, 'gardée', 'gardées')}" if gardees else "")


def _defaire_candidates(lot: Import) -> dict[str, Any]:
    verrou = lot.lignes_creees.filter(genre=G.PARCOURS).values("objet_id")
    list(Parcours.objects.select_for_update(of=("self",)).filter(pk__in=verrou).order_by("pk"))
    completees, gardees = _defaire_completees(lot)
    examen = examiner(lot)
    gardees += [{"nom": nom, "phrase": raison, "parcours": pk} for pk, (nom, raison) in examen.gardees.items()]
    parcours = Parcours.objects.filter(pk__in=examen.a_effacer)
    personnes = set(parcours.order_by().values_list("personne_id", flat=True))
    nees_ici = set(lot.lignes_creees.filter(genre=G.PERSONNE).values_list("objet_id", flat=True))
    parcours.order_by().delete()
    Personne.objects.filter(pk__in=personnes & nees_ici).order_by().delete()
    return {"effacees": len(personnes & nees_ici), "completees": completees, "gardees": gardees}


def _defaire_completees(lot: Import) -> tuple[int, list[dict[str, Any]]]:
    """Empty again the fields that were filled, when they still hold what the import put."""
    rendues, gardees = 0, []
    for trace in lot.lignes_creees.filter(genre=G.COMPLETEE).order_by("-pk"):
        personne = Personne.objects.select_for_update(of=("self",)).filter(pk=trace.objet_id).first()
        parcours = Parcours.objects.select_for_update(of=("self",)).filter(pk=trace.donnees["parcours_id"]).first()
        changes = [_vider(personne, trace.donnees["personne"]), _vider(parcours, trace.donnees["parcours"])]
        if all(changes):
            rendues += 1
        elif personne is not None:
            phrase = "sa fiche a été changée depuis, les changements restent"
            gardees.append(
                {"nom": personne.nom_complet, "phrase": phrase, "parcours": parcours.pk if parcours else None}
            )
    return rendues, gardees


def _vider(objet: Any, poses: dict[str, Any]) -> bool:
    """True when every field still held what was put; the others stay as they are."""
    if objet is None or not poses:
        return True
    inchanges = [nom for nom, valeur in poses.items() if _dire(getattr(objet, nom)) == valeur]
    for nom in inchanges:
        setattr(objet, nom, objet._meta.get_field(nom).get_default())
    if inchanges:
        objet.save(update_fields=inchanges)
    return len(inchanges) == len(poses)


def _dire(valeur: Any) -> Any:
    """A value as the trace keeps it."""
    if isinstance(valeur, list):
        return valeur
    if hasattr(valeur, "as_e164"):
        return valeur.as_e164
    return valeur.isoformat() if hasattr(valeur, "isoformat") else str(valeur)
