"""Information meetings, for the team: the list, one meeting, creating, changing, calling off."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from clairiere.agenda.actions.places import limite_de_reponse
from clairiere.agenda.actions.rencontres import annuler_evenement, changer_places, modifier_rencontre
from clairiere.agenda.models import Evenement, Inscription
from clairiere.agenda.regles import dire_attentes
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions import reunions as actions
from parcours.forms.reunions import AnnulerReunionForm, ReunionForm
from parcours.models import Parcours
from parcours.models.reunions import a_rappeler, reunions
from parcours.regles.reunions import CODES, GENRES, dire_genre
from parcours.views.commun import poser
from parcours.views.onglets import onglets_du_recrutement
from parcours.views.reunions_commun import adresse_publique, dire, essayer, reunion_ou_404

PAR_PAGE = 25
VUES = ("a_venir", "passees", "a_rappeler")


@exige("reunion.gerer")
@require_GET
def liste(request: HttpRequest, centre: str) -> HttpResponse:
    """Coming meetings with their places, past ones with who came, and who is to call again."""
    vue = request.GET.get("vue") if request.GET.get("vue") in VUES else VUES[0]
    filtres = {"vue": vue, "q": request.GET.get("q", "").strip(), "genre": request.GET.get("genre", "")}
    contexte = {
        "onglets": onglets_du_recrutement(request.acteur, "parcours:reunions"),
        "filtres": filtres,
        "filtree": bool(filtres["q"] or filtres["genre"]),
        "genres": [(code, dit) for code, dit, _titre in GENRES],
        "a_rappeler": a_rappeler().count(),
        "page": _page_a_rappeler(request) if vue == "a_rappeler" else _page(request, filtres),
    }
    return render(request, "parcours/reunions/liste.html", contexte)


def _page(request: HttpRequest, filtres: dict[str, str]) -> Any:
    base = reunions().visibles_par(request.acteur)  # type: ignore[attr-defined]
    choisies = base.passes() if filtres["vue"] == "passees" else base.a_venir()
    if filtres["q"]:
        choisies = choisies.filter(Q(titre__icontains=filtres["q"]) | Q(lieu__icontains=filtres["q"]))
    if filtres["genre"] in CODES:
        choisies = choisies.filter(genre=filtres["genre"])
    lignes = choisies.avec_places().avec_presences().select_related("animatrice")
    page = Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page"))
    for evenement in page.object_list:
        evenement.genre_dit = dire_genre(evenement.genre)
    return page


def _page_a_rappeler(request: HttpRequest) -> Any:
    lignes = a_rappeler().visibles_par(request.acteur).select_related("personne")  # type: ignore[attr-defined]
    return Paginator(lignes.order_by("prochaine_date", "pk"), PAR_PAGE).get_page(request.GET.get("page"))


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def nouvelle(request: HttpRequest, centre: str) -> HttpResponse:
    """Create one meeting, or a series."""
    formulaire = ReunionForm(request.POST or None, centre=request.centre)
    if request.method == "POST" and formulaire.is_valid():
        try:
            resultat = actions.creer(par=request.acteur, **formulaire.cleaned_data)
        except Ferme as refus:
            _poser(formulaire, refus, centre)
        else:
            dire(request, resultat)
            if isinstance(resultat.objet, Evenement):
                return redirect("parcours:reunion", centre=centre, pk=resultat.objet.pk)
            return redirect("parcours:reunions", centre=centre)
    contexte = {"formulaire": formulaire}
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/reunions/nouvelle.html", contexte, status=statut)


def _poser(formulaire: Any, refus: Ferme, centre: str) -> None:
    """Each refusal beside its field; those of the agenda speak of a series by other names."""
    for obstacle in refus.obstacles:
        champ = {"jour": "au"}.get(obstacle.champ, obstacle.champ)
        formulaire.add_error(champ if champ in formulaire.fields else None, obstacle.phrase)


@exige("reunion.gerer")
@require_GET
def reunion(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One meeting: registered, asked, waiting; its poster, its sheet, its public address; what follows."""
    evenement = reunion_ou_404(request, pk)
    toutes = list(evenement.inscriptions.select_related("personne").avec_rang())
    fiches = dict(
        Parcours.objects.filter(personne__in=[i.personne_id for i in toutes])
        .order_by("pk")
        .values_list("personne", "pk")
    )
    for inscription in toutes:
        inscription.fiche = fiches.get(inscription.personne_id)
        inscription.attentes_dites = dire_attentes(inscription.attentes_passees)
    attente = sorted((i for i in toutes if i.rang), key=lambda i: i.rang)
    contexte = {
        "evenement": evenement,
        "genre_dit": dire_genre(evenement.genre),
        "fin": timezone.localtime(evenement.fin),
        "inscrites": [i for i in toutes if i.a_une_place],
        "proposees": [i for i in toutes if i.etat == Inscription.Etat.PROPOSEE],
        "attente": attente,
        "sorties": [i for i in toutes if i.est_sortie],
        "rappels": _a_rappeler_de(toutes, fiches) if evenement.est_termine else [],
        "compte": {etat: sum(i.etat == etat for i in toutes) for etat in ("presente", "absente", "inscrite")},
        "presence_ouverte": not evenement.est_annule and evenement.est_du_jour_ou_passe,
        "ouverte": not evenement.est_annule and not evenement.a_commence,
        "a_appeler": bool(attente) and _a_appeler(evenement, toutes),
        "adresse_publique": adresse_publique(request, pk),
    }
    return render(request, "parcours/reunions/reunion.html", contexte)


