"""From the first contact to the search for a family, through the pages, with the real guards."""

import datetime as dt
import shutil
import subprocess

import pytest
import time_machine
from django.utils import timezone

from clairiere.centres import portee
from clairiere.comptes.roles import Role
from clairiere.documents.numeros import grouper
from clairiere.messages.models import Message
from parcours.models import COMPETENCES, Certificat, DemiJournee, Emargement, Jury, Parcours, Session
from tests.parcours.conftest import Personne, etat, texte
from tests.parcours.recrutement import FICHE, decider_a_deux

COMPETENCES_ACQUISES = {f"c_{code}": "acquis" for code in COMPETENCES}


def _lire_pdf(octets, dossier):
    fichier = dossier / "certificat.pdf"
    fichier.write_bytes(octets)
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed here; `.ci/run` installs it (poppler-utils) and runs this")
    sortie = subprocess.run(["pdftotext", "-layout", str(fichier), "-"], capture_output=True, text=True, check=True)
    return " ".join(sortie.stdout.replace("\u00a0", " ").replace("\u202f", " ").split())


def _ouvrir(coordinatrice):
    """Awa at the desk, then her meeting and her interview."""
    donnees = {
        "prenom": "Fanta",
        "telephone": "06 12 34 56 78",
        "origine": "France Travail",
        "prochaine_action": "L’inviter",
        "prochaine_date": "2026-06-20",
    }
    assert "Fanta est notée." in texte(coordinatrice.envoyer("parcours/nouvelle/", donnees))
    with portee.dans(coordinatrice.lieu.centre):
        fanta = Parcours.objects.get(personne__prenom="Fanta")
    coordinatrice.acte(fanta, "informer", {"date_reunion": "2026-06-10"})
    coordinatrice.acte(fanta, "mener_entretien", FICHE)
    assert etat(fanta) == "candidate"
    decider_a_deux(coordinatrice, fanta)
    return fanta


def _session(coordinatrice):
    """A session of 40 half-days planned from a pattern: Monday, Tuesday, Thursday, 9 h to 12 h."""
    donnees = {
        "nom": "Été 2026",
        "debut": "2026-06-15",
        "fin": "2026-09-15",
        "places": "12",
        "heures_visees": "120",
        "programme": "120 h, version 1",
    }
    coordinatrice.envoyer("sessions/nouvelle/", donnees)
    with portee.dans(coordinatrice.lieu.centre):
        session = Session.objects.get(nom="Été 2026")
    rythme = {"a_partir_du": "2026-06-15", "sauf": "14/07/2026\n03/08/2026 au 09/08/2026"}
    for jour in ("lundi", "mardi", "jeudi"):
        rythme |= {f"rythme_{jour}_0_debut": "09:00", f"rythme_{jour}_0_fin": "12:00"}
    page = texte(coordinatrice.remplir(session, rythme))
    assert "120 h planifiées sur 120" in page.replace("\u00a0", " ")
    return session


def _faire_appel(formatrice, dj, fanta, statut="presente", **reste):
    donnees = {f"statut_{fanta.pk}": statut, "geste": "enregistrer", **reste}
    if statut in ("presente", "retard"):
        donnees[f"signature_{fanta.pk}"] = "on"
    assert "C’est enregistré." in texte(formatrice.envoyer(f"demi-journees/{dj.pk}/", donnees))
    page = formatrice.envoyer(f"demi-journees/{dj.pk}/signer/", page=f"demi-journees/{dj.pk}/")
    assert "La feuille est signée." in texte(page)


