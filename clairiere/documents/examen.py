"""The examination of a Word template that staff bring: every fault with its paragraph, in a process with a limit.

`examiner` runs `defauts_de` in a child with a limit of time and memory: a file made to keep the software busy (in the
searches that prepare the text, or in the XML itself) costs some seconds of a child and nothing of the site.
"""

from __future__ import annotations

import datetime
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from clairiere.documents.conversion import CompositionImpossible, NonConvertible, docx_en_pdf
from clairiere.documents.langage import ModeleRefuse, violations
from clairiere.documents.word import (
    dire_erreur,
    filtres_inconnus,
    langage_word,
    nettoyer,
    ouvrir,
    phrase_inconnue,
    rendre_docx,
)

SECONDES_MAX = 20
SECONDES_DE_CALCUL = 15
OCTETS_DE_MEMOIRE = 3_000_000_000
TEXTE_MONTRE = 160
RACINE = Path(__file__).resolve().parents[2]
PAIRES = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_W_P = re.compile(r"<w:p(?=[ >])")


@dataclass(frozen=True)
class Defaut:
    """One thing that is wrong, and where.

    Attributes:
        phrase: the reason, in plain French.
        zone: « le texte », « l’en-tête »… ; empty when it is the file as a whole.
        paragraphe: its number in that zone, from 1; cells of tables count too. 0 when unknown.
        texte: what is written there.
    """

    phrase: str
    zone: str = ""
    paragraphe: int = 0
    texte: str = ""

    @property
    def lieu(self) -> str:
        """« Paragraphe 7 », « Paragraphe 2 de l’en-tête », or an empty text."""
        if not self.paragraphe:
            return ""
        lieu = _("Paragraphe %(n)s") % {"n": self.paragraphe}
        return lieu if self.zone in ("", _("le texte")) else f"{lieu}, {_('dans')} {self.zone}"


def examiner(modele: bytes, connues: Collection[str], exemple: dict[str, Any]) -> list[Defaut]:
    """All that is wrong with a template; empty when it can be used and drawn as a PDF.

    Args:
        modele: the file that was brought.
        connues: the names it may ask for.
        exemple: a full set of data, for the trial.
    """
    demande = pickle.dumps((modele, sorted(connues), exemple))
    commande = [sys.executable, "-m", "clairiere.documents.examen"]
    try:
        fini = subprocess.run(  # noqa: S603 - our own module, no word of the file in the command
            commande, input=demande, capture_output=True, timeout=SECONDES_MAX, check=True, cwd=RACINE
        )
    except subprocess.TimeoutExpired:
        return [Defaut(_("Ce modèle met trop de temps à se lire. Retirez les boucles et les répétitions."))]
    except subprocess.CalledProcessError:
        return [Defaut(_("Ce modèle demande trop de mémoire ou de temps. Repartez du modèle livré."))]
    return [Defaut(**defaut) for defaut in json.loads(fini.stdout)]


def defauts_de(modele: bytes, connues: Collection[str], exemple: dict[str, Any]) -> list[Defaut]:
    """The same, in this process: what is written first, then a trial with `exemple`, then the PDF."""
    try:
        gabarit = ouvrir(modele)
        zones = [_Zone(nom, brut, gabarit) for nom, brut in gabarit.zones()]
    except ModeleRefuse as refus:
        return [Defaut(refus.phrase)]
    defauts = [defaut for zone in zones for defaut in zone.defauts_ecrits(connues)]
    defauts = defauts or [defaut for zone in zones for defaut in zone.defauts_a_l_essai(exemple)]
    if defauts:
        return defauts
    try:
        docx_en_pdf(rendre_docx(modele, exemple), titre=_("Essai"), date=datetime.date(2026, 1, 1))
    except (ModeleRefuse, NonConvertible, CompositionImpossible) as refus:
        return [Defaut(refus.phrase)]
    return []


