"""Information meetings: who is registered, who came, and the journeys that follow from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.agenda import courriers, regles
from clairiere.agenda.acteurs import elle_meme
from clairiere.agenda.actions import inscriptions as agenda
from clairiere.agenda.actions.places import expirer, verrouiller
from clairiere.agenda.actions.rencontres import Resultat, creer_rencontre, creer_serie
from clairiere.agenda.courriers import dire_rencontre
from clairiere.agenda.models import Evenement, Inscription
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme
from clairiere.messages.envois import ecrire
from parcours.actions.suite_reunions import faire_suite
from parcours.regles import reunions as mots

Etat, Canal = Inscription.Etat, Inscription.Canal
UNE_FOIS = "une_fois"


@transaction.atomic
def creer(
    *,
    par: Any,
    date: dt.date,
    heure_debut: dt.time,
    heure_fin: dt.time,
    rythme: str = UNE_FOIS,
    au: dt.date | None = None,
    **champs: Any,
) -> Resultat:
    """Create one meeting, or those of a weekly or monthly series.

    Args:
        champs: `titre`, `genre`, `lieu`, `places`, `animatrice`.

    Raises:
        Ferme: hours or dates that make no meeting; each obstacle names its field.
    """
    champs |= {"places_enfants": 0}
    if rythme != UNE_FOIS:
        heures = {"heure_debut": heure_debut, "heure_fin": heure_fin}
        jours = {"jour": date.weekday(), "du": date, "au": au or date, "rythme": rythme}
        return creer_serie(par=par, **heures, **jours, **champs)
    fuseau = timezone.get_default_timezone()
    debut, fin = (regles.a_l_heure(date, heure, fuseau) for heure in (heure_debut, heure_fin))  # type: ignore[arg-type]
    return creer_rencontre(par=par, debut=debut, fin=fin, **champs)


@transaction.atomic
def inscrire(
    evenement: Evenement,
    *,
    par: Any,
    prenom: str,
    telephone: Any,
    nom: str = "",
    personne: Personne | None = None,
    canal: str = Canal.ACCUEIL,
) -> Resultat:
    """Register someone from the desk or the telephone; `personne` is her file when she has one. An SMS confirms.

    Raises:
        Ferme: the meeting is called off, or begun and full.
    """
    evenement = verrouiller(evenement)
    return inscrire_connue(evenement, personne or _nouvelle(prenom, nom, telephone), par=par, canal=canal)


@transaction.atomic
def inscrire_connue(evenement: Evenement, personne: Personne, *, par: Any, canal: str = Canal.TELEPHONE) -> Resultat:
    """Register someone who has a file; a message confirms, unless the meeting has begun.

    Raises:
        Ferme: the meeting is called off, or begun and full.
    """
    resultat = agenda.inscrire(evenement, personne, par=par, apres_coup=True, canal=canal)
    if resultat.change and not evenement.a_commence:
        _confirmer(resultat.objet, evenement, personne)
    return resultat


@transaction.atomic
def inscrire_en_ligne(evenement: Evenement, *, prenom: str, telephone: Any, nom: str = "") -> Resultat:
    """Register a visitor from the public page: the same phone and first name is the same person; one SMS, never two.

    Raises:
        Ferme: the meeting is called off or begun.
    """
    evenement = verrouiller(evenement)
    personne = meme_personne(prenom, nom, telephone) or _nouvelle(prenom, nom, telephone)
    resultat = agenda.inscrire(evenement, personne, par=elle_meme(personne), canal=Canal.EN_LIGNE)
    if resultat.change:
        _confirmer(resultat.objet, evenement, personne, canal=Personne.Canal.SMS)
    return resultat


def meme_personne(prenom: str, nom: str, telephone: Any) -> Personne | None:
    """The file with this phone and this first name (and this name, when both are known), the oldest first."""
    for connue in Personne.objects.filter(telephone=telephone).order_by("pk"):
        memes_noms = not nom.strip() or not connue.nom or connue.nom.casefold() == nom.strip().casefold()
        if memes_noms and connue.prenom.casefold() == prenom.strip().casefold():
            return connue
    return None


def _nouvelle(prenom: str, nom: str, telephone: Any) -> Personne:
    personne = Personne(prenom=prenom.strip(), nom=nom.strip(), telephone=telephone)
    personne.full_clean()
    personne.save()
    return personne


def _confirmer(inscription: Inscription, evenement: Evenement, personne: Personne, canal: str = "") -> None:
    rencontre = dire_rencontre(evenement)
    if inscription.etat == Etat.EN_ATTENTE:
        rang = Inscription.objects.avec_rang().get(pk=inscription.pk).rang
        dite = f"C’est complet : {rencontre}. {regles.dire_attente(rang)}"
    else:
        dite = f"Vous êtes inscrite : {rencontre}.{courriers.ou(evenement)}"
    ecrire(
        a=personne,
        genre="inscription",
        objet=evenement.titre,
        texte=f"Bonjour {personne.prenom}. {dite} Vous ne venez pas ? Dites-le ici :"
        f" {courriers.adresse_place(inscription)} {courriers.signature()}",
        cle=f"inscription-{inscription.pk}-{inscription.ordre}",
        canal=canal,
    )


@transaction.atomic
def noter_presence(inscription: Inscription, *, par: Any, presente: bool) -> Resultat:
    """Say that she came, or did not; when the meeting is closed, what follows from it is done at once.

    Raises:
        Ferme: the day has not come, the meeting is called off, or she has no place.
    """
    resultat = agenda.noter_presence(inscription, par=par, presente=presente)
    if resultat.change and resultat.objet.evenement.est_termine:
        faire_suite(resultat.objet, par=par)
    return resultat


@transaction.atomic
def noter_venue(
    evenement: Evenement, *, par: Any, prenom: str, telephone: Any, nom: str = "", personne: Personne | None = None
) -> Resultat:
    """Someone came without being registered: register her and note that she is here, in one go.

    Raises:
        Ferme: the day has not come, the meeting is called off, or full.
    """
    inscrite = inscrire(
        evenement, par=par, prenom=prenom, nom=nom, telephone=telephone, personne=personne, canal=Canal.SUR_PLACE
    )
    if inscrite.objet.etat == Etat.EN_ATTENTE:
        raise Ferme([mots.complet()])
    return noter_presence(inscrite.objet, par=par, presente=True)


@transaction.atomic
def terminer(evenement: Evenement, *, par: Any) -> Resultat:
    """Close a meeting: who came is informed, who did not is to call again, who had no place too. Once only.

    Raises:
        Ferme: not begun, called off, or no presence is noted.
    """
    evenement = verrouiller(evenement)
    if evenement.est_termine:
        return Resultat(evenement, "Cette réunion est déjà terminée.", change=False)
    expirer(evenement)
    etats = list(evenement.inscriptions.order_by().values_list("etat", flat=True))
    obstacles = list(
        mots.terminer(
            mots.FaitsReunion(
                annulee=evenement.est_annule,
                commencee=evenement.a_commence,
                presentes=etats.count(Etat.PRESENTE),
                a_noter=etats.count(Etat.INSCRITE),
            )
        )
    )
    if obstacles:
        raise Ferme(obstacles)
    for inscription in evenement.inscriptions.filter(etat=Etat.INSCRITE):
        agenda.noter_presence(inscription, par=par, presente=False)
    evenement.termine_le = timezone.now()
    evenement.save(update_fields=["termine_le"])
    suites = [faire_suite(i, par=par) for i in evenement.inscriptions.select_related("personne", "evenement")]
    bilan = mots.Bilan(*(suites.count(nom) for nom in ("presente", "absente", "sans_place", "deja_avancee")))
    phrase = f"a terminé la réunion {dire_rencontre(evenement)} : {mots.dire_compte(etats.count(Etat.PRESENTE))}"
    journal.noter("reunion.terminer", par=par, sur=evenement, phrase=phrase, audience="equipe")
    return Resultat(evenement, mots.dire_bilan(bilan))
