"""Juries: those of a session, one jury with its members and candidates, composing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.centres.reglages import lire
from clairiere.comptes.acces import exige
from clairiere.comptes.actions import ouvrir_compte
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme
from clairiere.interface.francais import enumeration, pluriel
from parcours.actions import jury as actions
from parcours.forms.jury import InscrireForm, JuryForm, MembreForm
from parcours.models import Jury, Parcours, Session
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.models.jury import VIVANTS
from parcours.seance import candidatures
from parcours.views.commun import poser, poser_validation
from parcours.views.onglets import onglets_de_session

PAR_PAGE = 25
NOMS_AU_PLUS = 3  # names said one by one; above, how many they are
TON_DECISION = {"certifiee": "fait", "ajournee": "a_faire", "non_certifiee": "neutre"}


def jury_visible(request: HttpRequest, pk: int) -> Any:
    """The jury, with its session, or 404."""
    requete = Jury.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("session", "centre", "pv"), pk=pk)


def _comptes(requete: Any) -> Any:
    return requete.select_related("session").annotate(
        combien_membres=Count("membres", distinct=True),
        combien_candidates=Count("passages", filter=Q(passages__reporte=False), distinct=True),
    )


@exige("jury.voir")
@require_safe
def jurys_session(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The juries of a session."""
    session = get_object_or_404(Session.objects.visibles_par(request.acteur), pk=pk)
    acteur: Any = request.acteur
    contexte = {
        "session": session,
        "onglets": onglets_de_session(session, acteur, "parcours:jurys_session"),
        "jurys": list(_comptes(session.jurys.visibles_par(acteur)).order_by("-date", "-pk")),
        "peut_composer": acteur.peut("jury.composer"),
        "stagiaires": session.parcours.filter(etat__in=EN_COURS_DE_FORMATION).exclude(etat="admise").count(),
    }
    return render(request, "parcours/jury/session.html", contexte)


@exige("jury.lister")
@require_safe
def jurys(request: HttpRequest, centre: str) -> HttpResponse:
    """The juries of a member."""
    requete = _comptes(Jury.objects.visibles_par(request.acteur)).order_by("-date", "-pk")
    page = Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "parcours/jury/liste.html", {"page": page})


