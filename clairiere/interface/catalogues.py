"""What must be translated: the strings of her pages, found in the sources, laid beside the catalogues."""

from __future__ import annotations

import ast
import io
import re
import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

from clairiere.interface.langues import FRANCAIS, NOMS

# The pages an auxiliaire, a trainee or a candidate opens. What only the staff reads stays in French: of a file that
# serves both, `file::Name,Other` takes these classes, functions or constants only.
SOURCES = (
    "templates/**/*.html",  # only her templates carry `{% translate %}`
    "clairiere/interface/navigation.py",
    "clairiere/interface/balises/*.py",
    "clairiere/interface/autres_langues.py",
    "clairiere/interface/champs.py",
    "clairiere/agenda/mots.py",
    "clairiere/flux/views.py",
    "clairiere/comptes/forms.py",
    "parcours/models/etats.py",
    "parcours/models/recours.py::ETATS",
    "parcours/models/session.py::Moment",
    "parcours/models/evaluation.py::Niveau,Moment,Reponse,Decision",
    "parcours/models/passeport.py::Genre",
    "parcours/actions/passeport.py",
    "parcours/actions/presentation.py",
    "parcours/regles/candidature.py",
    "parcours/regles/certificat.py",
    "parcours/regles/competences.py",
    "parcours/regles/fiche_metier.py",
    "parcours/regles/heures.py",
    "parcours/regles/recours.py",
    "parcours/forms/commun.py",
    "parcours/forms/calendrier.py::IndisponibiliteForm",
    "parcours/forms/certificat.py::NomForm",
    "parcours/forms/recours.py::RecoursForm",
    "parcours/forms/reunions.py::InscriptionPubliqueForm",
    "parcours/views/candidature.py",
    "parcours/views/certificats.py::nom_certificat",
    "parcours/views/lieux.py::indisponibilite",
    "parcours/views/recours.py",
    "parcours/views/reunions_publiques.py",
    "parcours/a_faire_certificats.py",
    "parcours/a_faire_evaluation.py",
    "contrats/models/contrat.py::ETATS",
    "placements/a_faire.py",
    "placements/forms/reponses.py",
    "placements/views/personnes.py",
    "relais/vocabulaire.py::Motif,Urgence,Organisme,TITRE_PAR_DEFAUT",
    "relais/forms/champs.py::motifs",
    "relais/forms/mediation.py::DemandeForm",
    "relais/forms/rencontres.py::EnfantsForm",
    "relais/models/mediation.py::ETATS,abandonner",
    "relais/views/demande.py",
    "relais/views/personne.py",
    "parcours/forms/disponibilite.py",
    "parcours/forms/espace.py",
    "parcours/forms/profil.py",
    "parcours/forms/autoevaluation.py",
    "parcours/forms/candidature.py",
    "parcours/regles/projet.py",
    "parcours/views/disponibilite.py",
    "parcours/views/mon_espace.py",
    "parcours/views/espace.py",
    "parcours/views/passeport.py",
    "parcours/views/autoevaluation.py",
    "templates/parcours/enquete/repondre.html",
    "templates/parcours/metier/repondre.html",
    "parcours/regles/enquete.py",
    "parcours/regles/metier.py",
    "parcours/forms/enquete.py",
    "parcours/forms/questionnaire.py",
    "parcours/views/enquete.py",
    "parcours/views/questionnaire.py",
    "parcours/a_faire.py",
)
TRADUITES = tuple(code for code in NOMS if code != FRANCAIS)
_VARIABLE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@dataclass(frozen=True)
class Chaine:
    """A string to translate: its text, its plural (or nothing), and where it stands."""

    texte: str
    pluriel: str
    ou: str


def chaines() -> list[Chaine]:
    """Every string of the sources, once, in the order of the files."""
    from babel.messages.extract import DEFAULT_KEYWORDS, extract_python

    racine = Path(settings.RACINE)
    mots = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "_l": None, "ngettext_lazy": (1, 2)}
    vues: dict[str, Chaine] = {}
    for fichier, noms in _fichiers(racine):
        source = fichier.read_text("utf-8")
        if noms:
            source = morceaux(source, noms)
        if fichier.suffix == ".html":
            source = templatize(source, origin=str(fichier.relative_to(racine)))
        tampon = io.BytesIO(source.encode())
        for _ligne, _fonction, message, _notes in extract_python(tampon, mots, [], {"encoding": "utf-8"}):
            textes = [m for m in (message if isinstance(message, tuple) else (message,)) if m]
            if textes:
                chaine = Chaine(textes[0], textes[1] if len(textes) > 1 else "", str(fichier.relative_to(racine)))
                vues.setdefault(chaine.texte, chaine)
    return list(vues.values())


