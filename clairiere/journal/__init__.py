"""`journal.noter(…)` writes one entry; `journal.historique(objet, acteur)` reads them."""

from typing import Any


def noter(*args: Any, **kwargs: Any) -> Any:
    """Write one entry: see `clairiere.journal.ecriture.noter`."""
    from clairiere.journal.ecriture import noter as ecrire  # noqa: PLC0415 (models load after this package)

    return ecrire(*args, **kwargs)


def historique(*args: Any, **kwargs: Any) -> Any:
    """Read entries: see `clairiere.journal.lecture.historique`."""
    from clairiere.journal.lecture import historique as lire  # noqa: PLC0415

    return lire(*args, **kwargs)
