"""The small language staff may write in a Word template: an allow-list, counted and timed.

Jinja's sandbox keeps a template away from Python, not from our time and memory (`'a' * 10**9`, loops in loops). So only
the few constructs a letter needs are let in; every loop, product and text is counted while the page is drawn.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from clairiere.interface import francais

TOURS_MAX = 5_000  # turns of all loops of one document together
TAILLE_MAX = 20_000_000  # characters of the drawn XML
TEXTE_MAX = 200_000  # characters of one computed text
BITS_MAX = 128  # of one computed whole number
SECONDES_MAX = 5.0

PERMIS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr, nodes.Assign),
    *(nodes.Name, nodes.NSRef, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.List, nodes.Tuple, nodes.Keyword),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Filter),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos, nodes.Concat),
)
NOMS_DES_BALISES = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set … endset",
    nodes.Call: "appel avec des parenthèses",
    nodes.Pow: "puissance (**)",
}


class ModeleRefuse(Exception):
    """A Word template cannot be used. `phrase`: why, in plain French; `ligne`: of its source, 0 when unknown."""

    def __init__(self, phrase: str, ligne: int = 0) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.ligne = ligne


class Compteur:
    """What one drawing has spent so far; raises ModeleRefuse past a limit."""

    def __init__(self) -> None:
        self.tours = 0
        self.taille = 0
        self.fin = time.monotonic() + SECONDES_MAX

    def un_tour(self) -> None:
        self.tours += 1
        if self.tours > TOURS_MAX:
            raise ModeleRefuse(_("Une boucle du modèle tourne plus de %(n)s fois. Retirez-la.") % {"n": TOURS_MAX})
        self._heure()

    def ajouter(self, taille: int) -> None:
        self.taille += taille
        if self.taille > TAILLE_MAX:
            raise ModeleRefuse(_("Le modèle produit un document beaucoup trop long. Retirez les boucles inutiles."))
        self._heure()

    def _heure(self) -> None:
        if time.monotonic() > self.fin:
            raise ModeleRefuse(_("Le modèle met trop de temps à se remplir. Retirez les boucles inutiles."))


_compteur: ContextVar[Compteur] = ContextVar("compteur_du_modele")


def _compter(elements: Iterable[Any]) -> Iterator[Any]:
    compteur = _compteur.get()
    for element in elements:
        compteur.un_tour()
        yield element


def _borner(texte: Any) -> Any:
    if isinstance(texte, int) and texte.bit_length() > BITS_MAX:
        raise ModeleRefuse(_("Le modèle calcule un nombre beaucoup trop grand. Vérifiez les calculs."))
    if isinstance(texte, (str, list, tuple)) and len(texte) > TEXTE_MAX:
        raise ModeleRefuse(_("Le modèle fabrique un texte beaucoup trop long. Retirez les répétitions."))
    return texte


def _relier(morceaux: Iterable[Any]) -> Any:
    textes = [morceau if hasattr(morceau, "__html__") else str(presenter(morceau)) for morceau in morceaux]
    if sum(map(len, textes)) > TEXTE_MAX:
        _borner("x" * (TEXTE_MAX + 1))
    return Markup("").join(textes) if any(hasattr(t, "__html__") for t in textes) else "".join(textes)


def _joindre(elements: Iterable[Any], entre: str = "") -> Any:
    liste = list(elements)
    return _relier([part for i, element in enumerate(liste) for part in ((entre, element) if i else (element,))])


def presenter(valeur: Any) -> Any:
    """A bare value as French readers expect it: dates in words, decimals with a comma, oui / non, nothing for None."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, (date, datetime)):
        return date_longue(valeur)
    if isinstance(valeur, (float, Decimal)):
        return francais.nombre(valeur)
    return valeur


def date_longue(moment: date | datetime) -> str:
    """« lundi 30 novembre 2026 »: with its year whatever today is, because the paper is read years later."""
    return francais.date_longue(moment, aujourdhui=date.min)


FILTRES: dict[str, Callable[[Any], str]] = {
    "euros": francais.euros,
    "heures": francais.heures,
    "nombre": francais.nombre,
    "date_longue": date_longue,
    "date_courte": francais.date_courte,
    "telephone": francais.telephone,
    "enumeration": francais.enumeration,
}


def _exigeant(nom: str, fonction: Callable[[Any], str]) -> Callable[[Any], str]:
    """The filter, with a sentence when the value is not of its kind."""

    def filtre(valeur: Any) -> str:
        try:
            return fonction(valeur)
        except (TypeError, ValueError, ArithmeticError, AttributeError) as erreur:
            raise ModeleRefuse(
                _("Le filtre « %(f)s » ne convient pas à la valeur « %(v)s ».") % {"f": nom, "v": presenter(valeur)}
            ) from erreur

    return filtre


