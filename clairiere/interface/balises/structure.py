"""Cards, alerts, labels, empty states, tiles, lists: what holds the words of a page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.messages import constants as niveaux
from django.core.paginator import Page
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from clairiere.interface import icones, navigation
from clairiere.interface.balises.registre import dessiner, register

TONS = ("neutre", "info", "a_faire", "manque", "fait", "erreur")
ICONE_DU_TON = {
    "neutre": "",
    "info": "info",
    "a_faire": "main",
    "manque": "manque",
    "fait": "coche",
    "erreur": "erreur",
}
ICONE_DE_L_ETIQUETTE = {**ICONE_DU_TON, "info": ""}
MOT_DU_TON = {"a_faire": _("À faire"), "manque": _("Il manque"), "fait": _("Fait"), "erreur": _("À corriger")}
TON_DU_NIVEAU = {
    niveaux.DEBUG: "neutre",
    niveaux.INFO: "info",
    niveaux.SUCCESS: "fait",
    niveaux.WARNING: "a_faire",
    niveaux.ERROR: "erreur",
}


def verifier_ton(ton: str) -> str:
    """Return the tone; raises ``ValueError`` for an unknown one, so that a slip shows in tests."""
    if ton not in TONS:
        raise ValueError(f"unknown tone {ton!r}: {', '.join(TONS)}")
    return ton


@register.simple_tag
def icone(nom: str) -> SafeString:
    """``{% icone "main" %}``: an inline drawing, always beside a word. Names: ``clairiere.interface.icones``."""
    return icones.icone(nom)


@register.simple_block_tag
def capter(content: str) -> SafeString:
    """``{% capter as nom %}…{% endcapter %}``: keep a rendered piece (stripped) in a variable, to pass it to a tag."""
    return mark_safe(content.strip())  # noqa: S308 — already rendered and escaped


@register.simple_tag(takes_context=True)
def bouton(
    context: Context,
    libelle: str,
    url: str = "",
    ton: str = "secondaire",
    icone: str = "",
    methode: str = "get",
    large: bool = False,
    nom: str = "",
    valeur: str = "",
    **champs: Any,
) -> SafeString:
    """A button, or a link that looks like one.

    ``{% bouton "Voir la fiche" url=adresse %}`` is a link; ``methode="post"`` makes a small form with its CSRF token,
    where each further argument is a hidden field (``{% bouton "Relancer" url=u methode="post" attendu="recue" %}``);
    without ``url`` it is the submit button of the form around it (``nom`` and ``valeur`` for its name and value).
    ``ton``: principal (one per page), secondaire, danger, discret. ``icone``: a name of ``icones``. ``large``: for
    public pages. Raises ``ValueError`` for hidden fields on a link.
    """
    if champs and methode != "post":
        raise ValueError(f"hidden fields need methode='post': {', '.join(champs)}")
    valeurs = {
        "libelle": libelle,
        "url": url,
        "ton": ton,
        "icone": icone,
        "poste": methode == "post",
        "large": large,
        "nom": nom,
        "valeur": valeur,
        "champs": champs,
    }
    return dessiner(context, "bouton", valeurs)


@register.simple_block_tag(takes_context=True)
def carte(
    context: Context, content: str, titre: str = "", niveau: int = 2, ton: str = "", icone: str = "", id: str = ""
) -> SafeString:
    """``{% carte titre="Coordonnées" %}…{% endcarte %}``: a sheet with a heading (``niveau`` 2 to 4).

    ``ton`` (info, a_faire, manque, fait, erreur) tints it; ``icone`` stands before the heading.
    """
    if ton:
        verifier_ton(ton)
    valeurs = {"contenu": content, "titre": titre, "niveau": niveau, "ton": ton, "icone": icone, "id": id}
    return dessiner(context, "carte", valeurs)


@register.simple_block_tag(takes_context=True)
def alerte(context: Context, content: str, ton: str = "info", titre: str = "", role: str = "") -> SafeString:
    """``{% alerte ton="manque" titre="Il manque une pièce" %}…{% endalerte %}``.

    The tone brings its icon and, when there is no ``titre``, its word for screen readers. ``role="status"`` announces
    what has just happened.
    """
    valeurs = {
        "contenu": mark_safe(content.strip()),  # noqa: S308 — already rendered
        "ton": verifier_ton(ton),
        "titre": titre,
        "role": role,
        "icone": ICONE_DU_TON[ton],
        "mot": MOT_DU_TON.get(ton, ""),
    }
    return dessiner(context, "alerte", valeurs)


@register.filter
def ton_du_message(niveau: int) -> str:
    """The tone of a Django message from its level."""
    return TON_DU_NIVEAU.get(niveau, "info")


@register.simple_tag(takes_context=True)
def etiquette(context: Context, texte: str, ton: str = "neutre") -> SafeString:
    """``{% etiquette "En formation" ton="info" %}``: a state in words. a_faire adds a hand, fait a tick."""
    return dessiner(
        context, "etiquette", {"texte": texte, "ton": verifier_ton(ton), "icone": ICONE_DE_L_ETIQUETTE[ton]}
    )


@register.simple_block_tag(takes_context=True)
def vide(
    context: Context, content: str, titre: str, icone: str = "chemin", lien: str = "", libelle_lien: str = ""
) -> SafeString:
    """An empty list that teaches: ``{% vide titre="Aucune demande" lien=u libelle_lien="Noter" %}…{% endvide %}``."""
    valeurs = {
        "contenu": mark_safe(content.strip()),  # noqa: S308 — already rendered
        "titre": titre,
        "icone": icone,
        "lien": lien,
        "libelle_lien": libelle_lien,
    }
    return dessiner(context, "vide", valeurs)


@register.simple_block_tag(takes_context=True)
def tableau(context: Context, content: str, legende: str = "", legende_cachee: bool = False) -> SafeString:
    """``{% tableau legende="Stagiaires" %}<thead>…</thead><tbody>…</tbody>{% endtableau %}``.

    Under 700 px each row becomes a card: the first cell is ``<th scope="row">``, each ``<td>`` carries ``data-label``
    (« Téléphone »); figures carry ``class="nombre"``. ``legende_cachee`` keeps the caption for screen readers.
    """
    return dessiner(context, "tableau", {"contenu": content, "legende": legende, "cachee": legende_cachee})


@register.simple_block_tag(takes_context=True)
def fiche(context: Context, content: str) -> SafeString:
    """``{% fiche %}{% ligne "Téléphone" numero %}…{% endfiche %}``: labels and values of an identity sheet."""
    return dessiner(context, "fiche", {"contenu": content})


@register.simple_tag(takes_context=True)
def ligne(context: Context, libelle: str, valeur: Any, absent: str = "") -> SafeString:
    """One line of a ``fiche``; an empty value reads « Non renseigné » (or ``absent``)."""
    return dessiner(context, "ligne", {"libelle": libelle, "valeur": valeur, "absent": absent or _("Non renseigné")})


@register.simple_tag(takes_context=True)
def obstacles(context: Context, liste: Iterable[Any], titre: str = "", niveau: int = 0) -> SafeString:
    """The clay panel « Il manque… »; nothing when empty.

    ``liste``: objects with ``.phrase``, ``.qui``, ``.lien_url``, ``.libelle_lien``.
    ``titre="-"``: no heading (it stands just above).
    """
    return dessiner(context, "obstacles", {"obstacles": list(liste), "titre": titre, "niveau": niveau})


@register.simple_tag(takes_context=True)
def a_faire(context: Context, taches: Iterable[Any]) -> SafeString:
    """The list « À faire » of a home: objects or dicts with ``titre`` (verb first), ``detail``, ``url``, ``ton``."""
    liste = [
        {"titre": _lire(t, "titre"), "detail": _lire(t, "detail"), "url": _lire(t, "url"), **_marque(t)} for t in taches
    ]
    return dessiner(context, "a_faire", {"taches": liste})


def _marque(tache: Any) -> dict[str, str]:
    ton = verifier_ton(_lire(tache, "ton") or "a_faire")
    return {"ton": ton, "icone": ICONE_DU_TON[ton] or "main"}


def _lire(objet: Any, nom: str) -> Any:
    return objet.get(nom, "") if isinstance(objet, dict) else getattr(objet, nom, "")


@register.simple_tag(takes_context=True)
def tuile(context: Context, libelle: str, url: str, icone: str, detail: str = "") -> SafeString:
    """A large tile of a person's home, inside ``<div class="tuiles">``."""
    return dessiner(context, "tuile", {"libelle": libelle, "url": url, "icone": icone, "detail": detail})


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page, mots: str = "résultat,résultats") -> SafeString:
    """« 41 à 60 sur 132 stagiaires », previous, next; keeps the filters of the address. ``mots``: singular,plural."""
    return dessiner(context, "pagination", {"page": page, "mots": mots, "numeros": _numeros(page)})


