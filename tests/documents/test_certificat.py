import dataclasses
import datetime
import multiprocessing
import os
import re
import subprocess
import sys
from decimal import Decimal

import pytest

from clairiere.documents import moteur
from clairiere.documents.certificat import MENTION, DonneesCertificat, Emetteur, certificat_pdf
from clairiere.documents.numeros import grouper, signe_de_controle
from tests.documents.outils import besoin_de_poppler, fiche_du_pdf, mots, texte_du_pdf

CODE = "K7PQ4MZRT" + signe_de_controle("K7PQ4MZRT")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
DONNEES = DonneesCertificat(
    emetteur=Emetteur(nom="Centre social La Clairière", adresse="60 rue Greneta, 75002 Paris"),
    numero="CERT-2026-0007",
    nom="Aïssatou Diallo-Traoré",
    heures_suivies=Decimal("112.5"),
    programme="Devenir auxiliaire parentale",
    version_programme="2026-1",
    resultat="Acquis validés par le jury du 18 novembre 2026",
    date=datetime.date(2026, 11, 22),
    lieu="Paris",
    signataire="Claire Martin, directrice",
    url_verification=f"https://clairiere.example/v/{CODE}",
    code_verification=CODE,
    debut=datetime.date(2026, 9, 7),
    fin=datetime.date(2026, 11, 13),
)


def avec(**valeurs):
    return dataclasses.replace(DONNEES, **valeurs)


@besoin_de_poppler
def test_the_certificate_says_who_how_many_hours_by_whom_and_what_it_is_not():
    texte = " ".join(mots(texte_du_pdf(certificat_pdf(DONNEES))))
    for attendu in (
        "Certificat d’aptitude auxiliaire parentale",
        "Aïssatou Diallo-Traoré",
        "a suivi 112 h 30 de formation",
        "sur 120 h prévues, du 7 septembre 2026 au 13 novembre 2026",
        "Devenir auxiliaire parentale, version 2026-1",
        "Acquis validés par le jury du 18 novembre 2026",
        "Fait à Paris, le 22 novembre 2026",
        "Claire Martin, directrice",
        "CERT-2026-0007",
        grouper(CODE),
        "clairiere.example",
        MENTION,
    ):
        assert attendu in texte


@besoin_de_poppler
def test_the_certificate_is_one_landscape_sheet_that_a_screen_reader_can_read_aloud_in_french():
    pdf = certificat_pdf(
        avec(nom="W" * 60, emetteur=Emetteur(nom="Centre social et culturel " * 4, adresse="x", logo=PNG))
    )
    fiche = fiche_du_pdf(pdf)
    assert re.search(r"Pages:\s+1\n", fiche)
    assert re.search(r"Page size:\s+841\.\d+ x 595\.\d+ pts \(A4\)", fiche)
    assert re.search(r"Tagged:\s+yes", fiche)
    assert b"/Lang(fr-FR)" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"pdfaid:part" in pdf


@besoin_de_poppler
@pytest.mark.parametrize(
    "nom",
    [
        "Nguyễn Thị Ngọc Ánh",
        "Şükrü Çağlayan Ğıİö",
        "Maria-Fernanda O’Neill d’Alençon de la Tour du Pin Chambly",
        "#set *gras* _bas_ $x$ @ref \\ `code` <b> & « ouvert » // [fin]",
        "{{ nom }} {% x %} \"guillemets\" 'apostrophe' ~ ^ %",
        "Đặng Œuvrard Łukasz Ndèye ŋ ɓ Ærø",
    ],
)
def test_a_name_is_printed_as_its_holder_writes_it(nom):
    assert " ".join(nom.split()) in " ".join(mots(texte_du_pdf(certificat_pdf(avec(nom=nom)))))


@besoin_de_poppler
def test_the_hours_followed_are_never_rounded_up_to_120():
    texte = " ".join(mots(texte_du_pdf(certificat_pdf(avec(heures_suivies=Decimal(7003) / 60)))))
    assert "a suivi 116 h 43 de formation" in texte


def test_a_name_in_letters_without_drawing_is_refused_with_those_letters():
    with pytest.raises(moteur.CompositionImpossible) as refus:
        certificat_pdf(avec(nom="李 Wei"))
    assert "« 李 »" in refus.value.phrase
    assert refus.value.caracteres == "李"


@pytest.mark.parametrize("logo", [b"GIF89a", b"", b"<svg/>", PNG[:20], PNG[:60]])
def test_a_logo_that_is_no_picture_is_refused_in_words_or_left_out(logo):
    if not logo:
        assert certificat_pdf(avec(emetteur=Emetteur(nom="C", logo=logo)))
        return
    with pytest.raises(moteur.CompositionImpossible, match="image"):
        certificat_pdf(avec(emetteur=Emetteur(nom="C", logo=logo)))


def test_a_certificate_without_name_or_without_hours_is_refused():
    with pytest.raises(ValueError, match="Il manque le nom"):
        avec(nom="  ")
    with pytest.raises(ValueError, match="Il manque les heures"):
        avec(heures_suivies=Decimal(0))


def test_the_same_data_give_the_same_bytes_and_other_data_do_not():
    premier = certificat_pdf(DONNEES)
    assert certificat_pdf(DONNEES) == premier
    assert certificat_pdf(avec(nom="Aïssatou Diallo")) != premier


def test_the_same_data_give_the_same_bytes_in_another_process_on_another_day(tmp_path):
    programme = (
        "import django, sys; django.setup()\n"
        "from tests.documents.test_certificat import DONNEES, certificat_pdf\n"
        "sys.stdout.buffer.write(certificat_pdf(DONNEES))"
    )
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "clairiere.settings",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
    }
    fini = subprocess.run([sys.executable, "-c", programme], env=env, capture_output=True, check=True)
    assert fini.stdout == certificat_pdf(DONNEES)


def _dans_l_enfant(tuyau):
    tuyau.send(certificat_pdf(DONNEES))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 warns of what is tested here
def test_a_forked_worker_still_makes_its_papers():
    """Typst's own threads do not survive a fork: without care this child would wait for ever."""
    attendu = certificat_pdf(DONNEES)
    contexte = multiprocessing.get_context("fork")
    ici, labas = contexte.Pipe()
    enfant = contexte.Process(target=_dans_l_enfant, args=(labas,))
    enfant.start()
    try:
        assert ici.poll(30), "the forked child never answered"
        assert ici.recv() == attendu
    finally:
        enfant.kill()
        enfant.join()
