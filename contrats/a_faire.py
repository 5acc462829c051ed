"""What waits for the team in the contracts: the to-do items of the home page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from clairiere.flux.registre import Tache


def taches(acteur: Any) -> Iterable[Tache]:
    """Two queries, whatever the number of contracts."""
    if acteur.centre is None or not acteur.est_personnel or not acteur.peut("contrat.rediger"):
        return
    from contrats.lecture import placements_sans_contrat
    from contrats.models import Contrat

    adresse = reverse("contrats:liste", kwargs={"centre": acteur.centre.code})
    sans = placements_sans_contrat(acteur).order_by().aggregate(n=Count("pk"), depuis=Min("conclu_le"))
    if sans["n"]:
        yield _tache(sans["n"], "contrat à rédiger", "contrats à rédiger", f"{adresse}?etat=a_rediger", sans["depuis"])
    aujourd_hui = timezone.localdate()
    tard = Count("pk", filter=Q(etat="pret", date_embauche__lt=aujourd_hui))
    orphelins = Count("pk", filter=Q(etat="signe", placement__etat="terminee"))
    lignes = Contrat.objects.en_vie().order_by().values("etat")
    for ligne in lignes.annotate(n=Count("pk"), depuis=Min("depuis"), tard=tard, orphelins=orphelins):
        suite = f"{adresse}?etat={ligne['etat']}"
        if ligne["etat"] == "brouillon":
            yield _tache(ligne["n"], "contrat en brouillon", "contrats en brouillon", suite, ligne["depuis"])
        elif ligne["etat"] == "pret":
            un, plusieurs = "contrat imprimé, à signer", "contrats imprimés, à signer"
            if ligne["tard"]:
                un, plusieurs = f"{un}\u00a0: l’embauche est passée", f"{plusieurs}\u00a0: une embauche est passée"
            yield _tache(ligne["n"], un, plusieurs, suite, ligne["depuis"], "manque" if ligne["tard"] else "a_faire")
        elif ligne["orphelins"]:
            n, suite = ligne["orphelins"], f"{adresse}?etat=signe"
            un, plusieurs = "contrat à terminer", "contrats à terminer"
            fin = "\u00a0: la mise en relation est finie"
            yield _tache(n, un + fin, plusieurs + fin, suite, None, "manque")


def _tache(n: int, un: str, plusieurs: str, url: str, depuis: Any, ton: str = "a_faire") -> Tache:
    return Tache(f"{n} {un if n == 1 else plusieurs}", url, depuis, ton, n)
