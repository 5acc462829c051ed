"""What a PDF brought by anyone says of itself: its signature, and the words of its first page.

`controler` runs `constater` in a child with a limit of time and memory: a file made to keep a reader busy, or to fill
the memory once unpacked, costs some seconds of a child and nothing of the site.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

SECONDES_MAX = 20
SECONDES_DE_CALCUL = 10
OCTETS_DE_MEMOIRE = 1_500_000_000
OCTETS_AU_PLUS = 5 * 1024 * 1024
TEXTE_AU_PLUS = 20_000
RACINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Constat:
    """The verdict on the signature (see `signature.Verdict`) with the moment as ISO text, and the words of page one."""

    etat: str
    signataire: str = ""
    emetteur: str = ""
    lieu: str = ""
    motif: str = ""
    le: str = ""
    texte: str = ""


def controler(pdf: bytes, pem: str) -> Constat:
    """Look at a file of anyone, with the certificates that this installation publishes."""
    demande = json.dumps({"pdf": base64.b64encode(pdf).decode(), "pem": pem}).encode()
    commande = [sys.executable, "-m", "clairiere.documents.controle"]
    try:
        fini = subprocess.run(  # noqa: S603 - our own module, no word of the file in the command
            commande, input=demande, capture_output=True, timeout=SECONDES_MAX, check=True, cwd=RACINE
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Constat("illisible")
    return Constat(**json.loads(fini.stdout))


def constater(pdf: bytes, pem: str) -> Constat:
    """The same, in this process: for a person who checks a file on her own machine."""
    from clairiere.documents.signature import ILLISIBLE, certificats_de, verifier

    verdict = verifier(pdf, certificats_de(pem.encode()) if pem.strip() else [])
    texte = _premiere_page(pdf)
    if texte is None:
        return Constat(ILLISIBLE)
    moment = verdict.le.isoformat() if verdict.le else ""
    return Constat(**{**asdict(verdict), "le": moment}, texte=texte)


def _premiere_page(pdf: bytes) -> str | None:
    """The words of the first page, None when the file is no PDF that can be read."""
    import io
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of a file from anyone is of no use here
    try:
        return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()[:TEXTE_AU_PLUS]
    except Exception:  # noqa: BLE001 - a file from anyone: whatever the reader stumbles on, it is not readable
        return None


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
    demande = json.load(sys.stdin.buffer)
    sys.stdout.write(json.dumps(asdict(constater(base64.b64decode(demande["pdf"]), demande["pem"]))))


if __name__ == "__main__":
    _dans_l_enfant()
