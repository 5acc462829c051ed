"""What the environment decides, read once, refused in words when it is wrong.

Variables: `MODE`, `PORT`, `DATABASE_URL`, `REDIS_URL`, `DOSSIER_DONNEES`, `SECRET_KEY`, `HOTES`, `EMAIL_URL`,
`SMS_URL`, `ADRESSE_PUBLIQUE`.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

MODES = ("demo", "production", "test")
PORT_MAXIMUM = 65535
RACINE = Path(__file__).resolve().parent.parent


class EnvironnementInvalide(Exception):
    """A variable of the environment has a value that cannot work; the text is a French sentence for the installer."""


@dataclass(frozen=True)
class Environnement:
    """The environment once checked."""

    mode: str
    port: int
    base: str
    redis: str
    dossier: Path
    cle: str
    hotes: tuple[str, ...]
    email: str
    sms: str
    sms_secret: str
    adresse: str

    @property
    def https(self) -> bool:
        """True when the site is served to the outside, and so over https."""
        return self.mode == "production"


def lire(variables: Mapping[str, str] | None = None) -> Environnement:
    """Read and check the environment.

    Raises:
        EnvironnementInvalide: with one sentence that names the variable, its value and what is expected.
    """
    v = os.environ if variables is None else variables
    # pytest names itself in the environment before anything is imported: its default is the test mode.
    mode = _mode(v.get("MODE") or ("test" if "PYTEST_VERSION" in v else "demo"))
    dossier = _dossier(v.get("DOSSIER_DONNEES", ""), mode)
    return Environnement(
        mode=mode,
        port=_port(v.get("PORT", "8000")),
        base=_base(v.get("DATABASE_URL", ""), dossier, mode),
        redis=_redis(v.get("REDIS_URL", "")),
        dossier=dossier,
        cle=_cle(v.get("SECRET_KEY", ""), dossier, mode),
        hotes=_hotes(v.get("HOTES", ""), mode),
        email=_adresse("EMAIL_URL", v.get("EMAIL_URL", ""), ("smtp", "smtp+tls", "smtp+ssl")),
        sms=_adresse("SMS_URL", v.get("SMS_URL", ""), ("http", "https")),
        sms_secret=v.get("SMS_SECRET", ""),
        adresse=_adresse("ADRESSE_PUBLIQUE", v.get("ADRESSE_PUBLIQUE", ""), ("http", "https")).rstrip("/")
        or f"http://localhost:{v.get('PORT', '8000')}",
    )


def _mode(valeur: str) -> str:
    if valeur not in MODES:
        raise EnvironnementInvalide(f"MODE vaut « {valeur} ». Valeurs possibles : demo, production ou test.")
    return valeur


def _port(valeur: str) -> int:
    if not valeur.isdecimal() or not 1 <= int(valeur) <= PORT_MAXIMUM:
        raise EnvironnementInvalide(f"PORT vaut « {valeur} ». Il faut un nombre entre 1 et {PORT_MAXIMUM}.")
    return int(valeur)


def _dossier(valeur: str, mode: str) -> Path:
    dossier = Path(valeur).expanduser() if valeur else RACINE / "donnees" / mode
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        for nom in ("fichiers", "cles", "statique"):
            (dossier / nom).mkdir(exist_ok=True)
        (dossier / "cles").chmod(0o700)
    except OSError as erreur:
        raise EnvironnementInvalide(
            f"DOSSIER_DONNEES vaut « {dossier} ». Ce dossier ne peut pas être créé ou modifié : {erreur.strerror}."
        ) from erreur
    if not os.access(dossier, os.W_OK):
        raise EnvironnementInvalide(f"DOSSIER_DONNEES vaut « {dossier} ». Ce dossier est en lecture seule.")
    return dossier.resolve()


def _base(valeur: str, dossier: Path, mode: str) -> str:
    if not valeur:
        return f"sqlite:///{dossier / 'clairiere.sqlite3'}"
    schema = urlsplit(valeur).scheme
    if schema not in ("sqlite", "postgres", "postgresql"):
        raise EnvironnementInvalide(
            f"DATABASE_URL commence par « {schema or valeur} ». Il faut sqlite:///chemin ou postgres://nom:secret@hote/base."
        )
    if mode == "production" and valeur == "sqlite://:memory:":
        raise EnvironnementInvalide("DATABASE_URL désigne une base en mémoire : tout serait perdu à l’arrêt.")
    return valeur


def _redis(valeur: str) -> str:
    if valeur and urlsplit(valeur).scheme not in ("redis", "rediss", "unix"):
        raise EnvironnementInvalide(
            f"REDIS_URL commence par « {urlsplit(valeur).scheme or valeur[:20]} ». Il faut une adresse comme redis://hote:6379/0."
        )
    return valeur


def _adresse(nom: str, valeur: str, schemas: tuple[str, ...]) -> str:
    if valeur and urlsplit(valeur).scheme not in schemas:
        attendu = " ou ".join(f"{s}://…" for s in schemas)
        debut = urlsplit(valeur).scheme or valeur[:20]  # never the whole value: it may hold a password
        raise EnvironnementInvalide(f"{nom} commence par « {debut} ». Il faut une adresse de la forme {attendu}.")
    return valeur


def _hotes(valeur: str, mode: str) -> tuple[str, ...]:
    hotes = tuple(h.strip() for h in valeur.split(",") if h.strip())
    if hotes:
        return hotes
    if mode == "production":
        return ("localhost", "127.0.0.1", "[::1]")
    return ("*",) if mode == "demo" else ("localhost", "127.0.0.1", "testserver", "[::1]")


def _cle(valeur: str, dossier: Path, mode: str) -> str:
    """The secret key: given, or made once and kept in the data folder."""
    if valeur:
        if mode == "production" and len(valeur) < 50:
            raise EnvironnementInvalide("SECRET_KEY est trop courte : il faut au moins 50 caractères.")
        return valeur
    return secret_garde(dossier / "cles" / "secret.cle", lambda: secrets.token_urlsafe(64))


def secret_garde(chemin: Path, fabriquer) -> str:  # type: ignore[no-untyped-def]
    """Read a secret kept in a file; made once, for its owner only, even by two processes that start together."""
    try:
        descripteur = os.open(chemin, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        texte = chemin.read_text().strip()
        if texte:
            return texte
        descripteur = os.open(chemin, os.O_WRONLY | os.O_TRUNC, 0o600)
    secret = str(fabriquer())
    with os.fdopen(descripteur, "w") as fichier:
        fichier.write(secret)
    return secret
