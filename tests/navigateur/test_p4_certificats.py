"""P4, steps 5 to 7: ten certificates in one click, the ceremony, a visitor who checks, one that is replaced."""

import dataclasses
import io
import re
import zipfile
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from pypdf import PdfReader

from clairiere.centres import portee
from clairiere.documents import signature
from clairiere.documents.certificat import certificat_pdf
from clairiere.documents.numeros import grouper
from clairiere.documents.scellement import pem_publie
from clairiere.interface.francais import date_longue
from parcours.atelier import Atelier
from parcours.models import Certificat, Parcours
from tests.fabriques import base as f
from tests.navigateur.recit import jour, mots_du_pdf
from tests.parcours.groupe import prete

pytestmark = pytest.mark.navigateur
CERTIFIEES = ("Awa", "Binta", "Carla", "Dina", "Emma", "Fanta", "Gloria", "Houria", "Ines", "Jade")
CHOISI = "Awa Traoré-Koné"


@pytest.fixture
def session(salle):
    """The jury is closed: ten certified, one postponed, one refused. Awa has a telephone and an account."""
    ici = salle.ici
    with portee.dans(ici.centre):
        ici.parcours.certificats.all().delete()
        Parcours.tous.filter(pk=ici.parcours.pk).delete()
        session = f.FabriqueSession(nom="Automne 2026", places=12)
        for prenom in (*CERTIFIEES, "Kadi", "Lea"):
            decision = {"Kadi": "ajournee", "Lea": "non_certifiee"}.get(prenom, "certifiee")
            compte = ici.comptes["auxiliaire"] if prenom == "Awa" else None
            type(ici.auxiliaire).objects.filter(utilisateur=compte).exclude(utilisateur=None).update(utilisateur=None)
            fiche = f.FabriquePersonne(prenom=prenom, nom="Koné", utilisateur=compte)
            elle = prete(session, decision=decision, personne=fiche)
            if prenom == "Lea":
                Parcours.objects.filter(pk=elle.pk).update(etat="non_certifiee")
    return session


def test_p4_ten_certificates_the_ceremony_and_the_check(salle, session):
    choisir_son_nom(salle, session)
    bureau = salle.poste("coordinatrice")
    etablir_les_dix(salle, session, bureau)
    preparer_la_remise(salle, session, bureau)
    verifier_un_code(salle, session)
    remplacer_un_certificat(salle, session, bureau)


def certificat(salle, prenom):
    with portee.dans(salle.ici.centre):
        requete = Certificat.objects.valables().filter(parcours__personne__prenom=prenom)
        return requete.select_related("parcours__session", "centre").get()


def prendre(poste, libelle):
    """The bytes behind a link: what the browser of this person downloads."""
    lien = poste.page.get_by_role("link", name=libelle).first
    reponse = poste.contexte.request.get(lien.get_attribute("href"))
    assert reponse.status == 200, libelle
    return reponse.body()


def choisir_son_nom(salle, session):
    """Before the certificate, on her telephone: the name that will be read aloud."""
    elle = salle.poste("auxiliaire", largeur=360)
    with portee.dans(salle.ici.centre):
        awa = Parcours.objects.get(personne__prenom="Awa", session=session)
    elle.aller(f"parcours/{awa.pk}/nom-du-certificat/")
    assert elle.page.get_by_label("Nom à écrire sur le certificat").input_value() == "Awa Koné"
    elle.ecrire("Nom à écrire sur le certificat", "Awa 2")
    elle.agir("Enregistrer ce nom")
    elle.voit("Retirez « 2 ».")
    elle.examiner("nom du certificat refusé")
    elle.ecrire("Nom à écrire sur le certificat", CHOISI)
    elle.agir("Enregistrer ce nom")
    elle.voit("Le nom du certificat est noté.")
    elle.partir()


def etablir_les_dix(salle, session, bureau):
    """5. Issue the 10 certificates: 10 PDFs in one file, numbered, names as chosen by holders."""
    bureau.aller(f"sessions/{session.pk}/")
    bureau.agir("Certificats")
    bureau.voit("10 personnes attendent leur certificat")
    bureau.voit(f"écrite {CHOISI}")
    bureau.voit("Le jury l’a ajournée.")
    bureau.voit("Elle n’est pas certifiée")
    bureau.examiner("certificats à établir")
    bureau.agir("Établir les 10 certificats")
    bureau.voit("10 certificats sont établis, numérotés et signés.")
    bureau.examiner("certificats établis")
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(prendre(bureau, "Imprimer tous les certificats"))).pages]
    assert len(pages) == 10
    with portee.dans(salle.ici.centre):
        cles = signature.certificats_de(pem_publie().encode())
        faits = list(Certificat.objects.filter(parcours__session=session))
    assert sorted(int(c.numero[-4:]) for c in faits) == list(range(1, 11))
    assert {c.nom_porte for c in faits} == {CHOISI, *(f"{p} Koné" for p in CERTIFIEES[1:])}
    for fait in faits:
        assert sum(fait.numero in page and fait.nom_porte in page for page in pages) == 1
    with zipfile.ZipFile(io.BytesIO(prendre(bureau, re.compile("Télécharger tous les fichiers")))) as archive:
        assert len(archive.namelist()) == 10
        for nom in archive.namelist():
            assert signature.verifier(archive.read(nom), cles).etat == signature.INTACT


