"""Satisfaction surveys: the page of the team, the page of the telephone, the register of complaints."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige, public
from clairiere.documents.conversion import CompositionImpossible, NonConvertible
from clairiere.documents.langage import ModeleRefuse
from clairiere.documents.papiers import faire_les_fichiers
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.interface.francais import pluriel
from parcours.actions import enquete as actions
from parcours.donnees_papiers import de_la_session, du_centre
from parcours.forms.enquete import AnalyseForm, EnqueteForm, PapierForm, ReclamationForm
from parcours.models import Enquete, Participation, Reclamation
from parcours.regles.enquete import SEUIL, Question, commentaires, compter, croiser, depuis_json
from parcours.views.onglets import onglets_de_session
from parcours.views.papiers import session_visible

PAR_PAGE = 25


def _enquete(request: HttpRequest, pk: int) -> Any:
    requete = Enquete.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("session__centre", "session__salle", "session__formatrice"), pk=pk)


def _questions(enquete: Any) -> list[Question]:
    return [depuis_json(q) for q in enquete.questions]


@exige("enquete.gerer")
@require_safe
def enquete(request: HttpRequest, centre: str, pk: int, quand: str) -> HttpResponse:
    """Who answered; what was answered, without names; what the team makes of it."""
    session = session_visible(request, pk)
    if quand not in actions.TITRES:
        raise Http404
    ligne = next(e for e in actions.enquetes_de(session) if e["genre"] == quand)
    contexte: dict[str, Any] = {
        "session": session,
        "ligne": ligne,
        "enquete": ligne["enquete"],
        "onglets": onglets_de_session(session, request.acteur, "parcours:papiers_session"),
    }
    if ligne["enquete"] is None:
        contexte["concernees"] = actions.concernees(session).count()
    else:
        contexte |= _resultats(ligne["enquete"], request.GET.get("par", ""))
    return render(request, "parcours/enquete/page.html", contexte)


def _resultats(enquete: Any, par: str) -> dict[str, Any]:
    reponses = [r.valeurs for r in enquete.reponses.all()]
    questions = _questions(enquete)
    participations = list(enquete.participations.select_related("parcours__personne"))
    rendues = sum(1 for p in participations if p.mode == Participation.Mode.PAPIER)
    croisee = next((q for q in questions if q.croise and q.code == par), None)
    fermees = [q for q in questions if not q.libre]
    return {
        "participations": participations,
        "nombre": len(reponses),
        "papiers": enquete.reponses.filter(papier=True).count(),
        "rendues": rendues,
        "comptes": [{"texte": q.texte, "lignes": compter(q, reponses)} for q in fermees],
        "commentaires": [{"texte": q.texte, "mots": commentaires(q, reponses)} for q in questions if q.libre],
        "croisables": [q for q in questions if q.croise],
        "croisee": croisee,
        "croix": [
            {"texte": q.texte, "choix": list(q.choix.values()), "lignes": _cases(croisee, q, reponses)}
            for q in fermees
            if croisee and q.code != croisee.code and any(r.get(q.code) for r in reponses)
        ],
        "seuil": SEUIL,
    }


def _cases(par: Question, question: Question, reponses: Any) -> list[dict[str, Any]]:
    return [
        {
            "libelle": ligne.libelle,
            "total": ligne.total,
            "cases": list(zip(question.choix.values(), ligne.nombres or (), strict=False)),
        }
        for ligne in croiser(par, question, reponses)
    ]


@exige("enquete.gerer")
@require_POST
def ouvrir(request: HttpRequest, centre: str, pk: int, quand: str) -> HttpResponse:
    """Send the links now."""
    session = session_visible(request, pk)
    if quand not in actions.TITRES:
        raise Http404
    try:
        ouverte, nouvelle = actions.ouvrir(session, quand, par=request.acteur)
    except Ferme as refus:
        messages.error(request, str(refus))
    else:
        nombre = pluriel(ouverte.participations.count(), "message part", "messages partent")
        messages.success(request, f"{nombre}." if nouvelle else "Ce questionnaire était déjà envoyé.")
    return redirect("parcours:enquete", centre=centre, pk=pk, quand=quand)


@exige("enquete.gerer")
@require_POST
def relancer(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One reminder, once."""
    objet = _enquete(request, pk)
    try:
        nombre = actions.relancer(objet, par=request.acteur)
    except DejaFait as refus:
        messages.info(request, str(refus))
    else:
        messages.success(request, f"{pluriel(nombre, 'rappel part', 'rappels partent')}.")
    return _retour(objet)


def _retour(objet: Any) -> HttpResponse:
    code = objet.session.centre.code
    return redirect("parcours:enquete", centre=code, pk=objet.session_id, quand=objet.genre)


