"""The drawings of the house: one line, 24 × 24, always beside a word (never the only bearer of meaning)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONES: dict[str, str] = {
    "main": '<path d="M8 12V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6.5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 7-6 7'
    '-3 0-4.6-1.6-6-4.2l-1.7-3.2a1.5 1.5 0 0 1 2.6-1.5L8 14"/>',
    "langue": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9'
    'c-3-3-3.5-6-3.5-9S9 6 12 3z"/>',
    "oeil": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "coche": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "manque": '<path d="M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "erreur": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.5M12 16.2v.1"/>',
    "chemin": '<path d="M6 20c0-4 12-4 12-8S6 8 6 4"/><circle cx="6" cy="20" r="1.5"/><circle cx="6" cy="4" r="1.5"/>',
    "groupe": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4'
    'M18 14.5c2 .8 3.2 2.7 3.5 5.5"/>',
    "famille": '<path d="M3.5 11.5 12 4l8.5 7.5M6 10v10h12V10"/><path d="M10 20v-5h4v5"/>',
    "relation": '<circle cx="6.5" cy="12" r="3.5"/><circle cx="17.5" cy="12" r="3.5"/><path d="M10 12h4"/>',
    "contrat": '<path d="M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12.5h7M9 16.5h4"/>',
    "relais": '<path d="M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8M8.5 15h.1M12 15h.1M15.5 15h.1"/>',
    "mediation": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-2.5 6.5h5zM19 7l-2.5 6.5h5z"/>',
    "message": '<path d="M3.5 5.5h17v12h-10L6 21v-3.5H3.5z"/>',
    "pilotage": '<path d="M4 20h16M6.5 20v-6M12 20V9M17.5 20V4.5"/>',
    "reglages": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "importer": '<path d="M12 3.5V15M7.5 10.5 12 15l4.5-4.5M4 19.5h16"/>',
    "aide": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8v.1"/>',
    "telephone": '<path d="M5 4h4l1.5 4.5L8 10.5c1 2.5 3 4.5 5.5 5.5l2-2.5L20 15v4c0 .8-.6 1.3-1.4 1.2'
    'C10.8 19.4 4.6 13.2 3.8 5.4 3.7 4.6 4.2 4 5 4z"/>',
    "recherche": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "suite": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "retour": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "document": '<path d="M6 3h8.5L19 7.5V21H6zM14 3v5h5"/>',
    "imprimer": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "ecouter": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11"/>',
    "cadenas": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2"/>',
    "quitter": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "personne": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4.2 3.4-6.5 7.5-6.5s6.9 2.3 7.5 6.5"/>',
    "horloge": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "echange": '<path d="M4 8.5h15M15 4.5l4 4-4 4M20 15.5H5M9 11.5l-4 4 4 4"/>',
    "lever": '<path d="M3 19h18M6.5 19a5.5 5.5 0 0 1 11 0M12 4v5.5M9 7l3-3 3 3M4 11.5l2 1.5M20 11.5l-2 1.5"/>',
    "nuit": '<path d="M19.5 14.5A8 8 0 1 1 10 4a6.5 6.5 0 0 0 9.5 10.5zM17 4v4M15 6h4"/>',
    "bus": '<path d="M5 5h14v11H5zM5 11h14M8 16v2.5M16 16v2.5M8.5 13.5h.1M15.5 13.5h.1M3 8v3M21 8v3"/>',
    "enfants": '<circle cx="8" cy="7" r="2.5"/><circle cx="16.5" cy="10" r="2"/><path d="M8 9.5V15M5 12h6M8 15l-2 5'
    'M8 15l2 5M16.5 12v4.5M14.5 14h4M16.5 16.5 15 20M16.5 16.5 18 20"/>',
    "couche": '<path d="M3.5 6h17v3c-4 0-5.5 3.5-5.5 8H9c0-4.5-1.5-8-5.5-8zM6 6v2M18 6v2"/>',
    "repas": '<path d="M4 12h16a8 8 0 0 1-16 0zM8 8.5c0-1.5 1-1.5 1-3M12 8.5c0-1.5 1-1.5 1-3M16 8.5c0-1.5 1-1.5 1-3"/>',
    "linge": '<path d="M5 3.5h14v17H5zM5 7.5h14M8 5.5h.1M10.5 5.5h.1"/><circle cx="12" cy="14" r="4"/>'
    '<path d="M9 14c1.5-1 2 .8 3 0s1.5-.8 3 0"/>',
    "pluie": '<path d="M12 4a7.5 7.5 0 0 1 7.5 7.5h-15A7.5 7.5 0 0 1 12 4zM12 3v1M12 11.5V18a2 2 0 0 1-4 0'
    'M5 15l-.8 2M18.5 15l-.8 2M21 17l-.8 2"/>',
}


# These point somewhere: turned round on a page that is read from right to left.
AVEC_UN_SENS = frozenset({"retour", "suite", "quitter", "ecouter"})


def icone(nom: str) -> SafeString:
    """The inline SVG of a drawing, hidden from screen readers. Raises ``KeyError`` for an unknown name."""
    return format_html(
        '<svg class="icone"{} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(" data-sens") if nom in AVEC_UN_SENS else "",
        mark_safe(ICONES[nom]),  # noqa: S308 — our own drawings
    )