def _a_appeler(evenement: Evenement, toutes: list[Inscription]) -> bool:
    """A place is free for who waits, and it is too late to offer it by message."""
    if evenement.est_annule or evenement.est_passe:
        return False
    libre = sum(i.tient_une_place for i in toutes) < evenement.places
    return libre and (evenement.a_commence or limite_de_reponse(evenement) is None)


def _a_rappeler_de(toutes: list[Inscription], fiches: dict[int, int]) -> list[Inscription]:
    """Who of this meeting is still to call again (one query)."""
    encore = set(a_rappeler().filter(pk__in=fiches.values()).values_list("personne", flat=True))
    return [i for i in toutes if i.personne_id in encore]


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def modifier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Another day, another room, more places; those who are expected are told."""
    evenement = reunion_ou_404(request, pk)
    debut, fin = timezone.localtime(evenement.debut), timezone.localtime(evenement.fin)
    depart = {nom: getattr(evenement, nom) for nom in ("titre", "lieu", "places", "animatrice")}
    depart |= {"date": debut.date(), "heure_debut": debut.time(), "heure_fin": fin.time()}
    saisie = request.POST if request.method == "POST" else None
    formulaire = ReunionForm(saisie, centre=request.centre, existe=True, initial=depart)
    if request.method == "POST" and formulaire.is_valid():
        try:
            for resultat in _changer(evenement, request.acteur, formulaire):
                dire(request, resultat)
        except Ferme as refus:
            poser(formulaire, refus, centre)
            generaux = [o.phrase for o in refus.obstacles if o.champ not in formulaire.fields]
            for phrase in generaux:
                formulaire.add_error(None, phrase)
        else:
            return redirect("parcours:reunion", centre=centre, pk=pk)
    contexte = {
        "evenement": evenement,
        "formulaire": formulaire,
        "prevenues": evenement.inscriptions.actives().count(),
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/reunions/modifier.html", contexte, status=statut)


def _changer(evenement: Evenement, par: Any, formulaire: ReunionForm) -> list[Any]:
    """Both acts or none; what did not change is not said."""
    with transaction.atomic():
        resultats = [
            changer_places(evenement, par=par, places=formulaire.cleaned_data["places"], places_enfants=0),
            modifier_rencontre(evenement, par=par, **formulaire.moments()),
        ]
    return [r for r in resultats if r.change] or resultats[-1:]


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def annuler(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Call the meeting off and tell everyone."""
    evenement = reunion_ou_404(request, pk)
    formulaire = AnnulerReunionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        essayer(request, lambda: annuler_evenement(evenement, par=request.acteur, **formulaire.cleaned_data))
        return redirect("parcours:reunion", centre=centre, pk=pk)
    contexte = {
        "evenement": evenement,
        "formulaire": formulaire,
        "prevenues": evenement.inscriptions.actives().count(),
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/reunions/annuler.html", contexte, status=statut)
