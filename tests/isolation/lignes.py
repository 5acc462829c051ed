"""One row of every kind in each centre, made from the models themselves: a new model is covered the day it is born."""

import datetime as dt
import uuid

from django.apps import apps
from django.db import models
from django.utils import timezone

from clairiere.centres.portee import ModeleDuCentre
from clairiere.comptes.models import Adhesion, Personne

ICI, AILLEURS = 910_001, 920_001
CLES = {"ici": ICI, "ailleurs": AILLEURS}

# Values that a check constraint asks for, where the blank one would be refused. Callables get the key of the row.
PARTICULIERS = {
    "parcours.participation": {"mode": ""},
    "parcours.lignepasseport": {"minutes": 60},
    "relais.mediation": {"autre_nom": "Quelqu’un", "demandeuse": lambda lieu: lieu.auxiliaire},
    "parcours.parcours": {"personne": lambda lieu: lieu.auxiliaire_bis, "etat": "reperee"},
    "agenda.evenement": {
        "genre": "reunion_information",
        "debut": timezone.now() + dt.timedelta(days=2),
        "fin": timezone.now() + dt.timedelta(days=2, hours=2),
    },
    "agenda.serie": {"heure_debut": dt.time(9), "heure_fin": dt.time(11)},
    "parcours.tracesignature": {"saisie": "ZS"},
    "parcours.candidature": {"telephone": "+33600099998"},
    "contrats.contrat": {"taux_horaire_brut": 13},
    "importation.import": {
        "rapport": {"lignes": [], "questions": []},
        "comptes": dict.fromkeys(("lues", "creees", "doublons", "a_verifier", "ignorees", "enregistrees"), 0),
    },
}


def du_centre():
    """Models whose rows belong to a centre, those pointed to before those that point."""
    restants = [m for m in apps.get_models() if issubclass(m, ModeleDuCentre)]
    ranges = []
    while restants:
        pretes = [m for m in restants if not (_parents(m) - {m}) & set(restants)]
        assert pretes, f"circular foreign keys: {restants}"
        ranges += pretes
        restants = [m for m in restants if m not in pretes]
    return ranges


def _parents(modele):
    return {
        f.related_model
        for f in modele._meta.concrete_fields
        if f.related_model and issubclass(f.related_model, ModeleDuCentre) and not f.null
    }


def semer(lieu, nom):
    """Make one row of every model in this centre, all with the same key; and one role to take back."""
    cle = CLES[nom]
    lieu.auxiliaire_bis = Personne.tous.bulk_create(
        [Personne(pk=cle, centre=lieu.centre, prenom="Zineb", nom=f"Secrète{nom}", telephone="+33600099999")]
    )[0]
    for modele in du_centre():
        if modele is Personne:
            continue
        valeurs = {"pk": cle, "centre": lieu.centre}
        for champ in modele._meta.concrete_fields:
            if champ.primary_key or champ.name == "centre":
                continue
            valeur = _valeur(champ, lieu, cle)
            if valeur is not None:
                valeurs[champ.name] = valeur
        for champ, valeur in PARTICULIERS.get(modele._meta.label_lower, {}).items():
            valeurs[champ] = valeur(lieu) if callable(valeur) else valeur
        modele.tous.bulk_create([modele(**valeurs)])
    Adhesion.objects.bulk_create(
        [Adhesion(pk=cle, utilisateur=lieu.comptes["formatrice"], role="coordinatrice", centre=lieu.centre)]
    )


def _valeur(champ, lieu, cle):
    if champ.related_model:
        if champ.null:
            return None
        if issubclass(champ.related_model, ModeleDuCentre):
            return champ.related_model.tous.get(pk=cle)
        return lieu.comptes["coordinatrice"]
    if champ.has_default() or champ.null:
        return None
    if champ.choices:
        return next(iter(dict(champ.flatchoices)))
    par_type = {
        models.DateTimeField: timezone.now(),
        models.DateField: timezone.localdate(),
        models.TimeField: dt.time(9),
        models.JSONField: {},
        models.BooleanField: False,
        models.DurationField: dt.timedelta(hours=1),
        models.UUIDField: uuid.uuid4(),
    }
    for genre, valeur in par_type.items():
        if isinstance(champ, genre):
            return valeur
    if isinstance(champ, models.IntegerField | models.DecimalField):
        return 1
    if isinstance(champ, models.FileField):
        return ""
    if champ.blank:
        return ""
    return f"{cle}-{uuid.uuid4().hex}"[: champ.max_length or 40]
