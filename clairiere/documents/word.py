"""Word templates that staff edit: checked when they are received, filled when a paper is made."""

import difflib
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateAssertionError
from lxml import etree

from clairiere.documents.controle_word import verifier_fichier
from clairiere.documents.langage import Langage, ModeleRefuse

PIEDS_DE_PAGE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The control characters that XML forbids; a tab and a new line are kept (Word shows them).
INTERDITS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

langage_word = Langage()


def rendre_docx(modele: bytes, donnees: dict[str, Any]) -> bytes:
    """Fill `modele` (a .docx) with `donnees`. Raises ModeleRefuse with one French sentence.

    Filters at hand: euros, nombre, heures (Decimal: hours; int: minutes), date_longue, date_courte, telephone, …
    """
    gabarit = ouvrir(modele)
    inconnues = sorted(_variables(gabarit) - set(donnees))
    if inconnues:
        raise ModeleRefuse(phrase_inconnue(inconnues[0], donnees))
    with _en_francais(gabarit):
        gabarit.render(nettoyer(donnees), jinja_env=langage_word, autoescape=True)
    sortie = io.BytesIO()
    gabarit.save(sortie)
    return sortie.getvalue()


def variables_du_modele(modele: bytes) -> set[str]:
    """The names a template asks for, in its text, headers, footers and footnotes. Raises ModeleRefuse."""
    return _variables(ouvrir(modele))


def verifier_modele(
    modele: bytes, variables_connues: Iterable[str], exemple: dict[str, Any] | None = None
) -> list[str]:
    """All that is wrong with a template, one French sentence each; empty when it can be used.

    With `exemple` (a full set of data) the template is also filled once: this finds unknown fields inside a list.
    """
    try:
        connues = list(variables_connues)
        ennuis = [phrase_inconnue(nom, connues) for nom in sorted(variables_du_modele(modele) - set(connues))]
        if exemple is not None and not ennuis:
            rendre_docx(modele, exemple)
    except ModeleRefuse as refus:
        return [refus.phrase]
    return ennuis


