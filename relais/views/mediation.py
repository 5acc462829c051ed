"""Mediation for the mediator: her cases, one case, talks and notes. Another mediator gets 404, like everyone else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clairiere.centres.chiffrement import CleInconnue
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from relais import obstacles, regles
from relais.actions import mediation as actions
from relais.actions import notes as carnet
from relais.forms.champs import poser
from relais.forms.mediation import AccordsForm, CorrigerForm, EntretienForm, NoteForm, SaisieForm
from relais.models import Mediation, NoteMediation
from relais.models.mediation import OUVERTES
from relais.views.commun import page_de, trouver

ILLISIBLE = "Cette note ne s’ouvre pas : sa clé n’est pas sur ce serveur. Prévenez la personne qui l’installe."


def _mienne(request: HttpRequest, pk: int) -> Mediation:
    miennes = Mediation.objects.confiees_a(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(miennes.select_related("demandeuse", "autre", "mediatrice", "centre"), pk=pk)


@exige("mediation.lister")
@require_GET
@never_cache
def mediations(request: HttpRequest, centre: str) -> HttpResponse:
    """Requests that nobody took, then her own cases."""
    visibles = Mediation.objects.visibles_par(request.acteur).select_related("demandeuse", "autre")
    a_prendre = list(visibles.filter(mediatrice__isnull=True).order_by("demandee_le", "pk")[:50])
    finies = request.GET.get("vue") == "finies"
    miennes = Mediation.objects.confiees_a(request.acteur).select_related("demandeuse", "autre")
    choisies = miennes.exclude(etat__in=OUVERTES) if finies else miennes.filter(etat__in=OUVERTES)
    contexte = {
        "a_prendre": a_prendre,
        "page": page_de(request, choisies.annotate(nombre_entretiens=Count("entretiens")).order_by("-depuis", "-pk")),
        "finies": finies,
        "onglets": [
            {"libelle": "En cours", "url": "?vue=en_cours", "ici": not finies, "compte": None},
            {"libelle": "Finies", "url": "?vue=finies", "ici": finies, "compte": None},
        ],
    }
    return render(request, "relais/mediations.html", contexte)


@exige("mediation.voir")
@require_GET
@never_cache
def mediation(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One case: the whole for its mediator; its state and dates for the two sides; 404 for anyone else."""
    visibles = Mediation.objects.visibles_par(request.acteur).select_related(
        "demandeuse", "autre", "mediatrice", "centre"
    )
    dossier = get_object_or_404(visibles, pk=pk)
    if Mediation.objects.confiees_a(request.acteur).filter(pk=pk).exists():
        return _dossier(request, dossier)
    if Mediation.objects.des_parties(request.acteur).filter(pk=pk).exists():
        return render(request, "relais/ma_mediation.html", {"mediation": dossier, **_cote(request, dossier)})
    refus = regles.neutralite(obstacles.liens(dossier, request.acteur.utilisateur))
    contexte = {"mediation": dossier, "refus": [afficher(o, centre) for o in refus]}
    return render(request, "relais/mediation_a_prendre.html", contexte)


def _cote(request: HttpRequest, dossier: Mediation) -> dict[str, Any]:
    """What this side reads: she sees the topics only if she chose them."""
    moi = request.acteur.utilisateur.pk  # type: ignore[attr-defined]
    a_demande = dossier.demandeuse.utilisateur_id == moi
    return {"a_demande": a_demande, "avec": dossier.autre_dite if a_demande else dossier.demandeuse.nom_complet}


def _dossier(request: HttpRequest, dossier: Mediation, form: Any = None, statut: int = 200) -> HttpResponse:
    notes = [_lue(note) for note in NoteMediation.objects.visibles_par(request.acteur).filter(mediation=dossier)]  # type: ignore[attr-defined]
    contexte = {
        "mediation": dossier,
        "entretiens": list(dossier.entretiens.all()),
        "notes": notes,
        "form": form or NoteForm(),
        "jours": regles.EFFACEMENT_JOURS,
        "notes_ouvertes": dossier.notes_effacees_le is None,
    }
    return render(request, "relais/mediation.html", contexte, status=statut)


def _lue(note: NoteMediation) -> dict[str, Any]:
    """A note opened with the key of this server; when it cannot be, a sentence and never the cipher."""
    try:
        return {"pk": note.pk, "quand": note.quand, "texte": note.texte, "illisible": ""}
    except CleInconnue:
        return {"pk": note.pk, "quand": note.quand, "texte": "", "illisible": ILLISIBLE}


