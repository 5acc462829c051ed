"""The pages of the trainee, then of the professional: where she stands, what she must do, her papers."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from clairiere.comptes.acces import exige
from clairiere.documents.models import Document
from clairiere.documents.papiers import dernieres_versions
from clairiere.flux.registre import taches_de
from clairiere.interface import autres_langues
from clairiere.interface.navigation import de
from clairiere.interface.templatetags import francais
from parcours import regles
from parcours.actions.certificat import adresse_de_verification
from parcours.models import Certificat, DemiJournee, Parcours
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION

# What comes next, in one sentence, for each state of her journey.
SUITES: dict[str, Any] = {
    "reperee": _l("Nous vous invitons à une réunion d’information."),
    "informee": _l("Nous vous appelons pour un entretien."),
    "candidate": _l("Nous regardons votre candidature. Nous vous appelons."),
    "liste_attente": _l("Vous êtes sur la liste d’attente. Nous vous écrivons dès qu’une place est libre."),
    "admise": _l("Vous avez une place. La formation va commencer."),
    "en_formation": _l("Venez aux prochaines séances. Signez la feuille à chaque fois."),
    "en_evaluation": _l("Le jury va décider. Nous vous écrivons."),
    "ajournee": _l("Vous repassez bientôt. Votre formatrice vous dit quoi préparer."),
    "non_certifiee": _l("Vous pouvez demander au centre de regarder de nouveau."),
    "certifiee": _l("Dites-nous quels jours vous pouvez travailler."),
    "disponible": _l("Nous cherchons une famille pour vous. Gardez vos jours à jour."),
    "placee": _l("Vous travaillez. Le centre reste là pour vous aider."),
    "en_pause": _l("Votre place est gardée. Appelez-nous quand vous voulez reprendre."),
}
# Other pages of her own: words, address, drawing.
AUTRES_PAGES = (
    (_l("Mon passeport de formation"), "parcours:mon_passeport", "document"),
    (_l("Mon profil et mon CV"), "parcours:mon_profil", "personne"),
    (_l("Mon évaluation"), "parcours:mon_evaluation", "coche"),
    (_l("Les heures où je ne peux pas venir"), "parcours:indisponibilite", "horloge"),
    (_l("Qui a vu mon dossier"), "parcours:qui_a_vu", "oeil"),
    (_l("Mes données"), "parcours:mes_donnees", "importer"),
)


PENDANT_LA_FORMATION = ("parcours:indisponibilite", "parcours:mon_evaluation")


def autres_pages(code: str, parcours: Any) -> list[dict[str, Any]]:
    """Links to her other pages; those about the course only while she follows it."""
    en_formation = parcours is not None and parcours.etat in EN_COURS_DE_FORMATION
    pages = []
    for libelle, nom, icone in AUTRES_PAGES:
        if nom in PENDANT_LA_FORMATION and not en_formation:
            continue
        cle = {"pk": parcours.pk} if nom == "parcours:indisponibilite" else {}
        pages.append({"libelle": libelle, "url": reverse(nom, kwargs={"centre": code, **cle}), "icone": icone})
    return pages


def mon_parcours_actuel(acteur: Any) -> Any:
    """Her last journey here, or None."""
    requete = Parcours.objects.visibles_par(acteur).filter(personne__utilisateur=acteur.utilisateur)
    return (
        requete.avec_minutes()
        .select_related("personne", "session", "centre", "disponibilite", "referente")
        .order_by("-pk")
        .first()
    )


@exige("parcours.mon_espace")
def mon_parcours(request: HttpRequest, centre: str) -> HttpResponse:
    """Four tiles, one thing to do, her hours, her path, what happened."""
    parcours = mon_parcours_actuel(request.acteur)
    taches = taches_de(request.acteur)
    contexte: dict[str, Any] = {
        "parcours": parcours,
        "tache": taches[0] if taches else None,
        "tache_liste": [en_ligne(taches[0])] if taches else [],
        "prenom": parcours.personne.prenom if parcours else request.acteur.utilisateur.prenom,
        "tuiles": tuiles(request, parcours),
        "montre_heures": False,
        "suite": SUITES.get(parcours.etat, "") if parcours else "",
        "seance": prochaine_seance(parcours),
        "autres_pages": autres_pages(centre, parcours) if request.acteur.personne else [],
    }
    if parcours and parcours.session_id and parcours.etat in (*EN_COURS_DE_FORMATION, "en_pause"):
        contexte |= {
            "montre_heures": True,
            "minutes": parcours.minutes(),
            "minutes_visees": parcours.heures_visees * 60,
            "manque": dire_manque(parcours),
        }
    return render(request, "parcours/mon_parcours.html", contexte)


def prochaine_seance(parcours: Any) -> Any:
    """Her next half-day of course, or None."""
    if parcours is None or parcours.etat not in ("admise", "en_formation") or not parcours.session_id:
        return None
    a_venir = DemiJournee.objects.filter(session=parcours.session_id, date__gte=timezone.localdate(), signee_le=None)
    if hasattr(DemiJournee, "annulee_le"):
        a_venir = a_venir.filter(annulee_le=None)
    return a_venir.order_by("date", "-moment", "pk").first()


def en_ligne(tache: Any) -> dict[str, Any]:
    """A to-do item as the component draws it."""
    quand = francais.date_longue(tache.quand) if tache.quand else ""
    return {"titre": tache.phrase, "detail": quand, "url": tache.url, "ton": tache.ton}


def dire_manque(parcours: Any) -> str:
    """« 6 h » she should have by now and does not, or an empty text.

    During the course: the signed half-days so far; once it is over: the hours of the programme.
    """
    if parcours.etat in ("en_evaluation", "ajournee"):
        manque = regles.minutes_manquantes(parcours.minutes(), parcours.heures_visees)
    else:
        passees = DemiJournee.objects.filter(
            session=parcours.session_id, rattrapage=False, signee_le__isnull=False, date__lte=timezone.localdate()
        )
        attendues = passees.aggregate(n=Sum("minutes"))["n"] or 0
        manque = max(0, min(attendues, parcours.heures_visees * 60) - parcours.minutes())
    return autres_langues.duree(manque) if manque else ""


def tuiles(request: HttpRequest, parcours: Any) -> list[dict[str, str]]:
    """The four tiles: her papers, her hours, and what the other parts of the house offer her."""
    code = request.centre.code  # type: ignore[attr-defined]

    mien = reverse("parcours:mon_parcours", kwargs={"centre": code})
    liste = [
        {"libelle": str(e.libelle), "url": e.url, "icone": e.icone, "detail": str(e.detail)}
        for e in de(request.acteur, request.path)  # type: ignore[attr-defined]
        if e.url != mien
    ]
    if parcours is not None and parcours.etat in DANS_LE_METIER:
        url = reverse("parcours:disponibilite", kwargs={"centre": code, "pk": parcours.pk})
        tuile = {"libelle": _("Mes jours et mes heures"), "url": url, "icone": "horloge"}
        liste.insert(1, {**tuile, "detail": _("Quand je peux travailler")})
    else:
        liste.insert(0, {"libelle": _("Mon chemin"), "url": "#chemin", "icone": "chemin", "detail": _("Où j’en suis")})
    return liste


@exige("parcours.mon_espace")
def mes_documents(request: HttpRequest, centre: str) -> HttpResponse:
    """Her papers, and the address that proves her certificate."""
    fiche = request.acteur.personne
    miens = Document.objects.visibles_par(request.acteur).filter(pour=fiche) if fiche else Document.objects.none()
    certificats = (
        Certificat.objects.filter(parcours__personne=fiche, revoque_le__isnull=True).select_related("centre")
        if fiche
        else []
    )
    adresses = {c.document_id: adresse_de_verification(c) for c in certificats}
    badges = {c.document_id: c.pk for c in certificats}
    revoques = set()
    if fiche:
        requete = Certificat.objects.filter(parcours__personne=fiche, revoque_le__isnull=False)
        revoques = set(requete.values_list("document_id", flat=True))
    documents = dernieres_versions(miens.prefetch_related("fichiers"))
    for document in documents:
        document.adresse = adresses.get(document.pk, "")
        document.badge = badges.get(document.pk)
        document.revoque = document.pk in revoques
        document.a_prendre = sorted(document.fichiers.all(), key=lambda f: f.format != "pdf")
    documents.sort(key=lambda d: not d.adresse)
    return render(request, "parcours/mes_documents.html", {"documents": documents})