class GabaritWord(DocxTemplate):
    """docxtpl without its two silent repairs: broken XML is refused; the file's properties are left as they are."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """A title holding « & » would come out as « &amp; »: properties are not filled."""

    def zones(self) -> Iterator[tuple[str, str]]:
        """(name in French, raw XML) of the text, then of each header, footer and set of footnotes."""
        yield _("le texte"), self.xml_to_string(self.get_docx()._element.body)
        for relation, nom in ((self.HEADER_URI, _("l’en-tête")), (self.FOOTER_URI, _("le pied de page"))):
            yield from ((nom, self.get_part_xml(partie)) for _cle, partie in self.get_headers_footers(relation))
        for partie in self.docx.part.package.parts:
            if partie.content_type == PIEDS_DE_PAGE:
                yield _("une note"), partie.blob.decode()

    def sources(self) -> Iterator[str]:
        """The XML of each part, as Jinja will read it (one line per paragraph)."""
        for _nom, brut in self.zones():
            nue = re.search(r"\{\{(?:r|p|tr|tc)\s[^}]*\}\}", re.sub(r"<[^>]+>", "", brut))
            if nue:  # docxtpl would write the value outside any run: Word shows nothing
                raise ModeleRefuse(_("La balise « %(b)s » n’est pas permise. Écrivez « {{ nom }} ».") % {"b": nue[0]})
            yield re.sub(r"<w:p([ >])", r"\n<w:p\1", self.patch_xml(brut))


def ouvrir(modele: bytes) -> GabaritWord:
    verifier_fichier(modele)
    gabarit = GabaritWord(io.BytesIO(modele))
    try:
        gabarit.init_docx()
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as erreur:
        raise ModeleRefuse(
            _("Ce fichier Word est abîmé. Ouvrez-le dans Word, puis enregistrez-le de nouveau.")
        ) from erreur
    return gabarit


def _variables(gabarit: GabaritWord) -> set[str]:
    noms: set[str] = set()
    for source in gabarit.sources():
        with _en_francais(gabarit, source):
            noms |= meta.find_undeclared_variables(langage_word.parse(source))
            langage_word.from_string(source)
    return noms


class _en_francais:
    """Turns what Jinja and lxml raise into ModeleRefuse, with the paragraph where it happened."""

    def __init__(self, gabarit: GabaritWord, source: str = "") -> None:
        self.gabarit = gabarit
        self.source = source

    def __enter__(self) -> None:
        return None

    def __exit__(self, genre: Any, erreur: BaseException | None, _trace: Any) -> None:
        phrase = dire_erreur(erreur, self._passage(erreur) if isinstance(erreur, TemplateError) else "")
        if phrase:
            raise ModeleRefuse(phrase) from erreur

    def _passage(self, erreur: TemplateError) -> str:
        ligne = getattr(erreur, "lineno", None)
        lignes = self.source.splitlines() or [""]
        if not ligne or ligne > len(lignes):
            return ""
        texte = " ".join(re.sub(r"<[^>]+>", "", lignes[ligne - 1]).split())
        return texte if len(texte) <= 160 else texte[:159] + "…"


def dire_erreur(erreur: BaseException | None, passage: str = "") -> str:
    """What Jinja or lxml raised, as a French sentence; empty for what does not come from the template."""
    if isinstance(erreur, etree.XMLSyntaxError):
        return _("Une balise du modèle coupe un paragraphe ou un tableau. Mettez « {%p … %} » seul sur sa ligne.")
    if isinstance(erreur, (TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)):
        return _("Un calcul du modèle ne convient pas à ses valeurs. Vérifiez les nombres et les noms.")
    return _expliquer(erreur, passage) if isinstance(erreur, TemplateError) else ""


def _expliquer(erreur: TemplateError, passage: str) -> str:
    lieu = _(" Passage : « %(p)s ».") % {"p": passage} if passage else ""
    message = erreur.message or ""
    if isinstance(erreur, TemplateAssertionError):
        filtre = re.search(r"No (?:filter|test) named '([^']+)'", message)
        if filtre:
            return _phrase_filtre(filtre[1], langage_word.filters) + lieu
    if isinstance(erreur, TemplateSyntaxError):
        if "end of template" in message or "missing endraw" in message.lower():
            return (
                _("Une boucle ou une condition n’est pas fermée. Ajoutez « {%% endfor %%} » ou « {%% endif %%} ».") % {}
                + lieu
            )
        return _("Une balise est mal écrite. Vérifiez les accolades et le mot qui suit « {%% ».") % {} + lieu
    if isinstance(erreur, UndefinedError):
        noms = re.findall(r"'([^']+)'", message)
        return _("Le modèle demande « %(n)s », qui n’existe pas. Corrigez ce nom.") % {
            "n": noms[-1] if noms else message
        }
    if isinstance(erreur, SecurityError):
        return _("Le modèle demande une information interne du logiciel. Retirez cette balise.")
    return _("Le modèle ne peut pas être lu.") + lieu


def filtres_inconnus(arbre: nodes.Template) -> Iterator[tuple[int, str]]:
    """(line, sentence) of each filter and test that the small language does not have."""
    for noeud in arbre.find_all((nodes.Filter, nodes.Test)):
        connus = langage_word.filters if isinstance(noeud, nodes.Filter) else langage_word.tests
        if noeud.name not in connus:
            yield noeud.lineno, _phrase_filtre(noeud.name, connus)


def _phrase_filtre(nom: str, connus: Iterable[str]) -> str:
    proche = _proche(nom, [connu for connu in connus if not connu.startswith("_")])
    return _("Le filtre « %(f)s » n’existe pas%(proche)s.") % {"f": nom, "proche": proche}


def phrase_inconnue(nom: str, connues: Iterable[str]) -> str:
    return _("Le modèle demande « %(nom)s », que le logiciel ne connaît pas%(proche)s.") % {
        "nom": nom,
        "proche": _proche(nom, list(connues)),
    }


def _proche(nom: str, connus: list[str]) -> str:
    proches = difflib.get_close_matches(nom, connus, n=1, cutoff=0.5)
    return _(". Le nom le plus proche est « %(n)s »") % {"n": proches[0]} if proches else ""


def nettoyer(valeur: Any) -> Any:
    """The same data without the characters that XML forbids, in every text at every depth."""
    if isinstance(valeur, str):
        return INTERDITS.sub("", valeur.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(valeur, dict):
        return {cle: nettoyer(v) for cle, v in valeur.items()}
    if isinstance(valeur, (list, tuple)):
        return [nettoyer(v) for v in valeur]
    return valeur
