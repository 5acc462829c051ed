"""Who is registered and who came: desk, answers to offers, presences in two taps, the sheet, the end of a meeting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.actions.offres import accepter_offre, donner_place
from clairiere.agenda.models import Evenement, Inscription
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions import reunions as actions
from parcours.forms.reunions import AccueilForm, InscriptionForm, ReportForm
from parcours.regles.reunions import FORUM, PORTES_OUVERTES, annoncer_fin
from parcours.views.commun import parcours_visible
from parcours.views.reunions_commun import dire, essayer, inscription_ou_404, reunion_ou_404

LIGNES_DE_REPORT = 8
LIGNES_VIDES, LIGNES_VIDES_FORUM = 10, 22
VERBES = {"oui": accepter_offre, "non": annuler_inscription, "retirer": annuler_inscription, "donner": donner_place}


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def inscrire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Register someone who is here or who calls: a first name and a telephone."""
    evenement = reunion_ou_404(request, pk)
    formulaire = AccueilForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            resultat = actions.inscrire(evenement, par=request.acteur, **formulaire.valeurs())
        except Ferme as refus:
            formulaire.add_error(None, str(refus))
        else:
            dire(request, resultat)
            return redirect("parcours:reunion", centre=centre, pk=pk)
    contexte = {"evenement": evenement, "formulaire": formulaire, "libres": evenement.libres.adultes}
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/reunions/inscrire.html", contexte, status=statut)


@exige("reunion.gerer")
@require_POST
def inscrire_de_la_fiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Register someone who is known, from her file: one tap."""
    parcours = parcours_visible(request, pk)
    numero = request.POST.get("reunion", "")
    if numero.isdigit():
        evenement, personne = reunion_ou_404(request, int(numero)), parcours.personne
        essayer(request, lambda: actions.inscrire_connue(evenement, personne, par=request.acteur))  # type: ignore[attr-defined]
    return redirect("parcours:fiche", centre=centre, pk=pk)


@exige("reunion.gerer")
@require_POST
def repondre(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Her answer on the telephone, or her leaving the list."""
    inscription = inscription_ou_404(request, pk)
    verbe = VERBES.get(request.POST.get("reponse", ""))
    if verbe is not None:
        essayer(request, lambda: verbe(inscription, par=request.acteur))
    return redirect("parcours:reunion", centre=centre, pk=inscription.evenement_id)