def preparer_la_remise(salle, session, bureau):
    """5. … print the ceremony list and guest letter."""
    bureau.agir("Préparer la remise")
    bureau.voit("Fixez d’abord la date et le lieu.")
    bureau.examiner("remise à fixer")
    bureau.agir("Fixer la date et le lieu")
    bureau.agir("Enregistrer")
    bureau.voit("Il manque le lieu.")
    bureau.examiner("remise refusée")
    bureau.ecrire("Date", jour(20))
    bureau.ecrire("Heure", "18:00")
    bureau.ecrire("Lieu", "Salle des fêtes, 2 place du Caire, Paris")
    bureau.ecrire("Certificats remis par", "Anne Dupont")
    bureau.ecrire("Sa fonction", "maire du 2e arrondissement")
    bureau.agir("Enregistrer")
    bureau.voit("La remise des certificats est fixée.")
    bureau.agir("Descendre Awa Traoré-Koné")
    bureau.page.wait_for_url("**/ceremonie/")
    assert bureau.page.locator("#appel tbody th a").all_inner_texts()[:2] == ["Binta Koné", CHOISI]
    bureau.agir(CHOISI)
    bureau.cocher("Non", groupe="D’accord pour être photographiée ?")
    bureau.ecrire("Son nom se dit", "a-oua tra-o-ré")
    bureau.examiner("personne appelée")
    bureau.agir("Enregistrer")
    bureau.voit("9 personnes n’ont pas encore répondu.")
    bureau.agir("Ajouter une personne invitée")
    bureau.ecrire("Nom", "Madame Anne Dupont")
    bureau.ecrire("Fonction", "maire du 2e arrondissement")
    bureau.ecrire("Adresse", "8 rue de la Banque\n75002 Paris")
    bureau.examiner("personne invitée")
    bureau.agir("Enregistrer")
    bureau.voit("Madame Anne Dupont est sur la liste.")
    bureau.examiner("remise des certificats")
    lettre = mots_du_pdf(prendre(bureau, "Imprimer les invitations"))
    for mot in ("Madame Anne Dupont", "8 rue de la Banque", "Salle des fêtes", "10 auxiliaires parentales"):
        assert mot in lettre, lettre
    bureau.agir("Noter qu’elles sont envoyées")
    bureau.voit("Invitation envoyée")
    liste = mots_du_pdf(prendre(bureau, "Imprimer la liste"))
    assert liste.index("Binta Koné") < liste.index(CHOISI) < liste.index("Carla Koné")
    for mot in ("a-oua tra-o-ré", "Pas de photo", "10 personnes certifiées", "1 200 h"):
        assert mot in liste, liste
    pages = PdfReader(io.BytesIO(prendre(bureau, "Imprimer les certificats"))).pages
    assert "Binta Koné" in pages[0].extract_text(), "printed in the order of call"


def verifier_un_code(salle, session):
    """6. A visitor (not logged in) types the code from the paper."""
    fait = certificat(salle, "Awa")
    visiteuse = salle.poste(largeur=360)
    visiteuse.page.goto("/verifier/")
    visiteuse.ecrire("Code du certificat", grouper(fait.code).lower())
    visiteuse.examiner("vérifier un code")
    visiteuse.agir("Vérifier")
    visiteuse.voit("Ce certificat est valable")
    centre = salle.ici.centre.nom
    for mot in (CHOISI, centre, "120 h, version 1", "120 h", fait.numero, f"{fait.delivre_le:%d/%m/%Y}"):
        assert mot in visiteuse.texte, mot
    visiteuse.voit("Ce n’est ni un diplôme, ni un agrément, ni une garantie d’honorabilité.")
    visiteuse.examiner("certificat valable")
    visiteuse.partir()


