"""The certificate of one person: the name she chooses, what it may say, revoked, replaced, given as a badge."""

import base64
import io
import re
import shutil
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from clairiere.centres import portee
from clairiere.centres.reglages import lire
from clairiere.documents import signature
from clairiere.documents.models import FichierDocument
from clairiere.documents.phrases import remplir
from clairiere.documents.scellement import pem_publie
from clairiere.flux.obstacles import Ferme
from clairiere.flux.registre import taches_de
from clairiere.messages.models import Message
from parcours.actions import certificat as actions
from parcours.atelier import Atelier
from parcours.models import Certificat, Parcours, TexteCertificat
from parcours.regles.certificat import PLACES, Situation, mots_refuses, nom_possible, raison, recoit, texte_possible
from tests.documents.outils import texte_du_pdf
from tests.fabriques import base as f
from tests.outils.client import ClientStrict
from tests.parcours.conftest import Personne, texte
from tests.parcours.groupe import prete


def lisse(page):
    return page.replace("\u00a0", " ").replace("\u202f", " ")


# --- Rules ---


@pytest.mark.parametrize(
    ("nom", "code"),
    [
        ("Awa Diallo", ""),
        ("Marie-Ève N’Diaye", ""),
        ("Nguyễn Thị Hoa", ""),
        ("D. O'Brien", ""),
        ("", "nom_absent"),
        ("  - ", "nom_absent"),
        ("李 Wei", "nom_alphabet"),
        ("Ольга", "nom_alphabet"),
        ("Awa 2", "nom_signe"),
        ("Awa <b>", "nom_signe"),
        ("Awa 🎓", "nom_signe"),
        ("A" * 81, "nom_long"),
    ],
)
def test_a_name_that_can_be_printed_and_read_aloud(nom, code):
    assert [o.code for o in nom_possible(nom)][:1] == ([code] if code else [])


@pytest.mark.parametrize(
    ("phrase", "complement", "code"),
    [
        ("a suivi {heures} de formation.", "", ""),
        ("a suivi { heures } sur {heures_prevues}, du {debut} au {fin} ({session}, {centre}).", "Elle a réussi.", ""),
        ("a suivi la formation.", "", "sans_heures"),
        ("a suivi {heure} de formation.", "", "place_inconnue"),
        ("a suivi {heures.__class__}.", "", "place_inconnue"),
        ("a suivi {heures de formation.", "", "accolades"),
        ("a suivi {heures}, soit 120 h.", "", "heures_ecrites"),
        ("a suivi {heures}.", "Soit 120 h.", "heures_ecrites"),
        ("a suivi {heures}.", "Avec {heures}.", "accolades_complement"),
        ("a obtenu le diplôme après {heures}.", "", "mot_refuse"),
        ("a suivi {heures}.", "Elle est AGRÉÉE par la PMI.", "mot_refuse"),
        ("a suivi {heures}.", "Garantie d’honorabilite.", "mot_refuse"),
        ("a suivi {heures}." + "x" * 300, "", "trop_long"),
        ("a suivi {heures}.", "x" * 201, "trop_long"),
    ],
)
def test_the_sentences_say_the_hours_and_promise_nothing_else(phrase, complement, code):
    codes = [o.code for o in texte_possible(phrase, complement)]
    assert (code in codes) if code else (codes == [])


def test_ordinary_words_are_not_taken_for_refused_ones():
    assert mots_refuses("Elle agrémente la journée d’activités, dans un cadre agréable et établi.") == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_sentence_only_ever_receives_words(avant, apres):
    """Nothing that is typed reaches further than the words given."""
    modele = avant.replace("{", "").replace("}", "") + "{heures}" + apres.replace("{", "").replace("}", "")
    assert remplir(modele, {"heures": "120 h"}) == modele.replace("{heures}", "120 h")


