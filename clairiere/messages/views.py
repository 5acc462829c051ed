"""The outbox: what was written, to whom, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages as bandeau
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clairiere.comptes.acces import exige
from clairiere.comptes.models import Personne
from clairiere.messages import taches
from clairiere.messages.models import Message, MessageRecu
from clairiere.messages.views_recus import est_de_demonstration

TONS = {
    Message.Etat.A_ENVOYER: "info",
    Message.Etat.EN_COURS: "info",
    Message.Etat.ENVOYE: "fait",
    Message.Etat.A_FAIRE: "a_faire",
    Message.Etat.ECHEC: "erreur",
    Message.Etat.INCERTAIN: "manque",
    Message.Etat.ANNULE: "neutre",
}
PAR_PAGE = 25


@exige("messages.voir")
def boite(request: HttpRequest, centre: str) -> HttpResponse:
    """Messages of the centre, newest first, by state."""
    etat = request.GET.get("etat", "")
    comptes = dict(Message.objects.order_by().values_list("etat").annotate(n=Count("pk")))
    requete = Message.objects.select_related("personne")
    if etat in Message.Etat.values:
        requete = requete.filter(etat=etat)
    page = Paginator(requete, PAR_PAGE).get_page(request.GET.get("page"))
    for ligne in page.object_list:
        _habiller(ligne)
    adresse = reverse("messages:boite", kwargs={"centre": centre})
    recus = MessageRecu.objects.filter(lu_le__isnull=True).count()
    onglets = [
        {"libelle": "Tous", "url": adresse, "ici": etat not in Message.Etat.values, "compte": sum(comptes.values())}
    ]
    onglets += [
        {
            "libelle": e.label.capitalize(),
            "url": f"{adresse}?etat={e.value}",
            "ici": etat == e.value,
            "compte": comptes[e.value],
        }
        for e in Message.Etat
        if comptes.get(e.value)
    ]
    onglets.append(
        {
            "libelle": "Reçus, à lire",
            "url": reverse("messages:recus", kwargs={"centre": centre}),
            "ici": False,
            "compte": recus,
        }
    )
    return render(request, "messages/boite.html", {"page": page, "onglets": onglets, "demo": settings.MODE == "demo"})


@exige("messages.voir")
def message(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """One message as the person received it."""
    ligne = get_object_or_404(Message.objects.visibles_par(request.acteur).select_related("personne"), pk=pk)
    contexte = {
        "m": _habiller(ligne),
        "reponses": list(ligne.reponses.order_by("recu_le", "pk")),
        "peut_repondre": settings.MODE != "production" and est_de_demonstration() and ligne.canal == Personne.Canal.SMS,
    }
    return render(request, "messages/message.html", contexte)


@exige("messages.reprendre")
@require_POST
def reprendre(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Send again, or leave it: a person decides."""
    ligne = get_object_or_404(Message.objects.visibles_par(request.acteur), pk=pk)
    renvoyer = request.POST.get("choix") == "renvoyer"
    apres = taches.reprendre(ligne, renvoyer=renvoyer)
    phrases = {
        Message.Etat.A_ENVOYER: "Le message repart.",
        Message.Etat.ANNULE: "Le message ne repartira pas.",
    }
    bandeau.success(request, phrases.get(Message.Etat(apres.etat), "Ce message a déjà été traité."))
    return redirect("messages:message", centre=centre, pk=pk)


def _habiller(ligne: Message) -> Message:
    ligne.ton = TONS[Message.Etat(ligne.etat)]  # type: ignore[attr-defined]
    cache = ligne.secret and settings.MODE != "demo"
    ligne.lisible = "(Ce message contient un code. Il n’est pas montré.)" if cache else ligne.texte  # type: ignore[attr-defined]
    ligne.a_reprendre = ligne.etat in (Message.Etat.INCERTAIN, Message.Etat.ECHEC)  # type: ignore[attr-defined]
    return ligne
