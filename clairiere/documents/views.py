"""Downloading a paper."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.models import Document

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@exige("documents.telecharger")
@require_safe
def telecharger(request: HttpRequest, centre: str, pk: int, format: str) -> FileResponse:
    """The file of a document, under a name that says what it is; 404 for whoever may not open it."""
    document = get_object_or_404(Document.objects.visibles_par(request.acteur), pk=pk)
    fichier = get_object_or_404(document.fichiers, format=format)
    try:
        contenu = fichier.contenu.open("rb")
    except (FileNotFoundError, ValueError) as erreur:  # the row without its file: a restored backup, say
        raise Http404 from erreur
    nom = f"{slugify(document.titre)[:80]}-{slugify(document.numero)}.{format}"
    return FileResponse(contenu, as_attachment=True, filename=nom, content_type=TYPES[format])