class Gabarit(Template):
    """A template that is drawn piece by piece, so that its size and time are watched."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        jeton = _compteur.set(Compteur())
        try:
            morceaux = []
            for morceau in self.generate(*args, **kwargs):
                _compteur.get().ajouter(len(morceau))
                morceaux.append(morceau)
            return "".join(morceaux)
        finally:
            _compteur.reset(jeton)


class Langage(SandboxedEnvironment):
    """Jinja reduced to what a letter needs. Compiled templates are kept by their source (100 ms → 50 ms a document)."""

    template_class = Gabarit
    intercepted_binops = frozenset(["+", "*", "%"])

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=presenter, cache_size=0)
        self.globals.clear()
        gardes = (
            "default",
            "d",
            "upper",
            "lower",
            "capitalize",
            "title",
            "trim",
            "length",
            "count",
            "first",
            "last",
            "round",
            "int",
        )
        self.filters = {nom: self.filters[nom] for nom in gardes} | {
            **{cle: _exigeant(cle, fonction) for cle, fonction in FILTRES.items()},
            "join": _joindre,
            "_compter": _compter,
            "_relier": _relier,
        }
        self._compiles: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        if source not in self._compiles:
            if len(self._compiles) >= 64:
                self._compiles.clear()
            self._compiles[source] = super().from_string(source, *args, **kwargs)
        return self._compiles[source]

    def lire_brut(self, source: str) -> nodes.Template:
        """The tree of a source, nothing checked nor computed. Raises TemplateSyntaxError."""
        return super()._parse(source, None, None)

    def _parse(self, *args: Any, **kwargs: Any) -> nodes.Template:
        """Check first, then count: even listing the names of a tree computes its constants (`2 ** 9999999`)."""
        arbre = super()._parse(*args, **kwargs)
        verifier_arbre(arbre)
        for boucle in list(arbre.find_all(nodes.For)):
            boucle.iter = _filtre(boucle.iter, "_compter", self)
        for parent in [arbre, *arbre.find_all(nodes.Node)]:
            _remplacer_concat(parent, self)
        return arbre

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        textes = [v for v in (left, right) if not isinstance(v, (int, float, Decimal))]
        if operator in "%*" and textes:
            raise ModeleRefuse(_("Le modèle multiplie un texte par un nombre. Vérifiez les calculs."))
        return _borner(super().call_binop(context, operator, left, right))


def verifier_arbre(arbre: nodes.Template) -> None:
    """Raise ModeleRefuse at the first construct that is not of the small language."""
    for refus in violations(arbre):
        raise refus


def violations(arbre: nodes.Template) -> Iterator[ModeleRefuse]:
    """Each construct that is not of the small language, with its line, in the order of the text."""
    trouves = [(noeud.lineno or 0, phrase) for noeud in arbre.find_all(nodes.Node) if (phrase := _interdit(noeud))]
    for ligne, phrase in sorted(trouves, key=lambda trouve: trouve[0]):
        yield ModeleRefuse(phrase, ligne)


def _interdit(noeud: nodes.Node) -> str:
    """Why this construct is not of the small language; empty when it is."""
    if isinstance(noeud, nodes.Call) and isinstance(noeud.node, nodes.Name):
        return _("Le modèle appelle « %(nom)s(…) », qui n’est pas permis ici. Parcourez une liste du logiciel.") % {
            "nom": noeud.node.name
        }
    if not isinstance(noeud, PERMIS):
        nom = NOMS_DES_BALISES.get(type(noeud), type(noeud).__name__)
        return _("Le modèle emploie « %(nom)s », qui n’est pas permis ici. Retirez-le.") % {"nom": nom}
    if isinstance(noeud, nodes.Name) and noeud.name == "self":
        return _("Le modèle emploie « self », qui n’est pas permis ici. Retirez-le.")
    if isinstance(noeud, nodes.For) and noeud.recursive:
        return _("Une boucle du modèle s’appelle elle-même. Retirez le mot « recursive ».")
    if isinstance(noeud, nodes.Filter) and noeud.name.startswith("_"):
        return _("Le filtre « %(nom)s » n’existe pas.") % {"nom": noeud.name}
    cache = _nom_de(noeud)
    if cache.startswith("_"):
        return _("Le modèle demande « %(nom)s ». Un nom qui commence par un trait bas n’est jamais permis.") % {
            "nom": cache
        }
    return ""


def _nom_de(noeud: nodes.Node) -> str:
    if isinstance(noeud, nodes.Getattr):
        return noeud.attr
    if isinstance(noeud, nodes.Getitem) and isinstance(noeud.arg, nodes.Const):
        return str(noeud.arg.value)
    return noeud.name if isinstance(noeud, nodes.Name) else ""


def _filtre(noeud: nodes.Expr, nom: str, environnement: SandboxedEnvironment) -> nodes.Filter:
    filtre = nodes.Filter(noeud, nom, [], [], None, None, lineno=noeud.lineno)
    filtre.set_environment(environnement)
    return filtre


def _remplacer_concat(parent: nodes.Node, environnement: SandboxedEnvironment) -> None:
    for champ, valeur in parent.iter_fields():
        if isinstance(valeur, nodes.Concat):
            liste = nodes.List(valeur.nodes, lineno=valeur.lineno)
            setattr(parent, champ, _filtre(liste, "_relier", environnement))
        elif isinstance(valeur, list):
            for i, element in enumerate(valeur):
                if isinstance(element, nodes.Concat):
                    liste = nodes.List(element.nodes, lineno=element.lineno)
                    valeur[i] = _filtre(liste, "_relier", environnement)
