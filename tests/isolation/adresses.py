"""Every address of the site, read from the URL configuration."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from clairiere.flux.registre import MACHINES

# Written by libraries, with their own gates.
D_AILLEURS = ("account_", "mfa_", "reauthenticate", "socialaccount_")


@dataclass(frozen=True)
class Adresse:
    """One route: `nom` is `app:vue`, `parametres` the names in its path."""

    nom: str
    vue: object
    parametres: tuple[str, ...]

    @property
    def droit(self):
        """The right on the view, None when nobody wrote one."""
        return getattr(self.vue, "droit", None)


def toutes():
    """All routes but those of libraries."""
    return [a for a in _lire(get_resolver(), (), ()) if not a.nom.startswith(D_AILLEURS)]


def _lire(resolveur, espaces, parametres):
    for motif in resolveur.url_patterns:
        noms = parametres + tuple(motif.pattern.converters)
        if isinstance(motif, URLResolver):
            suite = espaces + ((motif.namespace,) if motif.namespace else ())
            yield from _lire(motif, suite, noms)
        elif isinstance(motif, URLPattern):
            yield Adresse(":".join((*espaces, motif.name or "?")), motif.callback, noms)


def du_centre():
    """Routes that name a centre."""
    return [a for a in toutes() if "centre" in a.parametres]


def machines():
    """Every move of every machine."""
    return [(nom, mouvement) for nom, i in MACHINES.items() for mouvement in i.modele.mouvements()]
