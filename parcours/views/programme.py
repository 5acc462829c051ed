"""The programmes of a centre: list, one version with its modules, writing, publishing, printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.programme import programme_pdf
from clairiere.flux.obstacles import Ferme
from parcours import regles
from parcours.actions import programme as actions
from parcours.forms.programme import ModuleForm, ProgrammeForm, valeurs_du_module
from parcours.models import Module, Programme, competences_de
from parcours.papier_calendrier import TEXTES, donnees_programme
from parcours.regles import programme_type
from parcours.views.formulaire import saisie, traiter

PAR_PAGE = 25
GABARIT = "parcours/programme/formulaire.html"


def _programme(request: HttpRequest, pk: int) -> Any:
    requete = Programme.objects.visibles_par(request.acteur).avec_totaux()  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("centre", "precedente"), pk=pk)


def _module(request: HttpRequest, pk: int) -> Any:
    requete = Module.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("programme"), pk=pk)


@exige("programme.voir")
@require_safe
def programmes(request: HttpRequest, centre: str) -> HttpResponse:
    """All versions, with their totals and who follows them."""
    requete = Programme.objects.visibles_par(request.acteur).avec_totaux().order_by("nom", "-version", "pk")
    page = Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))
    for programme in page.object_list:
        programme.total = regles.dire_total(programme.minutes(), programme.heures)
        programme.juste = programme.minutes() == programme.heures * 60
    contexte = {
        "page": page,
        "peut_ecrire": request.acteur.peut("programme.ecrire"),
        "type_installe": Programme.objects.filter(nom=programme_type.NOM).exists(),
    }
    return render(request, "parcours/programme/liste.html", contexte)


@exige("programme.voir")
@require_safe
def programme(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One version: its modules, its total, what may be done with it."""
    objet = _programme(request, pk)
    titres = {c.code: c.titre for c in competences_de()}
    modules = list(objet.modules.order_by("rang", "pk"))
    for module in modules:
        module.titres_competences = [titres.get(code, code) for code in module.competences]
    travaillees = {code for module in modules for code in module.competences}
    contexte = {
        "programme": objet,
        "modules": modules,
        "total": regles.dire_total(objet.minutes(), objet.heures),
        "juste": objet.minutes() == objet.heures * 60,
        "textes": [(titre, getattr(objet, nom)) for nom, titre in TEXTES if getattr(objet, nom)],
        "oubliees": [titre for code, titre in titres.items() if code not in travaillees] if modules else [],
        "peut_ecrire": request.acteur.peut("programme.ecrire"),
    }
    return render(request, "parcours/programme/programme.html", contexte)


@exige("programme.ecrire")
@require_POST
def installer(request: HttpRequest, centre: str) -> HttpResponse:
    """The ready-made programme of 120 hours, in one click."""
    installe = actions.installer_programme_type(par=request.acteur)
    messages.success(request, "Le programme type est prêt. Une session peut le suivre.")
    return redirect("parcours:programme", centre=centre, pk=installe.pk)


@exige("programme.ecrire")
@require_http_methods(["GET", "POST"])
def nouveau(request: HttpRequest, centre: str) -> HttpResponse:
    """Begin a programme."""
    formulaire = ProgrammeForm(saisie(request))
    contexte = {"titre": "Nouveau programme", "bouton": "Commencer ce programme", "programme": None}

    def suite(cree: Any) -> HttpResponse:
        messages.success(request, "Le programme est commencé. Ajoutez ses modules.")
        return redirect("parcours:programme", centre=centre, pk=cree.pk)

    def faire() -> Any:
        return actions.creer_programme(par=request.acteur, **formulaire.cleaned_data)

    return traiter(request, formulaire, faire, suite, contexte, gabarit=GABARIT)


@exige("programme.ecrire")
@require_http_methods(["GET", "POST"])
def modifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change what a draft says."""
    objet = _programme(request, pk)
    formulaire = ProgrammeForm(saisie(request), initial={nom: getattr(objet, nom) for nom in actions.CHAMPS})
    contexte = {"titre": f"Modifier : {objet}", "bouton": "Enregistrer", "programme": objet}
    return _ecrire(
        request,
        formulaire,
        objet,
        lambda: actions.modifier_programme(objet, par=request.acteur, **formulaire.cleaned_data),
        contexte,
    )


@exige("programme.ecrire")
@require_http_methods(["GET", "POST"])
def nouveau_module(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Add a module to a draft."""
    objet = _programme(request, pk)
    formulaire = ModuleForm(saisie(request))
    contexte = {"titre": "Ajouter un module", "bouton": "Ajouter ce module", "programme": objet}
    return _ecrire(
        request,
        formulaire,
        objet,
        lambda: actions.ajouter_module(objet, par=request.acteur, **formulaire.cleaned_data),
        contexte,
    )


