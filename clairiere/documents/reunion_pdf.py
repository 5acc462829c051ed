"""Several papers as one file, to be printed in one go. The copies carry no signature: the signed files stay apart."""

from __future__ import annotations

import io
from collections.abc import Iterable


def reunir(pdfs: Iterable[bytes], *, titre: str) -> bytes:
    """The pages of all these files, in order; what is the same in several of them (letters, drawings) is kept once."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    sortie = PdfWriter()
    for pdf in pdfs:
        for page in PdfReader(io.BytesIO(pdf)).pages:
            for cle in ("/Annots", "/StructParents", "/Tabs"):  # the signature, and the outline it belonged to
                page.pop(NameObject(cle), None)
            sortie.add_page(page)
    sortie.add_metadata({"/Title": titre, "/Producer": "Clairière"})
    sortie.compress_identical_objects()
    octets = io.BytesIO()
    sortie.write(octets)
    return octets.getvalue()
