"""The papers of a ceremony, from the rows: the list of the day, the letters to the guests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clairiere.documents.remise import (
    Destinataire,
    DonneesInvitations,
    DonneesListe,
    LigneAppel,
    invitations_pdf,
    liste_pdf,
)
from clairiere.interface.francais import telephone
from parcours.atelier import Atelier
from parcours.models import Ceremonie
from parcours.regles.ceremonie import chiffres
from parcours.remise import appelees, faits_du_discours


def remis_par(ceremonie: Ceremonie) -> str:
    """« Anne Dupont, maire du 2e arrondissement »."""
    return ", ".join(p for p in (ceremonie.remis_par, ceremonie.remis_par_qualite) if p)


def liste(session: Any, ceremonie: Ceremonie) -> bytes:
    """Raises ValueError with a French sentence when nobody is called."""
    atelier = Atelier.de(ceremonie.centre)
    lignes = tuple(
        LigneAppel(
            nom=a.certificat.nom_porte,
            se_dit=a.appel.se_dit,
            numero=a.certificat.numero,
            photo=a.appel.photo or str(a.appel.get_photo_display()),
        )
        for a in appelees(session, ceremonie)
    )
    invites = tuple(
        (i.nom, i.qualite, str(i.get_reponse_display()), i.photo or str(i.get_photo_display()))
        for i in ceremonie.invites.order_by("nom", "pk")
    )
    figures = chiffres(faits_du_discours(session))
    return liste_pdf(
        DonneesListe(
            emetteur=atelier.emetteur,
            session=session.nom,
            date=ceremonie.date,
            heure=ceremonie.heure,
            lieu=ceremonie.lieu,
            remis_par=remis_par(ceremonie),
            appelees=lignes,
            invites=invites,
            chiffres=tuple((c.valeur, c.dit, c.definition) for c in figures),
            faite_le=timezone.localdate(),
        )
    )


def invitations(ceremonie: Ceremonie, certifiees: int) -> bytes:
    """Raises ValueError with a French sentence when nobody is to be invited."""
    centre = ceremonie.centre
    atelier = Atelier.de(centre)
    numero = f"au {telephone(centre.telephone)}" if centre.telephone else ""
    repondre = " ou à ".join(p for p in (numero, centre.courriel) if p)
    invites = ceremonie.invites.exclude(reponse="ne_vient_pas").order_by("nom", "pk")
    return invitations_pdf(
        DonneesInvitations(
            emetteur=atelier.emetteur,
            destinataires=tuple(Destinataire(nom=i.nom, qualite=i.qualite, adresse=i.adresse) for i in invites),
            session=ceremonie.session.nom,
            certifiees=certifiees,
            date=ceremonie.date,
            heure=ceremonie.heure,
            lieu=ceremonie.lieu,
            faite_le=timezone.localdate(),
            ville=centre.ville or centre.nom,
            signataire=atelier.signataire,
            remis_par=remis_par(ceremonie),
            mot=ceremonie.mot,
            repondre=repondre,
        )
    )
