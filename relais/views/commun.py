"""What the pages of the relais share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

from clairiere.agenda.models import Evenement
from clairiere.agenda.mots import dire_resultat
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme, Introuvable
from relais.vocabulaire import GENRE

PAR_PAGE = 25
TROUVEES_AU_PLUS = 10


def rencontres() -> Any:
    """Meetings of the relais in the open scope."""
    return Evenement.objects.filter(genre=GENRE)


def page_de(request: HttpRequest, requete: Any) -> Page[Any]:
    """The page asked for in the address."""
    return Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))


def trouver(texte: str, sauf: int = 0) -> Any:
    """At most ten persons that the words designate; none without words. Usable as the choices of a form."""
    texte = texte.strip()
    if not texte:
        return Personne.objects.none()
    cles = Personne.objects.cherchees(texte).exclude(pk=sauf).values_list("pk", flat=True)[:TROUVEES_AU_PLUS]
    return Personne.objects.filter(pk__in=list(cles))


def tenter(request: HttpRequest, geste: Callable[[], Any]) -> Any:
    """Run an act that has no form: say its sentence, or its refusal. Gives its result, or None when refused."""
    try:
        resultat = geste()
    except Introuvable as refus:
        raise Http404 from refus
    except Ferme as refus:
        messages.warning(request, str(refus))
        return None
    if getattr(resultat, "phrase", ""):
        (messages.success if resultat.change else messages.info)(request, dire_resultat(resultat))
    return resultat
