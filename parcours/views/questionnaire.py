"""« The job imagined, the job as it is »: on her telephone, at the desk, on paper; then side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.agenda.acteurs import elle_meme
from clairiere.comptes.acces import exige, public
from parcours.actions import questionnaire as actions
from parcours.forms.questionnaire import EchangeForm, MetierForm
from parcours.models import QuestionnaireMetier
from parcours.regles.metier import PHRASES, REPONSES, a_en_parler, comparer
from parcours.views.commun import parcours_visible

Moment, Mode = QuestionnaireMetier.Moment, QuestionnaireMetier.Mode
TITRES = {Moment.AVANT.value: "Avant l’entretien", Moment.APRES.value: "Après l’immersion"}


def _moment(moment: str) -> str:
    if moment not in TITRES:
        raise Http404
    return moment


@exige("metier.saisir")
@require_http_methods(["GET", "POST"])
def metier(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The two sets of answers side by side, and what was said of them. No score."""
    parcours = parcours_visible(request, pk)
    trouves = {q.moment: q for q in parcours.questionnaires.all()}
    dernier = Moment.APRES if Moment.APRES in trouves else Moment.AVANT
    echange = trouves[dernier].echange if dernier in trouves else ""
    formulaire = EchangeForm(request.POST or None, initial={"echange": echange})
    if request.method == "POST" and formulaire.is_valid():
        actions.noter_echange(parcours, dernier, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, "C’est noté.")
        return redirect("parcours:metier", centre=centre, pk=pk)
    reponses = {m: trouves[m].reponses if m in trouves else {} for m in TITRES}
    ecarts = comparer(reponses[Moment.AVANT], reponses[Moment.APRES])
    contexte = {
        "parcours": parcours,
        "moments": [{"code": m, "titre": titre, "q": trouves.get(m)} for m, titre in TITRES.items()],
        "ecarts": ecarts,
        "a_dire": {e.phrase.code for e in a_en_parler(ecarts)},
        "rempli": any(reponses.values()),
        "formulaire": formulaire,
    }
    return render(request, "parcours/metier/page.html", contexte, status=422 if request.method == "POST" else 200)


@exige("metier.saisir")
@require_POST
def envoyer(request: HttpRequest, centre: str, pk: int, moment: str) -> HttpResponse:
    """Send her the link."""
    parcours = parcours_visible(request, pk)
    if actions.envoyer(parcours, _moment(moment), par=request.acteur):
        messages.success(request, f"Le lien part à {parcours.personne.prenom}.")
    else:
        messages.info(request, "Le lien est déjà parti, ou elle a déjà répondu.")
    return redirect("parcours:metier", centre=centre, pk=pk)


@exige("metier.saisir")
@require_http_methods(["GET", "POST"])
def saisir(request: HttpRequest, centre: str, pk: int, moment: str) -> HttpResponse:
    """At the desk with her, or a sheet to copy."""
    parcours = parcours_visible(request, pk)
    deja = parcours.questionnaires.filter(moment=_moment(moment)).first()
    initial = {**deja.reponses, "mode": deja.mode or Mode.BUREAU} if deja else None
    formulaire = MetierForm(request.POST or None, initial=initial, au_bureau=True)
    if request.method == "POST" and formulaire.is_valid():
        questionnaire = actions.ouvrir(parcours, moment)
        mode = formulaire.cleaned_data["mode"]
        actions.repondre(questionnaire, formulaire.reponses(), par=request.acteur, mode=mode)
        messages.success(request, "Ses réponses sont notées.")
        return redirect("parcours:metier", centre=centre, pk=pk)
    contexte = {"parcours": parcours, "formulaire": formulaire, "titre": TITRES[moment]}
    statut = 422 if request.method == "POST" else 200
    return render(request, "parcours/metier/saisir.html", contexte, status=statut)


@exige("metier.saisir")
@require_safe
def feuille(request: HttpRequest, centre: str, pk: int, moment: str) -> HttpResponse:
    """The sheet to fill by hand."""
    parcours = parcours_visible(request, pk)
    contexte = {
        "parcours": parcours,
        "titre": TITRES[_moment(moment)],
        "phrases": PHRASES,
        "reponses": list(REPONSES.values()),
    }
    return render(request, "parcours/metier/feuille.html", contexte)


@public
@require_http_methods(["GET", "POST"])
def repondre(request: HttpRequest, centre: str, jeton_metier: str) -> HttpResponse:
    """Her page, by its secret link."""
    questionnaire = (
        QuestionnaireMetier.objects.select_related("parcours__personne", "centre").filter(jeton=jeton_metier).first()
    )
    if questionnaire is None:
        raise Http404
    deja = questionnaire.rempli_le is not None
    formulaire = MetierForm(request.POST or None)
    statut = 200
    if request.method == "POST" and not deja:
        if formulaire.is_valid():
            actions.repondre(
                questionnaire, formulaire.reponses(), par=elle_meme(questionnaire.parcours.personne), mode=Mode.LIEN
            )
            messages.success(request, _("Merci. Nous en parlerons ensemble."))
            return redirect("parcours:metier_public", centre=centre, jeton_metier=jeton_metier)
        statut = 422
    contexte = {"formulaire": formulaire, "deja": deja, "prenom": questionnaire.parcours.personne.prenom}
    reponse = render(request, "parcours/metier/repondre.html", contexte, status=statut)
    reponse["Cache-Control"] = "no-store"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse
