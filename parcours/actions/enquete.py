"""Satisfaction surveys: open, send, remind once, gather answers without names, say what is made of them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.centres.reglages import lire
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from clairiere.interface.francais import date_courte, pluriel
from clairiere.messages.envois import ecrire
from parcours.models import Enquete, Participation, Reclamation, ReponseAnonyme, Session
from parcours.models.etats import EN_RECRUTEMENT
from parcours.regles.enquete import MOIS_APRES, QUESTIONS, RETARD_TOLERE, est_due, jour_d_envoi

TITRES = {"chaud": "À la fin de la session", "froid": "Six mois après"}
PAS_CONCERNEES = (*EN_RECRUTEMENT, "admise", "abandon", "reorientee", "non_retenue")
HEURES_D_ENVOI = range(9, 19)  # local time: nobody is woken up for an opinion
RAPPEL_AU_PLUS_TARD = 60  # days


def concernees(session: Any) -> Any:
    """Those who followed the session to its end."""
    requete = session.parcours.exclude(etat__in=PAS_CONCERNEES).select_related("personne")
    return requete.order_by("personne__nom", "personne__prenom", "pk")


def enquetes_de(session: Any) -> list[dict[str, Any]]:
    """The two surveys of a session, opened or not, with how many answered (one query)."""
    reponses = Count("participations", filter=Q(participations__repondu_le__isnull=False))
    ouvertes = {
        e.genre: e
        for e in Enquete.objects.filter(session=session).annotate(n=Count("participations"), repondu=reponses)
    }
    lignes = []
    for genre, titre in TITRES.items():
        enquete = ouvertes.get(genre)
        jour = jour_d_envoi(genre, session.fin)
        lignes.append(
            {
                "genre": genre,
                "titre": titre,
                "enquete": enquete,
                "repondu": enquete.repondu if enquete else 0,
                "demandees": enquete.n if enquete else 0,
                "quand": f"à partir du {date_courte(jour)}",
            }
        )
    return lignes


@transaction.atomic
def ouvrir(session: Any, genre: str, *, par: Any) -> tuple[Enquete, bool]:
    """Open a survey and send its links: the survey, and False when it was already open.

    Raises:
        Ferme: nobody followed the session.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    deja = Enquete.objects.filter(session=session, genre=genre).first()
    if deja is not None:
        return deja, False
    stagiaires = list(concernees(session))
    if not stagiaires:
        raise Ferme([Obstacle("personne", "Personne n’a encore suivi cette session.", qui="la formatrice")])
    enquete = Enquete(
        session=session, genre=genre, questions=[q.en_json() for q in QUESTIONS[genre]], ouverte_par=par.nom
    )
    enquete.full_clean()
    enquete.save()
    for parcours in stagiaires:
        participation = Participation(enquete=enquete, parcours=parcours)
        participation.save()
        _ecrire(participation, enquete, f"enquete-{enquete.pk}-{parcours.pk}")
    phrase = f"a envoyé le questionnaire «\u00a0{TITRES[genre]}\u00a0» à {pluriel(len(stagiaires), 'stagiaire')}"
    journal.noter("enquete.ouvrir", par=par, sur=[session, enquete], phrase=phrase, audience="equipe")
    return enquete, True


def _ecrire(participation: Participation, enquete: Enquete, cle: str, *, rappel: bool = False) -> None:
    personne = participation.parcours.personne
    debut = _("Un petit rappel.") if rappel else _("Votre avis compte.")
    ecrire(
        a=personne,
        genre="enquete",
        objet=_("Votre avis sur la formation"),
        texte=_(
            "Bonjour %(prenom)s. %(debut)s Répondez en 2 minutes, sans votre nom : %(adresse)s %(centre)s"
        )
        % {"prenom": personne.prenom, "debut": debut, "adresse": adresse(participation), "centre": enquete.centre},
        cle=cle,
    )  # fmt: skip


def adresse(participation: Participation) -> str:
    """The secret address of one answer."""
    arguments = {"centre": participation.centre.code, "jeton_enquete": participation.jeton}
    return str(settings.ADRESSE_PUBLIQUE) + reverse("parcours:repondre_enquete", kwargs=arguments)


@transaction.atomic
def relancer(enquete: Enquete, *, par: Any) -> int:
    """Remind, once, those who have not answered; how many.

    Raises:
        DejaFait: the reminder has left.
    """
    enquete = Enquete.objects.select_for_update(of=("self",)).get(pk=enquete.pk)
    if enquete.relancee_le is not None:
        raise DejaFait(f"Le rappel est déjà parti le {date_courte(timezone.localdate(enquete.relancee_le))}.")
    muettes = enquete.participations.filter(repondu_le__isnull=True).select_related("parcours__personne", "centre")
    for participation in muettes:
        _ecrire(participation, enquete, f"enquete-{enquete.pk}-{participation.parcours_id}-rappel", rappel=True)
    enquete.relancee_le = timezone.now()
    enquete.save(update_fields=["relancee_le"])
    phrase = f"a rappelé le questionnaire à {pluriel(len(muettes), 'stagiaire')}"
    journal.noter("enquete.relancer", par=par, sur=[enquete.session, enquete], phrase=phrase, audience="equipe")
    return len(muettes)


