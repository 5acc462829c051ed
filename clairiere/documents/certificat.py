"""The certificate of aptitude as a PDF: the same data always give the same bytes."""

import datetime
import io
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

import segno
from django.utils.translation import gettext as _

from clairiere.documents.moteur import composer, dessiner, image_svg
from clairiere.documents.numeros import grouper
from clairiere.documents.phrases import remplir
from clairiere.interface import francais

# What the paper is not: the branch's title, a licence, a criminal-record check (CASF L.133-6; IDCC 3239 art. 144.1).
MENTION = (
    "Ce certificat est remis par l’association après évaluation. "
    "Ce n’est ni un diplôme, ni un agrément, ni une garantie d’honorabilité."
)

PHRASE = (
    "a suivi {heures} de formation au métier d’auxiliaire parentale, sur {heures_prevues} prévues, du {debut} au {fin}."
)
PHRASE_SANS_DATES = PHRASE.replace(", du {debut} au {fin}", "")
PLACES = ("heures", "heures_prevues", "debut", "fin", "session", "centre")


@dataclass(frozen=True, kw_only=True)
class Emetteur:
    """The centre as it stands at the head of its papers. `logo`: PNG or JPEG bytes."""

    nom: str
    adresse: str = ""
    logo: bytes | None = None

    def en_json(self) -> dict[str, str | None]:
        return {"nom": self.nom, "adresse": self.adresse, "logo": image_svg(self.logo) if self.logo else None}


@dataclass(frozen=True, kw_only=True)
class DonneesCertificat:
    """All that is printed on a certificate, frozen. Hours are decimal hours really followed (112.5 = 112 h 30)."""

    emetteur: Emetteur
    numero: str
    nom: str
    heures_suivies: Decimal
    heures_prevues: Decimal = Decimal(120)
    programme: str
    version_programme: str
    resultat: str
    date: datetime.date
    lieu: str
    signataire: str
    url_verification: str
    code_verification: str
    session: str = ""
    debut: datetime.date | None = None
    fin: datetime.date | None = None
    adresse_a_taper: str = ""  # where a person without a camera types the code; the host name alone when left out
    phrase: str = PHRASE  # the centre's own words, with places to fill (`PLACES`)
    complement: str = ""  # a second sentence of the centre, printed as it is
    avis_signature: str = ""  # where the file can be checked, when it is signed

    def __post_init__(self) -> None:
        if not self.nom.strip():
            raise ValueError(_("Il manque le nom à écrire sur le certificat. La personne le choisit."))
        if self.heures_suivies <= 0 or self.heures_prevues <= 0:
            raise ValueError(_("Il manque les heures suivies. Elles viennent des feuilles d’émargement."))


def certificat_pdf(donnees: DonneesCertificat) -> bytes:
    """One A4 landscape page, PDF/A-2a and PDF/UA-1. Raises CompositionImpossible when a letter has no drawing."""
    return composer("certificat.typ", _en_json(donnees), date=donnees.date)


def certificat_png(donnees: DonneesCertificat) -> bytes:
    """The same page as a picture for a screen. Raises CompositionImpossible as above."""
    return dessiner("certificat.typ", _en_json(donnees), date=donnees.date)


def _en_json(d: DonneesCertificat) -> dict[str, object]:
    return {
        "centre": d.emetteur.en_json(),
        "numero": d.numero,
        "nom": d.nom,
        "phrase": _phrase(d),
        "programme": ", ".join(p for p in (d.programme, _version(d.version_programme)) if p),
        "resultat": d.resultat,
        "heures": francais.heures(d.heures_suivies),
        "heures_prevues": francais.heures(d.heures_prevues),
        "part": float(min(d.heures_suivies / d.heures_prevues, Decimal(1))),
        "fait_a": f"Fait à {d.lieu}, le {_jour(d.date)}",
        "signataire": d.signataire,
        "code": grouper(d.code_verification),
        "url": d.url_verification,
        "adresse_courte": d.adresse_a_taper or urlsplit(d.url_verification).netloc,
        "qr": qr_svg(d.url_verification),
        "complement": d.complement,
        "mention": MENTION,
        "avis": d.avis_signature,
    }


def _version(version: str) -> str:
    """« version 2026-1 »; what already says that it is a version is left as it is (« 120 h, version 2 »)."""
    return version if not version or "version" in version.casefold() else f"version {version}"


def qr_svg(texte: str) -> str:
    """A QR code (error level M, quiet zone of 2) as SVG source."""
    sortie = io.BytesIO()
    segno.make(texte, error="m", micro=False).save(sortie, kind="svg", border=2, dark="#1E2A22", xmldecl=False)
    return sortie.getvalue().decode("ascii")


def _phrase(d: DonneesCertificat) -> str:
    sans_dates = d.phrase == PHRASE and not (d.debut and d.fin)
    valeurs = {
        "heures": francais.heures(d.heures_suivies),
        "heures_prevues": francais.heures(d.heures_prevues),
        "debut": _jour(d.debut) if d.debut else "",
        "fin": _jour(d.fin) if d.fin else "",
        "session": d.session,
        "centre": d.emetteur.nom,
    }
    return francais.typographie(remplir(PHRASE_SANS_DATES if sans_dates else d.phrase, valeurs))


def _jour(date: datetime.date) -> str:
    """« 22 novembre 2026 »: the year always, whatever today is, because the paper is read years later."""
    return francais.date_longue(date, aujourdhui=datetime.date.min).split(" ", 1)[1].replace(" ", francais.INSECABLE)
