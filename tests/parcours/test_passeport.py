"""The passport belongs to her: lines, counter of the year, what she hides; her CV, her card, her care project."""

import datetime as dt
import io
import subprocess

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from clairiere.messages.models import Message
from parcours.actions.passeport import ajouter_ligne, attester, lignes_de, retirer_ligne
from parcours.actions.profil import ecrire_projet, noter_piece, projet_partage, rappeler_pieces
from parcours.models import Evaluation, LignePasseport, Passeport, PieceVue, Profil, ProjetAccueil
from parcours.regles.passeport import Compteur, Ligne, compteur, droit_au, droits
from parcours.regles.profil import FaitsProfil, presentation
from tests.parcours.conftest import Personne as AuGuichet
from tests.parcours.conftest import texte

LE_23 = time_machine.travel("2026-11-23 09:00:00+00:00", tick=False)


def ligne(genre="continue", minutes=540, annee=2026):
    jour = dt.date(annee, 3, 3)
    return Ligne("x", genre, "T", "", jour, jour, minutes, "")


@pytest.mark.parametrize(
    ("lignes", "phrase"),
    [
        ([], "58 h par an : il reste 58 h"),
        ([ligne(minutes=540)], "58 h par an : il reste 49 h"),
        ([ligne(minutes=540), ligne("initiale", 7200)], "58 h par an : il reste 49 h"),
        ([ligne(minutes=540), ligne("pratique", 600)], "58 h par an : il reste 49 h"),
        ([ligne(minutes=540, annee=2025)], "58 h par an : il reste 58 h"),
        ([ligne(minutes=58 * 60)], "58 h par an : tout est utilisé"),
        ([ligne(minutes=90 * 60)], "58 h par an : tout est utilisé"),
        ([ligne(minutes=45)], "58 h par an : il reste 57 h 15"),
    ],
)
def test_the_counter_of_the_year_in_words(lignes, phrase):
    assert compteur(lignes, 2026).phrase.replace("\u00a0", " ") == phrase


def test_each_dated_rule_says_its_source_and_how_sure_it_is():
    for droit in droits():
        assert droit.source
        assert droit.certitude in ("sûr", "à vérifier")
        assert droit.verifie_le <= dt.date(2027, 1, 1)
    assert droit_au(dt.date(2020, 1, 1)) is None
    assert compteur([], 2020) is None


@given(st.lists(st.integers(15, 5000), max_size=20))
def test_what_is_used_and_what_is_left_never_exceed_the_right(durees):
    resultat = compteur([ligne(minutes=m) for m in durees], 2026)
    assert isinstance(resultat, Compteur)
    assert 0 <= resultat.reste <= 58 * 60
    if sum(durees) <= 58 * 60:
        assert resultat.faites + resultat.reste == 58 * 60


def test_the_proposed_presentation_stands_on_facts_only():
    assert presentation(FaitsProfil("Awa")) == "Je m’appelle Awa."
    complet = presentation(
        FaitsProfil("Awa", 120, True, ("français", "wolof"), ("Je propose des jeux adaptés.",), 35 * 60)
    ).replace("\u00a0", " ")
    assert "120 heures de formation" in complet
    assert "Je parle français et wolof." in complet
    assert "35 heures par semaine" in complet


@pytest.mark.django_db
def test_a_line_twice_is_one_and_one_in_the_future_is_refused(ici):
    par = ici.acteur("auxiliaire")
    champs = {"genre": "continue", "titre": "Premiers  secours", "debut": dt.date(2026, 3, 3), "minutes": 420}
    un, deux = (ajouter_ligne(ici.auxiliaire, par=par, **champs) for _ in range(2))
    assert un.pk == deux.pk
    assert un.titre == "Premiers secours"
    futur = {**champs, "debut": timezone.localdate() + dt.timedelta(days=2)}
    with pytest.raises(Ferme, match="n’a pas encore commencé"):
        ajouter_ligne(ici.auxiliaire, par=par, **futur)


