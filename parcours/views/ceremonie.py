"""The ceremony: the page of the day, its list and its letters, the order of call, the guests."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from parcours.actions import ceremonie as actions
from parcours.forms.ceremonie import AppelForm, CeremonieForm, InviteForm
from parcours.models import Invite
from parcours.papiers_remise import invitations, liste
from parcours.regles.ceremonie import chiffres
from parcours.remise import appelees, ceremonie_de, faits_du_discours, valables_de
from parcours.views.commun import poser_validation
from parcours.views.lots import session_visible
from parcours.views.onglets import onglets_de_session


def _ceremonie(session: Any) -> Any:
    trouvee = ceremonie_de(session)
    if trouvee is None:
        raise Http404
    return trouvee


@exige("ceremonie.preparer")
@require_safe
def ceremonie(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Day and place, order of call with the answers on photographs, guests, figures."""
    session = session_visible(request, pk)
    remise = ceremonie_de(session)
    invites = list(remise.invites.order_by("nom", "pk")) if remise else []
    appel = appelees(session, remise)
    contexte = {
        "session": session,
        "ceremonie": remise,
        "appelees": appel,
        "photos_a_demander": sum(1 for a in appel if not a.appel.photo),
        "invites": invites,
        "attendus": sum(i.personnes for i in invites if i.reponse == Invite.Reponse.VIENT),
        "a_inviter": sum(1 for i in invites if i.reponse == Invite.Reponse.A_INVITER),
        "chiffres": chiffres(faits_du_discours(session)),
        "onglets": onglets_de_session(session, request.acteur, "parcours:certificats_session"),
    }
    return render(request, "parcours/ceremonie/page.html", contexte)


