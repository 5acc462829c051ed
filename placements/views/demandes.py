"""Requests, for the team: the list, the desk, one request and its shortlist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme, Interdit
from parcours.models import Parcours
from placements import actions
from placements.actions.propositions import EN_MEME_TEMPS
from placements.forms.demande import DemandeForm
from placements.models import Demande, Proposition
from placements.views.formulaires import donnees_du_depot, gestes_de, initiales

PAR_PAGE = 25
ONGLETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("En cours", ("recue", "ouverte", "proposee", "suspendue")),
    "recue": ("Reçues", ("recue",)),
    "ouverte": ("À chercher", ("ouverte",)),
    "proposee": ("Auxiliaires contactées", ("proposee",)),
    "suspendue": ("En pause", ("suspendue",)),
    "pourvue": ("Pourvues", ("pourvue",)),
    "finies": ("Retirées ou classées", ("retiree", "classee")),
}


@exige("demande.lister")
@require_GET
def liste(request: HttpRequest, centre: str) -> HttpResponse:
    """By state, the one that waits for the longest time first."""
    texte, etat = request.GET.get("q", "").strip(), request.GET.get("etat", "")
    etat = etat if etat in ONGLETS else ""
    visibles = Demande.objects.visibles_par(request.acteur).cherchees(texte)
    comptes = dict(visibles.order_by().values_list("etat").annotate(n=Count("pk")))
    vivantes = Proposition.objects.vivantes().filter(demande=OuterRef("pk")).order_by().values("demande")
    requete = (
        visibles.filter(etat__in=ONGLETS[etat][1])
        .select_related("famille__contact")
        .prefetch_related("famille__enfants")
        .annotate(attendues=Coalesce(Subquery(vivantes.annotate(n=Count("pk")).values("n")), 0))
        .order_by("depuis", "pk")
    )
    page = Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"page": page, "q": texte, "etat": etat, "onglets": _onglets(request, etat, comptes)}
    return render(request, "placements/demandes.html", contexte)


def _onglets(request: HttpRequest, actuel: str, comptes: dict[str, int]) -> list[dict[str, Any]]:
    liens = []
    for code, (libelle, etats) in ONGLETS.items():
        parametres = request.GET.copy()
        parametres.pop("page", None)
        parametres["etat"] = code
        adresse = f"{request.path}?{parametres.urlencode()}"
        compte = sum(comptes.get(etat, 0) for etat in etats)
        liens.append({"libelle": libelle, "url": adresse, "ici": code == actuel, "compte": compte})
    return liens


@exige("demande.saisir")
@require_http_methods(["GET", "POST"])
def demande_accueil(request: HttpRequest, centre: str) -> HttpResponse:
    """Desk mode: the same questions, filled with the family."""
    formulaire = DemandeForm(request.POST or None, accueil=True)
    if request.method == "POST" and formulaire.is_valid():
        depot = actions.deposer_demande(par=request.acteur, **donnees_du_depot(formulaire.cleaned_data))
        if depot.nouvelle:
            messages.success(request, _("La demande est notée. Le lien de suivi part à la famille."))
        else:
            messages.info(request, _("Cette demande existait déjà. La voici. Rien n’a été noté une deuxième fois."))
        return redirect("placements:demande", centre=centre, pk=depot.demande.pk)
    contexte = {"formulaire": formulaire, "demande": None}
    return render(request, "placements/demande_accueil.html", contexte, status=422 if request.method == "POST" else 200)


def _une(request: HttpRequest, pk: int) -> Demande:
    visibles = Demande.objects.visibles_par(request.acteur).select_related("famille__contact", "centre")
    return get_object_or_404(visibles.prefetch_related("famille__enfants"), pk=pk)


@exige("demande.saisir")
@require_http_methods(["GET", "POST"])
def modifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Complete or correct a request that is not finished."""
    demande = _une(request, pk)
    if demande.etat_dit.fin:
        messages.info(request, _("Cette demande est terminée. Rouvrez-la pour la modifier."))
        return redirect("placements:demande", centre=centre, pk=pk)
    formulaire = DemandeForm(request.POST or None, initial=initiales(demande), accueil=True)
    if request.method == "POST" and formulaire.is_valid():
        actions.modifier(demande, par=request.acteur, **donnees_du_depot(formulaire.cleaned_data))
        messages.success(request, _("La demande est à jour."))
        return redirect("placements:demande", centre=centre, pk=pk)
    contexte = {"formulaire": formulaire, "demande": demande}
    return render(request, "placements/demande_accueil.html", contexte, status=422 if request.method == "POST" else 200)


@exige("demande.voir")
@require_GET
def fiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One request; a family is led to its own page."""
    demande = _une(request, pk)
    if not request.acteur.est_equipe:
        return redirect("placements:ma_demande", centre=centre)
    return _page(request, demande)


def _page(
    request: HttpRequest, demande: Demande, *, statut: int = 200, choisies: Any = (), refus: Any = ()
) -> HttpResponse:
    propositions = list(
        demande.propositions.select_related("parcours__personne", "demande__centre", "centre").order_by(
            "-proposee_le", "rang"
        )
    )
    contexte = {
        "demande": demande,
        "famille": demande.famille,
        "contact": demande.famille.contact,
        "enfants": list(demande.famille.enfants.all()),
        "liste": actions.liste_courte(demande) if demande.cherche else None,
        "gestes_demande": gestes_de(demande, request.acteur),
        "vivantes": [(p, gestes_de(p, request.acteur)) for p in propositions if p.est_vivante],
        "finies": [p for p in propositions if not p.est_vivante],
        "placements": list(demande.placements.select_related("parcours__personne", "famille__contact")),
        "en_meme_temps": EN_MEME_TEMPS,
        "choisies": set(choisies),
        "refus": refus,
    }
    return render(request, "placements/demande.html", contexte, status=statut)


@exige("proposition.creer")
@require_POST
def proposer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Ask the chosen auxiliaires; when it is refused, the choice stays ticked."""
    demande = _une(request, pk)
    numeros = {int(n) for n in request.POST.getlist("parcours") if n.isdecimal()}
    visibles = Parcours.objects.visibles_par(request.acteur).filter(pk__in=numeros)
    choisies = sorted(visibles.order_by("pk"), key=lambda p: p.pk)
    try:
        faites = actions.proposer(demande, par=request.acteur, parcours=choisies)
    except Ferme as erreur:
        return _page(
            request, _une(request, pk), statut=409, choisies=numeros, refus=[o.phrase for o in erreur.obstacles]
        )
    except Interdit as erreur:
        raise Http404 from erreur
    n = len(faites)
    messages.success(
        request,
        _("La question est posée à une auxiliaire.")
        if n == 1
        else _("La question est posée à %(n)d auxiliaires.") % {"n": n},
    )
    return redirect(reverse("placements:demande", kwargs={"centre": centre, "pk": pk}) + "#propositions")
