"""Figures: of the centre for its direction, of the network without any person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clairiere.centres import portee
from clairiere.centres.actions import ouvrir_centre
from clairiere.centres.forms import CentreForm
from clairiere.centres.models import Reseau
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.pilotage.indicateurs import INDICATEURS, masquer


@exige("pilotage.voir")
def accueil(request: HttpRequest, centre: str) -> HttpResponse:
    """The figures of the centre, each with its definition."""
    lignes = [
        {"libelle": i.libelle, "definition": i.definition, "valeur": i.compter().get(request.centre.pk, 0)}
        for i in INDICATEURS
    ]
    return render(request, "pilotage/accueil.html", {"lignes": lignes})


def _reseau(request: HttpRequest, pk: int) -> Reseau:
    """The network, if she holds a role in it."""
    if not request.user.adhesions.filter(reseau_id=pk).exists():
        raise Http404
    return get_object_or_404(Reseau, pk=pk)


@exige("reseau.chiffres")
def chiffres(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures by centre; small numbers are hidden; no name anywhere."""
    reseau = _reseau(request, pk)
    centres = list(reseau.centres.all())
    with portee.sans_portee("chiffres du réseau, sans aucune personne"):
        comptes = [(i, i.compter()) for i in INDICATEURS]
    lignes = [
        {
            "libelle": i.libelle,
            "definition": i.definition,
            "valeurs": [(centre.nom, masquer(c.get(centre.pk, 0))) for centre in centres],
        }
        for i, c in comptes
    ]
    return render(request, "pilotage/reseau.html", {"reseau": reseau, "centres": centres, "lignes": lignes})


@exige("reseau.ouvrir_centre")
def ouvrir(request: HttpRequest, pk: int) -> HttpResponse:
    """A new centre in one minute."""
    reseau = _reseau(request, pk)
    formulaire = CentreForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        donnees = formulaire.cleaned_data
        directrice = {c: donnees[f"directrice_{c}"] for c in ("prenom", "nom", "courriel")}
        champs = {c: donnees[c] for c in ("nom", "code", "ville", "telephone")}
        try:
            centre = ouvrir_centre(reseau, par=request.acteur, champs=champs, directrice=directrice)
        except Ferme as refus:
            formulaire.add_error("directrice_courriel", str(refus))
        else:
            messages.success(
                request, f"{centre.nom} est ouvert. {directrice['prenom']} peut se connecter avec son courriel."
            )
            return redirect("reseau:chiffres", pk=pk)
    contexte = {"form": formulaire, "reseau": reseau}
    return render(request, "pilotage/ouvrir.html", contexte, status=422 if formulaire.errors else 200)