@exige("enquete.gerer")
@require_http_methods(["GET", "POST"])
def saisir_papier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Copy the sheets one after the other."""
    objet = _enquete(request, pk)
    formulaire = PapierForm(request.POST or None, questions=_questions(objet))
    if request.method == "POST" and formulaire.is_valid():
        nouvelle = actions.saisir_papier(objet, formulaire.valeurs(), cle=formulaire.cleaned_data["cle"])
        messages.success(request, "La feuille est saisie." if nouvelle else "Cette feuille était déjà saisie.")
        return redirect("parcours:saisir_enquete", centre=centre, pk=pk)
    contexte = {
        "enquete": objet,
        "formulaire": formulaire,
        "titre": actions.TITRES[objet.genre],
        "saisies": objet.reponses.filter(papier=True).count(),
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/enquete/papier.html", contexte, status=statut)


@exige("enquete.gerer")
@require_POST
def rendus(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Who gave a sheet back."""
    objet = _enquete(request, pk)
    coches = {int(v) for v in request.POST.getlist("rendu") if v.isdigit()}
    actions.cocher_papiers(objet, coches, par=request.acteur)
    messages.success(request, "C’est noté.")
    return _retour(objet)


@exige("enquete.gerer")
@require_http_methods(["GET", "POST"])
def analyser(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What is kept, what is changed."""
    objet = _enquete(request, pk)
    initial = {"analyse": objet.analyse, "suite": objet.suite}
    formulaire = AnalyseForm(request.POST or None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        actions.analyser(objet, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, "L’analyse est enregistrée.")
        return _retour(objet)
    contexte = {"enquete": objet, "formulaire": formulaire, "titre": actions.TITRES[objet.genre]}
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/enquete/analyse.html", contexte, status=statut)


@exige("enquete.gerer")
@require_safe
def feuille(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The sheet to fill by hand, from the Word template."""
    objet = _enquete(request, pk)
    donnees = {
        **du_centre(objet.session.centre, numero="", date=timezone.localdate()),
        **de_la_session(objet.session),
        "questions": [
            {"texte": q.texte, "choix": list(q.choix.values()), "libre": "oui" if q.libre else ""}
            for q in _questions(objet)
        ],
    }
    try:
        fichiers, _empreinte = faire_les_fichiers(f"satisfaction_{objet.genre}", donnees, date=timezone.localdate())
    except (ModeleRefuse, NonConvertible, CompositionImpossible) as refus:
        messages.error(request, refus.phrase)
        return _retour(objet)
    disposition = f'inline; filename="questionnaire-{objet.genre}.pdf"'
    return HttpResponse(fichiers["pdf"], content_type="application/pdf", headers={"Content-Disposition": disposition})


@public
@require_http_methods(["GET", "POST"])
def repondre(request: HttpRequest, centre: str, jeton_enquete: str) -> HttpResponse:
    """Her page, by its secret link: the questions, then thanks. Her name is not on it."""
    participation = Participation.objects.select_related("enquete__session").filter(jeton=jeton_enquete).first()
    if participation is None:
        raise Http404
    deja = participation.repondu_le is not None
    formulaire = EnqueteForm(request.POST or None, questions=_questions(participation.enquete))
    statut = 200
    if request.method == "POST" and not deja:
        if formulaire.is_valid():
            actions.repondre(participation, formulaire.valeurs())
            messages.success(request, _("Votre avis est enregistré. Merci."))
            return redirect("parcours:repondre_enquete", centre=centre, jeton_enquete=jeton_enquete)
        statut = 422
    contexte = {"enquete": participation.enquete, "formulaire": formulaire, "deja": deja}
    reponse = render(request, "parcours/enquete/repondre.html", contexte, status=statut)
    reponse["Cache-Control"] = "no-store"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse


@exige("reclamation.tenir")
@require_safe
def reclamations(request: HttpRequest, centre: str) -> HttpResponse:
    """The register, newest first, with the delay of each answer."""
    requete = Reclamation.objects.visibles_par(request.acteur)
    page = Paginator(requete.order_by("-recue_le", "-pk"), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"page": page, "sans_reponse": requete.filter(repondue_le__isnull=True).count()}
    return render(request, "parcours/enquete/reclamations.html", contexte)


@exige("reclamation.tenir")
@require_http_methods(["GET", "POST"])
def reclamation(request: HttpRequest, centre: str, pk: int | None = None) -> HttpResponse:
    """One complaint: written down, then answered."""
    objet = get_object_or_404(Reclamation.objects.visibles_par(request.acteur), pk=pk) if pk else None
    champs = ("recue_le", "de_qui", "objet", "reponse", "repondue_le")
    initial = {nom: getattr(objet, nom) for nom in champs} if objet else {"recue_le": timezone.localdate()}
    formulaire = ReclamationForm(request.POST or None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        actions.noter_reclamation(par=request.acteur, reclamation=objet, **formulaire.cleaned_data)
        messages.success(request, "La réclamation est enregistrée.")
        return redirect("parcours:reclamations", centre=centre)
    contexte = {"formulaire": formulaire, "objet": objet}
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/enquete/reclamation.html", contexte, status=statut)