@exige("programme.ecrire")
@require_http_methods(["GET", "POST"])
def modifier_module(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change a module of a draft."""
    module = _module(request, pk)
    formulaire = ModuleForm(saisie(request), initial=valeurs_du_module(module))
    objet = _programme(request, module.programme_id)
    contexte = {"titre": f"Modifier : {module}", "bouton": "Enregistrer", "programme": objet}
    return _ecrire(
        request,
        formulaire,
        objet,
        lambda: actions.modifier_module(module, par=request.acteur, **formulaire.cleaned_data),
        contexte,
    )


def _ecrire(
    request: HttpRequest, formulaire: Any, programme: Any, faire: Callable[[], Any], contexte: dict[str, Any]
) -> HttpResponse:
    """The form of a draft, with its total above; then back to the programme."""
    code = request.centre.code  # type: ignore[attr-defined]

    def suite(_resultat: Any) -> HttpResponse:
        messages.success(request, "C’est enregistré.")
        return redirect("parcours:programme", centre=code, pk=programme.pk)

    page = {**contexte, "annonce": f"Total des modules : {regles.dire_total(programme.minutes(), programme.heures)}."}
    return traiter(request, formulaire, faire, suite, page, gabarit=GABARIT)


@exige("programme.ecrire")
@require_POST
def deplacer_module(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Put a module one place up or down."""
    module = _module(request, pk)
    vers = request.POST.get("vers", "")
    place = int(vers) if vers.isdigit() else module.rang
    return _tenter(
        request, module.programme_id, lambda: actions.deplacer_module(module, par=request.acteur, vers=place)
    )


@exige("programme.ecrire")
@require_POST
def retirer_module(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a module out of a draft."""
    module = _module(request, pk)
    return _tenter(
        request,
        module.programme_id,
        lambda: actions.retirer_module(module, par=request.acteur),
        f"Le module « {module} » est retiré.",
    )


@exige("programme.ecrire")
@require_POST
def publier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Let sessions follow it."""
    objet = _programme(request, pk)
    return _tenter(
        request,
        pk,
        lambda: actions.publier(objet, par=request.acteur),
        "Le programme est publié. Une session peut le suivre.",
    )


def _tenter(request: HttpRequest, pk: int, faire: Callable[[], Any], phrase: str = "") -> HttpResponse:
    try:
        faire()
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        if phrase:
            messages.success(request, phrase)
    return redirect("parcours:programme", centre=request.centre.code, pk=pk)  # type: ignore[attr-defined]


@exige("programme.ecrire")
@require_POST
def nouvelle_version(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Write in it: a draft again when nobody follows it, else its next version."""
    objet = _programme(request, pk)
    brouillon = actions.ouvrir_modification(objet, par=request.acteur)
    if brouillon.pk == objet.pk:
        messages.info(request, "Aucune session ne suit ce programme. Il redevient un brouillon.")
    else:
        messages.info(request, f"Vous écrivez la version {brouillon.version}. Les sessions gardent leur version.")
    return redirect("parcours:programme", centre=centre, pk=brouillon.pk)


@exige("programme.ecrire")
@require_POST
def abandonner(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Throw a draft away."""
    objet = _programme(request, pk)
    try:
        actions.abandonner_brouillon(objet, par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
        return redirect("parcours:programme", centre=centre, pk=pk)
    messages.success(request, f"Le brouillon {objet} est abandonné.")
    return redirect("parcours:programmes", centre=centre)


@exige("programme.voir")
@require_safe
def imprimer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The programme to hand out (A4, PDF)."""
    objet = _programme(request, pk)
    contenu = programme_pdf(donnees_programme(objet, objet.modules.order_by("rang", "pk")))
    reponse = HttpResponse(contenu, content_type="application/pdf")
    reponse["Content-Disposition"] = f'inline; filename="{slugify(str(objet))}.pdf"'
    return reponse