def _fichiers(racine: Path) -> list[tuple[Path, tuple[str, ...]]]:
    """The files, each once, with the names to take from it (none: the whole file)."""
    trouves: dict[Path, tuple[str, ...]] = {}
    for motif in SOURCES:
        chemin, _deux_points, noms = motif.partition("::")
        trouves |= {f: tuple(noms.split(",")) if noms else () for f in racine.glob(chemin)}
    return sorted(trouves.items())


def morceaux(source: str, noms: Collection[str]) -> str:
    """Of a Python source, the text of these classes, functions or constants.

    Raises ``ValueError`` for a name it lacks.
    """
    lignes = source.splitlines()
    textes: dict[str, str] = {}
    for noeud in ast.walk(ast.parse(source)):
        cible = noeud.targets[0] if isinstance(noeud, ast.Assign) else getattr(noeud, "target", None)
        nom = str(getattr(noeud, "name", "") or getattr(cible, "id", ""))
        if isinstance(noeud, ast.stmt) and nom in noms:
            debut = min([noeud.lineno, *(d.lineno for d in getattr(noeud, "decorator_list", ()))])
            textes.setdefault(nom, textwrap.dedent("\n".join(lignes[debut - 1 : noeud.end_lineno])))
    if absents := set(noms) - set(textes):
        raise ValueError(f"no such name: {', '.join(sorted(absents))}")
    return "\n".join(textes.values())


def catalogue(code: str) -> polib.POFile:
    """The catalogue of a language, empty when it does not exist yet."""
    chemin = fichier_de(code)
    if chemin.exists():
        return polib.pofile(str(chemin), wrapwidth=110)
    vide = polib.POFile(wrapwidth=110)
    vide.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": code,
        "Plural-Forms": PLURIELS[code],
    }
    return vide


PLURIELS = {
    "en": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5;",
}


def fichier_de(code: str) -> Path:
    """Where a catalogue is kept."""
    return Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"


def mettre_a_jour(code: str) -> int:
    """Add the strings that are new, take out those that are gone. Gives how many wait for their translation."""
    voulues = {c.texte: c for c in chaines()}
    po = catalogue(code)
    for entree in [e for e in po if e.msgid not in voulues]:
        po.remove(entree)
    connues = {e.msgid for e in po}
    for texte, chaine in voulues.items():
        if texte not in connues:
            formes = dict.fromkeys(range(6 if code == "ar" else 2), "") if chaine.pluriel else {}
            po.append(polib.POEntry(msgid=texte, msgid_plural=chaine.pluriel, msgstr_plural=formes))
    ordre = {texte: rang for rang, texte in enumerate(voulues)}
    po.sort(key=lambda e: ordre[e.msgid])
    for entree in po:
        entree.occurrences = [(voulues[entree.msgid].ou, "")]
        entree.flags = ["python-format"] if "%(" in entree.msgid else []
    fichier_de(code).parent.mkdir(parents=True, exist_ok=True)
    po.save(str(fichier_de(code)))
    return sum(not complete(e) for e in po)


def complete(entree: polib.POEntry) -> bool:
    """Translated, in all its plural forms, with the same variables."""
    textes = list(entree.msgstr_plural.values()) if entree.msgid_plural else [entree.msgstr]
    if not all(textes):
        return False
    variables = set(_VARIABLE.findall(entree.msgid_plural or entree.msgid))
    if entree.msgid_plural:  # « one hour » may leave the number out
        return all(set(_VARIABLE.findall(t)) <= variables for t in textes)
    return all(set(_VARIABLE.findall(t)) == variables for t in textes)


def manques() -> list[str]:
    """What is not translated, in words."""
    phrases = []
    voulues = chaines()
    for code in TRADUITES:
        po = {e.msgid: e for e in catalogue(code)}
        for chaine in voulues:
            entree = po.get(chaine.texte)
            if entree is None or not complete(entree):
                phrases.append(f"{code}, {chaine.ou} : « {chaine.texte[:90]} »")
    return phrases
