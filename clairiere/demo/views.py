"""The demonstration: one button per role. Exists only in demonstration mode, on a demonstration database."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clairiere.centres.models import Centre, Installation
from clairiere.comptes.acces import public
from clairiere.comptes.models import Adhesion
from clairiere.comptes.roles import Role

DIT = {
    Role.DIRECTRICE: "Décide, certifie, regarde les chiffres.",
    Role.COORDINATRICE: "Suit les parcours, les familles et les contrats.",
    Role.CHARGEE_INSERTION: "Reçoit les candidates et les accompagne.",
    Role.FORMATRICE: "Remplit les feuilles de présence, évalue.",
    Role.ANIMATRICE: "Anime les rencontres du relais.",
    Role.MEDIATRICE: "Reçoit les deux parties. Personne d’autre ne lit ses notes.",
    Role.JURY: "Décide avec les autres membres du jury.",
    Role.AUXILIAIRE: "Suit son parcours depuis son téléphone.",
    Role.FAMILLE: "Suit sa demande de garde.",
    Role.RESEAU: "Voit des chiffres, jamais des personnes.",
    Role.FINANCEUR: "Lit ses rapports.",
    Role.ADMIN_TECHNIQUE: "Ouvre les centres.",
}


def est_ouverte() -> bool:
    """True only when both the mode and the data are for demonstration."""
    return settings.MODE == "demo" and Installation.nature_actuelle() == Installation.Nature.DEMO


@public
def accueil(request: HttpRequest) -> HttpResponse:
    """One button per role, centre by centre."""
    if not est_ouverte():
        raise Http404
    adhesions = Adhesion.objects.select_related("utilisateur", "centre", "reseau").order_by("pk")  # as they were opened
    lieux: dict[str, dict[str, Adhesion]] = {}
    noms: dict[str, str] = {}
    for adhesion in adhesions:
        cle = adhesion.centre.code if adhesion.centre else "reseau"
        noms[cle] = str(adhesion.centre or adhesion.reseau)
        lieux.setdefault(cle, {}).setdefault(adhesion.role, adhesion)
    centres = [
        {
            "code": cle,
            "nom": noms[cle],
            "boutons": [
                {"role": r.value, "libelle": r.label, "dit": DIT[r], "nom": str(par_role[r].utilisateur)}
                for r in Role
                if r.value in par_role
            ],
        }
        for cle, par_role in sorted(lieux.items(), key=lambda paire: paire[0] == "reseau")
    ]
    return render(request, "demo/accueil.html", {"lieux": centres, "centres": Centre.objects.all()})


@public
@require_POST
def entrer(request: HttpRequest) -> HttpResponse:
    """Log in as the first person who holds this role there."""
    if not est_ouverte():
        raise Http404
    role, code = request.POST.get("role", ""), request.POST.get("centre", "")
    filtre = {"centre__isnull": True} if code == "reseau" else {"centre__code": code}
    adhesion = get_object_or_404(
        Adhesion.objects.filter(pk__in=Adhesion.objects.filter(role=role, **filtre).order_by("pk").values("pk")[:1])
    )
    logout(request)
    login(request, adhesion.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")
    if adhesion.centre is None:
        return redirect("mes_centres")
    return redirect("centre:accueil", centre=adhesion.centre.code)
