"""The link that opens one roll-call on the trainer's telephone, and the tablet left to the group."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clairiere import journal
from clairiere.centres.reglages import lire
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_longue
from clairiere.messages.envois import ecrire_au_compte
from parcours.models import DemiJournee, LienAppel, Tablette

AVEC = ("centre", "session__formatrice", "formatrice")


def formatrice_de(demi_journee: Any) -> Any:
    """Who teaches it: the one it names, else the one of the session; None when nobody is."""
    return demi_journee.formatrice or demi_journee.session.formatrice


def fin_du_jour(date: dt.date, jours: int = 0) -> dt.datetime:
    """Midnight after this day, some days later."""
    return timezone.make_aware(dt.datetime.combine(date + dt.timedelta(days=jours + 1), dt.time()))


@transaction.atomic
def envoyer_lien(demi_journee: DemiJournee, *, par: Any, une_fois: bool = False) -> LienAppel:
    """Send the trainer her link, by SMS, else by e-mail; the same link again when it is still open.

    Args:
        une_fois: do nothing when it has left already (the task of the morning).

    Raises:
        Ferme: nobody teaches it, she no longer works here, it is called off, or its link would be closed already.
    """
    demi_journee = _verrouiller(demi_journee)
    formatrice = formatrice_de(demi_journee)
    if obstacles := _pour_envoyer(demi_journee, formatrice):
        raise Ferme(obstacles)
    lien = _lien_ouvert_de(demi_journee, formatrice)
    if lien.envoye_le and une_fois:
        return lien
    adresse = reverse("parcours:appel", kwargs={"centre": demi_journee.centre.code, "jeton_appel": lien.jeton})
    moment = f"{date_longue(demi_journee.date)}, {demi_journee.get_moment_display()}"
    ecrire_au_compte(
        formatrice,
        genre="lien d’appel",
        canal=Personne.Canal.SMS if formatrice.telephone else Personne.Canal.COURRIEL,
        objet=f"Votre appel du {moment}",
        texte=(
            f"Bonjour {formatrice.prenom or formatrice}. Votre appel du {moment}\u00a0: "
            f"{settings.ADRESSE_PUBLIQUE}{adresse} "
            "Ce lien ouvre seulement cette demi-journée. Gardez-le pour vous."
        ),
        secret=True,
    )
    lien.envoye_le = timezone.now()
    lien.save(update_fields=["envoye_le"])
    phrase = f"a envoyé à {formatrice} le lien d’appel du {demi_journee}"
    journal.noter("emargement.envoyer_lien", par=par, sur=demi_journee, phrase=phrase, audience="equipe")
    return lien


def _verrouiller(demi_journee: DemiJournee) -> Any:
    return DemiJournee.objects.select_for_update(of=("self",)).select_related(*AVEC).get(pk=demi_journee.pk)


def _pour_envoyer(demi_journee: Any, formatrice: Any) -> list[Obstacle]:
    if demi_journee.est_annulee:
        return [Obstacle("annulee", "Cette demi-journée est annulée. Il n’y a pas d’appel à faire.")]
    if formatrice is None:
        phrase = "Aucune formatrice n’est prévue pour cette demi-journée."
        lien = ("parcours:modifier_session", {"pk": demi_journee.session_id})
        return [Obstacle("formatrice", phrase, "la coordinatrice", lien, "Choisir la formatrice")]
    if not _travaille_ici(formatrice, demi_journee.centre):
        return [Obstacle("formatrice", f"{formatrice} n’a plus de rôle au centre.", qui="la directrice")]
    if _expiration(demi_journee) <= timezone.now():
        phrase = "Cette demi-journée est passée. Son lien serait déjà fermé. Notez les présences sur cette page."
        return [Obstacle("passee", phrase)]
    return []


def _travaille_ici(formatrice: Any, centre: Any) -> bool:
    return bool(formatrice.is_active) and Acteur.de(formatrice, centre).est_personnel


def _expiration(demi_journee: Any) -> dt.datetime:
    return fin_du_jour(demi_journee.date, lire(demi_journee.centre, "lien_appel_jours"))


def _lien_ouvert_de(demi_journee: Any, formatrice: Any) -> LienAppel:
    """The link that still answers, or a new one; what is too old, or was another trainer's, is closed."""
    maintenant = timezone.now()
    lien = demi_journee.liens_appel.ouvertes(maintenant).filter(formatrice=formatrice).first()
    anciens = demi_journee.liens_appel.filter(fermee_le__isnull=True)
    (anciens.exclude(pk=lien.pk) if lien else anciens).update(fermee_le=maintenant)
    if lien is not None:
        return lien
    return LienAppel.objects.create(
        demi_journee=demi_journee, formatrice=formatrice, expire_le=_expiration(demi_journee)
    )


