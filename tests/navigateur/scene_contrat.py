"""The contract: written from the match, never under the minimum, printed, signed on paper."""

import io
import re
from zipfile import ZipFile

from contrats.models import Contrat
from tests.navigateur.recit import ELLE, PARENT, mots_du_pdf

CHEZ_LA_FAMILLE = "12 rue du Four, 75011 Paris"


def rediger(recit):
    """A rate under the minimum is refused with the amount, beside what was typed; corrected, it is kept."""
    bureau = recit.bureau
    bureau.aller()
    bureau.agir("Contrats")
    bureau.voit("Mises en relation sans contrat")
    bureau.examiner("contrats")
    bureau.agir("Rédiger le contrat")
    bureau.voit("Le brouillon est prêt.")
    bureau.ecrire("Adresse de la famille", CHEZ_LA_FAMILLE)
    bureau.ecrire("Lieu de travail", CHEZ_LA_FAMILLE)
    bureau.ecrire("Salaire brut d’une heure, en euros", "9,00")
    bureau.agir("Enregistrer le brouillon")
    taux = bureau.page.get_by_label("Salaire brut d’une heure, en euros")
    refus = bureau.page.locator(".champ").filter(has=taux).inner_text()
    assert re.search(r"\d\d,\d\d\s€", refus), refus
    assert taux.input_value() == "9,00"
    assert bureau.page.get_by_label("Adresse de la famille").input_value() == CHEZ_LA_FAMILLE
    bureau.examiner("contrat refusé")
    taux.fill("14,50")
    bureau.agir("Enregistrer le brouillon")
    bureau.voit("Le brouillon est enregistré.")
    bureau.voit("tout est en règle")
    bureau.examiner("brouillon du contrat")


def imprimer(recit):
    """The paper, in Word and in PDF, says both parties, the hours and the pay."""
    bureau = recit.bureau
    bureau.agir("Préparer le contrat à imprimer")
    if "/acte/" in bureau.page.url:
        bureau.agir("Préparer le contrat à imprimer")
    bureau.voit("C’est fait : préparer le contrat à imprimer.")
    bureau.examiner("contrat à signer")
    mots = mots_du_pdf(_telecharger(bureau, "PDF"))
    assert ELLE in mots
    assert PARENT in mots
    assert "14,50" in mots
    assert "36 h" in mots or "36 heures" in mots
    with ZipFile(io.BytesIO(_telecharger(bureau, "Word"))) as word:
        texte = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    assert ELLE in texte
    assert "14,50" in texte


def _telecharger(bureau, format_dit):
    with bureau.page.expect_download() as attente:
        bureau.page.get_by_role("link", name=re.compile(f"^{format_dit}")).first.click()
    return attente.value.path().read_bytes()


def signer(recit):
    """Signed on paper, seen by someone: her journey follows."""
    bureau = recit.bureau
    bureau.agir("Noter la signature")
    bureau.ecrire("Vu par", "Nadia Benali")
    bureau.agir("Noter la signature")
    bureau.voit("vu par Nadia Benali")
    with recit.dans():
        assert Contrat.objects.get().etat == "signe"
    assert recit.parcours.etat == "placee"
    recit.fiche()
    bureau.voit("Placée")

    elle = recit.elle
    elle.aller("mes-contrats/")
    elle.page.get_by_role("main").get_by_role("link", name=re.compile("Lire|Voir|Contrat|Petitjean")).first.click()
    elle.voit("14,50 €")
    elle.examiner("mon contrat")
