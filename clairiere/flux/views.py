"""One page for every move of every machine: what will happen, what it needs, and why it is closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from clairiere.comptes.acces import exige, refus
from clairiere.flux import portail
from clairiere.flux.diagrammes import dessins
from clairiere.flux.forms import MotifForm
from clairiere.flux.machine import Mouvement
from clairiere.flux.obstacles import DejaFait, Ferme, Interdit, Introuvable
from clairiere.flux.registre import MACHINES, Inscrite
from clairiere.interface.autres_langues import en_francais


@exige("flux.acte")
@require_http_methods(["GET", "POST"])
def acte(request: HttpRequest, centre: str, machine: str, pk: int, mouvement: str) -> HttpResponse:
    """GET shows the act; POST makes it and goes back to the row."""
    inscrite = MACHINES.get(machine)
    if inscrite is None or mouvement not in inscrite.modele.mouvements():
        raise Http404
    objet = get_object_or_404(inscrite.modele.objects.visibles_par(request.acteur), pk=pk)
    declare = objet.mouvements()[mouvement]
    if declare.par_systeme or not request.acteur.peut(f"{machine}.{mouvement}"):
        return refus(request, f"{machine}.{mouvement}")
    formulaire = _formulaire(request, objet, declare)
    if request.method == "POST" and (formulaire is None or formulaire.is_valid()):
        return _faire(request, inscrite, objet, declare, formulaire)
    statut = 422 if request.method == "POST" else 200
    return _page(request, inscrite, objet, declare, formulaire, statut=statut)


def _formulaire(request: HttpRequest, objet: Any, declare: Mouvement) -> Any:
    classe = import_string(declare.formulaire) if declare.formulaire else MotifForm if declare.motif else None
    if classe is None:
        return None
    donnees = request.POST if request.method == "POST" and "attendu" in request.POST else None
    return classe(donnees, objet=objet, acteur=request.acteur)


def _faire(request: HttpRequest, inscrite: Inscrite, objet: Any, declare: Mouvement, formulaire: Any) -> HttpResponse:
    donnees = dict(formulaire.cleaned_data) if formulaire is not None else {}
    verbe = import_string(declare.action) if declare.action else None
    options = {"par": request.acteur, "attendu": request.POST.get("attendu") or None, **donnees}
    try:
        if verbe:
            verbe(objet, **options)
        else:
            portail.franchir(objet, declare.nom, **options)
    except Introuvable as erreur:
        raise Http404 from erreur
    except Interdit:
        return refus(request, f"{inscrite.modele.machine}.{declare.nom}")
    except DejaFait as erreur:
        if formulaire is None:
            messages.info(request, str(erreur))
            return redirect(_retour(request, inscrite, objet))
        return _page(request, inscrite, objet, declare, formulaire, statut=409, phrase=str(erreur))
    except Ferme as erreur:
        generaux = [o for o in erreur.obstacles if not _pose_sur_champ(formulaire, o)]
        return _page(request, inscrite, objet, declare, formulaire, statut=409, obstacles=generaux)
    messages.success(request, _annonce_faite(declare, objet))
    return redirect(_retour(request, inscrite, objet))


def _annonce_faite(declare: Mouvement, objet: Any) -> str:
    if not en_francais():
        return gettext("C’est fait.")
    return f"C’est fait : {str(declare.libelle)[:1].lower()}{str(declare.libelle)[1:]}."


def _pose_sur_champ(formulaire: Any, obstacle: Any) -> bool:
    if formulaire is None or obstacle.champ not in formulaire.fields:
        return False
    formulaire.add_error(obstacle.champ, obstacle.phrase)
    return True


def _retour(request: HttpRequest, inscrite: Inscrite, objet: Any) -> str:
    suite = request.POST.get("suite", "")
    if suite and url_has_allowed_host_and_scheme(suite, {request.get_host()}, require_https=request.is_secure()):
        return suite
    return page_de(inscrite, objet)


def page_de(inscrite: Inscrite, objet: Any) -> str:
    """The page of a row of a machine."""
    return reverse(inscrite.url, kwargs={"centre": objet.centre.code, "pk": objet.pk})


def _page(
    request: HttpRequest,
    inscrite: Inscrite,
    objet: Any,
    declare: Mouvement,
    formulaire: Any,
    *,
    statut: int,
    phrase: str = "",
    obstacles: Any = None,
) -> HttpResponse:
    objet = inscrite.modele.objects.visibles_par(request.acteur).filter(pk=objet.pk).first()
    if objet is None:
        raise Http404
    if obstacles is None:
        obstacles = declare.obstacles(objet) if declare.obstacles else []
    ailleurs = objet.etat not in declare.sources
    if ailleurs and not phrase:
        try:
            portail._verifier_etat(objet, declare, None)
        except DejaFait as erreur:
            phrase = str(erreur)
    contexte = {
        "objet": objet,
        "mouvement": declare,
        "formulaire": formulaire,
        "phrase": phrase,
        "obstacles": [portail.afficher(o, objet.centre.code) for o in obstacles],
        "ailleurs": ailleurs,
        "retour": page_de(inscrite, objet),
        "attendu": objet.etat,
        "mise_en_page": "mises_en_page/equipe.html" if request.acteur.est_personnel else "mises_en_page/personne.html",
    }
    return render(request, "flux/acte.html", contexte, status=statut)


@exige("aide.voir")
def machines(request: HttpRequest, centre: str) -> HttpResponse:
    """The machines as drawn from the code, with how many people stand on each step (staff only)."""
    return render(request, "flux/machines.html", {"dessins": dessins(request.acteur)})
