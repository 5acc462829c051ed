"""Several papers in one PDF to print, or in one archive to keep."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

_DE_L_ORIGINAL = ("/Parent", "/StructParents", "/Tabs")


def assembler_pdf(pdfs: Iterable[bytes]) -> bytes:
    """All the pages in order, for the printer. Signatures and tags stay in the originals."""
    sortie = PdfFileWriter(stream_xrefs=True)
    for pdf in pdfs:
        lecteur = PdfFileReader(io.BytesIO(pdf))
        for rang in range(int(lecteur.root["/Pages"]["/Count"])):
            reference, ressources = lecteur.find_page_for_modification(rang)
            page = reference.get_object()
            for cle in _DE_L_ORIGINAL:
                if cle in page:
                    del page[cle]
            if "/Resources" not in page:
                page[generic.pdf_name("/Resources")] = ressources
            sortie.insert_page(sortie.import_object(page))
    octets = io.BytesIO()
    sortie.write(octets)
    return octets.getvalue()


def assembler_zip(fichiers: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of files under their names; two files of one name are numbered."""
    octets, vus = io.BytesIO(), {}
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in fichiers:
            vus[nom] = vus.get(nom, 0) + 1
            tige, point, extension = nom.rpartition(".")
            archive.writestr(nom if vus[nom] == 1 else f"{tige}-{vus[nom]}{point}{extension}", contenu)
    return octets.getvalue()
