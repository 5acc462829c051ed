"""« Devenir auxiliaire parentale »: the public page, the form, the printed sheet, the poster; the team reads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clairiere.agenda.models import Evenement
from clairiere.comptes.acces import exige, public
from clairiere.documents.affiche_candidature import DonneesAfficheCandidature, affiche_candidature_pdf
from clairiere.documents.emetteur import emetteur_de
from clairiere.flux.obstacles import Ferme
from parcours.actions import candidature as actions
from parcours.forms.candidature import CandidatureForm
from parcours.models import Candidature
from parcours.regles import fiche_metier
from parcours.regles.reunions import REUNION
from parcours.views.onglets import onglets_du_recrutement

PAR_PAGE = 25
REUNIONS_MONTREES = 3
DEPOTS_PAR_HEURE = 10
UNE_HEURE = 3600
HEURES = 120


@public
@require_GET
def devenir(request: HttpRequest, centre: str) -> HttpResponse:
    """What the trade is, the steps of the path, the next meetings, one button."""
    contexte = {"reunions": _reunions(centre), "etapes": fiche_metier.ETAPES, "verifie_le": fiche_metier.VERIFIE_LE}
    return render(request, "parcours/candidature/devenir.html", contexte)


def _reunions(centre: str) -> list[dict[str, Any]]:
    a_venir = Evenement.objects.filter(genre=REUNION, annule_le__isnull=True, debut__gt=timezone.now())
    return [
        {
            "evenement": e,
            "libres": e.libres.adultes,
            "url": reverse("parcours:inscription_publique", kwargs={"centre": centre, "pk": e.pk}),
        }
        for e in a_venir.avec_places().order_by("debut", "pk")[:REUNIONS_MONTREES]
    ]


@public
@require_GET
def fiche(request: HttpRequest, centre: str) -> HttpResponse:
    """One printed page in plain words: the trade, the conditions, what the certificate is not."""
    contexte = {
        "rubriques": fiche_metier.RUBRIQUES,
        "version": fiche_metier.VERSION,
        "verifie_le": fiche_metier.VERIFIE_LE,
        "adresse": settings.ADRESSE_PUBLIQUE + reverse("parcours:devenir", kwargs={"centre": centre}),
    }
    return render(request, "parcours/candidature/fiche.html", contexte)


@public
@require_http_methods(["GET", "POST"])
def candidature(request: HttpRequest, centre: str) -> HttpResponse:
    """Apply with a first name and a telephone. The answer is the same whether the telephone is known or not."""
    formulaire = CandidatureForm(request.POST if request.method == "POST" else None)
    statut = 422 if request.method == "POST" else 200
    if request.method == "POST" and formulaire.is_valid():
        if not _trop(request):
            actions.deposer(centre=request.centre, **formulaire.valeurs())  # type: ignore[attr-defined]
            return redirect("parcours:candidature_recue", centre=centre)
        phrase = _("Trop de candidatures sont parties d’ici depuis une heure. Appelez le centre, ou revenez plus tard.")
        formulaire.add_error(None, phrase)
        statut = 429
    return render(request, "parcours/candidature/candidature.html", {"formulaire": formulaire}, status=statut)


def _trop(request: HttpRequest) -> bool:
    """At most ten an hour from one address; the counter lives in the cache only."""
    cle = f"candidatures-{request.centre.pk}-{request.META.get('REMOTE_ADDR', '')}"  # type: ignore[attr-defined]
    cache.add(cle, 0, UNE_HEURE)
    try:
        return cache.incr(cle) > DEPOTS_PAR_HEURE
    except ValueError:  # the key expired in between
        return False


@public
@require_GET
def recue(request: HttpRequest, centre: str) -> HttpResponse:
    """What happens next, for everyone the same."""
    return render(request, "parcours/candidature/recue.html", {"reunions": _reunions(centre)})


@exige("parcours.modifier")
@require_GET
def affiche(request: HttpRequest, centre: str) -> HttpResponse:
    """A4 PDF to print: the code of the public page, and the telephone for who has no camera."""
    lieu: Any = request.centre  # type: ignore[attr-defined]
    donnees = DonneesAfficheCandidature(
        emetteur=emetteur_de(lieu),
        titre="Devenez auxiliaire parentale",
        phrase="Gardez des enfants chez leurs parents. Le centre vous forme et vous aide à trouver une famille.",
        heures=HEURES,
        points=("Gratuit pour vous.", "Sans diplôme.", "Un contrat et un salaire."),
        url=settings.ADRESSE_PUBLIQUE + reverse("parcours:devenir", kwargs={"centre": centre}),
        telephone=str(lieu.telephone or ""),
        date=timezone.localdate(),
    )
    reponse = HttpResponse(affiche_candidature_pdf(donnees), content_type="application/pdf")
    reponse["Content-Disposition"] = 'inline; filename="affiche-devenir-auxiliaire-parentale.pdf"'
    return reponse


@exige("parcours.modifier")
@require_GET
def candidatures(request: HttpRequest, centre: str) -> HttpResponse:
    """Applications to read first, then those that were read."""
    lues = request.GET.get("lues") == "1"
    requete = Candidature.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    requete = requete.filter(lue_le__isnull=False).order_by("-recue_le", "-pk") if lues else requete.a_lire()
    page = Paginator(requete.select_related("parcours__personne"), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        "page": page,
        "lues": lues,
        "url_affiche": reverse("parcours:affiche_candidature", kwargs={"centre": centre}),
        "onglets": onglets_du_recrutement(request.acteur, "parcours:candidatures"),  # type: ignore[attr-defined]
    }
    return render(request, "parcours/candidature/candidatures.html", contexte)


@exige("parcours.modifier")
@require_POST
def lire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """It is read: what she said goes to her file."""
    objet = get_object_or_404(Candidature.objects.visibles_par(request.acteur), pk=pk)  # type: ignore[attr-defined]
    lue = actions.lire(objet, par=request.acteur)  # type: ignore[attr-defined]
    messages.success(request, f"La candidature de {lue.prenom} est lue.")
    return redirect("parcours:fiche", centre=centre, pk=lue.parcours_id)


@exige("parcours.modifier")
@require_POST
def separer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """It is another person, who shares the telephone."""
    objet = get_object_or_404(Candidature.objects.visibles_par(request.acteur), pk=pk)  # type: ignore[attr-defined]
    try:
        faite = actions.separer(objet, par=request.acteur)  # type: ignore[attr-defined]
    except Ferme as erreur:
        messages.error(request, str(erreur))
        return redirect("parcours:candidatures", centre=centre)
    messages.success(request, f"{faite.prenom} a maintenant sa fiche.")
    return redirect("parcours:fiche", centre=centre, pk=faite.parcours_id)
