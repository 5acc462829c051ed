"""Contracts, for the team: the list, one contract, its form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.comptes.acces import exige
from clairiere.documents.models import documents_de
from clairiere.flux.obstacles import DejaFait, Ferme, Introuvable
from clairiere.flux.portail import afficher
from contrats import actions
from contrats.forms.contrat import ContratForm
from contrats.lecture import montrer, placements_sans_contrat
from contrats.models import EN_VIE, Contrat
from contrats.papier import libelles_des_taches
from contrats.views.parties import page_de_la_partie
from placements.models import Placement

PAR_PAGE = 25
A_REDIGER = "a_rediger"
ONGLETS = {
    "": "Tous",
    A_REDIGER: "À rédiger",
    "brouillon": "Brouillons",
    "pret": "À signer",
    "signe": "Signés",
    "termine": "Terminés",
    "annule": "Annulés",
}
APERCU = 5


@exige("contrat.lister")
@require_GET
def liste(request: HttpRequest, centre: str) -> HttpResponse:
    """Contracts by state, and the matches that still have none."""
    texte, etat = request.GET.get("q", "").strip(), request.GET.get("etat", "")
    etat = etat if etat in ONGLETS else ""
    contrats = Contrat.objects.visibles_par(request.acteur).cherches(texte)
    sans_contrat = placements_sans_contrat(request.acteur).cherches(texte)
    sans_contrat = sans_contrat.select_related("parcours__personne", "famille__contact").order_by("debut", "pk")
    comptes = dict(contrats.order_by().values_list("etat").annotate(n=Count("pk")))
    comptes |= {A_REDIGER: sans_contrat.count(), "": sum(comptes.values())}
    requete = sans_contrat if etat == A_REDIGER else contrats.avec_parties()
    if etat not in ("", A_REDIGER):
        requete = requete.filter(etat=etat)
    contexte = {
        "page": Paginator(requete, PAR_PAGE).get_page(request.GET.get("page")),
        "q": texte,
        "etat": etat,
        "onglets": _onglets(request, etat, comptes),
        "a_rediger": list(sans_contrat[:APERCU]) if etat == "" else [],
        "autres_a_rediger": max(0, comptes[A_REDIGER] - APERCU),
    }
    return render(request, "contrats/liste.html", contexte)


def _onglets(request: HttpRequest, ici: str, comptes: dict[str, int]) -> list[dict[str, Any]]:
    liens = []
    for code, libelle in ONGLETS.items():
        parametres = request.GET.copy()
        parametres.pop("page", None)
        parametres["etat"] = code
        adresse = f"{request.path}?{parametres.urlencode()}"
        liens.append({"libelle": libelle, "url": adresse, "ici": code == ici, "compte": comptes.get(code, 0)})
    return liens


@exige("contrat.rediger")
@require_http_methods(["GET", "POST"])
def rediger(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """GET says what will be written; POST writes the draft, or leads to the one that exists."""
    visibles = Placement.objects.visibles_par(request.acteur)
    placement = get_object_or_404(visibles.select_related("parcours__personne", "famille__contact", "centre"), pk=pk)
    existant = placement.contrats.filter(etat__in=EN_VIE).first()
    if existant is not None:
        messages.info(request, "Cette mise en relation a déjà un contrat. Le voici.")
        return redirect("contrats:fiche", centre=centre, pk=existant.pk)
    obstacles: list[Any] = []
    if request.method == "POST":
        try:
            contrat = actions.rediger(placement, par=request.acteur)
        except Ferme as refus:
            obstacles = [afficher(o, centre) for o in refus.obstacles]
        else:
            messages.success(request, "Le brouillon est prêt. Relisez-le avec la famille et l’auxiliaire.")
            return redirect("contrats:modifier", centre=centre, pk=contrat.pk)
    contexte = {"placement": placement, "obstacles": obstacles}
    return render(request, "contrats/rediger.html", contexte, status=409 if obstacles else 200)


@exige("contrat.voir")
@require_GET
def fiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One contract: its pay with the arithmetic, its checks, its statements, its papers."""
    contrat = get_object_or_404(Contrat.objects.visibles_par(request.acteur).avec_parties(), pk=pk)
    if not request.acteur.est_equipe:
        return page_de_la_partie(request, contrat)
    documents = list(documents_de(contrat))
    signe_tard = contrat.signe_le is not None and contrat.signe_le > contrat.date_embauche
    contexte = {
        "contrat": contrat,
        "lecture": montrer(contrat),
        "taches": libelles_des_taches(contrat.taches),
        "documents": documents,
        "derniere": max((d.version for d in documents), default=0) if contrat.etat != "brouillon" else 0,
        "sans_pdf": contrat.fige.get("sans_pdf", ""),
        "signe_tard": signe_tard,
    }
    return render(request, "contrats/fiche.html", contexte)


@exige("contrat.rediger")
@require_http_methods(["GET", "POST"])
def modifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The draft as a form. What the law refuses comes back beside its field, with all that was typed."""
    contrat = get_object_or_404(Contrat.objects.visibles_par(request.acteur).avec_parties(), pk=pk)
    if contrat.etat != "brouillon" and request.method == "GET":
        messages.info(request, f"Ce contrat est « {contrat.etat_dit.equipe} ». Il ne se modifie plus ici.")
        return redirect("contrats:fiche", centre=centre, pk=pk)
    form = ContratForm(request.POST if request.method == "POST" else None, initial=ContratForm.depuis(contrat))
    generaux: list[str] = []
    if request.method == "POST" and not form.is_valid():
        form.poser(actions.refus_de(contrat, **form.valeurs()))
    elif request.method == "POST":
        try:
            actions.modifier(contrat, par=request.acteur, **form.valeurs())
        except Introuvable as erreur:
            raise Http404 from erreur
        except Ferme as refus:
            form.poser(refus.obstacles)
        except DejaFait as erreur:
            form = _a_jour(form, contrat)
            generaux = [str(erreur)]
        else:
            messages.success(request, "Le brouillon est enregistré.")
            return redirect("contrats:fiche", centre=centre, pk=pk)
    statut = 200 if request.method == "GET" else 409 if generaux else 422
    contexte = {"contrat": contrat, "form": form, "generaux": generaux, "lecture": montrer(contrat)}
    return render(request, "contrats/modifier.html", contexte, status=statut)


def _a_jour(form: ContratForm, contrat: Contrat) -> ContratForm:
    """The same answers, standing on the present revision: a second « Enregistrer » keeps them."""
    donnees = form.data.copy()
    donnees["revision"] = str(Contrat.objects.values_list("revision", flat=True).get(pk=contrat.pk))
    neuf = ContratForm(donnees, initial=form.initial)
    neuf.is_valid()
    return neuf
