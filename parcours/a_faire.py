"""What waits for each role in the journeys: the to-do items of the home page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from clairiere.flux.registre import Tache

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
    """Two queries, whatever the number of people."""
    from parcours.models import DemiJournee, Parcours

    if acteur.centre is None or not acteur.est_personnel:
        return
    code = acteur.centre.code
    if acteur.peut("parcours.lister"):
        comptes = Parcours.objects.filter(etat__in=_ATTENTES).order_by().values("etat")
        for ligne in comptes.annotate(n=Count("pk"), depuis=Min("depuis")):
            droit, un, plusieurs = _ATTENTES[ligne["etat"]]
            if acteur.peut(droit):
                n = ligne["n"]
                url = reverse("parcours:liste", kwargs={"centre": code}) + f"?etat={ligne['etat']}"
                yield Tache(f"{n} {un if n == 1 else plusieurs}", url, ligne["depuis"], nombre=n)
    if acteur.peut("emargement.saisir"):
        a_signer = DemiJournee.objects.filter(date__lte=timezone.localdate(), signee_le__isnull=True)
        for dj in a_signer.select_related("session").order_by("date")[:5]:
            url = reverse("parcours:emargement", kwargs={"centre": code, "pk": dj.pk})
            ton = "manque" if dj.date < timezone.localdate() else "a_faire"
            yield Tache(f"Feuille de présence à signer : {dj.session}, {dj.get_moment_display()}", url, dj.date, ton)