@pytest.mark.parametrize(
    ("situation", "due", "phrase"),
    [
        (Situation("certifiee", "Certifiée"), True, ""),
        (Situation("placee", "Placée"), True, ""),
        (Situation("certifiee", "Certifiée", valable=True), False, "déjà un certificat valable"),
        (Situation("en_evaluation", "En évaluation", decision="certifiee"), True, ""),
        (Situation("en_evaluation", "En évaluation"), False, "Le jury n’a pas encore décidé"),
        (Situation("en_evaluation", "En évaluation", decision="ajournee"), False, "ajournée"),
        (Situation("en_evaluation", "En évaluation", decision="non_certifiee"), False, "ne l’a pas certifiée"),
        (Situation("ajournee", "Ajournée", decision="certifiee"), False, "n’est pas certifiée"),
        (Situation("en_formation", "En formation"), False, "en formation"),
    ],
)
def test_who_gets_a_certificate_and_why_not(situation, due, phrase):
    assert recoit(situation) is due
    assert phrase in raison(situation)
    assert bool(raison(situation)) is not due


# --- The name she chooses ---


@pytest.fixture
def awa(ici):
    """Awa, whom the jury certified, before her certificate."""
    session = f.FabriqueSession(nom="automne 2026")
    ici.parcours.certificats.all().delete()
    Parcours.tous.filter(pk=ici.parcours.pk).delete()
    return prete(session, personne=ici.auxiliaire)


def a_faire(monde):
    with portee.dans(monde.ici.centre):
        return [tache.phrase for tache in taches_de(monde.ici.acteur("auxiliaire"))]


def test_she_chooses_her_name_on_her_telephone_before_the_certificate(monde, awa, auxiliaire, coordinatrice):
    assert "Choisissez le nom écrit sur votre certificat" in a_faire(monde)
    suite = f"parcours/{awa.pk}/nom-du-certificat/"
    assert "Awa Diallo" in auxiliaire.client.get(monde.ici.adresse(suite)).content.decode(), "her full name is proposed"
    refus = auxiliaire.envoyer(suite, {"nom_porte": "Awa 2"})
    assert refus.status_code == 422
    assert "Retirez « 2 »" in lisse(texte(refus))
    assert 'value="Awa 2"' in refus.content.decode(), "what she typed is kept"
    auxiliaire.envoyer(suite, {"nom_porte": "  Awa   Traoré-Diallo "})
    assert "Choisissez le nom écrit sur votre certificat" not in a_faire(monde)
    assert "Awa Traoré-Diallo" in coordinatrice.voir(f"parcours/{awa.pk}/")
    coordinatrice.acte(awa, "certifier", {"nom_porte": "Awa Traoré-Diallo"})
    with portee.dans(monde.ici.centre):
        assert Certificat.objects.get(parcours=awa).nom_porte == "Awa Traoré-Diallo"
    assert "Votre certificat porte déjà le nom" in auxiliaire.voir(suite)


def test_without_a_choice_the_certificate_carries_her_full_name(ici, awa):
    Parcours.tous.filter(pk=awa.pk).update(etat="certifiee")
    assert actions.delivrer(awa, par=ici.acteur("directrice")).nom_porte == "Awa Diallo"


def test_once_made_the_name_changes_only_by_replacing(ici, awa):
    Parcours.tous.filter(pk=awa.pk).update(etat="certifiee")
    actions.delivrer(awa, par=ici.acteur("directrice"))
    with pytest.raises(Ferme, match="est déjà établi au nom de Awa Diallo"):
        actions.choisir_nom(awa, par=ici.acteur("auxiliaire"), nom="Autre Nom")


def test_nobody_chooses_the_name_of_another(monde, auxiliaire):
    with portee.dans(monde.ici.centre):
        autre = f.FabriqueParcours(en_evaluation=True)
    auxiliaire.voir(f"parcours/{autre.pk}/nom-du-certificat/", statut=404)


# --- Issue, revoke, replace ---


@pytest.fixture
def certificat(ici, awa):
    Parcours.tous.filter(pk=awa.pk).update(etat="certifiee")
    return actions.delivrer(Parcours.objects.get(pk=awa.pk), par=ici.acteur("directrice"))


def fichier_de(certificat):
    with FichierDocument.objects.get(document=certificat.document_id, format="pdf").contenu.open("rb") as ouvert:
        return ouvert.read()


