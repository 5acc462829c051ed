"""The living catalogue: every component in its states, and the layouts with made-up people."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clairiere.comptes.acces import public
from clairiere.interface import catalogue as exemples


@public
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All components, with long names, empty and refused states."""
    page = Paginator(range(1, 133), 20).get_page(request.GET.get("page"))
    contexte = {
        "centre": exemples.CENTRE,
        "menu": exemples.SOMMAIRE,
        "exemples": exemples,
        "page_exemple": page,
        "page_vide": Paginator([], 20).get_page(1),
        "form_vide": exemples.ExempleForm(prefix="vide"),
        "form_refuse": exemples.form_refuse(),
    }
    return render(request, "interface/catalogue.html", contexte)


@public
@require_safe
def equipe(request: HttpRequest) -> HttpResponse:
    """The staff's layout as a coordinator sees it."""
    contexte = {
        "centre": exemples.CENTRE,
        "acteur": exemples.ACTRICE,
        "menu": exemples.MENU_EQUIPE,
        "exemples": exemples,
    }
    return render(request, "interface/equipe.html", contexte)


@public
@require_safe
def chez_soi(request: HttpRequest) -> HttpResponse:
    """The layout of an auxiliaire's own space."""
    contexte = {"centre": exemples.CENTRE, "menu": exemples.MENU_AUXILIAIRE, "exemples": exemples}
    return render(request, "interface/chez_soi.html", contexte)


@public
@require_safe
def confidentiel(request: HttpRequest) -> HttpResponse:
    """The mediator's room, with its frame."""
    contexte = {"centre": exemples.CENTRE, "menu": exemples.MENU_MEDIATRICE, "exemples": exemples}
    return render(request, "interface/confidentiel.html", contexte)


@public
@require_safe
def feuille(request: HttpRequest) -> HttpResponse:
    """The public sheet."""
    return render(request, "interface/publique.html", {"centre": exemples.CENTRE})


@public
@require_safe
def papier(request: HttpRequest) -> HttpResponse:
    """A sheet to print and sign."""
    return render(request, "interface/papier.html", {"centre": exemples.CENTRE, "exemples": exemples})