def lien_pour(jeton: str) -> LienAppel | None:
    """The open link of this token; None when it is unknown, closed, too old, or no longer its trainer's."""
    avec = [f"demi_journee__{nom}" for nom in AVEC]
    lien = LienAppel.objects.ouvertes().filter(jeton=jeton).select_related("formatrice", *avec).first()
    if lien is None or formatrice_de(lien.demi_journee) != lien.formatrice:
        return None
    return lien if _travaille_ici(lien.formatrice, lien.demi_journee.centre) else None


def acteur_du_lien(lien: LienAppel) -> Acteur:
    """The trainer, as she acts by her link: a trainer and nothing more."""
    return Acteur(lien.formatrice, lien.demi_journee.centre, frozenset({Role.FORMATRICE}), str(lien.formatrice))


@transaction.atomic
def retirer_lien(demi_journee: DemiJournee, *, par: Any) -> bool:
    """Close the links and the tablets of a half-day; False when none was open."""
    demi_journee = _verrouiller(demi_journee)
    maintenant = timezone.now()
    liens = demi_journee.liens_appel.ouvertes(maintenant).update(fermee_le=maintenant)
    tablettes = retirer_tablettes(demi_journee)
    if liens:
        phrase = f"a retiré le lien d’appel du {demi_journee}"
        journal.noter("emargement.retirer_lien", par=par, sur=demi_journee, phrase=phrase, audience="equipe")
    return bool(liens or tablettes)


def retirer_tablettes(demi_journee: DemiJournee) -> int:
    """Take back every screen that was left to the group; how many there were."""
    return demi_journee.tablettes.ouvertes().update(fermee_le=timezone.now())


@transaction.atomic
def ouvrir_tablette(demi_journee: DemiJournee, *, par: Any, code: str, lien: LienAppel | None = None) -> Tablette:
    """Leave a screen to the group; `code` is what the trainer types to take it back.

    It answers as long as a link would, so that what was signed without network still arrives the next morning.

    Raises:
        Ferme: the half-day is not today's, is called off, or its sheet is signed.
    """
    demi_journee = _verrouiller(demi_journee)
    obstacles = []
    if demi_journee.est_annulee:
        obstacles.append(Obstacle("annulee", "Cette demi-journée est annulée. Il n’y a rien à signer."))
    elif demi_journee.date != timezone.localdate():
        phrase = f"La tablette s’ouvre le jour même. Cette demi-journée est le {demi_journee.date:%d/%m/%Y}."
        obstacles.append(Obstacle("jour", phrase))
    elif demi_journee.signee_le:
        phrase = f"La feuille est déjà signée par {demi_journee.signee_par}. Plus personne ne peut la signer."
        obstacles.append(Obstacle("deja_signee", phrase))
    if obstacles:
        raise Ferme(obstacles)
    tablette = Tablette.objects.create(
        demi_journee=demi_journee,
        lien=lien,
        code=make_password(code),
        ouverte_par=par.nom,
        expire_le=_expiration(demi_journee),
    )
    phrase = f"a ouvert la tablette de signature du {demi_journee}"
    journal.noter("emargement.ouvrir_tablette", par=par, sur=demi_journee, phrase=phrase, audience="equipe")
    return tablette


def tablette_pour(jeton: str) -> Tablette | None:
    """The open tablet of this token, or None."""
    avec = [f"demi_journee__{nom}" for nom in AVEC]
    return Tablette.objects.ouvertes().filter(jeton=jeton).select_related("lien", *avec).first()


def reprendre_tablette(tablette: Tablette, *, code: str) -> bool:
    """Close it when the code is the right one; a second time changes nothing."""
    if not check_password(code, tablette.code):
        return False
    Tablette.objects.ouvertes().filter(pk=tablette.pk).update(fermee_le=timezone.now())
    return True