def remplacer_un_certificat(salle, session, bureau):
    """7. Revoke one with reason, issue a corrected one; the old code says so; a modified PDF is told."""
    ancien = certificat(salle, "Binta")
    bureau.aller(f"sessions/{session.pk}/certificats/")
    bureau.page.get_by_role("link", name="Remplacer le certificat de Binta Koné").click()
    bureau.ecrire("Nom à écrire sur le nouveau certificat", "Binta Koné-Diarra")
    bureau.agir("Remplacer le certificat")
    bureau.voit("Il manque la raison. Écrivez-la en une phrase.")
    bureau.examiner("remplacement refusé")
    bureau.ecrire("Raison", "Son nom de mariage manquait.")
    bureau.agir("Remplacer le certificat")
    nouveau = certificat(salle, "Binta")
    bureau.voit(f"Le certificat {nouveau.numero} remplace le {ancien.numero}.")
    bureau.examiner("fiche avec deux certificats")

    visiteuse = salle.poste(largeur=360)
    visiteuse.page.goto(f"/verifier/{ancien.code}/")
    visiteuse.voit("Ce certificat est remplacé")
    le = date_longue(timezone.localdate(), aujourdhui=timezone.localdate().replace(year=2000)).split(" ", 1)[1]
    visiteuse.voit(f"a remplacé ce certificat le {le}")
    visiteuse.examiner("certificat remplacé")
    assert "Son nom de mariage" not in visiteuse.texte, "the reason is not public"
    visiteuse.agir(nouveau.numero)
    visiteuse.voit("Ce certificat est valable")
    visiteuse.voit("Binta Koné-Diarra")
    apporter_un_fichier_retouche(salle, visiteuse, nouveau)


def apporter_un_fichier_retouche(salle, visiteuse, fait):
    """… a modified PDF shows different hours than the page."""
    with portee.dans(salle.ici.centre):
        donnees = Atelier.de(salle.ici.centre).donnees(fait, fait.parcours.session)
        with fait.document.fichiers.get(format="pdf").contenu.open("rb") as ouvert:
            original = ouvert.read()
    retouche = certificat_pdf(dataclasses.replace(donnees, heures_suivies=Decimal(300)))
    visiteuse.agir("Vérifiez le fichier lui-même")
    visiteuse.examiner("vérifier un fichier")
    _apporter(visiteuse, retouche)
    visiteuse.voit("Ce fichier n’est pas signé")
    visiteuse.voit("le papier dit « 300 h », le registre dit « 120 h »")
    visiteuse.examiner("fichier retouché")
    visiteuse.agir("Vérifier un autre fichier")
    octets = bytearray(original)
    octets[3000] ^= 1
    _apporter(visiteuse, bytes(octets))
    visiteuse.voit("Ce fichier a été changé")
    visiteuse.agir("Vérifier un autre fichier")
    _apporter(visiteuse, b"pas un PDF")
    visiteuse.voit("Ce fichier n’est pas un PDF.")
    visiteuse.examiner("fichier refusé")
    _apporter(visiteuse, original)
    visiteuse.voit("Ce fichier est l’original")
    visiteuse.examiner("fichier original")
    pem = visiteuse.contexte.request.get("/verifier/cle.pem").body()
    assert signature.verifier(original, signature.certificats_de(pem)).etat == signature.INTACT
    assert urlsplit(visiteuse.page.url).path == "/verifier/fichier/"
    visiteuse.partir()


def _apporter(visiteuse, octets):
    fichier = {"name": "certificat.pdf", "mimeType": "application/pdf", "buffer": octets}
    visiteuse.page.get_by_label("Fichier PDF du certificat").set_input_files(fichier)
    visiteuse.agir("Vérifier ce fichier")
    visiteuse.page.wait_for_load_state()


def test_the_words_of_the_certificate_are_seen_before_they_are_kept(salle):
    bureau = salle.poste("directrice")
    bureau.aller("reglages/")
    bureau.agir("Logo et texte du certificat")
    bureau.ecrire("Phrase sous le nom", "a obtenu le diplôme")
    bureau.agir("Enregistrer")
    bureau.voit("Le certificat ne parle pas de « diplôme »")
    bureau.examiner("texte du certificat refusé")
    bureau.ecrire("Phrase sous le nom", "a suivi {heures} de formation avec nous.")
    bureau.agir("Voir avant d’enregistrer")
    bureau.voit("Rien n’est encore enregistré.")
    assert bureau.page.locator("img.certificat-apercu").evaluate("i => i.naturalWidth") > 1000
    bureau.examiner("aperçu du certificat")
    bureau.agir("Enregistrer")
    bureau.voit("Le texte du certificat est enregistré.")
