"""From the fields of a line to those of a file and of a journey: lengths, validation, filling what is empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from clairiere.comptes.models import Personne
from clairiere.importation.lecture.textes import cite
from clairiere.interface.francais import date_courte
from parcours.models import Parcours

COORDONNEES = ("nom", "prenom", "telephone", "courriel", "naissance", "adresse", "code_postal", "ville", "langues")
DU_PARCOURS = ("origine", "reunion_prevue", "observations")


def valeurs_de_fiche(valeurs: dict[str, Any]) -> dict[str, Any]:
    """The fields of the file and of the journey, at their length: what does not fit goes to the notes, whole."""
    pretes: dict[str, Any] = {nom: valeurs[nom] or "" for nom in COORDONNEES}
    pretes["naissance"] = date.fromisoformat(valeurs["naissance"]) if valeurs["naissance"] else None
    pretes["langues"] = list(valeurs["langues"] or [])
    pretes["origine"] = valeurs["orientee_par"] or ""
    pretes["reunion_prevue"] = dire_reunion(valeurs["reunion_presence"], valeurs["reunion_date"])
    notes = [valeurs["observations"]]
    for modele, nom in ((Personne, "adresse"), (Personne, "ville"), (Parcours, "origine")):
        champ = modele._meta.get_field(nom)
        if len(pretes[nom]) > champ.max_length:  # type: ignore[union-attr, operator]
            notes.append(f"{str(champ.verbose_name).capitalize()}\u00a0: {pretes[nom]}")
            pretes[nom] = pretes[nom][: champ.max_length]  # type: ignore[union-attr]
    pretes["observations"] = "\n".join(filter(None, notes))
    return pretes


def dire_reunion(presence: str | None, jour: str | None) -> str:
    """What was noted of the information meeting: « 10/02/2026 » alone when she came, or is to come, on that day."""
    en_mots = date_courte(date.fromisoformat(jour)) if jour else ""
    if presence == "absente":
        return f"absente le {en_mots}" if en_mots else "absente"
    return en_mots or ("présente, sans date" if presence == "presente" else "")


def valider(personne: Personne) -> list[str]:
    """Empty the fields that the model refuses, and give back what they held, in words: nothing is lost."""
    try:
        personne.clean_fields(exclude=["centre", "utilisateur"])
    except ValidationError as erreur:
        notes = []
        for nom in erreur.message_dict:
            champ = Personne._meta.get_field(nom)
            notes.append(
                f"{str(champ.verbose_name).capitalize()} non repris\u00a0: {cite(getattr(personne, nom), 200)}"
            )
            setattr(personne, nom, champ.get_default())
        return notes
    return []


def remplir(objet: Any, valeurs: dict[str, Any]) -> dict[str, Any]:
    """Fill the empty fields of a row that is already there, and save them. Returns what was set."""
    poses = {nom: valeur for nom, valeur in valeurs.items() if valeur and not getattr(objet, nom)}
    for nom, valeur in poses.items():
        setattr(objet, nom, valeur)
    if poses:
        objet.clean_fields(exclude=[c.name for c in objet._meta.fields if c.name not in poses])
        objet.save(update_fields=list(poses))
    return poses


def ecarts(objet: Any, valeurs: dict[str, Any]) -> list[str]:
    """« adresse « 5 rue Oberkampf » » for what the file says otherwise."""
    return [
        f"{nom_du_champ(objet, nom)} {cite(', '.join(valeur) if isinstance(valeur, list) else valeur)}"
        for nom, valeur in valeurs.items()
        if valeur and getattr(objet, nom) != valeur
    ]


def en_json(poses: dict[str, Any]) -> dict[str, Any]:
    return {
        nom: v.isoformat() if isinstance(v, date) else v if isinstance(v, list) else str(v) for nom, v in poses.items()
    }


def nom_du_champ(objet: Any, nom: str) -> str:
    """« téléphone »."""
    return str(objet._meta.get_field(nom).verbose_name)
