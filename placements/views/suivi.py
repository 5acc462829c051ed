"""The page of a family, the same by secret link and with an account: status in plain words, profiles, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clairiere.agenda.semaine import Semaine, ecrire_duree
from clairiere.flux.obstacles import DejaFait, Ferme, Interdit, Introuvable
from placements import actions
from placements.forms.reponses import RaisonForm
from placements.models import Demande, Proposition

ENSUITE = {
    "recue": gettext_lazy("Une personne du centre va lire votre demande. Elle vous appelle s’il manque quelque chose."),
    "ouverte": gettext_lazy("Nous cherchons une auxiliaire libre à vos heures. Vous n’avez rien à faire."),
    "proposee": gettext_lazy(
        "Nous avons posé la question à une ou plusieurs auxiliaires. Celles qui disent oui apparaissent ici."
    ),
    "pourvue": gettext_lazy("Le centre vous aide maintenant à écrire le contrat."),
    "suspendue": gettext_lazy("Nous ne cherchons plus pour l’instant. Appelez le centre pour reprendre la recherche."),
    "retiree": gettext_lazy("Nous ne cherchons plus. Vous pouvez faire une nouvelle demande quand vous voulez."),
    "classee": gettext_lazy("Nous ne cherchons plus. Appelez le centre si vous avez encore besoin d’une garde."),
}
GESTES = {"oui": actions.accepter_famille, "non": actions.refuser_famille}


@dataclass
class Profil:
    """What a family may see of an auxiliaire: chosen here, never the staff's reasons."""

    proposition: Proposition
    nom: str
    telephone: str
    couvre: str
    langues: list[str]
    besoin: Semaine
    disponible: Semaine
    formulaire: RaisonForm


def profils_de(demande: Demande, par: Any, lies: dict[int, RaisonForm] | None = None) -> list[Profil]:
    """Profiles whose auxiliaire has said yes, those that wait for an answer first."""
    visibles = Proposition.objects.visibles_par(par).filter(demande=demande)
    visibles = visibles.select_related("parcours__personne", "parcours__disponibilite").order_by("rang", "pk")
    ordre = {"acceptee_auxiliaire": 0, "acceptee": 1, "conclue": 2}
    return sorted((_profil(demande, p, lies or {}) for p in visibles), key=lambda p: ordre.get(p.proposition.etat, 3))


def _profil(demande: Demande, proposition: Proposition, lies: dict[int, RaisonForm]) -> Profil:
    personne, besoin = proposition.parcours.personne, demande.en_semaine
    dispo = getattr(proposition.parcours, "disponibilite", None)
    commune = (dispo.en_semaine & besoin) if dispo else Semaine()
    utiles = {langue.lower() for langue in demande.langues}
    return Profil(
        proposition=proposition,
        nom=personne.nom_complet if proposition.deux_oui else personne.nom_court,
        telephone=personne.telephone if proposition.deux_oui else "",
        couvre=f"{ecrire_duree(commune.minutes)} sur {ecrire_duree(besoin.minutes)}",
        langues=sorted(langue for langue in personne.langues if langue.lower() in utiles),
        besoin=besoin,
        disponible=commune,
        formulaire=lies.get(proposition.pk) or RaisonForm(prefix=f"p{proposition.pk}"),
    )


def page_de_suivi(request: HttpRequest, demande: Demande, *, par: Any, gabarit: str) -> HttpResponse:
    """GET draws; POST makes the answer and comes back. A refused reason is shown beside its field, as typed."""
    lies: dict[int, RaisonForm] = {}
    if request.method == "POST":
        lies = _repondre(request, demande, par)
        if not lies:
            return redirect(request.path)
    profils = profils_de(demande, par, lies)
    contexte = {
        "demande": demande,
        "par": par,
        "profils": profils,
        "attendent": sum(p.proposition.etat == "acceptee_auxiliaire" for p in profils),
        "ensuite": ENSUITE[demande.etat],
        "retirable": demande.etat in demande.mouvements()["retirer"].sources,
        "enfants": list(demande.famille.enfants.all()),
    }
    return render(request, gabarit, contexte, status=422 if lies else 200)


def _repondre(request: HttpRequest, demande: Demande, par: Any) -> dict[int, RaisonForm]:
    """Make the answer. Returns the form that refuses, if one does."""
    geste, attendu = request.POST.get("geste", ""), request.POST.get("attendu") or None
    if geste == "retirer":
        faire(request, lambda: actions.retirer(demande, par=par, attendu=attendu), _("Votre demande est retirée."))
        return {}
    if geste not in GESTES:
        raise Http404
    numero = request.POST.get("proposition", "")
    visibles = (
        Proposition.objects.visibles_par(par).filter(demande=demande).select_related("demande", "parcours__personne")
    )
    proposition = get_object_or_404(visibles, pk=int(numero) if numero.isdecimal() else 0)
    options: dict[str, Any] = {}
    if geste == "non":
        formulaire = RaisonForm(request.POST, prefix=f"p{proposition.pk}")
        if not formulaire.is_valid():
            return {proposition.pk: formulaire}
        options["motif"] = formulaire.cleaned_data["raison"]
    faire(
        request, lambda: GESTES[geste](proposition, par=par, attendu=attendu, **options), _("Votre réponse est notée.")
    )
    return {}


def faire(request: HttpRequest, verbe: Any, dit: str) -> None:
    """Call the verb; say what happened. The words of a refusal never name the other side."""
    try:
        verbe()
    except DejaFait:
        messages.info(request, _("C’est déjà noté, ou la situation a changé. La page est maintenant à jour."))
    except Ferme as erreur:
        messages.warning(request, str(erreur))
    except (Introuvable, Interdit) as erreur:
        raise Http404 from erreur
    else:
        messages.success(request, dit)