class _Zone:
    """The text, a header, a footer: its paragraphs, and the source that Jinja reads, one line per paragraph."""

    def __init__(self, nom: str, brut: str, gabarit: Any) -> None:
        self.nom = nom
        self.paragraphes = [_texte(p) for p in etree.fromstring(brut.encode()).iter(qn("w:p"))]
        self._brut, self._gabarit = brut, gabarit

    @property
    def source(self) -> str:
        """A new line before each paragraph, put there before the tags are tidied: lines then count paragraphs."""
        return str(self._gabarit.patch_xml(_W_P.sub("\n<w:p", self._brut)))

    def defauts_ecrits(self, connues: Collection[str]) -> Iterator[Defaut]:
        """What can be seen without filling the template."""
        ouverts = list(self._accolades())
        if ouverts:
            yield from ouverts
            return
        source = self.source
        try:
            arbre = langage_word.lire_brut(source)
        except TemplateSyntaxError as erreur:
            yield self._situer(dire_erreur(erreur), _jamais_fermee(source, erreur) or erreur.lineno, source)
            return
        trouves = [(refus.ligne, refus.phrase) for refus in violations(arbre)]
        trouves += filtres_inconnus(arbre)
        trouves += [(ligne, phrase_inconnue(nom, connues)) for ligne, nom in _inconnus(arbre, connues)]
        yield from dict.fromkeys(self._situer(phrase, ligne, source) for ligne, phrase in sorted(trouves))

    def _accolades(self) -> Iterator[Defaut]:
        for rang, texte in enumerate(self.paragraphes, start=1):
            for ouvrante, fermante in PAIRES:
                if texte.count(ouvrante) != texte.count(fermante):
                    manque = fermante if texte.count(ouvrante) > texte.count(fermante) else ouvrante
                    phrase = _("Il manque « %(m)s » dans ce paragraphe.") % {"m": manque}
                    yield Defaut(phrase, self.nom, rang, _court(texte))
            nue = re.search(r"\{\{(?:r|p|tr|tc)\s[^}]*\}\}", texte)
            if nue:
                phrase = _("La balise « %(b)s » n’est pas permise. Écrivez « {{ nom }} ».") % {"b": nue[0]}
                yield Defaut(phrase, self.nom, rang, _court(texte))

    def defauts_a_l_essai(self, exemple: dict[str, Any]) -> Iterator[Defaut]:
        """What shows only when the template is filled: an unknown field of a list, a sum on a text, a long loop."""
        source = self.source
        try:
            langage_word.from_string(source).render(nettoyer(exemple))
        except ModeleRefuse as refus:
            yield self._situer(refus.phrase, refus.ligne or _ligne_atteinte(refus), source)
        except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError) as erreur:
            yield self._situer(dire_erreur(erreur), _ligne_atteinte(erreur), source)

    def _situer(self, phrase: str, ligne: int | None, source: str) -> Defaut:
        """The paragraph of a line. A row that a tag removes takes its lines with it: look from there on."""
        lignes = source.splitlines()
        if not ligne or ligne > len(lignes):
            return Defaut(phrase, self.nom)
        ecrit = _nu(re.sub(r"<[^>]+>", "", lignes[ligne - 1]))
        depart = max(ligne - 2, 0)
        cites = re.findall(r"« ([^»]+?)(?:\(…\))? »", phrase)
        dedans = [
            (any(c in texte for c in cites), ecrit.startswith(_nu(texte)), len(texte), -rang)
            for rang, texte in enumerate(self.paragraphes[depart:], depart + 1)
            if _nu(texte) and _nu(texte) in ecrit
        ]
        if not dedans:
            return Defaut(phrase, self.nom, max(ligne - 1, 1))
        rang = -max(dedans)[-1]
        return Defaut(phrase, self.nom, rang, _court(self.paragraphes[rang - 1]))


def _texte(paragraphe: Any) -> str:
    return "".join(t.text or "" for t in paragraphe.iter(qn("w:t")))


def _nu(texte: str) -> str:
    """Letters to compare a paragraph with its line: tags without the word that says what they remove."""
    texte = re.sub(r"(\{%|\{#)-?\s*(?:tr|tc|p|r)\s", r"\1 ", texte)
    for avant, apres in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        texte = texte.replace(avant, apres)
    return re.sub(r"\s+|-(?=%\})|(?<=\{%)-", "", texte)


def _court(texte: str) -> str:
    texte = " ".join(texte.split())
    return texte if len(texte) <= TEXTE_MONTRE else texte[: TEXTE_MONTRE - 1] + "…"


def _inconnus(arbre: nodes.Template, connues: Collection[str]) -> set[tuple[int, str]]:
    """(line, name) of what is asked for and that nobody gives. What a loop or a `set` names is known everywhere."""
    noms = list(arbre.find_all(nodes.Name))
    donnes = {"loop", *connues, *(n.name for n in noms if n.ctx != "load")}
    return {(n.lineno, n.name) for n in noms if n.name not in donnes and not n.name.startswith("_")}


def _jamais_fermee(source: str, erreur: TemplateSyntaxError) -> int:
    """The line that opens the loop or condition that is never closed; 0 when the fault is another one."""
    if "end of template" not in (erreur.message or ""):
        return 0
    ouvertes: list[int] = []
    for rang, ligne in enumerate(source.splitlines(), start=1):
        for fin in re.findall(r"\{%-?\s*(end)?(?:for|if)\b", ligne):
            if not fin:
                ouvertes.append(rang)
            elif ouvertes:
                ouvertes.pop()
    return ouvertes[-1] if ouvertes else 0


def _ligne_atteinte(erreur: BaseException) -> int:
    """The line of the template where it stopped, from the trace that Jinja has rewritten."""
    trace, ligne = erreur.__traceback__, 0
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            ligne = trace.tb_lineno
        trace = trace.tb_next
    return ligne


def _dans_l_enfant() -> None:
    """Read the request, answer in JSON; time, memory and the size of written files are limited by the system."""
    try:
        import resource
    except ImportError:  # a system without these limits: the parent still counts the seconds
        pass
    else:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDES_DE_CALCUL, SECONDES_DE_CALCUL))
        resource.setrlimit(resource.RLIMIT_AS, (OCTETS_DE_MEMOIRE, OCTETS_DE_MEMOIRE))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from django.conf import settings

    settings.configure(USE_TZ=True, TIME_ZONE="Europe/Paris", USE_I18N=False)
    modele, connues, exemple = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    sys.stdout.write(json.dumps([asdict(defaut) for defaut in defauts_de(modele, connues, exemple)]))


if __name__ == "__main__":
    _dans_l_enfant()