def test_the_file_is_signed_by_the_network_for_this_certificate(ici, certificat):
    verdict = signature.verifier(fichier_de(certificat), signature.certificats_de(pem_publie().encode()))
    assert verdict.etat == signature.INTACT
    assert verdict.emetteur == ici.centre.nom
    assert certificat.numero in verdict.motif


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) n’est pas installé")
def test_the_downloaded_file_is_valid_for_an_independent_reader(monde, certificat, coordinatrice, tmp_path):
    reponse = coordinatrice.client.get(monde.ici.adresse(f"documents/{certificat.document_id}/pdf/"))
    fichier = tmp_path / "certificat.pdf"
    fichier.write_bytes(b"".join(reponse.streaming_content))
    dit = subprocess.run(["pdfsig", str(fichier)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in dit
    mots = texte_du_pdf(fichier.read_bytes())
    assert "Ce n’est ni un diplôme, ni un agrément, ni une garantie d’honorabilité." in " ".join(mots.split())
    assert "/verifier/fichier/" in mots


def test_revoke_and_replace_are_one_act_that_links_the_two(monde, certificat, coordinatrice):
    suite = f"certificats/{certificat.pk}/remplacer/"
    page = lisse(coordinatrice.voir(suite))
    assert "Il dit les mêmes heures : 120 h" in page
    vide = coordinatrice.envoyer(suite, {"raison": "", "nom_porte": "Awa Traoré"})
    assert vide.status_code == 422
    assert "Il manque la raison" in texte(vide)
    assert 'value="Awa Traoré"' in vide.content.decode()
    for _clic in range(2):
        coordinatrice.envoyer(suite, {"raison": "Nom mal écrit.", "nom_porte": "Awa Traoré"}, page="parcours/nouvelle/")
    with portee.dans(monde.ici.centre):
        assert Certificat.objects.filter(parcours=certificat.parcours).count() == 2, "a second click makes no third one"
        ancien = Certificat.objects.get(pk=certificat.pk)
        nouveau = ancien.remplace_par
        assert nouveau.nom_porte == "Awa Traoré"
        assert {nouveau.numero, nouveau.code}.isdisjoint({ancien.numero, ancien.code})
        assert fichier_de(nouveau) != fichier_de(ancien)
        messages = list(Message.objects.filter(genre="certificat").values_list("texte", flat=True))
    assert sum("est remplacé par le certificat" in m for m in messages) == 1
    assert not any("n’est plus valable" in m for m in messages), "one message says it all"
    visiteuse = ClientStrict()
    page = lisse(texte(visiteuse.get(f"/verifier/{ancien.code}/")))
    assert "a remplacé ce certificat le 23 novembre 2026" in page or "a remplacé ce certificat le" in page
    assert nouveau.numero in page
    assert "mal écrit" not in page, "the reason is not public"
    assert f"/verifier/{nouveau.code}/" in visiteuse.get(f"/verifier/{ancien.code}/").content.decode()
    assert "Ce certificat est valable" in texte(visiteuse.get(f"/verifier/{nouveau.code}/"))
    assert "Remplacé" in coordinatrice.voir(f"parcours/{certificat.parcours_id}/")


def test_the_new_certificate_says_the_hours_of_the_sheets_of_today(ici, certificat):
    dj = f.FabriqueDemiJournee(session=certificat.parcours.session, signee=True)
    f.FabriqueEmargement(demi_journee=dj, parcours=certificat.parcours)
    nouveau = actions.remplacer(certificat, par=ici.acteur("directrice"), raison="Heures ajoutées.", nom_porte="Awa D")
    assert nouveau.minutes == certificat.minutes + 180
    assert Certificat.objects.get(pk=certificat.pk).minutes == certificat.minutes, "the old paper says what it said"


def test_hours_that_no_longer_suffice_close_the_replacement_and_change_nothing(ici, certificat):
    certificat.parcours.emargements.first().delete()
    with pytest.raises(Ferme, match="il manque"):
        actions.remplacer(certificat, par=ici.acteur("directrice"), raison="Correction.", nom_porte="Awa Diallo")
    assert Certificat.objects.get(pk=certificat.pk).est_valable, "all or nothing"


def test_revoked_then_issued_again_is_linked_too_and_told_to_her(ici, certificat):
    directrice = ici.acteur("directrice")
    for _clic in range(2):
        actions.revoquer(certificat, par=directrice, raison="Erreur.")
    assert Message.objects.filter(texte__contains="n’est plus valable").count() == 1
    nouveau = actions.delivrer(certificat.parcours, par=directrice)
    assert nouveau.remplace == certificat


def test_a_second_click_on_issue_again_finds_it_made(monde, certificat, coordinatrice):
    with portee.dans(monde.ici.centre):
        actions.revoquer(certificat, par=monde.ici.acteur("directrice"), raison="Erreur.")
    fiche = f"parcours/{certificat.parcours_id}/"
    for _clic in range(2):
        page = coordinatrice.envoyer(f"{fiche}certificat/", {"nom_porte": "Awa Diallo"}, page=fiche)
        assert "est établi" in texte(page)
    with portee.dans(monde.ici.centre):
        assert Certificat.objects.valables().filter(parcours=certificat.parcours_id).count() == 1


def test_numbers_follow_each_other_without_a_hole(ici, certificat):
    nouveau = actions.remplacer(certificat, par=ici.acteur("directrice"), raison="Nom.", nom_porte="Awa Traoré")
    rangs = [int(re.search(r"(\d+)$", c.numero)[1]) for c in (certificat, nouveau)]
    assert rangs == [1, 2]


def test_a_letter_without_drawing_is_said_beside_the_name_and_no_number_is_lost(ici, awa):
    Parcours.tous.filter(pk=awa.pk).update(etat="certifiee")
    with pytest.raises(Ferme, match="ne sait pas écrire") as refus:
        actions.delivrer(awa, par=ici.acteur("directrice"), nom_porte="Awa Ꟶ Diallo")
    assert refus.value.obstacles[0].champ == "nom_porte"
    assert actions.delivrer(awa, par=ici.acteur("directrice")).numero.endswith("-0001")


def test_a_key_that_does_not_open_is_said_in_words(ici, certificat, settings):
    settings.CLES_CONFIDENTIELLES = ["kQ0dVd8PZT1mKkXk0mPp0m7bXgkq3s0m4d8nq0pQh2s="]
    with pytest.raises(Ferme, match="L’administration technique doit la remplacer"):
        actions.remplacer(certificat, par=ici.acteur("directrice"), raison="Nom.", nom_porte="Awa Traoré")
    assert Certificat.objects.get(pk=certificat.pk).est_valable


# --- The badge ---


def test_she_takes_her_badge_and_others_do_not(monde, certificat, auxiliaire, coordinatrice):
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from openbadgeslib.ob3.verifier import OB3Verifier

    assert "badge/" in auxiliaire.client.get(monde.ici.adresse("mes-documents/")).content.decode()
    adresse = monde.ici.adresse(f"certificats/{certificat.pk}/badge/")
    reponse = auxiliaire.client.get(adresse)
    assert reponse["Content-Disposition"].endswith('.jwt"')
    publique = x509.load_pem_x509_certificates(ClientStrict().get("/verifier/cle.pem").content)[0].public_key()
    pem = publique.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    lu = OB3Verifier(pem).verify(reponse.content.decode())
    assert certificat.numero in lu.achievement.description
    with portee.dans(monde.ici.centre):
        autre = f.FabriqueParcours(certifiee=True).certificats.get()
    auxiliaire.voir(f"certificats/{autre.pk}/badge/", statut=404)
    assert Personne(monde.ici, "formatrice").client.get(adresse).status_code == 403
    assert Personne(monde.ailleurs, "directrice").client.get(adresse).status_code == 404
    with portee.dans(monde.ici.centre):
        actions.revoquer(certificat, par=monde.ici.acteur("directrice"), raison="Erreur.")
    assert auxiliaire.client.get(adresse).status_code == 404, "a revoked certificate gives no badge"


# --- What the centre prints ---


def test_the_words_are_seen_before_they_are_kept(monde, coordinatrice):
    suite = "certificats/texte/"
    donnees = {"phrase": "a suivi {heures} avec nous.", "complement": "Bravo à elle.", "signataire": "Nadia Roux"}
    essai = coordinatrice.envoyer(suite, {**donnees, "faire": "voir"})
    assert "Rien n’est encore enregistré" in texte(essai)
    assert "avec nous." in essai.content.decode(), "what is typed stays in the form"
    image = re.search(r'data:image/png;base64,([^"]+)" alt="Aperçu', essai.content.decode())
    assert Image.open(io.BytesIO(base64.b64decode(image[1]))).width > 1000
    with portee.dans(monde.ici.centre):
        assert not TexteCertificat.objects.exists()
    coordinatrice.envoyer(suite, donnees)
    with portee.dans(monde.ici.centre):
        assert TexteCertificat.objects.get().complement == "Bravo à elle."
        monde.ici.centre.refresh_from_db()
        assert lire(monde.ici.centre, "signataire") == "Nadia Roux"
        assert Atelier.de(monde.ici.centre).phrase == donnees["phrase"]
    with portee.dans(monde.ailleurs.centre):
        assert not TexteCertificat.objects.exists()


def test_words_that_lie_are_refused_beside_the_field_and_kept(coordinatrice):
    refus = coordinatrice.envoyer("certificats/texte/", {"phrase": "a eu le diplôme d’État", "faire": "voir"})
    assert refus.status_code == 422
    page = lisse(texte(refus))
    assert "Le certificat ne parle pas de « diplôme »" in page
    assert "Écrivez {heures}" in page
    assert "a eu le diplôme d’État" in page
    assert "La mention du bas ne change jamais" in page


def image(taille=(300, 200), format="PNG", mode="RGBA"):
    sortie = io.BytesIO()
    Image.new(mode, taille, "green").save(sortie, format)
    return sortie.getvalue()


def televerser(personne, octets, nom="logo.png"):
    return personne.envoyer("certificats/logo/", {"logo": SimpleUploadedFile(nom, octets)}, page="certificats/texte/")


@pytest.mark.parametrize(
    ("octets", "phrase"),
    [
        (b"pas une image", "ni en PNG ni en JPEG"),
        (image(format="GIF", mode="P"), "ni en PNG ni en JPEG"),
        (image()[:80], "abîmée"),
        (image(taille=(20, 20)), "trop petite"),
        (b"x" * (5 * 1024 * 1024 + 1), "plus de 5 Mo"),
        (b"", "Ce fichier est vide"),
    ],
    ids=["text", "gif", "half", "tiny", "heavy", "empty"],
)
def test_a_wrong_logo_is_refused_in_one_sentence(coordinatrice, octets, phrase):
    refus = televerser(coordinatrice, octets)
    assert refus.status_code == 422
    assert phrase in texte(refus)


def test_the_logo_is_made_small_and_printed_on_certificates(monde, coordinatrice, awa):
    assert "Le logo est enregistré." in texte(televerser(coordinatrice, image((3000, 900), "JPEG", "RGB"), "x.jpg"))
    monde.ici.centre.refresh_from_db()
    with portee.dans(monde.ici.centre):
        logo = Atelier.de(monde.ici.centre).emetteur.logo
        assert Image.open(io.BytesIO(logo)).size == (900, 270)
        Parcours.tous.filter(pk=awa.pk).update(etat="certifiee")
        fait = actions.delivrer(Parcours.objects.get(pk=awa.pk), par=monde.ici.acteur("directrice"))
        assert b"/Subtype/Image" in fichier_de(fait)
    televerser(coordinatrice, image())
    page = coordinatrice.envoyer("certificats/logo/", {"retirer": "1"}, page="certificats/texte/")
    assert "Le logo est retiré." in texte(page)
    monde.ici.centre.refresh_from_db()
    assert not monde.ici.centre.logo


def test_only_the_direction_changes_the_words(monde):
    for role in ("formatrice", "chargee_insertion", "auxiliaire", "famille"):
        assert Personne(monde.ici, role).client.get(monde.ici.adresse("certificats/texte/")).status_code == 403


def test_the_places_offered_are_those_that_are_filled():
    from clairiere.documents.certificat import PLACES as REMPLIES

    assert set(PLACES) == set(REMPLIES)
