"""The files of several certificates: one archive to keep, one file to print."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.utils.text import slugify

from clairiere.documents.models import FichierDocument
from clairiere.documents.reunion_pdf import reunir
from parcours.models import Certificat

EN_MEMOIRE = 8 * 1024 * 1024


def fichiers(certificats: Iterable[Certificat]) -> Iterator[tuple[Certificat, bytes]]:
    """Each certificate with its signed file, in the order given; one whose file is lost is left out (two queries)."""
    liste = list(certificats)
    cles = [c.document_id for c in liste if c.document_id]
    par_document = {f.document_id: f for f in FichierDocument.objects.filter(document__in=cles, format="pdf")}
    for certificat in liste:
        fichier = par_document.get(certificat.document_id)
        if fichier is None:
            continue
        try:
            with fichier.contenu.open("rb") as ouvert:
                yield certificat, ouvert.read()
        except FileNotFoundError:  # the row without its file: a restored backup, say
            continue


def a_imprimer(certificats: Iterable[Certificat], session: Any) -> bytes:
    """One file, a page each, in the order given."""
    return reunir((pdf for _certificat, pdf in fichiers(certificats)), titre=f"Certificats, {session}")


def archive(certificats: Iterable[Certificat]) -> IO[bytes]:
    """A ZIP of the signed files, on the disk when it is large; its names say who and which."""
    sortie = tempfile.SpooledTemporaryFile(max_size=EN_MEMOIRE)  # noqa: SIM115 - given to the answer, which closes it
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_STORED) as zip_ouvert:  # a PDF is compressed already
        for rang, (certificat, pdf) in enumerate(fichiers(certificats), start=1):
            zip_ouvert.writestr(f"{rang:03d}-{slugify(certificat.nom_porte)}-{slugify(certificat.numero)}.pdf", pdf)
    sortie.seek(0)
    return sortie
