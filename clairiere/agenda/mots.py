"""What her pages say of a meeting, in their language; `regles` says it in French, for messages and journal."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from clairiere.agenda import regles
from clairiere.interface.autres_langues import en_francais, traduite


def dire_attente(rang: int) -> str:
    """Her rank in the waiting list, with what happens next."""
    if en_francais():
        return regles.dire_attente(rang)
    debut = _("Votre numéro sur la liste d’attente : %(rang)s.") % {"rang": rang}
    suite = _("Si une place se libère, nous vous la proposons par message.")
    return f"{debut} {suite}"


def dire_attentes(nombre: int) -> str:
    """How often she was left without a place, or nothing."""
    if en_francais() or not nombre:
        return regles.dire_attentes(nombre)
    return _("fois sans place en six mois : %(nombre)s") % {"nombre": nombre}


def dire_libres(libres: regles.Places, places_enfants: int) -> str:
    """What is left for adults and children."""
    if en_francais():
        return regles.dire_libres(libres, places_enfants)
    if not libres.adultes:
        return _("C’est complet.")
    if not places_enfants:
        return _("Places libres pour les adultes : %(adultes)s.") % {"adultes": libres.adultes}
    phrase = _("Places libres : adultes %(adultes)s, enfants %(enfants)s.")
    return phrase % {"adultes": libres.adultes, "enfants": libres.enfants}


def dire_resultat(resultat: object) -> str:
    """What an act says: its own sentence in French; elsewhere its translation, else that it is noted."""
    phrase = str(getattr(resultat, "phrase", ""))
    if en_francais() or not phrase:
        return phrase
    return traduite(phrase) or (_("C’est noté.") if getattr(resultat, "change", False) else phrase)


# Sentences that the acts say to her (`agenda.actions`), translated by `dire_resultat` and by the refusals.
DITES = (
    N_("Vous n’êtes plus inscrite."),
    N_("C’est noté. Vous ne venez pas."),
    N_("C’est noté. Vous n’êtes plus inscrite."),
    N_("Vous êtes déjà inscrite."),
    N_("Aucune place n’est proposée pour le moment."),
    N_("Le délai pour répondre est passé. La place est allée à une autre personne."),
    N_("Cette rencontre est annulée."),
    N_("Cette réunion est annulée."),
    N_("Cette rencontre a déjà commencé. On ne peut plus s’inscrire."),
    N_("Cette réunion a déjà commencé. On ne peut plus s’inscrire."),
    N_("La rencontre a déjà commencé."),
    N_("La réunion a déjà commencé."),
    N_("Cette rencontre est sans les enfants."),
    N_("Il ne reste pas de place pour un enfant de plus."),
    N_("Il reste 1 place pour un enfant de plus."),
)
