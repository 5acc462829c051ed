"""Is this file a Word file that can be opened without danger? Looked at before anything reads it.

Refused: what is not a .docx, macros, what fetches something elsewhere (a template, a picture, a field that includes a
file), another document inserted, a file that grows when it is unfolded, an XML that declares entities.
"""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from clairiere.documents.langage import ModeleRefuse

OCTETS_MAX = 5_000_000
OCTETS_DEPLIES_MAX = 60_000_000
XML_MAX = 8_000_000  # characters of all the XML of the text: a letter of forty pages has one million
PARTIES_MAX = 1_000
PARTIE_PRINCIPALE = "word/document.xml"
LIENS_PERMIS = b"/hyperlink"
BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00")
# Fields of Word that read a file, another program or a database.
CHAMPS_QUI_LISENT = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE)
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*w:instr=\"([^\"]*)\"")


def verifier_fichier(modele: bytes) -> None:
    """Raise ModeleRefuse with one French sentence when the file may not be opened."""
    if len(modele) > OCTETS_MAX:
        raise ModeleRefuse(_("Ce fichier est trop lourd (plus de 5 Mo). Retirez des images."))
    try:
        with zipfile.ZipFile(io.BytesIO(modele)) as archive:
            _verifier_archive(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as erreur:
        raise ModeleRefuse(_pas_word()) from erreur


def _pas_word() -> str:
    return _("Ce fichier n’est pas un document Word (.docx). Dans Word, choisissez « Enregistrer sous », puis .docx.")


def _verifier_archive(archive: zipfile.ZipFile) -> None:
    parties = archive.infolist()
    noms = {partie.filename for partie in parties}
    if PARTIE_PRINCIPALE not in noms:
        raise ModeleRefuse(_pas_word())
    xml = [p for p in parties if p.filename.endswith((".xml", ".rels"))]
    trop = sum(p.file_size for p in parties) > OCTETS_DEPLIES_MAX or sum(p.file_size for p in xml) > XML_MAX
    if trop or len(parties) > PARTIES_MAX:
        raise ModeleRefuse(_("Ce fichier Word contient trop de données. Retirez des images."))
    if any("vbaProject" in nom for nom in noms):
        raise ModeleRefuse(_macros())
    if any(nom.startswith("word/embeddings/") for nom in noms):
        raise ModeleRefuse(_("Ce fichier contient un autre fichier (un tableau Excel, par exemple). Retirez-le."))
    for partie in xml:
        _verifier_partie(partie.filename, archive.read(partie))


def _verifier_partie(nom: str, contenu: bytes) -> None:
    if contenu.startswith(BOMS) or re.search(rb"<!(DOCTYPE|ENTITY)", contenu, re.IGNORECASE):
        raise ModeleRefuse(_("Ce fichier Word est abîmé. Ouvrez-le dans Word, puis enregistrez-le de nouveau."))
    if nom == "[Content_Types].xml" and b"macroEnabled" in contenu:
        raise ModeleRefuse(_macros())
    if nom.endswith(".rels"):
        for lien in re.findall(rb"<Relationship\b[^>]*>", contenu):
            if re.search(rb"TargetMode\s*=\s*[\"']External", lien) and LIENS_PERMIS not in lien:
                raise ModeleRefuse(
                    _("Ce fichier va chercher une image ou un modèle ailleurs. Mettez l’image dans le fichier.")
                )
    morceaux = [b"".join(groupes).decode(errors="replace") for groupes in _INSTRUCTION.findall(contenu)]
    champ = CHAMPS_QUI_LISENT.search(" ".join(morceaux)) or CHAMPS_QUI_LISENT.search("".join(morceaux))
    if champ:
        raise ModeleRefuse(
            _("Ce fichier contient un champ Word « %(c)s », qui va lire un autre fichier. Retirez ce champ.")
            % {"c": champ[1].upper()}
        )


def _macros() -> str:
    return _("Ce fichier contient des macros. Enregistrez-le en .docx, sans macros.")
