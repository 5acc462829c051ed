"""The papers of the course: made for one, for a group, frozen, numbered, refused in words."""

import datetime as dt
import io
import zipfile
from unittest import mock

import pytest
from django.utils import timezone
from django_q import tasks

from clairiere.centres import portee
from clairiere.documents.models import Document
from clairiere.flux.obstacles import Ferme
from clairiere.messages.models import Message
from parcours.actions import papiers as actions
from parcours.modeles import DE_LA_STAGIAIRE
from parcours.models import LotPapiers
from parcours.regles.papiers import FaitsPapier, dire_horaires
from parcours.regles.papiers import papier as regle
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

PAPIERS = {papier.code: papier for papier in DE_LA_STAGIAIRE}
COMPLET = {
    "representante": "Marie Martin, directrice",
    "numero_declaration_activite": "11 75 12345 75",
    "siret": "784 123 456 00017",
    "contact_stagiaires": "Nadia Benali, coordinatrice",
}


@pytest.fixture
def centre(monde):
    """The first centre with all that its papers print."""
    lieu = monde.ici
    lieu.centre.reglages = {**lieu.centre.reglages, **COMPLET}
    lieu.centre.adresse, lieu.centre.code_postal, lieu.centre.ville = "60 rue Greneta", "75002", "Paris"
    lieu.centre.save()
    return lieu


