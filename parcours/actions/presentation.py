"""Her CV, her card and her passport as papers, made at the moment from what she shows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from clairiere.comptes.models import Personne
from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.presentation import (
    DonneesPasseport,
    DonneesPresentation,
    LigneDeFormation,
    LigneImprimee,
)
from clairiere.interface.francais import date_courte, enumeration, heures, telephone
from parcours.actions.certificat import adresse_de_verification
from parcours.actions.passeport import lignes_de
from parcours.actions.profil import faits_du_profil
from parcours.models import Certificat, LignePasseport, Profil
from parcours.regles.passeport import Ligne, compteur, par_genre
from parcours.regles.profil import presentation

GENRES = {"initiale": N_("formation initiale"), **{g.value: str(g.label) for g in LignePasseport.Genre}}


def donnees_de_presentation(personne: Personne, parcours: Any) -> DonneesPresentation:
    """What her CV and her card print, read now."""
    profil = Profil.objects.filter(personne=personne).first()
    certificat = (
        Certificat.objects.filter(parcours__personne=personne, revoque_le__isnull=True).order_by("-delivre_le").first()
    )
    dispo = getattr(parcours, "disponibilite", None) if parcours else None
    numero = (
        telephone(personne.telephone) if personne.telephone and (profil is None or profil.montrer_telephone) else ""
    )
    lieu = f"{personne.code_postal} {personne.ville}".strip()
    return DonneesPresentation(
        emetteur=emetteur_de(personne.centre),
        nom=certificat.nom_porte if certificat else personne.nom_complet,
        metier="Auxiliaire parentale" + (" certifiée" if certificat else ""),
        date=timezone.localdate(),
        telephone=numero,
        coordonnees=tuple(x for x in (numero, personne.courriel, lieu) if x),
        presentation=(profil.presentation if profil else "") or presentation(faits_du_profil(personne, parcours)),
        forces=tuple(profil.forces) if profil else (),
        experiences=profil.experiences if profil else "",
        formations=tuple(_courte(x) for x in lignes_de(personne) if x.montree and x.genre != "pratique"),
        langues=enumeration(personne.langues),
        disponibilites=str(dispo.en_semaine) if dispo and not dispo.est_perimee else "",
        url_certificat=adresse_de_verification(certificat) if certificat else "",
    )


def donnees_du_passeport(personne: Personne) -> DonneesPasseport:
    """The lines she shows, their totals, and the counter of the year."""
    lignes = [x for x in lignes_de(personne) if x.montree]
    du_moment = compteur(lignes, timezone.localdate().year)
    return DonneesPasseport(
        emetteur=emetteur_de(personne.centre),
        nom=personne.nom_complet,
        date=timezone.localdate(),
        fait_le=date_courte(timezone.localdate()),
        lignes=tuple(
            LigneImprimee(
                dates=_dates(x), titre=x.titre, organisme=x.organisme, duree=heures(x.minutes), certitude=x.certitude
            )
            for x in lignes
        ),
        totaux=tuple(
            f"{GENRES[genre].capitalize()}\u00a0: {heures(minutes)}" for genre, minutes in par_genre(lignes).items()
        ),
        compteur=du_moment.phrase if du_moment else "",
        regle=dire_regle(du_moment) if du_moment else "",
    )


def dire_regle(du_moment: Any) -> str:
    """The rule of the counter, with its date, its source and how sure it is."""
    d = du_moment.droit
    lue = f"lue le {date_courte(d.verifie_le)}, {d.certitude}"
    return f"Règle depuis le {date_courte(d.du)}, {lue}. Source\u00a0: {d.source}."


def _courte(ligne: Ligne) -> LigneDeFormation:
    return LigneDeFormation(
        annee=str(ligne.fin.year), titre=ligne.titre, organisme=ligne.organisme, duree=heures(ligne.minutes)
    )


def _dates(ligne: Ligne) -> str:
    debut = date_courte(ligne.debut)
    return debut if ligne.fin == ligne.debut else f"{debut} au {date_courte(ligne.fin)}"