def test_a_woman_goes_from_the_desk_to_the_search_for_a_family(monde, coordinatrice, formatrice, tmp_path):
    with time_machine.travel("2026-06-13T10:00:00+02:00", tick=True):
        fanta, session = _ouvrir(coordinatrice), _session(coordinatrice)
        page = coordinatrice.voir(f"acte/parcours/{fanta.pk}/admettre/")
        assert "12 places libres sur 12" in page.replace("\u00a0", " ")
        coordinatrice.acte(fanta, "admettre", {"session": session.pk})
        coordinatrice.acte(fanta, "entrer_en_formation")
        assert etat(fanta) == "admise", "the course has not begun"
    with portee.dans(monde.ici.centre):
        jours = list(DemiJournee.objects.filter(session=session).order_by("date"))
    assert len(jours) == 40
    assert {j.date.weekday() for j in jours} == {0, 1, 3}
    assert dt.date(2026, 7, 14) not in {j.date for j in jours}
    with time_machine.travel("2026-10-20T10:00:00+02:00", tick=True):
        coordinatrice.acte(fanta, "entrer_en_formation")
        assert etat(fanta) == "en_formation"
        with time_machine.travel(f"{jours[1].date}T13:00:00+02:00", tick=True):  # a sheet closes after a week
            _faire_appel(formatrice, jours[0], fanta, "absente")
            _faire_appel(formatrice, jours[1], fanta, "presente")
        with portee.dans(monde.ici.centre):  # the other 38 sheets, as the two above
            for jour in jours[2:]:
                Emargement.objects.create(
                    demi_journee=jour, parcours=fanta, statut="presente", minutes=180, signature="papier"
                )
                jour.signee_le, jour.signee_par = timezone.now(), "Sophie"
                jour.save()
        coordinatrice.acte(fanta, "passer_en_evaluation")
        page = texte(formatrice.envoyer(f"parcours/{fanta.pk}/evaluation/", _evaluation()))
        assert "L’évaluation est notée." in page
        jury = _jury_en_seance(monde, coordinatrice, session)
        refus = _decider(coordinatrice, jury, fanta)
        assert refus.status_code == 409
        assert "117 h sur 120 : il manque 3 h." in texte(refus).replace("\u00a0", " ")
        refus = coordinatrice.acte(fanta, "certifier", {"nom_porte": "Fanta Traoré"})
        assert refus.status_code == 409
        assert "117 h sur 120 : il manque 3 h." in texte(refus).replace("\u00a0", " ")
        assert f"/sessions/{session.pk}/" in refus.content.decode(), "the refusal links to where it is mended"
        assert etat(fanta) == "en_evaluation"
        _rattraper(monde, coordinatrice, formatrice, session, fanta)
        assert "C’est noté." in texte(_decider(coordinatrice, jury, fanta))
        coordinatrice.envoyer(f"acte/jury/{jury.pk}/clore/", {"attendu": "en_seance"})
        fait = coordinatrice.acte(fanta, "certifier", {"nom_porte": "Fanta Traoré-Keïta"})
        assert fait.status_code == 200
        assert etat(fanta) == "certifiee"
        certificat = _verifier_certificat(monde, coordinatrice, tmp_path)
        refus = coordinatrice.acte(fanta, "rendre_disponible")
        assert "Ses jours et ses heures de disponibilité ne sont pas notés." in texte(refus)
        semaine = {"semaine_lundi_0_debut": "08:00", "semaine_lundi_0_fin": "18:00", "des_le": "2026-11-01"}
        coordinatrice.envoyer(f"parcours/{fanta.pk}/disponibilite/", {**semaine, "codes_postaux": "75011"})
        coordinatrice.acte(fanta, "rendre_disponible")
        assert etat(fanta) == "disponible"
        _revoquer(coordinatrice, certificat)


def _jury_en_seance(monde, coordinatrice, session):
    """A jury of three, prepared, called and opened through its pages."""
    jour = timezone.localdate().isoformat()
    coordinatrice.envoyer(f"sessions/{session.pk}/jurys/nouveau/", {"date": jour, "heure": "09:00", "lieu": "Salle 1"})
    with portee.dans(monde.ici.centre):
        jury = Jury.objects.get(session=session)
    for membre in (
        {"prenom": "Jeanne", "nom": "Martin", "preside": "on"},
        {"prenom": "Paul", "nom": "Roux", "externe": "on"},
        {"prenom": "Lila", "nom": "Benali"},
    ):
        coordinatrice.envoyer(f"jurys/{jury.pk}/membres/", membre)
    coordinatrice.envoyer(f"acte/jury/{jury.pk}/convoquer/", {"attendu": "prepare"})
    with portee.dans(monde.ici.centre):
        presentes = list(jury.membres.values_list("pk", flat=True))
    coordinatrice.envoyer(f"acte/jury/{jury.pk}/ouvrir/", {"attendu": "convoque", "presentes": presentes})
    return jury


def _decider(coordinatrice, jury, fanta):
    suite = f"jurys/{jury.pk}/candidates/{fanta.pk}/"
    return coordinatrice.envoyer(suite, {"decision": "certifiee", "vue": ""})


def _evaluation(**reste):
    return {"date": "2026-10-18", **COMPETENCES_ACQUISES, "resultat": "acquis", **reste}


