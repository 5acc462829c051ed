"""The Word templates of the papers: look, download, replace, go back to the shipped one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.conversion import CompositionImpossible, NonConvertible
from clairiere.documents.langage import FILTRES, ModeleRefuse
from clairiere.documents.modeles import PAPIERS, Papier, en_vigueur
from clairiere.documents.models import ModeleWord
from clairiere.documents.papiers import (
    ModeleDefectueux,
    faire_les_fichiers,
    remplacer,
    revenir_au_modele_livre,
)
from clairiere.documents.views import TYPES
from clairiere.interface.francais import typographie
from parcours.forms.papiers import ModeleForm

# What each filter does, for the page of the variables.
FILTRES_DITS = {
    "date_longue": "une date en lettres",
    "date_courte": "une date en chiffres",
    "heures": "une durée",
    "nombre": "un nombre à la française",
    "euros": "une somme",
    "telephone": "un numéro par paires",
    "enumeration": "une liste : « a, b et c »",
}


def accolades(texte: str) -> SafeString:
    """A text to show with its braces: a page that holds `{{` looks like one that was not filled."""
    return mark_safe(escape(texte).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S308 - escaped just before


def _papier(genre: str) -> Papier:
    if genre not in PAPIERS:
        raise Http404
    return PAPIERS[genre]


@exige("papiers.modeles")
@require_safe
def modeles(request: HttpRequest, centre: str) -> HttpResponse:
    """Each paper, and whether its template is the centre's own."""
    propres = {m.genre: m for m in ModeleWord.objects.filter(retire_le__isnull=True)}
    papiers = [{"papier": papier, "propre": propres.get(papier.code)} for papier in PAPIERS.values()]
    return render(request, "parcours/papiers/modeles.html", {"papiers": papiers})


@exige("papiers.modeles")
@require_http_methods(["GET", "POST"])
def modele_papier(request: HttpRequest, centre: str, papier: str) -> HttpResponse:
    """One paper: its template, its variables, its versions; a wrong file is refused with each of its faults."""
    choisi = _papier(papier)
    formulaire = ModeleForm(request.POST or None, request.FILES or None)
    defauts: list[Any] = []
    if request.method == "POST" and formulaire.is_valid():
        try:
            octets = formulaire.cleaned_data["fichier"]
            modele = remplacer(choisi, octets, formulaire.nom_fichier, par=request.acteur)
        except ModeleDefectueux as refus:
            defauts = [
                {"lieu": d.lieu, "texte": accolades(d.texte), "phrase": accolades(typographie(d.phrase))}
                for d in refus.defauts
            ]
        else:
            messages.success(request, f"Votre modèle est en place (version {modele.version}).")
            return redirect("parcours:modele_papier", centre=centre, papier=papier)
    versions = list(ModeleWord.objects.filter(genre=papier))
    contexte = {
        "papier": choisi,
        "formulaire": formulaire,
        "defauts": defauts,
        "versions": versions,
        "propre": next((v for v in versions if v.retire_le is None), None),
        "variables": [
            {
                "nom": nom,
                "balise": accolades(v.balise(nom)),
                "montre": v.montre(),
                "variable": v,
                "champs": v.champs.items(),
            }
            for nom, v in choisi.variables.items()
        ],
        "filtres": [(nom, FILTRES_DITS[nom]) for nom in FILTRES],
    }
    return render(request, "parcours/papiers/modele.html", contexte, status=422 if request.method == "POST" else 200)


@exige("papiers.modeles")
@require_safe
def telecharger_modele(request: HttpRequest, centre: str, papier: str, format: str) -> HttpResponse:
    """`docx`: the template in force. `pdf`: what it gives, filled with invented data."""
    choisi = _papier(papier)
    if format not in TYPES:
        raise Http404
    if format == "docx":
        octets = en_vigueur(papier).octets
    else:
        try:
            octets = faire_les_fichiers(papier, choisi.exemple, date=timezone.localdate())[0]["pdf"]
        except (ModeleRefuse, NonConvertible, CompositionImpossible) as refus:
            messages.error(request, refus.phrase)
            return redirect("parcours:modele_papier", centre=centre, papier=papier)
    disposition = "inline" if format == "pdf" else "attachment"
    return HttpResponse(
        octets,
        content_type=TYPES[format],
        headers={"Content-Disposition": f'{disposition}; filename="modele-{papier}.{format}"'},
    )


@exige("papiers.modeles")
@require_POST
def revenir(request: HttpRequest, centre: str, papier: str) -> HttpResponse:
    """The shipped template again."""
    if revenir_au_modele_livre(_papier(papier), par=request.acteur):
        messages.success(request, "Le modèle livré est de nouveau en place. Le vôtre reste dans la liste des versions.")
    else:
        messages.info(request, "Le modèle livré était déjà en place.")
    return redirect("parcours:modele_papier", centre=centre, papier=papier)


@exige("papiers.modeles")
@require_POST
def reprendre_modele(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """An old version in force again, as a new one; examined again, because the software may have changed."""
    ancien = get_object_or_404(ModeleWord.objects.visibles_par(request.acteur), pk=pk)
    choisi = _papier(ancien.genre)
    try:
        with ancien.contenu.open("rb") as fichier:
            modele = remplacer(choisi, fichier.read(), ancien.nom_fichier, par=request.acteur)
    except (FileNotFoundError, ValueError) as erreur:
        raise Http404 from erreur
    except ModeleDefectueux:
        messages.error(request, f"La version {ancien.version} ne convient plus. Prenez son fichier et corrigez-le.")
    else:
        messages.success(request, f"La version {ancien.version} est reprise (version {modele.version}).")
    return redirect("parcours:modele_papier", centre=centre, papier=choisi.code)


@exige("papiers.modeles")
@require_safe
def version_modele(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The file of a version."""
    modele = get_object_or_404(ModeleWord.objects.visibles_par(request.acteur), pk=pk)
    try:
        with modele.contenu.open("rb") as fichier:
            octets = fichier.read()
    except (FileNotFoundError, ValueError) as erreur:
        raise Http404 from erreur
    nom = f"modele-{modele.genre}-version-{modele.version}.docx"
    return HttpResponse(
        octets, content_type=TYPES["docx"], headers={"Content-Disposition": f'attachment; filename="{nom}"'}
    )