@pytest.mark.django_db
def test_a_line_whose_attestation_was_seen_stays(ici):
    par = ici.acteur("coordinatrice")
    ligne = ajouter_ligne(
        ici.auxiliaire, par=par, genre="atelier", titre="Comptines", debut=dt.date(2026, 3, 3), minutes=120
    )
    attester(ligne, par=par)
    with pytest.raises(Ferme, match="Cachez la ligne"):
        retirer_ligne(ligne, par=par)


@LE_23
@pytest.mark.django_db
def test_she_reads_her_passport_hides_a_line_and_takes_the_booklet(monde):
    with portee.dans(monde.ici.centre):
        par = monde.ici.acteur("coordinatrice")
        for titre, minutes in (("Premiers secours", 420), ("Éveil musical", 120)):
            ajouter_ligne(
                monde.ici.auxiliaire, par=par, genre="continue", titre=titre, debut=dt.date(2026, 5, 5), minutes=minutes
            )
        cle = lignes_de(monde.ici.auxiliaire)[-1].cle
    awa = AuGuichet(monde.ici, "auxiliaire")
    page = awa.voir("mon-passeport/")
    assert "58 h par an : il reste 49 h" in page.replace("\u00a0", " ")
    assert "lue le 22/11/2026" in page.replace("\u00a0", " ")
    reponse = awa.envoyer("mon-passeport/montrer/", {"cle": cle, "visible": "non"}, page="mon-passeport/")
    assert "Cette ligne est cachée." in texte(reponse)
    with portee.dans(monde.ici.centre):
        assert Passeport.objects.get().cachees == [cle]
    pdf = awa.client.get(monde.ici.adresse("mon-profil/passeport.pdf")).content
    lu = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert "Premiers secours" in lu
    assert "Éveil musical" not in lu
    reponse = awa.envoyer(
        "mon-passeport/montrer/", {"cle": "ligne-999", "visible": "non"}, page="mon-passeport/", suivre=False
    )
    assert reponse.status_code == 404


@LE_23
@pytest.mark.django_db
def test_she_adds_a_training_and_the_team_sees_the_attestation(monde):
    awa, equipe = AuGuichet(monde.ici, "auxiliaire"), AuGuichet(monde.ici, "coordinatrice")
    envoi = {"genre": "continue", "titre": "SST", "debut": "2026-04-01", "heures": "0"}
    refus = awa.envoyer("mon-passeport/ajouter/", envoi)
    assert refus.status_code == 422
    assert 'value="SST"' in refus.content.decode()
    awa.envoyer("mon-passeport/ajouter/", {**envoi, "heures": "14"})
    page = equipe.voir(f"parcours/{monde.ici.parcours.pk}/passeport/")
    assert "à confirmer par une attestation" in page
    with portee.dans(monde.ici.centre):
        pk = LignePasseport.objects.get().pk
    equipe.envoyer(f"passeport/{pk}/attester/", page=f"parcours/{monde.ici.parcours.pk}/passeport/")
    assert "attestation vue le 23/11/2026" in awa.voir("mon-passeport/")


@pytest.mark.django_db
def test_her_profile_starts_from_her_evaluation_and_becomes_a_page_and_a_card(monde):
    from pypdf import PdfReader

    from parcours.models import competences_de

    with portee.dans(monde.ici.centre):
        acquises = list(competences_de())
        Evaluation.objects.create(
            parcours=monde.ici.parcours,
            date=dt.date(2026, 3, 3),
            evaluatrice="Sophie",
            competences={c.code: "acquis" for c in acquises},
            resultat="acquis",
        )
    awa = AuGuichet(monde.ici, "auxiliaire")
    assert acquises[0].phrase in awa.voir("mon-profil/")
    trop = awa.envoyer("mon-profil/", {"forces": [c.phrase for c in acquises], "presentation": "Bonjour."})
    if len(acquises) > 5:
        assert trop.status_code == 422
        assert "5 phrases au plus" in texte(trop)
    fini = awa.envoyer(
        "mon-profil/", {"forces": [acquises[0].phrase], "presentation": "Je suis Awa, ponctuelle.", "experiences": ""}
    )
    assert "Votre profil est enregistré" in texte(fini)
    with portee.dans(monde.ici.centre):
        assert Profil.objects.get().montrer_telephone is False
    for papier in ("cv", "carte"):
        octets = awa.client.get(monde.ici.adresse(f"mon-profil/{papier}.pdf")).content
        lecteur = PdfReader(io.BytesIO(octets))
        assert len(lecteur.pages) == 1, papier
        page = " ".join(lecteur.pages[0].extract_text().split())
        assert acquises[0].phrase.split()[0] in page
    assert awa.client.get(monde.ici.adresse("mon-profil/autre.pdf")).status_code == 404


