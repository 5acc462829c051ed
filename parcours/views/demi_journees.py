"""One half-day: its page, adding it or a catch-up, moving it, calling it off, taking it out, what to have ready."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.interface.francais import date_longue, pluriel
from parcours import obstacles_calendrier, regles
from parcours.actions import annonces, materiel
from parcours.actions import demi_journees as actions
from parcours.actions.calendrier import dire_theme, modules_de
from parcours.forms import DemiJourneeForm, RattrapageForm
from parcours.forms.calendrier import AnnulerForm, MaterielForm
from parcours.models import DemiJournee, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.views.calendrier import preparer
from parcours.views.formulaire import saisie, traiter
from parcours.views.sessions import session_visible


def _demi_journee(request: HttpRequest, pk: int) -> Any:
    requete = DemiJournee.objects.visibles_par(request.acteur).select_related(  # type: ignore[attr-defined]
        "session__formatrice", "session__version_programme", "formatrice", "salle", "centre"
    )
    return get_object_or_404(
        requete.prefetch_related("parts__module", "materiels", "attendues__parcours__personne"), pk=pk
    )


@exige("session.voir")
@require_safe
def seance(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What is planned, who cannot come, what to have ready."""
    objet = _demi_journee(request, pk)
    objet.lignes = objet.emargements.count()
    preparer(objet, obstacles_calendrier.heures_prises(objet.session))
    notee = bool(objet.lignes or objet.signee_le)
    salle = objet.salle
    petite = ""
    if salle:
        petite = regles.dire_capacite(salle.nom, salle.capacite, objet.session.nom, objet.session.places)
    contexte = {
        "d": objet,
        "session": objet.session,
        "attendues": list(objet.attendues.all()),
        "materiels": list(objet.materiels.all()),
        "sans_module": objet.minutes - sum(p.minutes for p in objet.liste_parts),
        "theme_propre": objet.theme != dire_theme(p.module for p in objet.liste_parts),
        "suit_un_programme": objet.session.version_programme_id is not None,
        "petite": petite,
        "notee": notee,
        "peut_planifier": request.acteur.peut("session.planifier"),
        "peut_emarger": request.acteur.peut("emargement.saisir"),
        "peut_preparer": request.acteur.peut("seance.preparer"),
    }
    return render(request, "parcours/calendrier/seance.html", contexte)


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def demi_journee(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Add one half-day."""
    objet = session_visible(request, pk)
    formulaire = DemiJourneeForm(saisie(request), centre=request.centre, session=objet, modules=modules_de(objet))
    return _ajouter(request, objet, formulaire, "une demi-journée")


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def rattrapage(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Add a catch-up half-day: for the whole group, for some, or for whoever lacks hours."""
    objet = session_visible(request, pk)
    manque = regles.minutes_manquantes(objet.minutes_prevues(), objet.heures_visees)
    stagiaires = Parcours.objects.filter(session=objet, etat__in=EN_COURS_DE_FORMATION).avec_minutes()
    formulaire = RattrapageForm(
        saisie(request),
        centre=request.centre,
        session=objet,
        modules=modules_de(objet),
        stagiaires=list(stagiaires.select_related("personne", "session").order_by("personne__nom", "pk")),
        initial={"pour": "groupe" if manque else "ouvert"},
    )
    return _ajouter(request, objet, formulaire, "un rattrapage")


def _ajouter(request: HttpRequest, session: Any, formulaire: Any, mot: str) -> HttpResponse:
    def faire() -> Any:
        valeurs = formulaire.valeurs()
        par = request.acteur  # type: ignore[attr-defined]
        return actions.ajouter_demi_journee(session, par=par, module=formulaire.module_choisi, **valeurs)

    def suite(creee: Any) -> HttpResponse:
        messages.success(request, "C’est ajouté.")
        _avertir(request, creee)
        return redirect("parcours:calendrier_session", centre=session.centre.code, pk=session.pk)

    contexte = {"titre": f"Ajouter {mot}", "bouton": f"Ajouter {mot}", "session": session}
    return traiter(request, formulaire, faire, suite, contexte)


def _avertir(request: HttpRequest, demi_journee: Any) -> None:
    """What is allowed and yet deserves a look: a small room, someone who cannot come."""
    salle, session = demi_journee.salle, demi_journee.session
    if salle and (phrase := regles.dire_capacite(salle.nom, salle.capacite, session.nom, session.places)):
        messages.warning(request, phrase)
    appelees = list(demi_journee.attendues.values_list("parcours", flat=True))
    prises = obstacles_calendrier.heures_prises(session)
    cles = obstacles_calendrier.empechees(demi_journee, prises, appelees)
    if cles:
        messages.warning(request, regles.dire_empechees(prises[cle][0] for cle in cles))


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def modifier_seance(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Move it, or change its trainer, its room, its theme."""
    objet = _demi_journee(request, pk)
    theme = objet.theme if objet.theme != dire_theme(p.module for p in objet.parts.all()) else ""
    initial = {
        "date": objet.date,
        "heure_debut": objet.commence_a,
        "heure_fin": objet.finit_a,
        "theme": theme,
        "formatrice": objet.formatrice,
        "salle": objet.salle,
    }
    formulaire = DemiJourneeForm(saisie(request), centre=request.centre, session=objet.session, initial=initial)

    def faire() -> Any:
        valeurs = formulaire.valeurs()
        if valeurs["theme"] == theme:
            del valeurs["theme"]
        vu = request.POST.get("attendu", "")
        return actions.modifier_demi_journee(objet, par=request.acteur, vu=int(vu) if vu.isdigit() else None, **valeurs)

    def suite(resultat: Any) -> HttpResponse:
        changee, prevenues = resultat
        messages.success(request, f"C’est enregistré.{_dire_prevenues(prevenues)}")
        _avertir(request, changee)
        return redirect("parcours:seance", centre=centre, pk=pk)

    prevenir = annonces.a_prevenir(objet)
    contexte = {
        "titre": f"Modifier : {date_longue(objet.date)}, {objet.get_moment_display()}",
        "bouton": "Enregistrer",
        "session": objet.session,
        "attendu": str(objet.revision),
        "annonce": f"Si la date ou l’heure change, un message partira à {_dire_qui(prevenir)}." if prevenir else "",
    }
    return traiter(request, formulaire, faire, suite, contexte)


def _dire_qui(combien: int) -> str:
    return pluriel(combien, "stagiaire")


def _dire_prevenues(combien: int) -> str:
    return f" Un message part à {_dire_qui(combien)}." if combien else ""


@exige("session.planifier")
@require_http_methods(["GET", "POST"])
def annuler_seance(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Call it off, with a reason that stays."""
    objet = _demi_journee(request, pk)
    formulaire = AnnulerForm(saisie(request))

    def faire() -> Any:
        return actions.annuler_demi_journee(objet, par=request.acteur, raison=formulaire.cleaned_data["raison"])

    def suite(resultat: Any) -> HttpResponse:
        messages.success(request, f"La demi-journée est annulée.{_dire_prevenues(resultat[1])}")
        return redirect("parcours:calendrier_session", centre=centre, pk=objet.session_id)

    prevenir = annonces.a_prevenir(objet)
    contexte = {
        "titre": f"Annuler : {date_longue(objet.date)}, {objet.get_moment_display()}",
        "bouton": "Annuler la demi-journée",
        "session": objet.session,
        "annonce": f"Un message partira à {_dire_qui(prevenir)}." if prevenir else "Personne ne recevra de message.",
    }
    return traiter(request, formulaire, faire, suite, contexte)


@exige("session.planifier")
@require_POST
def retirer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a half-day without attendance out of the calendar."""
    objet = _demi_journee(request, pk)
    try:
        prevenues = actions.retirer(objet, par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        messages.success(request, f"La demi-journée est retirée du calendrier.{_dire_prevenues(prevenues)}")
    return redirect("parcours:calendrier_session", centre=centre, pk=objet.session_id)


@exige("seance.preparer")
@require_http_methods(["GET", "POST"])
def materiel_seance(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The list of what to have ready; empty, it starts from the modules."""
    objet = _demi_journee(request, pk)
    deja = [m.libelle for m in objet.materiels.all()]
    du_programme = [ligne for p in objet.parts.all() for ligne in p.module.materiel.splitlines() if ligne.strip()]
    initial = {"liste": "\n".join(deja or dict.fromkeys(du_programme))}
    formulaire = MaterielForm(saisie(request), initial=initial)

    def faire() -> Any:
        return materiel.noter_materiel(objet, par=request.acteur, choses=formulaire.cleaned_data["liste"])

    def suite(_resultat: Any) -> HttpResponse:
        messages.success(request, "La liste est enregistrée.")
        return redirect("parcours:seance", centre=centre, pk=pk)

    annonce = "" if deja or not du_programme else "Cette liste vient du programme. Gardez ce qui sert."
    contexte = {"titre": "Matériel", "bouton": "Enregistrer", "session": objet.session, "annonce": annonce}
    return traiter(request, formulaire, faire, suite, contexte)


@exige("seance.preparer")
@require_POST
def pret_seance(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Tick what is ready."""
    objet = _demi_journee(request, pk)
    prets = {int(cle) for cle in request.POST.getlist("pret") if cle.isdigit()}
    materiel.cocher(objet, par=request.acteur, prets=prets)
    messages.success(request, "C’est noté.")
    return redirect("parcours:seance", centre=centre, pk=pk)
