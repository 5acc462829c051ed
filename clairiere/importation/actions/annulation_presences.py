"""Undoing the import of an attendance sheet: hours go, except those that a certificate stands on, or changed since."""

from __future__ import annotations

from typing import Any

from clairiere import journal
from clairiere.importation.models import Import, LigneCreee
from clairiere.interface.francais import pluriel
from parcours.models import ConstatFeuille, DemiJournee, Emargement, Parcours

G = LigneCreee.Genre


def defaire_presences(lot: Import, *, par: Any) -> dict[str, Any]:
    """Take the presences back, then the signatures, then the half-days that are empty again."""
    traces = {t.objet_id: t for t in lot.lignes_creees.filter(genre=G.EMARGEMENT)}
    emargements = Emargement.objects.filter(pk__in=lot.lignes_creees.filter(genre=G.EMARGEMENT).values("objet_id"))
    certifiees = _certifiees(lot)
    gardes: dict[tuple[int, str], dict[str, Any]] = {}
    effacees, feuilles_gardees = 0, set()
    for e in (
        emargements.select_for_update(of=("self",)).select_related("parcours__personne", "demi_journee").order_by("pk")
    ):
        raison = _raison(e, traces[e.pk].donnees, certifiees)
        if raison:
            feuilles_gardees.add(e.demi_journee_id)
            garde = gardes.setdefault(
                (e.parcours_id, raison),
                {"nom": str(e.parcours), "phrase": raison, "parcours": e.parcours_id, "nombre": 0},
            )
            garde["nombre"] += 1
        else:
            _rendre(e, traces[e.pk].donnees["avant"])
            effacees += 1
    _rendre_signatures(lot, feuilles_gardees)
    if lot.demi_journee_id is not None:
        ConstatFeuille.objects.filter(demi_journee=lot.demi_journee_id, source=ConstatFeuille.Source.IMPORT).delete()
    retirees = _retirer_demi_journees(lot)
    phrase = f"a annulé l’import de {lot}\u00a0: {pluriel(effacees, 'présence retirée', 'présences retirées')}"
    journal.noter("importation.annuler", par=par, sur=lot.session, phrase=phrase, audience="equipe")
    return {"effacees": effacees, "demi_journees": retirees, "gardees": list(gardes.values())}


def presences_gardees(lot: Import) -> list[str]:
    """Names of those whose hours would stay because of a certificate."""
    ids = _certifiees(lot)
    parcours = Parcours.objects.filter(pk__in=ids).select_related("personne")
    return [str(p) for p in parcours.order_by("personne__nom", "personne__prenom", "pk")]


def _certifiees(lot: Import) -> set[int]:
    """Trainees of the sheet who hold a certificate: their hours stand."""
    ids = lot.lignes_creees.filter(genre=G.EMARGEMENT).values("objet_id")
    concernes = Emargement.objects.filter(pk__in=ids).order_by().values("parcours_id")
    certifies = Parcours.objects.filter(
        pk__in=concernes, certificats__revoque_le__isnull=True, certificats__isnull=False
    )
    return set(certifies.order_by().values_list("pk", flat=True))


def _raison(emargement: Emargement, detail: dict[str, Any], certifiees: set[int]) -> str:
    if emargement.parcours_id in certifiees:
        return "elle a un certificat, ses heures restent"
    if [emargement.statut, emargement.minutes, emargement.signature] != detail["apres"]:
        return "sa présence a été corrigée depuis, la correction reste"
    return ""


def _rendre(emargement: Emargement, avant: list[Any] | None) -> None:
    if avant is None:
        emargement.delete()
        return
    emargement.statut, emargement.minutes, emargement.signature = avant
    emargement.save()


def _rendre_signatures(lot: Import, gardees: set[int]) -> None:
    """The trainer's signature that was seen on paper goes, except on a sheet where hours stay."""
    for trace in lot.lignes_creees.filter(genre=G.SIGNATURE).exclude(objet_id__in=gardees):
        feuille = DemiJournee.objects.filter(pk=trace.objet_id, signee_par=trace.donnees["nom"]).first()
        if feuille is not None:
            feuille.signee_le, feuille.signee_par = None, ""
            feuille.save(update_fields=["signee_le", "signee_par"])


def _retirer_demi_journees(lot: Import) -> int:
    """Half-days that the import added and that hold nothing any more."""
    ids = lot.lignes_creees.filter(genre=G.DEMI_JOURNEE).values("objet_id")
    vides = DemiJournee.objects.filter(pk__in=ids, emargements__isnull=True, signee_le__isnull=True, theme="")
    pks = list(vides.order_by().values_list("pk", flat=True))
    DemiJournee.objects.filter(pk__in=pks).order_by().delete()
    return len(pks)