@pytest.fixture
def session(centre):
    """A past session with its calendar, and Awa who followed 112 h 30 of it."""
    with portee.dans(centre.centre):
        session = f.FabriqueSession(
            nom="Printemps 2026", debut=dt.date(2026, 3, 2), fin=dt.date(2026, 7, 10), lieu="8 rue du Four, Paris"
        )
        session.awa = f.FabriqueParcours(
            personne__prenom="Awa", personne__nom="Traoré", etat="en_evaluation", session=session
        )
        for rang in range(38):  # Mondays and Tuesdays
            demi_journee = f.FabriqueDemiJournee(
                session=session,
                date=dt.date(2026, 3, 2) + dt.timedelta(days=7 * (rang // 2) + rang % 2),
                heure_debut=dt.time(9),
                theme="Sommeil",
                signee=True,
            )
            f.FabriqueEmargement(demi_journee=demi_journee, parcours=session.awa, minutes=90 if rang == 37 else 180)
        f.FabriqueEvaluation(parcours=session.awa)
    return session


def faire(centre, session, code):
    with portee.dans(centre.centre):
        return actions.faire(session.awa, PAPIERS[code], par=centre.acteur("coordinatrice"))


def pdf_de(document):
    with document.fichiers.get(format="pdf").contenu.open("rb") as fichier:
        return " ".join(mots(texte_du_pdf(fichier.read())))


# --- The rules ----------------------------------------------------------------------------------------------------

BON = FaitsPapier(
    "realisation",
    "Awa Traoré",
    parcours=1,
    session=2,
    etat="en_evaluation",
    demi_journees=40,
    lieu="8 rue du Four",
    minutes=6750,
    evaluee=True,
    declaration="11 75",
    representante="Marie Martin, directrice",
)


@pytest.mark.parametrize(
    ("papier", "change", "codes"),
    [
        *[(code, {}, []) for code in PAPIERS],
        ("convocation", {"demi_journees": 0}, ["calendrier"]),
        ("convocation", {"lieu": "", "demi_journees": 0}, ["calendrier", "lieu"]),
        ("information", {"demi_journees": 0, "minutes": 0, "evaluee": False, "representante": ""}, []),
        ("assiduite", {"minutes": 0}, ["heures"]),
        ("assiduite", {"representante": ""}, ["representante"]),
        ("assiduite", {"etat": "en_formation"}, []),
        ("fin_formation", {"etat": "en_formation"}, ["pas_finie"]),
        ("fin_formation", {"etat": "en_pause"}, ["pas_finie"]),
        ("fin_formation", {"etat": "abandon", "evaluee": False}, ["evaluation"]),
        ("fin_formation", {"minutes": 0, "evaluee": False}, ["heures", "evaluation"]),
        ("realisation", {"declaration": ""}, ["declaration"]),
        ("realisation", {"etat": "en_formation", "evaluee": False}, []),
        ("reglement", {"nom_connu": False}, ["nom"]),
        ("reglement", {"session": 0, "nom_connu": False}, ["session"]),
        ("information", {"admise": False}, []),
        ("reglement", {"admise": False}, []),
        ("convocation", {"admise": False, "demi_journees": 0}, ["admise"]),
    ],
)
def test_what_each_paper_stands_on(papier, change, codes):
    from dataclasses import replace

    obstacles = list(regle(replace(BON, papier=papier, **change)))
    assert [o.code for o in obstacles] == codes
    assert all(o.phrase.endswith(".") for o in obstacles)


def test_without_a_declared_number_the_certificate_of_realisation_explains_who_may_make_one():
    from dataclasses import replace

    [obstacle] = regle(replace(BON, declaration=""))
    assert "Seul un organisme de formation déclaré établit un certificat de réalisation." in obstacle.phrase
    assert obstacle.lien == ("centre:reglages_groupe", {"groupe": "papiers-de-la-formation"})


def test_the_usual_week_is_said_in_one_line():
    neuf, midi, deux, cinq = dt.time(9), dt.time(12), dt.time(14), dt.time(17, 30)
    lundi = dt.date(2026, 3, 2)
    semaines = [
        (lundi + dt.timedelta(days=7 * n + j), *h)
        for n in range(3)
        for j, h in ((0, (neuf, midi)), (1, (neuf, midi)), (3, (deux, cinq)))
    ]
    exception = (lundi + dt.timedelta(days=4), neuf, midi)
    assert dire_horaires([*semaines, exception]).replace("\u00a0", " ") == (
        "lundi et mardi, de 9 h à 12 h ; jeudi, de 14 h à 17 h 30"
    )
    assert dire_horaires([]) == ""


# --- One paper ----------------------------------------------------------------------------------------------------


@besoin_de_poppler
def test_each_paper_of_a_real_trainee_says_her_hours_and_her_session(centre, session):
    attendus = {
        "information": ("Sommeil", "lundi et mardi, de 9 h à 12 h", "La formation est gratuite"),
        "reglement": ("Remis à Awa Traoré", "quinze jours"),
        "convocation": ("lundi 2 mars 2026, à 9 h", "8 rue du Four, Paris", "Nadia Benali, coordinatrice"),
        "assiduite": ("112 h 30", "Awa Traoré"),
        "fin_formation": ("112 h 30", "Résultat : acquis"),
        "realisation": ("112 h 30", "11 75 12345 75", "Marie Martin, directrice"),
    }
    for code, passages in attendus.items():
        document, nouveau = faire(centre, session, code)
        assert nouveau
        with portee.dans(centre.centre):
            lu = pdf_de(document)
            assert {x.format for x in document.fichiers.all()} == {"pdf", "docx"}
        for passage in ("Printemps 2026", *passages) if code not in ("reglement", "realisation") else passages:
            assert passage in lu, (code, passage, lu[:1500])
        assert "suivi 120 h" not in lu


def test_the_data_are_frozen_and_the_number_stays_when_the_paper_is_made_again(centre, session):
    premier, _nouveau = faire(centre, session, "assiduite")
    with portee.dans(centre.centre):
        assert premier.numero == f"ASSI-{timezone.localdate().year}-0001"
        assert premier.donnees["heures_suivies"] == 6750
        assert premier.pour == session.awa.personne
        assert len(premier.modele_empreinte) == 64
        rattrapage = f.FabriqueDemiJournee(session=session, date=dt.date(2026, 7, 9), rattrapage=True, signee=True)
        f.FabriqueEmargement(demi_journee=rattrapage, parcours=session.awa, minutes=120)
    second, nouveau = faire(centre, session, "assiduite")
    assert nouveau
    with portee.dans(centre.centre):
        assert (second.numero, second.version) == (premier.numero, 2)
        assert second.donnees["heures_suivies"] == 6870
        assert Document.objects.get(pk=premier.pk).donnees["heures_suivies"] == 6750


def test_a_second_click_gives_the_same_paper_and_tomorrow_too(centre, session):
    premier, _nouveau = faire(centre, session, "assiduite")
    with mock.patch("parcours.actions.papiers.timezone.localdate", return_value=dt.date(2030, 1, 1)):
        assert faire(centre, session, "assiduite") == (premier, False)
    with portee.dans(centre.centre):
        assert Document.objects.filter(genre="assiduite").count() == 1


def test_a_new_template_makes_a_new_version(centre, session):
    from clairiere.documents.papiers import remplacer
    from tests.documents.test_modeles import modifie

    faire(centre, session, "reglement")
    with portee.dans(centre.centre):
        remplacer(PAPIERS["reglement"], modifie("reglement", "Un mot."), "a.docx", par=centre.acteur("directrice"))
    document, nouveau = faire(centre, session, "reglement")
    assert nouveau
    assert document.version == 2


def test_a_refusal_writes_nothing_and_takes_no_number(centre, session):
    centre.centre.reglages = {}
    centre.centre.save()
    with pytest.raises(Ferme) as refus:
        faire(centre, session, "realisation")
    assert {o.code for o in refus.value.obstacles} == {"declaration", "representante"}
    with portee.dans(centre.centre):
        assert not Document.objects.filter(genre="realisation").exists()
    centre.centre.reglages = COMPLET
    centre.centre.save()
    with portee.dans(centre.centre):
        from parcours.models import Parcours

        awa = Parcours.objects.get(pk=session.awa.pk)
        document, _nouveau = actions.faire(awa, PAPIERS["realisation"], par=centre.acteur("coordinatrice"))
    assert document.numero.endswith("-0001")


def test_the_convocation_is_also_a_short_message_with_day_hour_and_place(centre, session):
    faire(centre, session, "convocation")
    faire(centre, session, "convocation")
    with portee.dans(centre.centre):
        [message] = Message.objects.filter(genre="convocation")
    dit = message.texte.replace("\u00a0", " ")
    assert "lundi 2 mars à 9 h" in dit
    assert "8 rue du Four, Paris" in dit
    assert message.canal == "sms"
    assert "Le centre vous donne votre convocation." in dit, "she has no space of her own yet"


# --- The pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinatrice(centre):
    return Personne(centre, "coordinatrice")


def test_the_tab_counts_the_papers_that_are_made(centre, session, coordinatrice):
    page = coordinatrice.voir(f"sessions/{session.pk}/papiers/")
    assert page.count("0 sur 1") >= len(PAPIERS)
    coordinatrice.envoyer(
        f"parcours/{session.awa.pk}/papiers/assiduite/", page=f"sessions/{session.pk}/papiers/assiduite/"
    )
    page = coordinatrice.voir(f"sessions/{session.pk}/papiers/")
    assert "Tous faits" in page


def test_making_one_paper_from_the_list_then_from_her_file(centre, session, coordinatrice):
    adresse = f"parcours/{session.awa.pk}/papiers/assiduite/"
    page = texte(coordinatrice.envoyer(adresse, page=f"sessions/{session.pk}/papiers/assiduite/"))
    assert "c’est fait" in page
    page = texte(coordinatrice.envoyer(adresse, {"depuis": "fiche"}, page=f"parcours/{session.awa.pk}/"))
    assert "rien n’a changé, le papier est à jour" in page.replace("\u00a0", " ")
    assert "Papiers de la formation" in page


def test_what_is_missing_is_said_beside_each_name(centre, session, coordinatrice):
    centre.centre.reglages = {}
    centre.centre.save()
    page = coordinatrice.voir(f"sessions/{session.pk}/papiers/realisation/")
    assert "Il manque le numéro de déclaration d’activité." in page
    assert "Noter le numéro" in page
    assert "Faire pour" not in page


@besoin_de_poppler
def test_a_small_group_is_made_at_once_then_printed_in_one_pdf_or_kept_in_one_archive(centre, session, coordinatrice):
    with portee.dans(centre.centre):
        for nom in ("Bah", "Camara"):
            f.FabriqueParcours(personne__prenom="Mariam", personne__nom=nom, etat="admise", session=session)
    suite = f"sessions/{session.pk}/papiers/reglement"
    page = texte(coordinatrice.envoyer(f"{suite}/groupe/", page=f"{suite}/"))
    assert "C’est fini" in page
    assert "3 papiers nouveaux" in page.replace("\u00a0", " ")
    pdf = coordinatrice.client.get(centre.adresse(f"{suite}/groupe/pdf/"))
    lu = " ".join(mots(texte_du_pdf(pdf.content)))
    assert [lu.index(f"Remis à {nom}") for nom in ("Mariam Bah", "Mariam Camara", "Awa Traoré")] == sorted(
        lu.index(f"Remis à {nom}") for nom in ("Mariam Bah", "Mariam Camara", "Awa Traoré")
    )
    archive = zipfile.ZipFile(io.BytesIO(coordinatrice.client.get(centre.adresse(f"{suite}/groupe/zip/")).content))
    assert len(archive.namelist()) == 6
    assert {nom.rpartition(".")[2] for nom in archive.namelist()} == {"pdf", "docx"}


def test_a_large_group_is_made_in_the_background_and_those_who_lack_something_are_named(
    centre, session, coordinatrice, django_capture_on_commit_callbacks
):
    with portee.dans(centre.centre):
        for rang in range(7):
            sans_heures = f.FabriqueParcours(etat="en_formation", session=session)
            if rang:
                f.suivre_heures(sans_heures, 12)
    suite = f"sessions/{session.pk}/papiers/assiduite"
    with mock.patch("parcours.actions.papiers.async_task", wraps=tasks.async_task) as confie:
        page = texte(coordinatrice.envoyer(f"{suite}/groupe/", page=f"{suite}/"))
    assert confie.call_count == 1
    assert "7 papiers nouveaux" in page.replace("\u00a0", " ")
    assert "Aucune heure de" in page
    with portee.dans(centre.centre):
        lot = LotPapiers.objects.get()
        assert (lot.faits, lot.total, lot.nouveaux, len(lot.refus)) == (8, 8, 7, 1)


def test_a_worker_killed_in_the_middle_goes_on_where_it_was(centre, session):
    with portee.dans(centre.centre):
        for _rang in range(7):
            f.suivre_heures(f.FabriqueParcours(etat="en_formation", session=session), 3)
        lot, _neuf = actions._demander(session, PAPIERS["assiduite"], centre.acteur("coordinatrice"))
        vrai, appels = actions.faire, []

        def mourir_au_quatrieme(*args, **kwargs):
            appels.append(1)
            if len(appels) == 4:
                raise KeyboardInterrupt
            return vrai(*args, **kwargs)

        with mock.patch.object(actions, "faire", mourir_au_quatrieme), pytest.raises(KeyboardInterrupt):
            actions.traiter_lot(centre.centre.pk, lot.pk)
        lot.refresh_from_db()
        assert (lot.faits, lot.etat) == (3, "en_cours")
        assert actions.lancer_lot(session, PAPIERS["assiduite"], par=centre.acteur("directrice")).pk == lot.pk
        actions.traiter_lot(centre.centre.pk, lot.pk)
        actions.traiter_lot(centre.centre.pk, lot.pk)
        numeros = list(Document.objects.filter(genre="assiduite").values_list("numero", "version"))
    assert len(numeros) == len(set(numeros)) == 8
    assert {version for _numero, version in numeros} == {1}


def test_while_it_is_made_a_bar_says_how_far_it_is(centre, session, coordinatrice):
    with portee.dans(centre.centre):
        lot = LotPapiers.objects.create(session=session, papier="assiduite", attendus=[1, 2, 3], faits=1)
    assert "1 sur 3" in coordinatrice.voir(f"papiers/lots/{lot.pk}/")
    assert "en train d’être faits" in coordinatrice.voir(f"sessions/{session.pk}/papiers/assiduite/")


def test_she_finds_her_papers_in_her_documents(centre, session):
    from clairiere.comptes.actions import ouvrir_compte

    faire(centre, session, "convocation")
    with portee.dans(centre.centre):
        f.FabriqueDemiJournee(session=session, date=dt.date(2026, 7, 10), heure_debut=dt.time(9))
    faire(centre, session, "convocation")
    with portee.dans(centre.centre):
        centre.comptes["awa"] = ouvrir_compte(session.awa.personne, "auxiliaire", par=centre.acteur("coordinatrice"))
    elle = Personne(centre, "awa")
    assert elle.voir("mes-documents/").count("Convocation, Awa Traoré") == 1, "the last version only"
    with portee.dans(centre.centre):
        document = Document.objects.get(genre="convocation", version=2)
    assert elle.client.get(centre.adresse(f"documents/{document.pk}/pdf/")).getvalue().startswith(b"%PDF")
    autre = Personne(centre, "auxiliaire")
    assert autre.client.get(centre.adresse(f"documents/{document.pk}/pdf/")).status_code == 404


def test_an_empty_session_says_what_to_do_first(centre, coordinatrice):
    with portee.dans(centre.centre):
        vide = f.FabriqueSession()
    assert "Personne n’est encore dans cette session" in coordinatrice.voir(f"sessions/{vide.pk}/papiers/")
    coordinatrice.voir(f"sessions/{vide.pk}/papiers/inconnu/", statut=404)
    page = coordinatrice.client.get(centre.adresse(f"sessions/{vide.pk}/papiers/reglement/groupe/pdf/"), follow=True)
    assert "Aucun papier n’est encore fait." in texte(page)


def test_a_candidate_receives_the_programme_before_she_enrols_and_is_admitted_by_nothing(centre, coordinatrice):
    with portee.dans(centre.centre):
        prochaine = f.FabriqueSession(nom="Automne 2027", debut=dt.date(2027, 9, 6), fin=dt.date(2027, 12, 3))
        candidate = f.FabriqueParcours(candidate=True)
    page = coordinatrice.voir(f"parcours/{candidate.pk}/")
    assert "Programme remis avant l’inscription" in page
    assert "Attestation d’assiduité" not in page
    suite = f"parcours/{candidate.pk}/papiers/information/"
    sans = texte(coordinatrice.envoyer(suite, {"depuis": "fiche"}, page=f"parcours/{candidate.pk}/"))
    assert "n’a pas de session" in sans
    coordinatrice.envoyer(suite, {"depuis": "fiche", "session": prochaine.pk}, page=f"parcours/{candidate.pk}/")
    with portee.dans(centre.centre):
        document = Document.objects.get(genre="information")
        assert document.donnees["session_nom"] == "Automne 2027"
        candidate.refresh_from_db()
        assert candidate.session_id is None


def test_another_centre_learns_nothing(monde, centre, session):
    ailleurs = Personne(monde.ailleurs, "coordinatrice")
    for suite in (f"sessions/{session.pk}/papiers/", f"sessions/{session.pk}/papiers/convocation/"):
        ailleurs.voir(suite, statut=404)


def test_the_pages_cost_the_same_for_10_and_for_40_trainees(centre):
    with portee.dans(centre.centre):
        groupe = f.FabriqueSession(places=60)

    def ajouter(n):
        with portee.dans(centre.centre):
            for _rang in range(n):
                parcours = f.FabriqueParcours(en_formation=True, session=groupe)
                f.suivre_heures(parcours, 3)
                actions.faire(parcours, PAPIERS["reglement"], par=centre.acteur("coordinatrice"))

    client = Personne(centre, "coordinatrice").client
    for suite in ("papiers/reglement/", "papiers/"):
        assertNumQueries(
            client, centre.adresse(f"sessions/{groupe.pk}/{suite}"), ajouter, peu=5, beaucoup=20, au_plus=20
        )