@exige("jury.composer")
@require_http_methods(["GET", "POST"])
def nouveau_jury(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The day and the place; candidates are those in the course."""
    session = get_object_or_404(Session.objects.visibles_par(request.acteur), pk=pk)
    formulaire = JuryForm(request.POST if request.method == "POST" else None, initial={"lieu": session.lieu})

    def faire() -> HttpResponse:
        objet = actions.preparer(session, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, "Le jury est préparé. Ajoutez ses membres.")
        return redirect("parcours:jury", centre=centre, pk=objet.pk)

    contexte = {"session": session, "objet": None, "titre": "Préparer un jury", "bouton": "Préparer le jury"}
    return _formulaire(request, centre, formulaire, faire, "parcours/jury/formulaire.html", contexte)


@exige("jury.composer")
@require_http_methods(["GET", "POST"])
def modifier_jury(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Another day or place; members already called are told."""
    objet = jury_visible(request, pk)
    depart = {"date": objet.date, "heure": objet.heure, "lieu": objet.lieu}
    formulaire = JuryForm(request.POST if request.method == "POST" else None, initial=depart)

    def faire() -> HttpResponse:
        actions.modifier(objet, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, "C’est enregistré.")
        return redirect("parcours:jury", centre=centre, pk=pk)

    contexte = {
        "session": objet.session,
        "objet": objet,
        "titre": "Changer le jour ou le lieu",
        "bouton": "Enregistrer",
    }
    return _formulaire(request, centre, formulaire, faire, "parcours/jury/formulaire.html", contexte)


@exige("jury.composer")
@require_http_methods(["GET", "POST"])
def membre_jury(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One more member."""
    objet = jury_visible(request, pk)
    sans_presidente = not objet.membres.filter(preside=True).exists()
    formulaire = MembreForm(
        request.POST if request.method == "POST" else None,
        centre=objet.centre,
        initial={"preside": sans_presidente},
    )

    def faire() -> HttpResponse:
        valeurs = dict(formulaire.cleaned_data)
        acces = valeurs.pop("acces")
        membre = actions.ajouter_membre(objet, par=request.acteur, **valeurs)
        messages.success(request, f"{membre.personne.nom_complet} est membre du jury.")
        if acces:
            _ouvrir_acces(request, membre)
        return redirect("parcours:jury", centre=centre, pk=pk)

    contexte = {"objet": objet, "minimum": lire(objet.centre, "jury_membres")}
    return _formulaire(request, centre, formulaire, faire, "parcours/jury/membre.html", contexte)


def _ouvrir_acces(request: HttpRequest, membre: Any) -> None:
    """The member stays even when her access cannot be opened: the reason is said."""
    try:
        ouvrir_compte(membre.personne, Role.JURY, par=request.acteur)  # type: ignore[attr-defined]
    except Ferme as erreur:
        messages.error(request, f"Son accès n’est pas ouvert. {erreur}")


def _formulaire(
    request: HttpRequest,
    centre: str,
    formulaire: Any,
    faire: Callable[[], HttpResponse],
    gabarit: str,
    contexte: dict[str, Any],
) -> HttpResponse:
    """A form: 422 with its errors, 409 with the refusal, or what `faire` answers."""
    obstacles: list[Any] = []
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                return faire()
            except Ferme as erreur:
                obstacles, statut = poser(formulaire, erreur, centre), 409
            except ValidationError as erreur:
                poser_validation(formulaire, erreur)
    return render(request, gabarit, {**contexte, "formulaire": formulaire, "obstacles": obstacles}, status=statut)


@exige("jury.voir")
@require_safe
def jury(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Members, candidates with who decides for each, what is decided, the minutes."""
    objet = jury_visible(request, pk)
    return render(request, "parcours/jury/jury.html", contexte_du_jury(request, objet))


def contexte_du_jury(request: HttpRequest, objet: Any, **reste: Any) -> dict[str, Any]:
    """What the page of a jury shows (constant number of queries)."""
    acteur: Any = request.acteur  # type: ignore[attr-defined]
    liste = candidatures(objet)
    for c in liste:
        c.ton = TON_DECISION.get(c.decision.decision, "neutre") if c.decision else "neutre"
    membres = list(objet.membres.select_related("personne").annotate(combien_liens=Count("conflits")))
    fiche = acteur.personne
    moi = next((m.pk for m in membres if fiche is not None and m.personne_id == fiche.pk), 0)
    for c in liste:
        c.cachee = moi in c.cles_ecartees and not acteur.peut("evaluation.voir")
    composer = acteur.peut("jury.composer") and objet.etat in ("prepare", "convoque")
    vivant = objet.etat in VIVANTS
    inscrites = [c.parcours.pk for c in liste if not c.passage.reporte]
    return {
        "jury": objet,
        "onglets": onglets_de_session(objet.session, acteur, "parcours:jurys_session"),
        "membres": membres,
        "moi": moi,
        "candidatures": [c for c in liste if not c.passage.reporte],
        "reportees": [c for c in liste if c.passage.reporte],
        "ecarts": _ecarts(c for c in liste if not c.passage.reporte),
        "sans_quorum": [c for c in liste if not c.quorum_atteint and not c.passage.reporte] if membres else [],
        "decidees": sum(1 for c in liste if c.decision and not c.passage.reporte),
        "dite": objet.etat in ("en_seance", "clos"),
        "vivant": vivant,
        "peut_composer": composer,
        "peut_decider": acteur.peut("jury.decider") and vivant,
        "peut_tout_lier": acteur.peut("jury.composer") and vivant,
        "peut_inscrire": acteur.peut("jury.composer") and vivant,
        "voit_la_session": acteur.peut("session.voir"),
        "inscrire": InscrireForm(candidates=candidates_possibles(inscrites)),
        **reste,
    }


def _ecarts(liste: Iterable[Any]) -> list[tuple[str, str, str]]:
    """Who takes no part, for whom, why: the trainer of a whole group is one line, the table says each name."""
    pour: dict[tuple[str, str], list[str]] = {}
    for c in liste:
        for ecart in c.ecartees:
            pour.setdefault(ecart, []).append(str(c.parcours))
    return [
        (nom, enumeration(noms) if len(noms) <= NOMS_AU_PLUS else pluriel(len(noms), "candidate"), raison)
        for (nom, raison), noms in pour.items()
    ]


def candidates_possibles(deja: list[int]) -> Any:
    """Those who are before the jury or near it, of any session, and are not candidates yet."""
    requete = Parcours.objects.filter(etat__in=("en_formation", "en_evaluation", "ajournee")).exclude(pk__in=deja)
    return requete.select_related("personne").order_by("personne__nom", "personne__prenom", "pk")


@exige("jury.composer")
@require_POST
def inscrire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One more candidate."""
    objet = jury_visible(request, pk)
    formulaire = InscrireForm(request.POST, candidates=candidates_possibles([]))
    if not formulaire.is_valid():
        return render(
            request, "parcours/jury/jury.html", contexte_du_jury(request, objet, inscrire=formulaire), status=422
        )
    try:
        passage = actions.inscrire(objet, formulaire.cleaned_data["parcours"], par=request.acteur)
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        messages.success(request, f"{passage.parcours} est inscrite à ce jury.")
    return redirect("parcours:jury", centre=centre, pk=pk)


@exige("jury.composer")
@require_POST
def retirer_membre(request: HttpRequest, centre: str, pk: int, membre_pk: int) -> HttpResponse:
    """Take a member out; a second click finds nothing to take."""
    return _sur_membre(request, centre, pk, membre_pk, actions.retirer_membre, "n’est plus membre du jury")


@exige("jury.composer")
@require_POST
def faire_presider(request: HttpRequest, centre: str, pk: int, membre_pk: int) -> HttpResponse:
    """This member presides."""
    return _sur_membre(request, centre, pk, membre_pk, actions.faire_presider, "préside le jury")


def _sur_membre(
    request: HttpRequest, centre: str, pk: int, membre_pk: int, verbe: Callable[..., Any], dit: str
) -> HttpResponse:
    objet = jury_visible(request, pk)
    membre = objet.membres.select_related("personne", "jury").filter(pk=membre_pk).first()
    if membre is None:
        messages.info(request, "C’est déjà fait.")
        return redirect("parcours:jury", centre=centre, pk=pk)
    nom = membre.personne.nom_complet
    try:
        verbe(membre, par=request.acteur)  # type: ignore[attr-defined]
    except Ferme as erreur:
        messages.error(request, str(erreur))
    else:
        messages.success(request, f"{nom} {dit}.")
    return redirect("parcours:jury", centre=centre, pk=pk)


@exige("jury.voir")
@require_safe
def pv(request: HttpRequest, centre: str, pk: int) -> HttpResponse | FileResponse:
    """The minutes, for whoever sees the jury."""
    objet = jury_visible(request, pk)
    fichier = objet.pv.fichiers.filter(format="pdf").first() if objet.pv else None
    if fichier is None:
        raise Http404
    nom = f"{objet.pv.numero.lower()}.pdf"
    return FileResponse(fichier.contenu.open("rb"), as_attachment=False, filename=nom, content_type="application/pdf")
