"""The drawings of the house: one line, 24 × 24, always beside a word (never the only bearer of meaning)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONES: dict[str, str] = {
    "main": '<path d="M8 12V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6.5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 7-6 7'
    '-3 0-4.600-1.600-6-4.200l-1.700-3.200a1.500 1.500 0 0 1 2.600-1.500L8 14"/>',
    "coche": '<path d="m5 12.500 4.500 4.500L19 7.500"/>',
    "manque": '<path d="M12 3.500 21.500 20h-19zM12 10v4.500M12 17.200v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.500v.1"/>',
    "erreur": '<path d="M8.300 3h7.400L21 8.300v7.400L15.700 21H8.300L3 15.700V8.300zM12 7.500v5.500M12 16.200v.1"/>',
    "chemin": '<path d="M6 20c0-4 12-4 12-8S6 8 6 4"/><circle cx="6" cy="20" r="1.500"/><circle cx="6" cy="4" r="1.500"/>',
    "groupe": '<circle cx="9" cy="8" r="3.500"/><path d="M2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.800a3.500 3.500 0 0 1 0 6.400'
    'M18 14.500c2 .8 3.200 2.700 3.500 5.500"/>',
    "famille": '<path d="M3.500 11.500 12 4l8.500 7.500M6 10v10h12V10"/><path d="M10 20v-5h4v5"/>',
    "relation": '<circle cx="6.500" cy="12" r="3.500"/><circle cx="17.500" cy="12" r="3.500"/><path d="M10 12h4"/>',
    "contrat": '<path d="M6 3h8.500L19 7.500V21H6zM14 3v5h5M9 12.500h7M9 16.500h4"/>',
    "relais": '<path d="M4 6h16v14H4zM4 10.500h16M8 3.500V8M16 3.500V8M8.500 15h.1M12 15h.1M15.500 15h.1"/>',
    "mediation": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-2.500 6.500h5zM19 7l-2.500 6.500h5z"/>',
    "message": '<path d="M3.500 5.500h17v12h-10L6 21v-3.500H3.500z"/>',
    "pilotage": '<path d="M4 20h16M6.500 20v-6M12 20V9M17.500 20V4.500"/>',
    "reglages": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "importer": '<path d="M12 3.500V15M7.500 10.500 12 15l4.500-4.500M4 19.500h16"/>',
    "aide": '<circle cx="12" cy="12" r="9"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.800v.1"/>',
    "telephone": '<path d="M5 4h4l1.500 4.500L8 10.500c1 2.500 3 4.500 5.500 5.500l2-2.500L20 15v4c0 .8-.6 1.300-1.400 1.200C10.800 19.400 4.600 13.200'
    ' 3.800 5.400 3.700 4.600 4.200 4 5 4z"/>',
    "recherche": '<circle cx="10.500" cy="10.500" r="6"/><path d="m15 15 5.500 5.500"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "suite": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "retour": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "document": '<path d="M6 3h8.500L19 7.500V21H6zM14 3v5h5"/>',
    "imprimer": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "ecouter": '<path d="M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a7.500 7.500 0 0 1 0 11"/>',
    "cadenas": '<path d="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2"/>',
    "quitter": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "personne": '<circle cx="12" cy="8" r="4"/><path d="M4.500 20.500c.6-4.200 3.400-6.500 7.500-6.500s6.900 2.300 7.500 6.500"/>',
    "horloge": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.500l3.500 2"/>',
    "echange": '<path d="M4 8.500h15M15 4.500l4 4-4 4M20 15.500H5M9 11.500l-4 4 4 4"/>',
}


def icone(nom: str) -> SafeString:
    """The inline SVG of a drawing, hidden from screen readers. Raises ``KeyError`` for an unknown name."""
    return format_html(
        '<svg class="icone" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONES[nom]),  # noqa: S308 — our own drawings
    )