@LE_23
@pytest.mark.django_db
def test_a_care_project_keeps_its_versions_and_families_read_it_only_when_she_says_so(ici):
    par = ici.acteur("auxiliaire")
    ecrire_projet(ici.auxiliaire, par=par, textes={"repas": "On mange ensemble."}, partage=False)
    assert projet_partage(ici.auxiliaire) is None
    ecrire_projet(ici.auxiliaire, par=par, textes={"repas": "On mange ensemble."}, partage=True)
    assert ProjetAccueil.objects.count() == 1
    deux = ecrire_projet(ici.auxiliaire, par=par, textes={"repas": "À midi."}, partage=True)
    assert (deux.version, projet_partage(ici.auxiliaire)) == (2, deux)
    with pytest.raises(Ferme, match="au moins une réponse"):
        ecrire_projet(ici.auxiliaire, par=par, textes={"repas": "  "}, partage=True)
    ProjetAccueil.objects.filter(pk=deux.pk).update(ecrit_le=dt.date(2025, 11, 1))
    deux.refresh_from_db()
    assert deux.est_a_revoir


@LE_23
@pytest.mark.django_db
def test_a_paper_about_to_end_is_recalled_once_and_never_copied(ici):
    par = ici.acteur("coordinatrice")
    champs = {"genre": "premiers_secours", "vue_le": dt.date(2026, 1, 5), "expire_le": dt.date(2026, 12, 20)}
    piece = noter_piece(ici.auxiliaire, par=par, **champs)
    assert noter_piece(ici.auxiliaire, par=par, **champs).pk == piece.pk
    assert piece.etat == ("à renouveler", "a_faire")
    rappeler_pieces()
    rappeler_pieces()
    message = Message.objects.get(genre="piece_a_renouveler")
    assert "20/12/2026" in message.texte
    noter_piece(ici.auxiliaire, par=par, **{**champs, "vue_le": dt.date(2026, 11, 20), "expire_le": None})
    assert not PieceVue.a_renouveler(timezone.localdate()).exists()
    with pytest.raises(Ferme, match="dans le futur"):
        noter_piece(ici.auxiliaire, par=par, genre="identite", vue_le=dt.date(2027, 1, 1))
    assert not any(champ.get_internal_type() == "FileField" for champ in PieceVue._meta.concrete_fields)


@LE_23
@pytest.mark.django_db
def test_the_team_notes_a_paper_at_the_desk(monde):
    equipe = AuGuichet(monde.ici, "coordinatrice")
    page = f"parcours/{monde.ici.parcours.pk}/pieces/"
    refus = equipe.envoyer(page, {"genre": "identite", "vue_le": "2026-11-01", "expire_le": "2026-10-01"})
    assert refus.status_code == 422
    assert "déjà plus valable" in texte(refus)
    assert "C’est noté. Aucune copie" in texte(equipe.envoyer(page, {"genre": "identite", "vue_le": "2026-11-01"}))
    AuGuichet(monde.ici, "formatrice").voir(page, statut=403)


@pytest.mark.django_db
def test_a_long_passport_costs_the_same_queries(monde):
    from tests.outils.requetes import assertNumQueries

    awa = AuGuichet(monde.ici, "auxiliaire")

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            LignePasseport.objects.bulk_create(
                LignePasseport(
                    centre=monde.ici.centre,
                    personne=monde.ici.auxiliaire,
                    genre="atelier",
                    titre=f"Atelier {i}",
                    debut=dt.date(2026, 1, 1),
                    fin=dt.date(2026, 1, 1),
                    minutes=60,
                    ecrite_par="Nadia",
                )
                for i in range(n)
            )

    assertNumQueries(awa.client, monde.ici.adresse("mon-passeport/"), ajouter, beaucoup=100)
