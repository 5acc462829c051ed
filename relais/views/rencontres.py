"""Meetings, for the staff of the relais."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clairiere.agenda.actions import inscriptions as actions
from clairiere.agenda.actions.offres import accepter_offre, donner_place
from clairiere.agenda.actions.places import limite_de_reponse
from clairiere.agenda.actions.rencontres import annuler_evenement, changer_places, creer_serie
from clairiere.agenda.models import Evenement, Inscription
from clairiere.agenda.regles import dire_attentes
from clairiere.comptes.acces import exige
from clairiere.comptes.models import Utilisateur
from clairiere.flux.obstacles import Ferme
from relais.forms.champs import poser
from relais.forms.rencontres import AnnulerForm, InscrireForm, PlacesForm, SerieForm
from relais.views.commun import page_de, rencontres, tenter, trouver
from relais.vocabulaire import GENRE


@exige("relais.animer")
@require_GET
def calendrier(request: HttpRequest, centre: str) -> HttpResponse:
    """Coming meetings with the places left; past ones with who came."""
    passees = request.GET.get("vue") == "passees"
    texte, anime_par = request.GET.get("q", "").strip(), request.GET.get("animatrice", "")
    base = rencontres().visibles_par(request.acteur)
    choisies = base.passes() if passees else base.a_venir()
    if texte:
        choisies = choisies.filter(Q(titre__icontains=texte) | Q(lieu__icontains=texte))
    if anime_par.isdigit():
        choisies = choisies.filter(animatrice=int(anime_par))
    page = page_de(request, choisies.avec_places().avec_presences().select_related("animatrice"))
    animatrices = Utilisateur.objects.filter(pk__in=base.order_by().values("animatrice")).order_by("prenom", "nom")
    contexte = {
        "page": page,
        "passees": passees,
        "q": texte,
        "anime_par": anime_par,
        "animatrices": animatrices,
        "filtree": bool(texte or anime_par),
        "onglets": [
            {"libelle": "À venir", "url": "?vue=a_venir", "ici": not passees, "compte": None},
            {"libelle": "Passées", "url": "?vue=passees", "ici": passees, "compte": None},
        ],
    }
    return render(request, "relais/calendrier.html", contexte)


@exige("relais.animer")
@require_http_methods(["GET", "POST"])
def nouvelle_serie(request: HttpRequest, centre: str) -> HttpResponse:
    """Create weekly meetings."""
    form = SerieForm(request.POST or None, centre=request.centre)
    if request.method == "POST" and form.is_valid():
        try:
            donnees = form.cleaned_data
            if tenter_serie(request, donnees):
                return redirect("relais:calendrier", centre=centre)
        except Ferme as refus:
            poser(form, refus)
    statut = 422 if form.errors else 200
    return render(request, "relais/nouvelle_serie.html", {"form": form}, status=statut)


def tenter_serie(request: HttpRequest, donnees: dict[str, Any]) -> bool:
    """Create, and say it. Raises Ferme with obstacles that name their fields."""
    resultat = creer_serie(par=request.acteur, genre=GENRE, **donnees)  # type: ignore[attr-defined]
    return tenter(request, lambda: resultat) is not None


def _rencontre(request: HttpRequest, pk: int) -> Evenement:
    visibles = rencontres().visibles_par(request.acteur).select_related("animatrice", "serie")  # type: ignore[attr-defined]
    return get_object_or_404(visibles, pk=pk)


@exige("relais.animer")
@require_GET
def rencontre(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One meeting: who comes with which children, who waits, who was there."""
    evenement = _rencontre(request, pk)
    toutes = list(evenement.inscriptions.select_related("personne").avec_rang())
    attente = sorted((i for i in toutes if i.rang), key=lambda i: i.rang)
    for inscription in attente:
        inscription.attentes_dites = dire_attentes(inscription.attentes_passees)
    contexte = {
        "evenement": evenement,
        "fin": timezone.localtime(evenement.fin),
        "inscrites": sorted((i for i in toutes if i.a_une_place), key=_par_nom),
        "proposees": [i for i in toutes if i.etat == Inscription.Etat.PROPOSEE],
        "attente": attente,
        "sorties": [i for i in toutes if i.est_sortie],
        "bilan": _bilan(toutes),
        "presence_ouverte": not evenement.est_annule and evenement.est_du_jour_ou_passe,
        "a_appeler": bool(attente) and _a_appeler(evenement, toutes),
    }
    return render(request, "relais/rencontre.html", contexte)


def _a_appeler(evenement: Evenement, toutes: list[Inscription]) -> bool:
    """A place is free for who waits, and it is too late to offer it by message."""
    if evenement.est_annule or evenement.est_passe:
        return False
    prises = sum(i.tient_une_place for i in toutes)
    return prises < evenement.places and (evenement.a_commence or limite_de_reponse(evenement) is None)


