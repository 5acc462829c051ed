"""The ceremony: day and place, who is called after whom, photographs by consent, guests, figures of the speech."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clairiere.centres import portee
from clairiere.journal.models import Entree
from parcours.actions import ceremonie as actions
from parcours.actions.certificat import revoquer
from parcours.models import Appel, Ceremonie, Certificat, Invite, Parcours
from parcours.regles.ceremonie import FaitsDiscours, chiffres, deplacer, ordonner
from parcours.remise import appelees, ceremonie_de, faits_du_discours
from tests.documents.outils import besoin_de_poppler, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

JOUR = {"date": "2026-12-15", "heure": "18:00", "lieu": "Salle des fêtes", "remis_par": "Anne Dupont"}


def lisse(page):
    return page.replace("\u00a0", " ").replace("\u202f", " ")


# --- Rules ---


@given(st.lists(st.integers(0, 20), unique=True), st.lists(st.integers(0, 20), unique=True))
def test_the_order_keeps_who_was_ranked_and_adds_the_others_once(connus, presents):
    ordre = ordonner(connus, presents)
    assert sorted(ordre) == sorted(presents)
    assert [c for c in connus if c in presents] == [c for c in ordre if c in connus]


@given(st.lists(st.integers(0, 20), unique=True, min_size=1), st.data(), st.integers(-5, 30))
def test_moving_one_keeps_the_order_of_the_others(ordre, tirage, rang):
    qui = tirage.draw(st.sampled_from(ordre))
    apres = deplacer(ordre, qui, rang)
    assert [c for c in apres if c != qui] == [c for c in ordre if c != qui]
    assert apres.index(qui) == max(0, min(rang - 1, len(ordre) - 1))
    assert deplacer(apres, qui, rang) == apres, "a second click changes nothing"


def faits(**valeurs):
    aucun = dict.fromkeys(("certifiees", "minutes", "rencontrees", "admises", "placees"), 0)
    reste = {"annee": 2026, "de_l_annee": 0, "depuis_le_debut": 0, "premiere_annee": 2026}
    return FaitsDiscours(**{**aucun, **reste, **valeurs})


def test_each_figure_says_what_it_counts_and_none_is_empty():
    liste = chiffres(
        faits(
            certifiees=10,
            minutes=71_640,
            rencontrees=18,
            admises=12,
            placees=1,
            de_l_annee=21,
            depuis_le_debut=57,
            premiere_annee=2023,
        )
    )
    dits = [lisse(f"{c.valeur} {c.dit}") for c in liste]
    assert dits == [
        "10 personnes certifiées",
        "1 194 h de formation suivies par elles",
        "18 personnes rencontrées",
        "12 personnes entrées dans la session",
        "1 travaille déjà dans une famille",
        "21 certificats en 2026",
        "57 certificats depuis 2023",
    ]
    assert all(c.definition.endswith(".") for c in liste)
    assert len(chiffres(faits(certifiees=1, minutes=7200))) == 2, "what counts nobody is not said"


# --- The page ---


@pytest.fixture
def session(ici):
    """Three who have their certificates: Awa, Binta, Coumba."""
    session = f.FabriqueSession(nom="automne 2026")
    for prenom in ("Binta", "Awa", "Coumba"):
        f.FabriqueParcours(certifiee=True, session=session, personne=f.FabriquePersonne(prenom=prenom, nom="Diallo"))
    return session


def noms(session):
    return [a.certificat.nom_porte.split()[0] for a in appelees(session, ceremonie_de(session))]


def suite(session, reste=""):
    return f"sessions/{session.pk}/ceremonie/{reste}"


def elle(session, prenom):
    return Parcours.objects.get(session=session, personne__prenom=prenom)


def test_before_the_day_is_fixed_the_page_says_what_to_do(monde, session, coordinatrice):
    page = coordinatrice.voir(suite(session))
    assert "Fixez d’abord la date et le lieu" in page
    assert "Awa Diallo" in page, "the order is already there"
    assert coordinatrice.client.get(monde.ici.adresse(suite(session, "liste.pdf"))).status_code == 404


def test_day_and_place_are_fixed_then_changed(monde, session, coordinatrice):
    refus = coordinatrice.envoyer(suite(session, "fixer/"), {**JOUR, "date": "2026-02-31"})
    assert refus.status_code == 422
    assert "Cette date n’existe pas" in texte(refus)
    assert "Salle des fêtes" in refus.content.decode(), "what was typed is kept"
    for _clic in range(2):
        coordinatrice.envoyer(suite(session, "fixer/"), JOUR)
    with portee.dans(monde.ici.centre):
        assert Ceremonie.objects.count() == 1
        assert Entree.objects.filter(code="ceremonie.fixer").count() == 1, "a second click writes nothing"
    page = lisse(coordinatrice.voir(suite(session)))
    assert "mardi 15 décembre" in page
    assert "à 18 h, Salle des fêtes" in page


@pytest.fixture
def ceremonie(ici, session):
    jour = {"date": dt.date(2026, 12, 15), "heure": dt.time(18), "lieu": "Salle des fêtes"}
    return actions.fixer(session, par=ici.acteur("directrice"), **jour)


def test_the_order_of_call_changes_with_two_buttons_or_a_number(monde, session, ceremonie, coordinatrice):
    with portee.dans(monde.ici.centre):
        assert noms(session) == ["Awa", "Binta", "Coumba"]
        coumba = elle(session, "Coumba")
    for _clic in range(2):
        coordinatrice.envoyer(suite(session, f"{coumba.pk}/ordre/"), {"vers": "2"}, page=suite(session))
    with portee.dans(monde.ici.centre):
        assert noms(session) == ["Awa", "Coumba", "Binta"], "two clicks on « up » move once"
    donnees = {"rang": "1", "se_dit": "koum-ba", "photo": "oui"}
    coordinatrice.envoyer(suite(session, f"{coumba.pk}/"), donnees)
    with portee.dans(monde.ici.centre):
        assert noms(session) == ["Coumba", "Awa", "Binta"]
    assert "se dit koum-ba" in coordinatrice.voir(suite(session))
    for faux in ("", "x", "-1", "99999999999999"):
        coordinatrice.envoyer(suite(session, f"{coumba.pk}/ordre/"), {"vers": faux}, page=suite(session))
    with portee.dans(monde.ici.centre):
        assert noms(session) == ["Coumba", "Awa", "Binta"]


def test_who_is_certified_later_comes_last_and_who_is_revoked_leaves(ici, session, ceremonie):
    directrice = ici.acteur("directrice")
    presents = [a.certificat.parcours_id for a in appelees(session, ceremonie)]
    actions.placer(ceremonie, elle(session, "Coumba"), rang=1, presents=presents, par=directrice)
    f.FabriqueParcours(certifiee=True, session=session, personne=f.FabriquePersonne(prenom="Aby", nom="Sow"))
    assert noms(session) == ["Coumba", "Awa", "Binta", "Aby"]
    revoquer(Certificat.objects.get(parcours=elle(session, "Awa")), par=directrice, raison="Erreur.")
    assert noms(session) == ["Coumba", "Binta", "Aby"]


def test_a_consent_is_dated_told_and_can_be_taken_back(monde, session, ceremonie, coordinatrice):
    with portee.dans(monde.ici.centre):
        awa = elle(session, "Awa")
    assert "3 personnes n’ont pas encore répondu" in lisse(coordinatrice.voir(suite(session)))
    for reponse in ("oui", "non"):
        coordinatrice.envoyer(suite(session, f"{awa.pk}/"), {"rang": "1", "se_dit": "", "photo": reponse})
    with portee.dans(monde.ici.centre):
        appel = Appel.objects.get(parcours=awa)
        assert (appel.photo, appel.photo_note_par) == ("non", str(monde.ici.comptes["coordinatrice"]))
        assert appel.photo_le
        dites = list(Entree.objects.filter(code="ceremonie.photo").order_by("pk").values_list("phrase", "donnees"))
    assert [("accepte d’être photographiée" in p, d["ancien"]) for p, d in dites] == [
        (True, "pas encore demandé"),
        (False, "oui"),
    ], "the journal keeps the former answer"
    assert "ne veut pas être photographiée" in dites[1][0]
    coordinatrice.envoyer(suite(session, f"{awa.pk}/"), {"rang": "1", "se_dit": "", "photo": ""})
    with portee.dans(monde.ici.centre):
        assert Appel.objects.get(parcours=awa).photo_le is None


def test_noting_one_does_not_change_the_order_of_the_others(monde, session, ceremonie, coordinatrice):
    with portee.dans(monde.ici.centre):
        coumba = elle(session, "Coumba")
    coordinatrice.envoyer(suite(session, f"{coumba.pk}/"), {"rang": "3", "se_dit": "", "photo": "oui"})
    with portee.dans(monde.ici.centre):
        assert noms(session) == ["Awa", "Binta", "Coumba"]


def test_guests_are_put_once_changed_and_taken_off(monde, session, ceremonie, coordinatrice):
    donnees = {"nom": "Madame Anne Dupont", "qualite": "maire", "adresse": "1 place\n75002 Paris", "personnes": "2"}
    donnees |= {"reponse": "a_inviter", "photo": ""}
    refus = coordinatrice.envoyer(suite(session, "inviter/"), {**donnees, "personnes": "0"})
    assert refus.status_code == 422
    assert "Il y a au moins une personne." in texte(refus)
    for _clic in range(2):
        coordinatrice.envoyer(suite(session, "inviter/"), donnees)
    with portee.dans(monde.ici.centre):
        invitee = Invite.objects.get()
    coordinatrice.envoyer(f"invites/{invitee.pk}/", {**donnees, "reponse": "vient"})
    assert "2 personnes viennent" in lisse(coordinatrice.voir(suite(session)))
    autre = {**donnees, "nom": "Paul Roux"}
    coordinatrice.envoyer(suite(session, "inviter/"), autre)
    with portee.dans(monde.ici.centre):
        paul = Invite.objects.get(nom="Paul Roux")
    double = coordinatrice.envoyer(f"invites/{paul.pk}/", donnees)
    assert double.status_code == 422
    assert "Cette personne est déjà sur la liste." in texte(double)
    for _clic in range(2):
        coordinatrice.envoyer(f"invites/{paul.pk}/retirer/", page=suite(session))
    with portee.dans(monde.ici.centre):
        assert list(Invite.objects.values_list("nom", flat=True)) == ["Madame Anne Dupont"]


@besoin_de_poppler
def test_the_letters_go_to_those_who_may_come_and_are_noted_as_sent(monde, session, ceremonie, coordinatrice):
    vide = coordinatrice.client.get(monde.ici.adresse(suite(session, "invitations.pdf")), follow=True)
    assert "Il n’y a personne à inviter." in texte(vide)
    with portee.dans(monde.ici.centre):
        par = monde.ici.acteur("directrice")
        actions.inviter(ceremonie, par=par, nom="Madame Anne Dupont", qualite="maire", adresse="1 place du Caire")
        actions.inviter(ceremonie, par=par, nom="Paul Roux", reponse="ne_vient_pas")
    lettre = texte_du_pdf(coordinatrice.client.get(monde.ici.adresse(suite(session, "invitations.pdf"))).content)
    mots = " ".join(lettre.split())
    for attendu in ("Madame Anne Dupont", "1 place du Caire", "mardi 15 décembre 2026", "18 h", "Salle des fêtes"):
        assert attendu in lisse(mots)
    assert "3 auxiliaires parentales y recevront leur certificat" in lisse(mots)
    assert "01 40 00 00 00" in lisse(mots)
    assert "Paul Roux" not in mots
    coordinatrice.envoyer(suite(session, "invitations/"), page=suite(session))
    with portee.dans(monde.ici.centre):
        assert set(Invite.objects.values_list("nom", "reponse")) == {
            ("Madame Anne Dupont", "invite"),
            ("Paul Roux", "ne_vient_pas"),
        }


@besoin_de_poppler
def test_the_list_of_the_day_has_the_order_the_photographs_and_the_figures(monde, session, ceremonie, coordinatrice):
    with portee.dans(monde.ici.centre):
        par = monde.ici.acteur("directrice")
        presents = [a.certificat.parcours_id for a in appelees(session, ceremonie)]
        actions.placer(ceremonie, elle(session, "Coumba"), rang=1, presents=presents, par=par)
        actions.noter_appel(ceremonie, elle(session, "Awa"), par=par, presents=presents, se_dit="a-oua", photo="non")
    mots = lisse(
        " ".join(texte_du_pdf(coordinatrice.client.get(monde.ici.adresse(suite(session, "liste.pdf"))).content).split())
    )
    places = [mots.index(f"{prenom} Diallo") for prenom in ("Coumba", "Awa", "Binta")]
    assert places == sorted(places)
    assert "se dit : a-oua" in mots
    assert mots.count("Pas de photo") == 1
    assert "3 personnes certifiées" in mots
    assert "360 h de formation" in mots


def test_the_certificates_are_printed_in_the_order_of_call(monde, session, ceremonie, coordinatrice):
    """The files themselves are tried with the lots; here, the order."""
    with portee.dans(monde.ici.centre):
        par = monde.ici.acteur("directrice")
        presents = [a.certificat.parcours_id for a in appelees(session, ceremonie)]
        actions.placer(ceremonie, elle(session, "Coumba"), rang=1, presents=presents, par=par)
        from clairiere.documents.actions import emettre
        from clairiere.documents.certificat import certificat_pdf
        from parcours.atelier import Atelier

        for certificat in Certificat.objects.filter(parcours__session=session):
            pdf = certificat_pdf(Atelier.de(monde.ici.centre).donnees(certificat, session))
            certificat.document = emettre(
                genre="certificat",
                titre="x",
                sur=certificat,
                par=par,
                donnees={},
                fichiers={"pdf": pdf},
                numero=certificat.numero,
            )
            certificat.save()
    import io

    from pypdf import PdfReader

    reponse = coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/certificats.pdf"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(reponse.content)).pages]
    assert [next(p for p in ("Awa", "Binta", "Coumba") if f"{p} Diallo" in page) for page in pages] == [
        "Coumba",
        "Awa",
        "Binta",
    ]


def test_the_figures_count_what_they_say(ici, session):
    Certificat.objects.filter(parcours__session=session).update(minutes=7_140)
    Parcours.objects.filter(pk=elle(session, "Awa").pk).update(etat="placee")
    f.FabriqueParcours(etat="abandon", session=session)
    for jours in (10, 180, 190):
        f.FabriqueParcours(informee=True, date_reunion=session.debut - dt.timedelta(days=jours))
    lus = faits_du_discours(session)
    assert (lus.certifiees, lus.minutes) == (3, 3 * 7_140)
    assert lus.rencontrees == 2, "the third came more than six months before"
    assert (lus.admises, lus.placees) == (4, 1)
    assert lus.depuis_le_debut == 4, "with the one of another session"


def test_only_the_team_prepares_it(monde, session, ceremonie):
    for role in ("formatrice", "auxiliaire", "famille", "jury"):
        assert Personne(monde.ici, role).client.get(monde.ici.adresse(suite(session))).status_code == 403
    assert Personne(monde.ici, "chargee_insertion").client.get(monde.ici.adresse(suite(session))).status_code == 200
    assert Personne(monde.ailleurs, "directrice").client.get(monde.ici.adresse(suite(session))).status_code == 404


def test_who_is_not_of_the_group_is_not_found(monde, session, ceremonie, coordinatrice):
    for parcours in (monde.ici.parcours, monde.ailleurs.parcours):
        coordinatrice.voir(suite(session, f"{parcours.pk}/"), statut=404)


def test_the_page_costs_the_same_for_10_and_for_60(monde, session, ceremonie, coordinatrice):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                elle = f.FabriqueParcours(certifiee=True, session=session)
                if rang % 2:
                    Appel.objects.create(ceremonie=ceremonie, parcours=elle, rang=rang + 1)
                Invite.objects.create(ceremonie=ceremonie, nom=f"Invitée {elle.pk}")

    assertNumQueries(coordinatrice.client, monde.ici.adresse(suite(session)), ajouter, peu=10, beaucoup=60)