@exige("ceremonie.preparer")
@require_http_methods(["GET", "POST"])
def fixer_ceremonie(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """When, where, by whom."""
    session = session_visible(request, pk)
    remise = ceremonie_de(session)
    noms = ("date", "heure", "lieu", "remis_par", "remis_par_qualite", "mot")
    initial = {nom: getattr(remise, nom) for nom in noms} if remise else {"lieu": session.lieu}
    formulaire = CeremonieForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        actions.fixer(session, par=request.acteur, **formulaire.cleaned_data)
        messages.success(request, "La remise des certificats est fixée.")
        return redirect("parcours:ceremonie", centre=centre, pk=pk)
    contexte = {"session": session, "formulaire": formulaire, "nouvelle": remise is None}
    return render(request, "parcours/ceremonie/fixer.html", contexte, status=422 if formulaire.errors else 200)


def _appelee(session: Any, remise: Any, parcours_pk: int) -> Any:
    liste_d_appel = appelees(session, remise)
    trouvee = next((a for a in liste_d_appel if a.certificat.parcours_id == parcours_pk), None)
    if trouvee is None:
        raise Http404
    return trouvee, [a.certificat.parcours_id for a in liste_d_appel]


@exige("ceremonie.preparer")
@require_POST
def ordre(request: HttpRequest, centre: str, pk: int, parcours_pk: int) -> HttpResponse:
    """Up or down by one: `vers` is the rank wanted, so that a second click changes nothing."""
    session = session_visible(request, pk)
    remise = _ceremonie(session)
    appelee, presents = _appelee(session, remise, parcours_pk)
    vers = request.POST.get("vers", "")
    if vers.isdecimal() and len(vers) < 5:
        actions.placer(remise, appelee.parcours, rang=int(vers), presents=presents, par=request.acteur)
    return redirect("parcours:ceremonie", centre=centre, pk=pk)


@exige("ceremonie.preparer")
@require_http_methods(["GET", "POST"])
def appel(request: HttpRequest, centre: str, pk: int, parcours_pk: int) -> HttpResponse:
    """One person: her rank, how her name is said, photographs."""
    session = session_visible(request, pk)
    remise = _ceremonie(session)
    appelee, presents = _appelee(session, remise, parcours_pk)
    initial = {"rang": appelee.rang, "se_dit": appelee.appel.se_dit, "photo": appelee.appel.photo}
    formulaire = AppelForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        valeurs = dict(formulaire.cleaned_data)
        rang = valeurs.pop("rang")
        actions.noter_appel(remise, appelee.parcours, par=request.acteur, presents=presents, **valeurs)
        if rang != appelee.rang:
            actions.placer(remise, appelee.parcours, rang=rang, presents=presents, par=request.acteur)
        messages.success(request, f"C’est noté pour {appelee.certificat.nom_porte}.")
        return redirect("parcours:ceremonie", centre=centre, pk=pk)
    contexte = {"session": session, "appelee": appelee, "formulaire": formulaire}
    return render(request, "parcours/ceremonie/appel.html", contexte, status=422 if formulaire.errors else 200)


@exige("ceremonie.preparer")
@require_http_methods(["GET", "POST"])
def inviter(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """A new guest."""
    session = session_visible(request, pk)
    return _invite(request, centre, session, _ceremonie(session), None)


@exige("ceremonie.preparer")
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """What is noted of a guest."""
    objet = _invite_visible(request, pk)
    return _invite(request, centre, objet.ceremonie.session, objet.ceremonie, objet)


def _invite_visible(request: HttpRequest, pk: int) -> Any:
    requete = Invite.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.select_related("ceremonie__session"), pk=pk)


def _invite(request: HttpRequest, centre: str, session: Any, remise: Any, objet: Any) -> HttpResponse:
    noms = ("nom", "qualite", "adresse", "personnes", "reponse", "photo")
    initial = {nom: getattr(objet, nom) for nom in noms} if objet else {"reponse": Invite.Reponse.A_INVITER}
    formulaire = InviteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        try:
            note = actions.inviter(remise, par=request.acteur, invite=objet, **formulaire.cleaned_data)
        except ValidationError as refus:
            poser_validation(formulaire, refus)
        else:
            messages.success(request, f"{note.nom} est sur la liste.")
            return redirect("parcours:ceremonie", centre=centre, pk=session.pk)
    contexte = {"session": session, "invite": objet, "formulaire": formulaire}
    return render(request, "parcours/ceremonie/invite.html", contexte, status=422 if formulaire.errors else 200)


@exige("ceremonie.preparer")
@require_POST
def retirer_invite(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Take a guest off the list."""
    objet = _invite_visible(request, pk)
    session = objet.ceremonie.session_id
    actions.retirer_invite(objet, par=request.acteur)
    messages.success(request, f"{objet.nom} n’est plus sur la liste.")
    return redirect("parcours:ceremonie", centre=centre, pk=session)


@exige("ceremonie.preparer")
@require_POST
def invitations_parties(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The letters left: note it for those who were to be invited."""
    session = session_visible(request, pk)
    actions.noter_invitations(_ceremonie(session), par=request.acteur)
    messages.success(request, "Les invitations sont notées comme envoyées.")
    return redirect("parcours:ceremonie", centre=centre, pk=pk)


@exige("ceremonie.preparer")
@require_safe
def liste_pdf(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The list to hold in one's hand."""
    session = session_visible(request, pk)
    return _papier(request, session, lambda: liste(session, _ceremonie(session)), "remise-des-certificats.pdf")


@exige("ceremonie.preparer")
@require_safe
def invitations_pdf(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """The letters, one page a guest."""
    session = session_visible(request, pk)
    combien = len(valables_de(session))
    return _papier(request, session, lambda: invitations(_ceremonie(session), combien), "invitations.pdf")


def _papier(request: HttpRequest, session: Any, faire: Any, nom: str) -> HttpResponse:
    """The file, or the page again with the sentence that says what is missing."""
    try:
        pdf = faire()
    except (ValueError, Ferme) as refus:
        messages.error(request, str(refus))
        return redirect("parcours:ceremonie", centre=request.acteur.centre.code, pk=session.pk)  # type: ignore[attr-defined]
    entetes = {"Content-Disposition": f'inline; filename="{nom}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=entetes)