def _par_nom(inscription: Inscription) -> tuple[str, str]:
    return inscription.personne.nom.casefold(), inscription.personne.prenom.casefold()


def _bilan(toutes: list[Inscription]) -> dict[str, int]:
    tiennent = [i for i in toutes if i.a_une_place]
    presentes = [i for i in toutes if i.etat == Inscription.Etat.PRESENTE]
    return {
        "adultes": len(tiennent),
        "enfants": sum(i.enfants for i in tiennent),
        "presentes": len(presentes),
        "enfants_presents": sum(i.enfants for i in presentes),
        "a_noter": sum(i.etat == Inscription.Etat.INSCRITE for i in tiennent),
    }


@exige("relais.animer")
@require_http_methods(["GET", "POST"])
def inscrire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Register someone from the desk: find her, then say how many children come."""
    evenement = _rencontre(request, pk)
    texte = (request.POST if request.method == "POST" else request.GET).get("q", "")
    trouvees = trouver(texte)
    if request.method == "POST" and request.POST.get("personne", "").isdigit() and not texte:
        trouvees = trouver_cle(int(request.POST["personne"]))
    form = InscrireForm(request.POST or None, trouvees=trouvees, places_enfants=evenement.places_enfants)
    if request.method == "POST" and form.is_valid():
        try:
            resultat = actions.inscrire(
                evenement,
                form.cleaned_data["personne"],
                par=request.acteur,
                apres_coup=True,
                **form.pour_action(),
            )
            tenter(request, lambda: resultat)
            return redirect("relais:rencontre", centre=centre, pk=pk)
        except Ferme as refus:
            poser(form, refus)
    contexte = {"evenement": evenement, "form": form, "q": texte, "trouvees": trouvees}
    return render(request, "relais/inscrire.html", contexte, status=422 if form.errors else 200)


def trouver_cle(pk: int) -> Any:
    """One person as the only choice of a form."""
    from clairiere.comptes.models import Personne

    return Personne.objects.filter(pk=pk)


@exige("relais.animer")
@require_POST
def presence(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Note who came: one tap for each person."""
    inscription = _inscription(request, pk)
    presente = request.POST.get("presente") == "oui"
    tenter(request, lambda: actions.noter_presence(inscription, par=request.acteur, presente=presente))
    return redirect("relais:rencontre", centre=centre, pk=inscription.evenement_id)


@exige("relais.animer")
@require_POST
def repondre(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Note what she answers on the telephone: yes or no to the place offered, or yes to a place that is free now."""
    inscription = _inscription(request, pk)
    verbes = {"oui": accepter_offre, "non": actions.annuler_inscription, "donner": donner_place}
    verbe = verbes.get(request.POST.get("reponse", ""))
    if verbe is not None:
        tenter(request, lambda: verbe(inscription, par=request.acteur))
    return redirect("relais:rencontre", centre=centre, pk=inscription.evenement_id)


@exige("relais.animer")
@require_POST
def desinscrire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Cancel someone's registration from the desk."""
    inscription = _inscription(request, pk)
    tenter(request, lambda: actions.annuler_inscription(inscription, par=request.acteur))
    return redirect("relais:rencontre", centre=centre, pk=inscription.evenement_id)


def _inscription(request: HttpRequest, pk: int) -> Inscription:
    visibles = Inscription.objects.visibles_par(request.acteur).filter(evenement__genre=GENRE)  # type: ignore[attr-defined]
    return get_object_or_404(visibles.select_related("evenement"), pk=pk)


@exige("relais.animer")
@require_http_methods(["GET", "POST"])
def places(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Change the number of places; the waiting list follows."""
    evenement = _rencontre(request, pk)
    depart = {"places": evenement.places, "places_enfants": evenement.places_enfants}
    form = PlacesForm(request.POST or None, initial=depart)
    if request.method == "POST" and form.is_valid():
        try:
            resultat = changer_places(evenement, par=request.acteur, **form.cleaned_data)
            tenter(request, lambda: resultat)
            return redirect("relais:rencontre", centre=centre, pk=pk)
        except Ferme as refus:
            poser(form, refus)
    contexte = {"evenement": evenement, "form": form}
    return render(request, "relais/places.html", contexte, status=422 if form.errors else 200)


@exige("relais.animer")
@require_http_methods(["GET", "POST"])
def annuler(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Call the meeting off and tell everyone."""
    evenement = _rencontre(request, pk)
    form = AnnulerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tenter(request, lambda: annuler_evenement(evenement, par=request.acteur, **form.cleaned_data))
        return redirect("relais:rencontre", centre=centre, pk=pk)
    prevenues = evenement.inscriptions.actives().count()
    contexte = {"evenement": evenement, "form": form, "prevenues": prevenues}
    return render(request, "relais/annuler.html", contexte, status=422 if form.errors else 200)
