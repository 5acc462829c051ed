"""What waits for each role in the journeys: the to-do items of the home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere.flux.registre import Tache

LIGNES = 5
# state → (right that acts on it, words for one, words for several)
_ATTENTES = {
    "reperee": ("parcours.informer", "personne à inviter à une réunion", "personnes à inviter à une réunion"),
    "informee": ("parcours.mener_entretien", "entretien à mener", "entretiens à mener"),
    "candidate": ("parcours.admettre", "candidature à décider", "candidatures à décider"),
    "en_evaluation": ("parcours.certifier", "personne attend le jury", "personnes attendent le jury"),
    "certifiee": (
        "parcours.rendre_disponible",
        "certifiée sans recherche ouverte",
        "certifiées sans recherche ouverte",
    ),
}


def taches(acteur: Any) -> Iterable[Tache]:
    """Three queries for the staff, one for the person herself, whatever the number of rows."""
    if acteur.centre is None:
        return
    if not acteur.est_personnel:
        yield from _pour_elle(acteur)
        return
    if acteur.peut("parcours.modifier"):
        yield from _prochaines_actions(acteur)
    if acteur.peut("parcours.lister"):
        yield from _attentes(acteur)
    if acteur.peut("emargement.saisir"):
        yield from _feuilles(acteur)
    if acteur.peut("piece.noter"):
        yield from _pieces(acteur)
    if acteur.peut("messages.lire"):
        yield from _sms(acteur)
    if acteur.peut("droits.repondre"):
        yield from _droits(acteur)


def _adresse(acteur: Any, nom: str, **arguments: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, **arguments})


def _prochaines_actions(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Parcours

    aujourd_hui = timezone.localdate()
    dues = Parcours.objects.filter(prochaine_date__lte=aujourd_hui).exclude(prochaine_action="")
    for parcours in dues.select_related("personne").order_by("prochaine_date", "pk")[:LIGNES]:
        ton = "manque" if parcours.prochaine_date < aujourd_hui else "a_faire"
        phrase = f"{parcours.personne.nom_court} : {parcours.prochaine_action}"
        yield Tache(phrase, _adresse(acteur, "parcours:fiche", pk=parcours.pk), parcours.prochaine_date, ton)


def _attentes(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Parcours

    comptes = Parcours.objects.filter(etat__in=_ATTENTES).order_by().values("etat")
    for ligne in comptes.annotate(n=Count("pk"), depuis=Min("depuis")):
        droit, un, plusieurs = _ATTENTES[ligne["etat"]]
        if acteur.peut(droit):
            n = ligne["n"]
            url = _adresse(acteur, "parcours:liste") + f"?etat={ligne['etat']}"
            yield Tache(f"{n} {un if n == 1 else plusieurs}", url, ligne["depuis"], nombre=n)


def _feuilles(acteur: Any) -> Iterable[Tache]:
    from parcours.models import DemiJournee
    from parcours.models.etats import EN_COURS_DE_FORMATION

    aujourd_hui = timezone.localdate()
    attendues = Q(session__parcours__etat__in=EN_COURS_DE_FORMATION) | Q(emargements__isnull=False)
    a_signer = DemiJournee.objects.tenues().filter(attendues, date__lte=aujourd_hui, signee_le__isnull=True).distinct()
    for dj in a_signer.select_related("session").order_by("date", "pk")[:LIGNES]:
        ton = "manque" if dj.date < aujourd_hui else "a_faire"
        phrase = f"Feuille de présence à signer : {dj.session}, {dj.get_moment_display()}"
        yield Tache(phrase, _adresse(acteur, "parcours:emargement", pk=dj.pk), dj.date, ton)


def _pieces(acteur: Any) -> Iterable[Tache]:
    """Papers that end soon: to see again (one query)."""
    from parcours.models import Parcours, PieceVue

    aujourd_hui = timezone.localdate()
    dernier = Parcours.objects.filter(personne=OuterRef("personne")).order_by("-pk").values("pk")[:1]
    bientot = PieceVue.a_renouveler(aujourd_hui).annotate(dossier=Subquery(dernier)).filter(dossier__isnull=False)
    for piece in bientot[:LIGNES]:
        phrase = f"{piece.personne.nom_court} : {piece.get_genre_display()} à revoir"
        ton = "manque" if piece.expire_le < aujourd_hui else "a_faire"
        yield Tache(phrase, _adresse(acteur, "parcours:pieces", pk=piece.dossier), piece.expire_le, ton)


def _sms(acteur: Any) -> Iterable[Tache]:
    from clairiere.messages.models import MessageRecu

    attendent = MessageRecu.objects.filter(lu_le__isnull=True).aggregate(n=Count("pk"), depuis=Min("recu_le"))
    if n := attendent["n"]:
        phrase = f"{n} SMS {'reçu' if n == 1 else 'reçus'} à lire"
        yield Tache(phrase, _adresse(acteur, "messages:recus"), attendent["depuis"], nombre=n)


def _droits(acteur: Any) -> Iterable[Tache]:
    from clairiere.comptes.models import DemandeDroit

    attendent = DemandeDroit.objects.filter(repondue_le__isnull=True).aggregate(
        n=Count("pk"), depuis=Min("demandee_le")
    )
    if n := attendent["n"]:
        phrase = f"{n} {'personne attend' if n == 1 else 'personnes attendent'} une réponse sur des données"
        yield Tache(phrase, _adresse(acteur, "parcours:demandes_de_droit"), attendent["depuis"], nombre=n)


def _pour_elle(acteur: Any) -> Iterable[Tache]:
    """Her week, when the search for a family is open and she has not spoken of it for a while."""
    from parcours.models import Parcours, ProjetAccueil
    from parcours.models.disponibilite import PERIMEE_APRES_JOURS

    limite = timezone.localdate() - dt.timedelta(days=PERIMEE_APRES_JOURS)
    muettes = Q(disponibilite__isnull=True) | Q(disponibilite__confirmee_le__lt=limite)
    miens = Parcours.objects.visibles_par(acteur).filter(muettes, etat__in=("certifiee", "disponible"))
    for parcours in miens.order_by("pk")[:1]:
        phrase = _("Dites quels jours vous pouvez travailler")
        yield Tache(phrase, _adresse(acteur, "parcours:disponibilite", pk=parcours.pk))
    projet = ProjetAccueil.objects.filter(personne__utilisateur=acteur.utilisateur).order_by("-version").first()
    if projet is not None and projet.est_a_revoir:
        yield Tache(_("Relisez votre projet d’accueil"), _adresse(acteur, "parcours:mon_projet"))
