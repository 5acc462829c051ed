"""An application by the public page: recorded, attached to the right file, read by the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import telephone as dire_telephone
from clairiere.messages.envois import ecrire
from parcours.actions.recrutement import reperer
from parcours.models import Candidature, Parcours
from parcours.regles.candidature import Connue, rapprocher

SUITE = "L’appeler : elle a rempli le formulaire"


@transaction.atomic
def deposer(
    *,
    centre: Any,
    prenom: str,
    telephone: Any,
    origine_genre: str = "",
    langues: Sequence[str] = (),
    disponibilites: Sequence[str] = (),
) -> Candidature:
    """Record an application; a known telephone goes to its file. What the visitor reads is the same in every case."""
    Centre.objects.select_for_update().get(pk=centre.pk)  # two clicks at once open one file
    numero = telephone.as_e164
    connues = list(Personne.objects.select_for_update(of=("self",)).filter(telephone=numero).order_by("pk"))
    avec = dict(Parcours.objects.filter(personne__in=connues).order_by("pk").values_list("personne", "pk"))
    cle = rapprocher(prenom, [Connue(p.pk, p.prenom, p.pk in avec) for p in connues])
    personne = next((p for p in connues if p.pk == cle), None)
    nouvelle = personne is None
    if personne is None:
        personne = Personne(prenom=prenom, telephone=telephone, langues=list(langues))
        personne.full_clean()
        personne.save()
    parcours = Parcours.objects.filter(pk=avec.get(personne.pk, 0)).first() or _ouvrir(personne, centre, origine_genre)
    champs = {"origine_genre": origine_genre, "langues": list(langues), "disponibilites": list(disponibilites)}
    candidature, premiere = Candidature.objects.update_or_create(
        parcours=parcours,
        prenom=prenom,
        lue_le=None,
        defaults=champs,
        create_defaults={**champs, "telephone": numero, "nouvelle_fiche": nouvelle},
    )
    if premiere:
        phrase = "a reçu une candidature par la page publique"
        journal.noter("parcours.candidater", par=Acteur.systeme(centre), sur=parcours, phrase=phrase, audience="equipe")
    _confirmer(personne, prenom, centre)
    return candidature


def _ouvrir(personne: Personne, centre: Any, origine_genre: str) -> Parcours:
    return reperer(
        personne=personne,
        par=Acteur.systeme(centre),
        origine_genre=origine_genre,
        prochaine_action=SUITE,
        prochaine_date=timezone.localdate() + dt.timedelta(days=1),
    )


def _confirmer(personne: Personne, prenom: str, centre: Any) -> None:
    """One SMS a day at most to one telephone, whatever the number of times the form is sent."""
    appel = f" au {dire_telephone(centre.telephone)}" if centre.telephone else ""
    ecrire(
        a=personne,
        canal=Personne.Canal.SMS,
        genre="candidature",
        objet="Votre candidature",
        texte=(
            f"Bonjour {prenom}. Nous avons bien reçu votre candidature pour devenir auxiliaire parentale. "
            f"Nous vous appelons bientôt. Une question ? Appelez-nous{appel}. {centre}"
        ),
        cle=f"candidature-{personne.telephone.as_e164}-{timezone.localdate():%Y%m%d}",
    )


@transaction.atomic
def lire(candidature: Candidature, *, par: Any) -> Candidature:
    """The team has read it; twice is once. What she said of her languages and hours goes to her file if it is empty."""
    candidature = Candidature.objects.select_for_update(of=("self",)).get(pk=candidature.pk)
    if candidature.lue_le is None:
        candidature.lue_le, candidature.lue_par = timezone.now(), par.nom
        candidature.save(update_fields=["lue_le", "lue_par"])
        _completer(candidature)
    return candidature


def _completer(candidature: Candidature) -> None:
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=candidature.parcours_id)
    personne = parcours.personne
    if candidature.langues and not personne.langues:
        personne.langues = candidature.langues
        personne.save(update_fields=["langues"])
    champs = []
    if candidature.disponibilites and not parcours.observations:
        parcours.observations = f"Disponible : {candidature.disponibilites_dites}."
        champs.append("observations")
    if candidature.origine_genre and not parcours.origine_genre:
        parcours.origine_genre = candidature.origine_genre
        champs.append("origine_genre")
    if champs:
        parcours.save(update_fields=champs)


@transaction.atomic
def separer(candidature: Candidature, *, par: Any) -> Candidature:
    """« It is another person, who shares the telephone »: a file of her own. Raises Ferme once it was read."""
    candidature = Candidature.objects.select_for_update(of=("self",)).get(pk=candidature.pk)
    if candidature.lue_le is not None:
        raise Ferme([Obstacle("lue", "Cette candidature est déjà classée.")])
    personne = Personne(prenom=candidature.prenom, telephone=candidature.telephone, langues=candidature.langues)
    personne.full_clean()
    personne.save()
    ancienne = candidature.parcours
    candidature.parcours = _ouvrir(personne, personne.centre, candidature.origine_genre)
    candidature.nouvelle_fiche = True
    candidature.save(update_fields=["parcours", "nouvelle_fiche"])
    phrase = f"a ouvert une fiche pour {personne.prenom}, qui partage le téléphone de {ancienne}"
    journal.noter("parcours.separer", par=par, sur=[ancienne, candidature.parcours], phrase=phrase, audience="equipe")
    return lire(candidature, par=par)
