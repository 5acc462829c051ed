"""What may stand on a certificate: the name as its holder chose it, the sentences of the centre; and who gets one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clairiere.documents.phrases import accolades_justes, places_de
from clairiere.flux.obstacles import Obstacle

NOM_AU_PLUS = 80
PHRASE_AU_PLUS = 300
COMPLEMENT_AU_PLUS = 200
PLACES = ("heures", "heures_prevues", "debut", "fin", "session", "centre")
PLACE_OBLIGATOIRE = "heures"
_SIGNES_D_UN_NOM = " -'’."

# What a certificate of the association never is (domaine/contrat.md, domaine/glossaire.md « Mots à éviter »).
MOTS_REFUSES = {
    "diplom": "diplôme",
    "agrement": "agrément",
    "agree": "agréée",
    "honorabilite": "honorabilité",
    "casier": "casier judiciaire",
    "rncp": "RNCP",
    "titre professionnel": "titre professionnel",
    "certification de branche": "certification de branche",
    "cap aepe": "CAP AEPE",
    "etat": "État",
}


def nom_possible(nom: str) -> Iterable[Obstacle]:
    """A name that can be printed and read aloud: letters, spaces, hyphens, apostrophes."""
    nom = " ".join(nom.split())
    lettres = [signe for signe in nom if signe.isalpha()]
    if not lettres:
        yield Obstacle("nom_absent", _("Il manque le nom à écrire."), champ="nom_porte")
        return
    if len(nom) > NOM_AU_PLUS:
        phrase = _("Ce nom est trop long pour le papier : %(n)s signes au plus.") % {"n": NOM_AU_PLUS}
        yield Obstacle("nom_long", phrase, champ="nom_porte")
    etrangers = [s for s in lettres if not unicodedata.name(s, "").startswith("LATIN ")]
    if etrangers:
        phrase = _("Le certificat s’écrit en lettres latines. Remplacez « %(s)s ».") % {"s": etrangers[0]}
        yield Obstacle("nom_alphabet", phrase, champ="nom_porte")
    refuses = [s for s in nom if not s.isalpha() and s not in _SIGNES_D_UN_NOM and not unicodedata.combining(s)]
    if refuses:
        phrase = _("Un nom n’a que des lettres, des tirets et des apostrophes. Retirez « %(s)s ».") % {"s": refuses[0]}
        yield Obstacle("nom_signe", phrase, champ="nom_porte")


def texte_possible(phrase: str, complement: str) -> Iterable[Obstacle]:
    """The sentences of a centre: they say the hours, and promise nothing that the certificate is not."""
    if not accolades_justes(phrase):
        yield Obstacle("accolades", "Une accolade { n’est pas fermée, ou } est de trop.", champ="phrase")
    inconnues = [place for place in places_de(phrase) if place not in PLACES]
    if inconnues:
        connues = ", ".join("{" + place + "}" for place in PLACES)
        dit = f"« {{{inconnues[0]}}} » n’est pas connu. Vous pouvez écrire : {connues}."
        yield Obstacle("place_inconnue", dit, champ="phrase")
    if PLACE_OBLIGATOIRE not in places_de(phrase):
        dit = "La phrase dit toujours les heures suivies. Écrivez {heures} à leur place."
        yield Obstacle("sans_heures", dit, champ="phrase")
    if re.search(r"\d+\s*h\b", phrase + " " + complement):
        champ = "phrase" if re.search(r"\d+\s*h\b", phrase) else "complement"
        dit = "N’écrivez pas un nombre d’heures : il change d’une personne à l’autre. Écrivez {heures}."
        yield Obstacle("heures_ecrites", dit, champ=champ)
    for champ, texte, au_plus in (("phrase", phrase, PHRASE_AU_PLUS), ("complement", complement, COMPLEMENT_AU_PLUS)):
        if len(texte) > au_plus:
            dit = f"Cette phrase est trop longue pour le papier : {au_plus} signes au plus."
            yield Obstacle("trop_long", dit, champ=champ)
        for mot in mots_refuses(texte):
            dit = f"Le certificat ne parle pas de « {mot} » : il n’en est pas un."
            yield Obstacle("mot_refuse", dit, champ=champ)
    if "{" in complement or "}" in complement:
        dit = "La seconde phrase s’imprime telle quelle, sans accolades."
        yield Obstacle("accolades_complement", dit, champ="complement")


def mots_refuses(texte: str) -> list[str]:
    """The words of `MOTS_REFUSES` that a text uses, whatever its accents."""
    nu = "".join(s for s in unicodedata.normalize("NFD", texte.casefold()) if not unicodedata.combining(s))
    return [mot for racine, mot in MOTS_REFUSES.items() if re.search(rf"\b{racine}{_fin(racine)}", nu)]


def _fin(racine: str) -> str:
    """Whole words, but for roots that stand for a family of words."""
    return "" if racine in ("diplom", "agree") else r"s?\b"


@dataclass(frozen=True)
class Situation:
    """Where a trainee of the session stands, for the certificates.

    Attributes:
        etat: state of her journey; etat_dit: the same in words.
        valable: she holds a valid certificate.
        decision: last decision of the jury (`certifiee`, …), empty without one.
    """

    etat: str
    etat_dit: str
    valable: bool = False
    decision: str = ""


CERTIFIEES = ("certifiee", "disponible", "placee")


def recoit(situation: Situation) -> bool:
    """True for those to whom one is due: certified without a valid certificate, or just certified by the jury."""
    if situation.valable:
        return False
    return situation.etat in CERTIFIEES or (situation.etat == "en_evaluation" and situation.decision == "certifiee")


def raison(situation: Situation) -> str:
    """Why she gets none in this lot, in words; empty for those who get one."""
    if recoit(situation):
        return ""
    if situation.valable:
        return "Elle a déjà un certificat valable."
    if situation.etat == "en_evaluation":
        return {
            "": "Le jury n’a pas encore décidé.",
            "ajournee": "Le jury l’a ajournée.",
            "non_certifiee": "Le jury ne l’a pas certifiée.",
        }.get(situation.decision, "Le jury n’a pas encore décidé.")
    return f"Elle n’est pas certifiée : {situation.etat_dit.lower()}."
