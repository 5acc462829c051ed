"""What waits for each role in the journeys: the to-do items of the home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere.flux.registre import Tache

LIGNES = 5
# state → (right that acts on it, words for one, words for several)
_ATTENTES = {
    "reperee": ("parcours.informer", "personne à inviter à une réunion", "personnes à inviter à une réunion"),
    "informee": ("parcours.mener_entretien", "entretien à mener", "entretiens à mener"),
    "candidate": ("parcours.admettre", "candidature à décider", "candidatures à décider"),
    "en_evaluation": ("parcours.certifier", "personne attend le jury", "personnes attendent le jury"),
    "certifiee": (
        "parcours.rendre_disponible",
        "certifiée sans recherche ouverte",
        "certifiées sans recherche ouverte",
    ),
}


def taches(acteur: Any) -> Iterable[Tache]:
    """Three queries for the staff, one for the person herself, whatever the number of rows."""
    if acteur.centre is None:
        return
    if not acteur.est_personnel:
        yield from _pour_elle(acteur)
        return
    if acteur.peut("parcours.modifier"):
        yield from _prochaines_actions(acteur)
    if acteur.peut("parcours.lister"):
        yield from _attentes(acteur)
    if acteur.peut("emargement.saisir"):
        yield from _feuilles(acteur)


def _adresse(acteur: Any, nom: str, **arguments: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, **arguments})


def _prochaines_actions(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Parcours

    aujourd_hui = timezone.localdate()
    dues = Parcours.objects.filter(prochaine_date__lte=aujourd_hui).exclude(prochaine_action="")
    for parcours in dues.select_related("personne").order_by("prochaine_date", "pk")[:LIGNES]:
        ton = "manque" if parcours.prochaine_date < aujourd_hui else "a_faire"
        phrase = f"{parcours.personne.nom_court} : {parcours.prochaine_action}"
        yield Tache(phrase, _adresse(acteur, "parcours:fiche", pk=parcours.pk), parcours.prochaine_date, ton)


def _attentes(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Parcours

    comptes = Parcours.objects.filter(etat__in=_ATTENTES).order_by().values("etat")
    for ligne in comptes.annotate(n=Count("pk"), depuis=Min("depuis")):
        droit, un, plusieurs = _ATTENTES[ligne["etat"]]
        if acteur.peut(droit):
            n = ligne["n"]
            url = _adresse(acteur, "parcours:liste") + f"?etat={ligne['etat']}"
            yield Tache(f"{n} {un if n == 1 else plusieurs}", url, ligne["depuis"], nombre=n)


def _feuilles(acteur: Any) -> Iterable[Tache]:
    from parcours.models import DemiJournee
    from parcours.models.etats import EN_COURS_DE_FORMATION

    aujourd_hui = timezone.localdate()
    attendues = Q(session__parcours__etat__in=EN_COURS_DE_FORMATION) | Q(emargements__isnull=False)
    a_signer = DemiJournee.objects.tenues().filter(attendues, date__lte=aujourd_hui, signee_le__isnull=True).distinct()
    for dj in a_signer.select_related("session").order_by("date", "pk")[:LIGNES]:
        ton = "manque" if dj.date < aujourd_hui else "a_faire"
        phrase = f"Feuille de présence à signer : {dj.session}, {dj.get_moment_display()}"
        yield Tache(phrase, _adresse(acteur, "parcours:emargement", pk=dj.pk), dj.date, ton)


def _pour_elle(acteur: Any) -> Iterable[Tache]:
    """Her week, when the search for a family is open and she has not spoken of it for a while."""
    from parcours.models import Parcours
    from parcours.models.disponibilite import PERIMEE_APRES_JOURS

    limite = timezone.localdate() - dt.timedelta(days=PERIMEE_APRES_JOURS)
    muettes = Q(disponibilite__isnull=True) | Q(disponibilite__confirmee_le__lt=limite)
    miens = Parcours.objects.visibles_par(acteur).filter(muettes, etat__in=("certifiee", "disponible"))
    for parcours in miens.order_by("pk")[:1]:
        phrase = _("Dites quels jours vous pouvez travailler")
        yield Tache(phrase, _adresse(acteur, "parcours:disponibilite", pk=parcours.pk))
