"""Meetings, for the auxiliaire: hers, those she may join, and her calendar address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clairiere.agenda.actions import abonnements
from clairiere.agenda.actions import inscriptions as actions
from clairiere.agenda.actions.offres import accepter_offre
from clairiere.agenda.models import AbonnementAgenda, Inscription
from clairiere.agenda.mots import dire_attente, dire_attentes, dire_libres
from clairiere.comptes.acces import exige
from clairiere.flux.obstacles import Ferme
from relais.forms.champs import poser
from relais.forms.rencontres import EnfantsForm
from relais.views.commun import page_de, rencontres, tenter
from relais.vocabulaire import GENRE


def _miennes(request: HttpRequest):  # type: ignore[no-untyped-def]
    fiche = request.acteur.personne  # type: ignore[attr-defined]
    return Inscription.objects.filter(personne=fiche, evenement__genre=GENRE) if fiche else Inscription.objects.none()


@exige("relais.mes_rendez_vous")
@require_GET
def mes_rendez_vous(request: HttpRequest, centre: str) -> HttpResponse:
    """Her meetings first, an offered place before all, then the others with their places."""
    a_venir = rencontres().a_venir()
    actives = _miennes(request).actives()
    miennes = list(
        actives.filter(evenement__in=a_venir.order_by())
        .avec_rang()
        .select_related("evenement")
        .order_by("evenement__debut")
    )
    for inscription in miennes:
        inscription.attente_dite = dire_attente(inscription.rang) if inscription.rang else ""
        inscription.attentes_dites = dire_attentes(inscription.attentes_passees) if inscription.rang else ""
    miennes.sort(key=lambda i: not i.offre_vivante)
    autres = a_venir.filter(debut__gt=timezone.now(), annule_le__isnull=True).exclude(
        pk__in=actives.order_by().values("evenement")
    )
    page = page_de(request, autres.avec_places())
    for evenement in page:
        evenement.libres_dites = dire_libres(evenement.libres, evenement.places_enfants)
    contexte = {"miennes": miennes, "page": page, "fiche": request.acteur.personne, "ailleurs": _ailleurs(request)}
    return render(request, "relais/mes_rendez_vous.html", contexte)


def _ailleurs(request: HttpRequest):  # type: ignore[no-untyped-def]
    """Her meetings that are not of the relais (an information meeting): the page of her place shows each."""
    fiche = request.acteur.personne  # type: ignore[attr-defined]
    if fiche is None:
        return []
    siennes = Inscription.objects.filter(personne=fiche, evenement__fin__gte=timezone.now()).actives()
    return list(siennes.exclude(evenement__genre=GENRE).select_related("evenement").order_by("evenement__debut", "pk"))


@exige("relais.mes_rendez_vous")
@require_http_methods(["GET", "POST"])
def m_inscrire(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Join a meeting, or change the children who come."""
    evenement = get_object_or_404(rencontres().visibles_par(request.acteur), pk=pk)
    fiche = request.acteur.personne
    if fiche is None:
        messages.warning(request, _("Vous n’avez pas encore de fiche dans ce centre. Appelez-nous."))
        return redirect("relais:mes_rendez_vous", centre=centre)
    actuelle = _miennes(request).filter(evenement=evenement).actives().first()
    depart = {"enfants": actuelle.enfants, "prenoms": ", ".join(actuelle.prenoms_enfants)} if actuelle else None
    saisie = request.POST if request.method == "POST" else None
    form = EnfantsForm(saisie, initial=depart, places_enfants=evenement.places_enfants)
    if request.method == "POST" and form.is_valid():
        try:
            canal = Inscription.Canal.ESPACE
            resultat = actions.inscrire(evenement, fiche, par=request.acteur, canal=canal, **form.pour_action())
            tenter(request, lambda: resultat)
            return redirect("relais:mes_rendez_vous", centre=centre)
        except Ferme as refus:
            poser(form, refus)
    contexte = {
        "evenement": evenement,
        "form": form,
        "actuelle": actuelle,
        "libres_dites": dire_libres(evenement.libres, evenement.places_enfants),
        "complet": not evenement.libres.adultes,
    }
    return render(request, "relais/m_inscrire.html", contexte, status=422 if form.errors else 200)


@exige("relais.mes_rendez_vous")
@require_http_methods(["GET", "POST"])
def ne_plus_venir(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Give the place back, after one question."""
    inscription = get_object_or_404(_miennes(request).avec_rang().select_related("evenement"), pk=pk)
    if request.method == "POST":
        tenter(request, lambda: actions.annuler_inscription(inscription, par=request.acteur))
        return redirect("relais:mes_rendez_vous", centre=centre)
    return render(
        request, "relais/ne_plus_venir.html", {"inscription": inscription, "evenement": inscription.evenement}
    )


@exige("relais.mes_rendez_vous")
@require_POST
def repondre(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Yes or no to the place that is offered to her."""
    inscription = get_object_or_404(_miennes(request).select_related("evenement"), pk=pk)
    verbe = {"oui": accepter_offre, "non": actions.annuler_inscription}.get(request.POST.get("reponse", ""))
    if verbe is not None:
        tenter(request, lambda: verbe(inscription, par=request.acteur))
    return redirect("relais:mes_rendez_vous", centre=centre)


@exige("relais.mes_rendez_vous")
@require_GET
@never_cache
def mon_calendrier(request: HttpRequest, centre: str) -> HttpResponse:
    """Her calendar address: get it, change it, stop it."""
    abonnement = AbonnementAgenda.objects.visibles_par(request.acteur).actifs().filter(utilisateur=None).first()
    adresse = ""
    if abonnement is not None:
        chemin = reverse("agenda_public:flux", kwargs={"jeton": abonnement.jeton})
        adresse = (
            f"{settings.ADRESSE_PUBLIQUE}{chemin}" if settings.ADRESSE_PUBLIQUE else request.build_absolute_uri(chemin)
        )
    contexte = {"adresse": adresse, "webcal": adresse.replace("https://", "webcal://").replace("http://", "webcal://")}
    return render(request, "agenda/mon_calendrier.html", contexte)


_GESTES = {
    "ouvrir": (abonnements.ouvrir_abonnement, _l("Votre adresse est prête.")),
    "renouveler": (abonnements.renouveler_abonnement, _l("Votre adresse est changée. L’ancienne ne marche plus.")),
    "arreter": (abonnements.arreter_abonnement, _l("Votre adresse est arrêtée. Elle ne marche plus.")),
}


@exige("relais.mes_rendez_vous")
@require_POST
def changer_calendrier(request: HttpRequest, centre: str) -> HttpResponse:
    """Open, renew or stop her address."""
    geste = _GESTES.get(request.POST.get("geste", ""))
    fiche = request.acteur.personne
    if geste is None or fiche is None:
        messages.warning(request, _("Vous n’avez pas encore de fiche dans ce centre. Appelez-nous."))
    else:
        verbe, phrase = geste
        verbe(fiche, par=request.acteur)
        messages.success(request, phrase)
    return redirect("relais:mon_calendrier", centre=centre)