@exige("mediation.noter")
@require_POST
@never_cache
@sensitive_post_parameters("texte")
def ecrire_note(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Write one confidential note."""
    dossier = _mienne(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _dossier(request, dossier, form, 422)
    carnet.ecrire_note(dossier, par=request.acteur, texte=form.cleaned_data["texte"])
    messages.success(request, "La note est écrite.")
    return redirect("relais:mediation", centre=centre, pk=pk)


@exige("mediation.noter")
@require_POST
def effacer_note(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Erase one note at once; a second click finds nothing to erase."""
    dossier_id = request.POST.get("mediation", "")
    note = NoteMediation.objects.visibles_par(request.acteur).select_related("mediation").filter(pk=pk).first()
    if note is None:
        if dossier_id.isdigit() and Mediation.objects.confiees_a(request.acteur).filter(pk=int(dossier_id)).exists():
            messages.info(request, "Cette note est déjà effacée.")
            return redirect("relais:mediation", centre=centre, pk=int(dossier_id))
        raise Http404
    carnet.effacer_note(note, par=request.acteur)
    messages.success(request, "La note est effacée.")
    return redirect("relais:mediation", centre=centre, pk=note.mediation_id)


@exige("mediation.noter")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("texte")
def noter_entretien(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Note a talk: a date and a kind; the note is optional."""
    dossier = _mienne(request, pk)
    form = EntretienForm(request.POST or None, finie=dossier.est_finie)
    if request.method == "POST" and form.is_valid():
        try:
            _, nouveau = carnet.noter_entretien(dossier, par=request.acteur, **form.cleaned_data)
            messages.info(request, "L’entretien est noté." if nouveau else "Cet entretien est déjà noté.")
            return redirect("relais:mediation", centre=centre, pk=pk)
        except Ferme as refus:
            poser(form, refus)
    statut = 422 if form.errors else 200
    return render(request, "relais/entretien.html", {"mediation": dossier, "form": form}, status=statut)


@exige("mediation.noter")
@require_http_methods(["GET", "POST"])
@never_cache
def accords(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Dates on which each side said yes."""
    dossier = _mienne(request, pk)
    champs = ("autre_prevenue_le", "accord_demandeuse_le", "accord_autre_le")
    form = AccordsForm(request.POST or None, initial={c: getattr(dossier, c) for c in champs}, mediation=dossier)
    if request.method == "POST" and form.is_valid():
        try:
            actions.noter_accords(dossier, par=request.acteur, **form.cleaned_data)
            messages.success(request, "Les accords sont notés.")
            return redirect("relais:mediation", centre=centre, pk=pk)
        except Ferme as refus:
            poser(form, refus)
    contexte = {"mediation": dossier, "form": form}
    return render(request, "relais/accords.html", contexte, status=422 if form.errors else 200)


@exige("mediation.noter")
@require_http_methods(["GET", "POST"])
@never_cache
def corriger(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Topics, and the file of the other side."""
    dossier = _mienne(request, pk)
    texte = (request.POST if request.method == "POST" else request.GET).get("q", "") or dossier.autre_dite
    trouvees = trouver(texte, sauf=dossier.demandeuse_id)
    form = CorrigerForm(
        request.POST or None, initial={"motifs": dossier.motifs, "autre": dossier.autre_id}, trouvees=trouvees
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.corriger(dossier, par=request.acteur, **form.cleaned_data)
            messages.success(request, "C’est enregistré.")
            return redirect("relais:mediation", centre=centre, pk=pk)
        except Ferme as refus:
            poser(form, refus)
    contexte = {"mediation": dossier, "form": form, "q": texte}
    return render(request, "relais/corriger_mediation.html", contexte, status=422 if form.errors else 200)


@exige("mediation.ouvrir")
@require_http_methods(["GET", "POST"])
@never_cache
def saisir(request: HttpRequest, centre: str) -> HttpResponse:
    """Record a request that came by phone, on paper or at the desk."""
    texte = (request.POST if request.method == "POST" else request.GET).get("q", "")
    trouvees = trouver(texte)
    form = SaisieForm(request.POST or None, trouvees=trouvees)
    if request.method == "POST" and form.is_valid():
        try:
            ouverte, nouvelle = actions.demander(par=request.acteur, **form.cleaned_data)
            phrase = "La demande est notée." if nouvelle else "Une demande est déjà ouverte avec cette personne."
            messages.info(request, phrase)
            visible = Mediation.objects.visibles_par(request.acteur).filter(pk=ouverte.pk).exists()
            return (
                redirect("relais:mediation", centre, ouverte.pk) if visible else redirect("relais:mediations", centre)
            )
        except Ferme as refus:
            poser(form, refus)
    contexte = {"form": form, "q": texte, "trouvees": trouvees}
    return render(request, "relais/saisir_mediation.html", contexte, status=422 if form.errors else 200)