def _attendues(evenement: Evenement) -> list[Inscription]:
    """Those who hold a place, in the order of the printed sheet."""
    tiennent = evenement.inscriptions.filter(etat__in=Inscription.ONT_UNE_PLACE)
    return list(tiennent.select_related("personne").order_by("ordre", "pk"))


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def presences(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One tap for each person; who came without being registered is added at the bottom."""
    evenement = reunion_ou_404(request, pk)
    formulaire = InscriptionForm(request.POST if request.POST.get("geste") == "venue" else None)
    if request.method == "POST":
        if request.POST.get("geste") != "venue":
            return _pointer(request, evenement)
        if formulaire.is_valid() and _ajouter(request, evenement, formulaire):
            return redirect("parcours:presences_reunion", centre=centre, pk=pk)
    lignes = sorted(_attendues(evenement), key=_par_prenom)
    contexte = {
        "evenement": evenement,
        "lignes": lignes,
        "formulaire": formulaire,
        "ouverte": not evenement.est_annule and evenement.est_du_jour_ou_passe,
        "compte": {etat: sum(i.etat == etat for i in lignes) for etat in ("presente", "absente", "inscrite")},
    }
    return render(request, "parcours/reunions/presences.html", contexte, status=422 if formulaire.errors else 200)


def _par_prenom(inscription: Inscription) -> tuple[str, str]:
    return inscription.personne.prenom.casefold(), inscription.personne.nom.casefold()


def _pointer(request: HttpRequest, evenement: Evenement) -> HttpResponse:
    """A button was tapped: `presente` or `absente` carries the number of the registration."""
    adresse = reverse("parcours:presences_reunion", kwargs={"centre": request.centre.code, "pk": evenement.pk})  # type: ignore[attr-defined]
    mot = "presente" if "presente" in request.POST else "absente"
    if request.POST.get(mot, "").isdigit():
        inscription = inscription_ou_404(request, int(request.POST[mot]))
        essayer(request, lambda: actions.noter_presence(inscription, par=request.acteur, presente=mot == "presente"))
        adresse += f"#i{inscription.pk}"
    return redirect(adresse)


def _ajouter(request: HttpRequest, evenement: Evenement, formulaire: InscriptionForm) -> bool:
    try:
        dire(request, actions.noter_venue(evenement, par=request.acteur, **formulaire.valeurs()))  # type: ignore[attr-defined]
    except Ferme as refus:
        formulaire.add_error(None, str(refus))
        return False
    return True


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def terminer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Say what will follow, then do it."""
    evenement = reunion_ou_404(request, pk)
    if request.method == "POST":
        fini = essayer(request, lambda: actions.terminer(evenement, par=request.acteur))
        suite = "parcours:reunion" if fini else "parcours:presences_reunion"
        return redirect(suite, centre=centre, pk=pk)
    etats = list(evenement.inscriptions.order_by().values_list("etat", flat=True))
    presentes, absentes, a_noter, sans_place = (
        sum(etat in voulus for etat in etats)
        for voulus in (["presente"], ["absente"], ["inscrite"], ["en_attente", "proposee", "expiree"])
    )
    annonces = annoncer_fin(presentes, absentes, a_noter, sans_place)
    return render(request, "parcours/reunions/terminer.html", {"evenement": evenement, "annonces": annonces})


@exige("reunion.gerer")
@require_GET
def feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The sheet to print: those registered, then empty lines with the next numbers."""
    evenement = reunion_ou_404(request, pk)
    lignes = _attendues(evenement)
    vides = LIGNES_VIDES_FORUM if evenement.genre in (FORUM, PORTES_OUVERTES) else LIGNES_VIDES
    dernier = max((i.ordre for i in lignes), default=0)
    contexte = {
        "evenement": evenement,
        "fin": timezone.localtime(evenement.fin),
        "lignes": lignes,
        "vides": range(dernier + 1, dernier + 1 + vides),
    }
    return render(request, "parcours/reunions/feuille.html", contexte)


@exige("reunion.gerer")
@require_http_methods(["GET", "POST"])
def reporter(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Type the paper sheet back, line by line in the same order; nothing is lost when a line is wrong."""
    evenement = reunion_ou_404(request, pk)
    saisie = request.POST if request.method == "POST" else None
    grille = ReportForm(saisie, inscriptions=_attendues(evenement))
    nouvelles = [
        InscriptionForm(saisie, prefix=f"l{n}", empty_permitted=True, use_required_attribute=False)
        for n in range(LIGNES_DE_REPORT)
    ]
    if request.method == "POST" and _reporter(request, evenement, grille, nouvelles):
        return redirect("parcours:reunion", centre=centre, pk=pk)
    contexte = {"evenement": evenement, "grille": grille, "nouvelles": nouvelles, "tout": [grille, *nouvelles]}
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/reunions/reporter.html", contexte, status=statut)


def _reporter(request: HttpRequest, evenement: Evenement, grille: ReportForm, nouvelles: list[Any]) -> bool:
    """All lines or none; a refusal is put beside the line that it concerns."""
    if not all([grille.is_valid(), *(ligne.is_valid() for ligne in nouvelles)]):
        return False
    par, remplies = request.acteur, [ligne for ligne in nouvelles if ligne.has_changed()]  # type: ignore[attr-defined]
    en_cours: Any = grille
    try:
        with transaction.atomic():
            changees = [actions.noter_presence(i, par=par, presente=p).change for i, p in grille.choisies()]
            for en_cours in remplies:
                changees.append(actions.noter_venue(evenement, par=par, **en_cours.valeurs()).change)
    except Ferme as refus:
        en_cours.add_error(None, str(refus))
        return False
    nombre = sum(changees)
    dite = {0: "Rien n’a changé.", 1: "1 présence est notée."}.get(nombre, f"{nombre} présences sont notées.")
    (messages.success if nombre else messages.info)(request, dite)
    return True