def _numeros(page: Page) -> list[int | None]:
    """Page numbers to show; None stands for « … »."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [numero if isinstance(numero, int) else None for numero in pages]


@register.simple_tag(takes_context=True)
def onglets(context: Context, liens: Iterable[Any], nom: str) -> SafeString:
    """Tabs that are links (views of one list).

    Each has ``libelle``, ``url``, ``ici`` (bool), ``compte`` (int or None). ``nom`` names the group.
    """
    liste = [{cle: _lire(lien, cle) for cle in ("libelle", "url", "ici", "compte")} for lien in liens]
    return dessiner(context, "onglets", {"liens": liste, "nom": nom})


@register.simple_tag(takes_context=True)
def avancement(context: Context, fait: int, total: int, titre: str, finie: bool = False) -> SafeString:
    """Work under way in the background: « 120 sur 300 » and a bar; the page asks again each second until it is over.

    The page that ends the work answers with the header ``HX-Refresh: true`` so that the whole of it is drawn again.
    """
    return dessiner(context, "avancement", {"fait": fait, "total": total, "titre": titre, "finie": finie})


@register.simple_tag(takes_context=True)
def ecouter(context: Context, cible: str = "contenu", libelle: str = "") -> SafeString:
    """A button that reads aloud the element of this id; it stays hidden where the telephone has no voice."""
    return dessiner(context, "ecouter", {"cible": cible, "libelle": libelle or _("Écouter cette page")})


@register.simple_tag
def ranger_possibles(possibles: Iterable[Any]) -> dict[str, Any]:
    """Sort the moves of a machine for the screen: the primary one, the other open ones, the closed ones.

    The primary one is the open one whose tone is « principal ». When the machine has one here but it is closed, nothing
    takes its place: its reasons do. When it has none, the first open one that is not « danger » is primary.
    """
    liste = list(possibles)
    ouverts = [p for p in liste if p.ouvert]
    principal = next((p for p in ouverts if p.ton == "principal"), None)
    if principal is None and not any(p.ton == "principal" for p in liste):
        principal = next((p for p in ouverts if p.ton != "danger"), None)
    return {
        "principal": principal,
        "ton_principal": principal.ton if principal else "",
        "autres": [
            {"possible": p, "ton": "secondaire" if p.ton == "principal" else p.ton}
            for p in ouverts
            if p is not principal
        ],
        "fermes": [p for p in liste if not p.ouvert],
    }


@register.simple_tag(takes_context=True)
def recherche(context: Context) -> str:
    """``{% recherche as url %}``: the address of the search field of the rail, empty when the reader has none."""
    return navigation.recherche(context.get("acteur"))