def _rattraper(monde, coordinatrice, formatrice, session, fanta):
    donnees = {"date": "2026-10-20", "heure_debut": "09:00", "heure_fin": "12:00", "pour": "ouvert"}
    page = texte(coordinatrice.envoyer(f"sessions/{session.pk}/rattrapage/", donnees)).replace("\u00a0", " ")
    assert "120 h planifiées sur 120" in page, "a catch-up does not change the hours of the programme"
    with portee.dans(monde.ici.centre):
        dj = DemiJournee.objects.get(session=session, rattrapage=True)
    assert "il lui manque 3 h" in formatrice.voir(f"demi-journees/{dj.pk}/").replace("\u00a0", " ")
    _faire_appel(formatrice, dj, fanta)


def _verifier_certificat(monde, coordinatrice, tmp_path):
    with portee.dans(monde.ici.centre):
        certificat = Certificat.objects.get(nom_porte="Fanta Traoré-Keïta")
        assert Message.objects.filter(genre="certificat").count() == 1
    assert certificat.minutes == 7200
    pdf = coordinatrice.client.get(monde.ici.adresse(f"documents/{certificat.document_id}/pdf/"))
    assert pdf["Content-Type"] == "application/pdf"
    assert "certificat-daptitude-de-fanta" in pdf["Content-Disposition"]
    mots = _lire_pdf(b"".join(pdf.streaming_content), tmp_path)
    assert "Fanta Traoré-Keïta" in mots
    assert "120 h" in mots
    assert certificat.numero in mots
    assert grouper(certificat.code) in mots
    return certificat


def _revoquer(coordinatrice, certificat):
    visiteuse = type(coordinatrice.client)()
    adresse = f"/verifier/{grouper(certificat.code)}/"
    assert "Ce certificat est valable" in texte(visiteuse.get(adresse))
    coordinatrice.envoyer(f"certificats/{certificat.pk}/revoquer/", {"raison": "Le nom est mal écrit."})
    page = texte(visiteuse.get(adresse))
    assert "Ce certificat est révoqué" in page
    assert "mal écrit" not in page, "the reason is not public"
    fiche = f"parcours/{certificat.parcours_id}/"
    coordinatrice.envoyer(f"{fiche}certificat/", {"nom_porte": "Fanta Traoré"}, page=fiche)
    assert "Un nouveau certificat l’a remplacé" in texte(visiteuse.get(adresse))


def test_the_trainee_reads_her_missing_hours_in_words(monde, formatrice):
    with portee.dans(monde.ici.centre):
        awa = monde.ici.parcours
        Certificat.objects.filter(parcours=awa).delete()
        session = awa.session
        Parcours.tous.filter(pk=awa.pk).delete()
        awa = Parcours(personne=awa.personne, session=session, etat="en_formation")
        awa.save()
        dj = DemiJournee.objects.create(session=session, date=timezone.localdate(), moment="matin", minutes=180)
    _faire_appel(formatrice, dj, awa, "retard", **{f"arrivee_{awa.pk}": "09:45"})
    page = Personne(monde.ici, Role.AUXILIAIRE).voir("mon-parcours/").replace("\u00a0", " ")
    assert "Il vous manque 45 min." in page
    assert "2 h 15" in page


def test_certificate_is_three_taps_from_home(monde, auxiliaire):
    from parcours.actions.certificat import delivrer

    with portee.dans(monde.ici.centre):
        awa = monde.ici.parcours
        awa.certificats.all().delete()
        from tests.fabriques.base import suivre_heures

        suivre_heures(awa, 120)
        certificat = delivrer(awa, par=monde.ici.acteur("directrice"))
    accueil = auxiliaire.client.get(monde.ici.adresse("mon-parcours/")).content.decode()
    assert monde.ici.adresse("mes-documents/") in accueil
    documents = auxiliaire.client.get(monde.ici.adresse("mes-documents/")).content.decode()
    lien = monde.ici.adresse(f"documents/{certificat.document_id}/pdf/")
    assert lien in documents
    assert f"/verifier/{certificat.code}/" in documents
    fichier = auxiliaire.client.get(lien)
    assert fichier.status_code == 200
    assert b"".join(fichier.streaming_content).startswith(b"%PDF")
    for role in ("famille", "mediatrice", "jury", "animatrice", "formatrice"):
        assert Personne(monde.ici, role).client.get(lien).status_code == 404, role
    assert Personne(monde.ailleurs, "directrice").client.get(lien).status_code == 404
