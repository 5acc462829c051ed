"""The ceremony: its day and place, the order of call, what each said about photographs, the guests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_courte
from parcours.models import Appel, Ceremonie, Invite, Parcours, Session
from parcours.models.ceremonie import Photo
from parcours.regles.ceremonie import deplacer, ordonner


@transaction.atomic
def fixer(session: Session, *, par: Any, date: dt.date, heure: dt.time, lieu: str, **reste: str) -> Ceremonie:
    """Say when and where; said again, it changes. `reste`: `remis_par`, `remis_par_qualite`, `mot`."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    ceremonie = Ceremonie.objects.filter(session=session).first() or Ceremonie(session=session)
    nouvelle = ceremonie.pk is None
    valeurs = {"date": date, "heure": heure, "lieu": lieu, **reste}
    if not nouvelle and all(getattr(ceremonie, nom) == valeur for nom, valeur in valeurs.items()):
        return ceremonie
    for nom, valeur in valeurs.items():
        setattr(ceremonie, nom, valeur)
    ceremonie.full_clean()
    ceremonie.save()
    mot = "a fixé" if nouvelle else "a changé"
    phrase = f"{mot} la remise des certificats : le {date_courte(date)}, {lieu}"
    journal.noter("ceremonie.fixer", par=par, sur=session, phrase=phrase, audience="equipe")
    return ceremonie


@transaction.atomic
def placer(ceremonie: Ceremonie, parcours: Parcours, *, rang: int, presents: list[int], par: Any) -> list[Appel]:
    """Call her at this rank, counted from 1; the others keep their order. Twice gives the same order.

    Args:
        presents: the journeys of those who are called, in the order shown when nobody moved them.
    """
    appels = _appels(ceremonie, parcours, presents)
    ordre = deplacer([appel.parcours_id for appel in appels], parcours.pk, rang)
    for appel in appels:
        place = ordre.index(appel.parcours_id) + 1
        if appel.rang != place:
            appel.rang = place
            appel.save(update_fields=["rang"])
    phrase = f"a changé l’ordre d’appel : {parcours} au rang {rang}"
    journal.noter("ceremonie.placer", par=par, sur=ceremonie.session, phrase=phrase, audience="equipe")
    return sorted(appels, key=lambda appel: appel.rang)


def _appels(ceremonie: Ceremonie, parcours: Parcours, presents: list[int]) -> list[Appel]:
    """One row for each who is called, in order, whatever was noted before; those who are no longer called leave.

    Raises:
        Ferme: she is not called.
    """
    ceremonie = verrouiller(ceremonie)
    if parcours.pk not in presents:
        raise Ferme([Obstacle("absente", f"{parcours} n’a pas de certificat valable dans cette session.")])
    connus = {appel.parcours_id: appel for appel in ceremonie.appels.order_by("rang", "pk")}
    appels = []
    for rang, cle in enumerate(ordonner(list(connus), presents), start=1):
        appel = connus.get(cle) or Appel(ceremonie=ceremonie, parcours_id=cle, rang=rang)
        if appel.pk is None or appel.rang != rang:
            appel.rang = rang
            appel.save()
        appels.append(appel)
    return appels


@transaction.atomic
def noter_appel(
    ceremonie: Ceremonie, parcours: Parcours, *, par: Any, presents: list[int], se_dit: str, photo: str
) -> Appel:
    """How her name is said, and what she says about photographs today; each change of mind is dated and told."""
    appel = next(a for a in _appels(ceremonie, parcours, presents) if a.parcours_id == parcours.pk)
    appel.se_dit = " ".join(se_dit.split())
    if appel.photo != photo:
        _dire_la_photo(appel, photo, par, [parcours])
        appel.photo_note_par = par.nom if photo else ""
    appel.full_clean()
    appel.save()
    return appel


def _dire_la_photo(ligne: Any, photo: str, par: Any, sur: list[Any]) -> None:
    """The journal keeps the former answer: a consent can be taken back, never rewritten."""
    ancien, ligne.photo = ligne.photo, photo
    ligne.photo_le = timezone.localdate() if photo else None
    dit = {"oui": "accepte d’être photographiée", "non": "ne veut pas être photographiée"}.get(
        photo, "n’a pas encore répondu pour les photographies"
    )
    nom = ligne.nom if isinstance(ligne, Invite) else str(sur[0])
    phrase = f"a noté pour la remise des certificats : {nom} {dit}"
    journal.noter("ceremonie.photo", par=par, sur=sur, phrase=phrase, ancien=str(Photo(ancien).label))


@transaction.atomic
def inviter(ceremonie: Ceremonie, *, par: Any, invite: Invite | None = None, photo: str = "", **champs: Any) -> Invite:
    """Put a guest on the list, or change what is noted of one; the same guest twice is one.

    Raises:
        ValidationError: beside its field.
    """
    ceremonie = verrouiller(ceremonie)
    invite = (
        invite
        or Invite.objects.filter(
            ceremonie=ceremonie, nom=champs.get("nom", ""), qualite=champs.get("qualite", "")
        ).first()
    )
    invite = invite or Invite(ceremonie=ceremonie)
    for nom, valeur in champs.items():
        setattr(invite, nom, valeur)
    if invite.photo != photo:
        _dire_la_photo(invite, photo, par, [ceremonie.session])
    invite.full_clean()
    invite.save()
    return invite


@transaction.atomic
def retirer_invite(invite: Invite, *, par: Any) -> None:
    """Take a guest off the list; taken off already, nothing happens."""
    trouve = Invite.objects.select_for_update(of=("self",)).filter(pk=invite.pk).first()
    if trouve is None:
        return
    phrase = f"a retiré {trouve.nom} de la liste des personnes invitées"
    journal.noter("ceremonie.retirer", par=par, sur=trouve.ceremonie.session, phrase=phrase, audience="equipe")
    trouve.delete()


@transaction.atomic
def noter_invitations(ceremonie: Ceremonie, *, par: Any) -> int:
    """The letters were printed: those who were to be invited are now. How many."""
    ceremonie = verrouiller(ceremonie)
    faites = ceremonie.invites.filter(reponse=Invite.Reponse.A_INVITER).update(reponse=Invite.Reponse.INVITE)
    if faites:
        phrase = f"a envoyé les invitations à la remise des certificats ({faites})"
        journal.noter("ceremonie.inviter", par=par, sur=ceremonie.session, phrase=phrase, audience="equipe")
    return int(faites)


def verrouiller(ceremonie: Ceremonie) -> Any:
    """The row, locked."""
    try:
        return Ceremonie.objects.select_for_update(of=("self",)).select_related("session").get(pk=ceremonie.pk)
    except Ceremonie.DoesNotExist as erreur:
        raise ValidationError("La date et le lieu ne sont pas fixés.") from erreur
