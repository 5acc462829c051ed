"""Mediation for the two sides, and the counts for the direction."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.comptes.acces import exige
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme
from placements.models import Placement
from relais import regles
from relais.actions.mediation import a_une_mediatrice, demander
from relais.forms.champs import poser
from relais.forms.mediation import DemandeForm
from relais.models import Mediation
from relais.models.mediation import ETATS
from relais.vocabulaire import Motif

ANNEES_AU_PLUS = 5


def _proches(acteur: Any) -> list[Personne]:
    """The other side of each of her matches: a family's contact, or an auxiliaire."""
    moi = acteur.personne
    placements = Placement.objects.visibles_par(acteur).select_related("famille__contact", "parcours__personne")
    trouvees = {}
    for placement in placements.order_by("-debut", "pk")[:20]:
        autre = placement.famille.contact if placement.parcours.personne_id == moi.pk else placement.parcours.personne
        trouvees[autre.pk] = autre
    return list(trouvees.values())


@exige("mediation.demander")
@require_http_methods(["GET", "POST"])
@never_cache
def demander_mediation(request: HttpRequest, centre: str) -> HttpResponse:
    """The rules first (neutral, confidential, its limits, who to call), then four questions."""
    fiche = request.acteur.personne
    possible = fiche is not None and a_une_mediatrice(request.centre)
    if not possible:
        return render(request, "relais/demander_mediation.html", {"form": None, "fiche": fiche})
    form = DemandeForm(request.POST or None, proches=_proches(request.acteur))
    if request.method == "POST" and form.is_valid():
        try:
            mediation, nouvelle = demander(demandeuse=fiche, par=request.acteur, **form.cleaned_data)
            phrase = (
                _("Votre demande est reçue. La médiatrice vous appelle.")
                if nouvelle
                else _("Votre demande est déjà reçue.")
            )
            messages.success(request, phrase)
            return redirect("relais:mediation", centre=centre, pk=mediation.pk)
        except Ferme as refus:
            poser(form, refus)
    contexte = {"form": form, "fiche": fiche}
    return render(request, "relais/demander_mediation.html", contexte, status=422 if form.errors else 200)


@exige("mediation.demander")
@require_GET
@never_cache
def mes_mediations(request: HttpRequest, centre: str) -> HttpResponse:
    """The cases in which she is one of the two sides: state and dates."""
    moi = request.acteur.utilisateur.pk
    liste = list(Mediation.objects.des_parties(request.acteur).select_related("demandeuse", "autre")[:50])
    for mediation in liste:
        soi = mediation.demandeuse.utilisateur_id == moi
        mediation.avec = mediation.autre_dite if soi else mediation.demandeuse.nom_complet
    return render(request, "relais/mes_mediations.html", {"mediations": liste})


@exige("mediation.chiffres")
@require_GET
def chiffres_mediation(request: HttpRequest, centre: str) -> HttpResponse:
    """Counts by year and state; a topic only from five cases on. No name, no date, no link."""
    requete = Mediation.objects.order_by()
    lignes = requete.annotate(annee=ExtractYear("demandee_le")).values("annee", "etat").annotate(n=Count("pk"))
    par_annee: dict[int, dict[str, int]] = {}
    for ligne in lignes:
        par_annee.setdefault(ligne["annee"], {})[ligne["etat"]] = ligne["n"]
    annees = sorted(par_annee, reverse=True)[:ANNEES_AU_PLUS]
    annee = timezone.localdate().year
    motifs: Counter[str] = Counter()
    for codes in requete.filter(demandee_le__year=annee).values_list("motifs", flat=True):
        motifs.update(codes)
    publiables = regles.motifs_publiables(motifs)
    contexte = {
        "annees": annees,
        "lignes": _lignes(par_annee, annees),
        "annee": annee,
        "motifs": [(Motif(code).label, n) for code, n in sorted(publiables.items(), key=lambda m: (-m[1], m[0]))],
        "motifs_tus": bool(motifs) and len(publiables) < len(motifs),
        "seuil": regles.SEUIL_MOTIFS,
    }
    return render(request, "relais/chiffres_mediation.html", contexte)


def _lignes(par_annee: dict[int, dict[str, int]], annees: list[int]) -> list[dict[str, Any]]:
    """One line for each state, then the total, with one number a year."""
    lignes = [
        {"libelle": etat.equipe, "nombres": [(a, par_annee[a].get(code, 0)) for a in annees]}
        for code, etat in ETATS.items()
    ]
    return [*lignes, {"libelle": "Total", "nombres": [(a, sum(par_annee[a].values())) for a in annees]}]
