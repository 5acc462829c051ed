"""Which kind of file is this? Bytes and a name become a ``Classeur``, or one clear French sentence."""

import io
import zipfile
from pathlib import PurePath

from clairiere.importation.lecture.classeur import Classeur, FichierIllisible
from clairiere.importation.lecture.excel import lire_xlsx
from clairiere.importation.lecture.texte_separe import lire_texte

MAX_MO = 20
MAX_OCTETS = MAX_MO * 1024 * 1024
MAX_DECOMPRESSE = 120 * 1024 * 1024  # bytes once unzipped: 20 000 full lines take about 60 MB

ENREGISTRER_XLSX = (
    "Ouvrez-le dans votre tableur. Choisissez «\u00a0Enregistrer sous\u00a0», "
    "puis le type «\u00a0Classeur Excel (.xlsx)\u00a0»."
)
ABIME = "Ce fichier est abîmé. " + ENREGISTRER_XLSX
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def ouvrir(octets: bytes, nom_fichier: str) -> Classeur:
    """Read a workbook (.xlsx, .xlsm) or a text table (.csv, .txt, .tsv). The content decides, not the name.

    Raises ``FichierIllisible`` with a French sentence: empty, too big, protected, damaged, or of another kind.
    """
    if not octets.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FichierIllisible("Ce fichier est vide. Choisissez le fichier qui contient votre liste.")
    refuser_si_trop_gros(len(octets))
    _refuser_autres_types(octets, PurePath(nom_fichier).suffix.lower())
    if octets.startswith(b"PK"):
        _verifier_zip(octets)
        return lire_xlsx(octets)
    return lire_texte(octets, nom_fichier)


def refuser_si_trop_gros(octets: int) -> None:
    """Before reading: raise ``FichierIllisible`` beyond the limit, with the size in words."""
    if octets > MAX_OCTETS:
        taille = f"{octets / 1024 / 1024:.1f}".replace(".", ",")
        raise FichierIllisible(
            f"Ce fichier pèse {taille}\u00a0Mo. La limite est de {MAX_MO}\u00a0Mo. "
            "Enlevez les images ou coupez-le en deux."
        )


def _refuser_autres_types(octets: bytes, extension: str) -> None:
    debut = octets[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if octets.startswith(_OLE):
        _refuser_ole(octets)
    if b"%pdf-" in debut:
        raise FichierIllisible(
            "Ce fichier est un PDF. Un PDF ne se lit pas comme un tableau. "
            "Envoyez le tableau d’origine en .xlsx ou .csv."
        )
    est_webp_ou_heic = octets[8:12] == b"WEBP" or octets[4:12] in {b"ftypheic", b"ftypmif1", b"ftypheix"}
    if octets.startswith(_IMAGES) or est_webp_ou_heic:
        raise FichierIllisible("Ce fichier est une image. Envoyez le tableau d’origine en .xlsx ou .csv.")
    if debut.startswith(b"{\\rtf"):
        raise FichierIllisible("Ce fichier est un texte, pas un tableau. Envoyez un tableau en .xlsx ou .csv.")
    if debut.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        raise FichierIllisible("Ce fichier n’est pas un vrai classeur, c’est une page enregistrée. " + ENREGISTRER_XLSX)
    if extension in {".xlsx", ".xlsm"} and not octets.startswith(b"PK") and b"\x00" in octets[:4096]:
        raise FichierIllisible(ABIME)


def _refuser_ole(octets: bytes) -> None:
    """The old Microsoft container: a protected workbook, an .xls, a .doc. Its directory names are in UTF-16."""

    def contient(nom: str) -> bool:
        return nom.encode("utf-16-le") in octets

    if contient("EncryptedPackage") or contient("EncryptionInfo"):
        raise FichierIllisible(
            "Ce classeur est protégé par un mot de passe. "
            "Enlevez le mot de passe dans votre tableur, puis envoyez-le à nouveau."
        )
    if contient("WordDocument"):
        raise FichierIllisible("Ce fichier est un texte Word, pas un tableau. Envoyez un tableau en .xlsx ou .csv.")
    raise FichierIllisible("Ce fichier est un ancien classeur Excel (.xls). " + ENREGISTRER_XLSX)


def _verifier_zip(octets: bytes) -> None:
    """Raise unless the archive is a workbook of a reasonable size once unzipped.

    ``zipfile`` never gives more bytes than the size announced for a part: the announced sizes are a safe bound.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            parties = archive.infolist()
            protege = any(partie.flag_bits & 1 for partie in parties)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, UnicodeDecodeError) as erreur:
        raise FichierIllisible(ABIME) from erreur
    noms = {partie.filename for partie in parties}
    if sum(partie.file_size for partie in parties) > MAX_DECOMPRESSE or len(parties) > 10_000:
        raise FichierIllisible("Ce classeur est trop gros une fois ouvert. Gardez seulement la feuille utile.")
    if protege:
        raise FichierIllisible(
            "Cette archive est protégée par un mot de passe. Envoyez le tableau seul, sans mot de passe."
        )
    if "xl/workbook.bin" in noms:
        raise FichierIllisible("Ce fichier est un classeur Excel binaire (.xlsb). " + ENREGISTRER_XLSX)
    if "xl/workbook.xml" in noms:
        return
    if any(nom.startswith("word/") for nom in noms):
        raise FichierIllisible("Ce fichier est un texte Word, pas un tableau. Envoyez un tableau en .xlsx ou .csv.")
    if "content.xml" in noms or any(nom.startswith("Index/") for nom in noms):
        raise FichierIllisible("Ce fichier vient d’un autre tableur (LibreOffice ou Numbers). " + ENREGISTRER_XLSX)
    if "[Content_Types].xml" in noms:
        raise FichierIllisible(ABIME)
    raise FichierIllisible("Ce fichier est une archive (.zip). Sortez le tableau de l’archive, puis envoyez-le seul.")