@transaction.atomic
def repondre(participation: Participation, valeurs: dict[str, str]) -> bool:
    """Keep an answer apart from who gave it; False when she had already answered. Nothing is written in the history."""
    fraiche = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if fraiche.repondu_le is not None:
        return False
    ReponseAnonyme(enquete_id=fraiche.enquete_id, valeurs=valeurs).save()
    fraiche.repondu_le, fraiche.mode = timezone.localdate(), Participation.Mode.LIEN
    fraiche.save(update_fields=["repondu_le", "mode"])
    return True


@transaction.atomic
def saisir_papier(enquete: Enquete, valeurs: dict[str, str], *, cle: uuid.UUID) -> bool:
    """Copy one paper answer; the same form sent twice is one answer. Who gave it is ticked elsewhere."""
    _reponse, nouvelle = ReponseAnonyme.objects.get_or_create(
        pk=cle, centre=enquete.centre, defaults={"enquete": enquete, "valeurs": valeurs, "papier": True}
    )
    return nouvelle


@transaction.atomic
def cocher_papiers(enquete: Enquete, ont_rendu: set[int], *, par: Any) -> int:
    """Note who gave a paper back (keys of participations); those who answered by the link are left as they are."""
    changees = 0
    lignes = enquete.participations.select_for_update(of=("self",)).exclude(mode=Participation.Mode.LIEN)
    for participation in lignes:
        coche = participation.pk in ont_rendu
        if coche == (participation.repondu_le is not None):
            continue
        participation.repondu_le = timezone.localdate() if coche else None
        participation.mode = Participation.Mode.PAPIER if coche else ""
        participation.save(update_fields=["repondu_le", "mode"])
        changees += 1
    if changees:
        phrase = "a noté qui a rendu le questionnaire sur papier"
        journal.noter("enquete.papiers", par=par, sur=[enquete.session, enquete], phrase=phrase, audience="equipe")
    return changees


@transaction.atomic
def analyser(enquete: Enquete, *, par: Any, analyse: str, suite: str) -> Enquete:
    """Write what the team keeps of it, and what it changes."""
    enquete = Enquete.objects.select_for_update(of=("self",)).get(pk=enquete.pk)
    if (enquete.analyse, enquete.suite) != (analyse, suite):
        enquete.analyse, enquete.suite = analyse, suite
        enquete.analysee_le, enquete.analysee_par = timezone.localdate(), par.nom
        enquete.full_clean(exclude=["session"])
        enquete.save(update_fields=["analyse", "suite", "analysee_le", "analysee_par"])
        phrase = f"a écrit l’analyse du questionnaire «\u00a0{TITRES[enquete.genre]}\u00a0»"
        journal.noter("enquete.analyser", par=par, sur=[enquete.session, enquete], phrase=phrase, audience="equipe")
    return enquete


@transaction.atomic
def noter_reclamation(*, par: Any, reclamation: Reclamation | None = None, **valeurs: Any) -> Reclamation:
    """Write a complaint down, or its answer."""
    neuve = reclamation is None
    ligne = Reclamation(notee_par=par.nom) if reclamation is None else reclamation
    if not neuve:
        ligne = Reclamation.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
    for nom, valeur in valeurs.items():
        setattr(ligne, nom, valeur)
    if ligne.repondue_le and not ligne.repondue_par:
        ligne.repondue_par = par.nom
    ligne.full_clean()
    ligne.save()
    phrase = "a noté une réclamation" if neuve else "a complété une réclamation"
    journal.noter("reclamation.noter", par=par, sur=ligne, phrase=phrase, audience="equipe")
    return ligne


def envoyer_dues(maintenant: dt.datetime | None = None) -> str:
    """Every hour: open the surveys whose day has come, remind once. Running it twice sends nothing twice."""
    moment = timezone.localtime(maintenant)
    if moment.hour not in HEURES_D_ENVOI:
        return "trop tôt ou trop tard"
    ouvertes = relances = 0
    for centre in Centre.objects.order_by("pk"):
        if not lire(centre, "enquetes_automatiques"):
            continue
        with portee.dans(centre):
            systeme = Acteur.systeme(centre)
            ouvertes += _ouvrir_dues(moment.date(), systeme)
            relances += _relancer_dues(moment, lire(centre, "enquete_rappel_jours"), systeme)
    return f"{ouvertes} ouvertes, {relances} rappels"


def _ouvrir_dues(jour: dt.date, par: Acteur) -> int:
    depuis = jour - dt.timedelta(days=RETARD_TOLERE + (MOIS_APRES + 1) * 31)
    ouvertes = 0
    faites = set(Enquete.objects.order_by().values_list("session", "genre"))
    for session in Session.objects.filter(fin__gte=depuis, fin__lte=jour).order_by("pk"):
        for genre in TITRES:
            if (session.pk, genre) in faites or not est_due(genre, session.fin, jour):
                continue
            try:
                ouvertes += ouvrir(session, genre, par=par)[1]
            except Ferme:  # nobody to ask
                continue
    return ouvertes


def _relancer_dues(moment: dt.datetime, jours: int, par: Acteur) -> int:
    if not jours:
        return 0
    attendues = Enquete.objects.filter(
        relancee_le__isnull=True,
        ouverte_le__lte=moment - dt.timedelta(days=jours),
        ouverte_le__gte=moment - dt.timedelta(days=RAPPEL_AU_PLUS_TARD),
    )
    return sum(relancer(enquete, par=par) for enquete in attendues.order_by("pk"))
