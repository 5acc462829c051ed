"""Promotion: actions, partners, exchanges with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.journal.lecture import derniere as derniere_entree
from parcours.models import ActionPromotion, Partenaire


@transaction.atomic
def noter_action(action: ActionPromotion | None = None, *, par: Any, **champs: Any) -> ActionPromotion:
    """Note an action, or change it; the same one typed twice the same way is one."""
    if action is None and (deja := ActionPromotion.objects.filter(**champs).first()):
        return deja
    action = action or ActionPromotion()
    return _enregistrer(action, "promotion.noter", "l’action", par, champs)


@transaction.atomic
def noter_partenaire(partenaire: Partenaire | None = None, *, par: Any, **champs: Any) -> Partenaire:
    """Note a partner, or change it. Raises ValidationError when the name is taken."""
    return _enregistrer(partenaire or Partenaire(), "partenaire.noter", "le partenaire", par, champs)


def _enregistrer(objet: Any, code: str, mot: str, par: Any, champs: dict[str, Any]) -> Any:
    nouveau = objet.pk is None
    if not nouveau and all(getattr(objet, nom) == valeur for nom, valeur in champs.items()):
        return objet
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
    objet.full_clean()
    objet.save()
    phrase = f"a {'noté' if nouveau else 'modifié'} {mot} : {objet}"
    journal.noter(code, par=par, sur=objet, phrase=phrase, audience="equipe")
    return objet


@transaction.atomic
def noter_echange(
    partenaire: Partenaire, *, par: Any, le: dt.date, phrase: str, rappel_le: dt.date | None = None
) -> Partenaire:
    """Note an exchange; its sentence goes to the history, the last date and the reminder to the sheet."""
    partenaire = Partenaire.objects.select_for_update(of=("self",)).get(pk=partenaire.pk)
    dernier = max(filter(None, (partenaire.dernier_contact, le)))
    if (partenaire.dernier_contact, partenaire.rappel_le) == (dernier, rappel_le) and _deja_dit(partenaire, phrase):
        return partenaire
    partenaire.dernier_contact, partenaire.rappel_le = dernier, rappel_le
    partenaire.save(update_fields=["dernier_contact", "rappel_le"])
    dit = f"a noté un échange du {le:%d/%m/%Y}"
    journal.noter("partenaire.echange", par=par, sur=partenaire, phrase=dit, motif=phrase, audience="equipe")
    return partenaire


def _deja_dit(partenaire: Partenaire, phrase: str) -> bool:
    derniere = derniere_entree(partenaire, "partenaire.echange")
    return derniere is not None and derniere.motif == phrase
