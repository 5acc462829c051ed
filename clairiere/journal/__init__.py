"""`journal.noter(…)` writes one entry; `journal.historique(objet, acteur)` reads them."""

from typing import Any


def noter(*args: Any, **kwargs: Any) -> Any:
    """Write one entry: see `clairiere.journal.ecriture.noter`."""
    from clairiere.journal.ecriture import noter as ecrire

    return ecrire(*args, **kwargs)


def noter_ensemble(*args: Any, **kwargs: Any) -> Any:
    """Write one entry per row, by the hundred: see `clairiere.journal.ecriture.noter_ensemble`."""
    from clairiere.journal.ecriture import noter_ensemble as ecrire

    return ecrire(*args, **kwargs)


def noter_consultation(*args: Any, **kwargs: Any) -> Any:
    """Remember who opened a file: see `clairiere.journal.ecriture.noter_consultation`."""
    from clairiere.journal.ecriture import noter_consultation as ecrire

    return ecrire(*args, **kwargs)


def historique(*args: Any, **kwargs: Any) -> Any:
    """Read entries: see `clairiere.journal.lecture.historique`."""
    from clairiere.journal.lecture import historique as lire

    return lire(*args, **kwargs)
