"""The hours of a trainee and of a group: one truth on the screen, on paper, in the tables; a limit is told once."""

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.documents.models import Document
from clairiere.interface.francais import heures
from clairiere.messages.models import Message
from parcours import alertes
from parcours.actions.heures import surveiller
from parcours.donnees_presences import lire_mois, tableau
from parcours.models import (
    AlerteHeures,
    Attendue,
    DemiJournee,
    Emargement,
    Module,
    Parcours,
    Programme,
    SeanceModule,
)
from parcours.obstacles_heures import heures_de
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

JOURS = 7


@pytest.fixture(autouse=True)
def _fichiers(settings, tmp_path):
    """Papers go to a folder of the test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def demi_journee(session, ecart, *, minutes=180, signee=True, **autres):
    quand = timezone.localdate() + dt.timedelta(days=ecart)
    signature = {"signee_le": timezone.now(), "signee_par": "Sophie"} if signee else {}
    return DemiJournee.objects.create(
        session=session, date=quand, moment="matin", minutes=minutes, **{**signature, **autres}
    )


def noter(dj, parcours, statut="presente", minutes=None, signature="papier", **autres):
    presente = statut in ("presente", "retard")
    return Emargement.objects.create(
        demi_journee=dj,
        parcours=parcours,
        statut=statut,
        minutes=(dj.minutes if minutes is None else minutes) if presente else 0,
        signature=signature if presente else "",
        saisi_par="Sophie",
        **autres,
    )


@pytest.fixture
def groupe(ici):
    """Awa (all but 45 minutes), Fanta (absent twice), Mariam (all); four half-days done, two to come, a catch-up."""
    programme = Programme.objects.create(nom="Essai", heures=18, publie_le=timezone.now())
    modules = [
        Module.objects.create(programme=programme, rang=n, titre=t, minutes=540) for n, t in ((1, "Repas"), (2, "Jeux"))
    ]
    session = f.FabriqueSession(
        nom="Automne", heures_visees=18, version_programme=programme, formatrice=ici.comptes["formatrice"], places=12
    )
    gens = [
        f.FabriqueParcours(en_formation=True, session=session, personne=f.FabriquePersonne(prenom=p, nom=n))
        for p, n in (("Awa", "Diallo"), ("Fanta", "Keïta"), ("Mariam", "Traoré"))
    ]
    passees = [demi_journee(session, -20 + n) for n in range(4)]
    a_venir = [demi_journee(session, 5 + n, signee=False) for n in range(2)]
    rattrapage = demi_journee(session, 9, signee=False, rattrapage=True)
    for n, dj in enumerate([*passees, *a_venir]):
        SeanceModule.objects.create(demi_journee=dj, module=modules[n % 2], minutes=180)
    SeanceModule.objects.create(demi_journee=rattrapage, module=modules[1], minutes=180)
    awa, fanta, mariam = gens
    for n, dj in enumerate(passees):
        noter(dj, awa, **({"statut": "retard", "minutes": 135, "arrivee": dt.time(9, 45)} if n == 0 else {}))
        noter(dj, fanta, **({"statut": "absente"} if n in (1, 3) else {}))
        noter(dj, mariam)
    return session, gens, rattrapage


def bilan(parcours):
    return heures_de(Parcours.objects.select_related("session", "personne").get(pk=parcours.pk)).bilan


# --- what is read ---------------------------------------------------------------------------------------------------


def test_hours_are_those_that_certification_reads(groupe):
    _session, gens, _rattrapage = groupe
    for parcours, acquises, manque in zip(gens, (675, 360, 720), (45, 360, 0), strict=True):
        b = bilan(parcours)
        assert b.acquises == Parcours.objects.get(pk=parcours.pk).minutes() == acquises
        assert b.a_rattraper == manque


def test_the_modules_add_up_and_the_late_arrival_takes_from_the_beginning(groupe):
    _session, (awa, fanta, _mariam), _rattrapage = groupe
    modules = heures_de(Parcours.objects.select_related("session").get(pk=awa.pk)).modules
    assert [(m.libelle, m.faites, m.prevues) for m in modules] == [("Repas", 315, 540), ("Jeux", 360, 540)]
    assert sum(m.faites for m in heures_de(Parcours.objects.get(pk=fanta.pk)).modules) == 360


def test_a_sheet_signed_without_her_is_a_missed_half_day(groupe):
    _session, (awa, *_reste), _rattrapage = groupe
    Emargement.objects.filter(parcours=awa).order_by("demi_journee__date").last().delete()
    assert bilan(awa).a_rattraper == 45 + 180


def test_a_called_off_half_day_is_nobody_s_absence(groupe):
    session, (awa, *_reste), _rattrapage = groupe
    demi_journee(session, -1, signee=False, annulee_le=timezone.now())
    assert bilan(awa).a_rattraper == 45


def test_a_catch_up_gives_her_hours_back(groupe):
    _session, (_awa, fanta, _mariam), rattrapage = groupe
    DemiJournee.objects.filter(pk=rattrapage.pk).update(
        date=timezone.localdate() - dt.timedelta(days=1), signee_le=timezone.now(), signee_par="Sophie"
    )
    noter(rattrapage, fanta)
    b = bilan(fanta)
    assert (b.acquises, b.a_rattraper) == (540, 180)
    assert b.acquises == Parcours.objects.get(pk=fanta.pk).minutes()


def test_the_catch_up_of_another_one_is_not_hers(groupe):
    _session, (awa, fanta, _mariam), rattrapage = groupe
    Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    assert bilan(fanta).rattrapages_prevus == 180
    assert bilan(awa).rattrapages_prevus == 0
    assert bilan(fanta).manquera == 180
    assert bilan(awa).projection == 18 * 60 - 45


# --- pages ----------------------------------------------------------------------------------------------------------


def test_the_team_sees_what_she_missed_and_the_catch_up_with_a_place(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), _rattrapage = groupe
    page = coordinatrice.voir(f"parcours/{fanta.pk}/heures/").replace("\u00a0", " ")
    assert "6 h sur 18 h" in page
    assert "absente Jeux" in page
    assert "12 places libres" in page
    assert "Proposé" in page
    assert "Il restera 3 h sans rattrapage." in page


def test_she_reads_what_she_lacks_in_words(monde, groupe):
    _session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        monde.ici.auxiliaire.utilisateur = None
        monde.ici.auxiliaire.save()
        fanta.personne.utilisateur = monde.ici.comptes["auxiliaire"]
        fanta.personne.save()
    elle = Personne(monde.ici, "auxiliaire")
    page = elle.voir(f"parcours/{fanta.pk}/heures/").replace("\u00a0", " ")
    assert "Il vous manque 6 h." in page
    assert "Appelez le centre pour venir." in page
    assert "Repas" in page


def test_she_sees_only_her_own_hours(monde, groupe):
    _session, (awa, *_reste), _rattrapage = groupe
    assert (
        Personne(monde.ici, "auxiliaire").client.get(monde.ici.adresse(f"parcours/{awa.pk}/heures/")).status_code == 404
    )


def test_without_a_session_the_page_teaches(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        elle = f.FabriqueParcours()
    assert "Elle n’a pas encore de session" in coordinatrice.voir(f"parcours/{elle.pk}/heures/")


def test_a_place_on_a_catch_up_is_given_once_told_once_and_can_be_taken_back(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), rattrapage = groupe
    page = f"parcours/{fanta.pk}/heures/"
    donner = {"demi_journee": rattrapage.pk}
    fait = texte(coordinatrice.envoyer(f"{page}rattrapage/", donner, page=page))
    assert "Fanta Keïta a sa place. Un message part pour le lui dire." in fait
    assert "est déjà attendue" in texte(coordinatrice.envoyer(f"{page}rattrapage/", donner, page=page))
    with portee.dans(monde.ici.centre):
        assert Attendue.objects.filter(parcours=fanta).count() == 1
        assert Message.objects.filter(personne=fanta.personne, texte__contains="rattrapage").count() == 1
    texte(coordinatrice.envoyer(f"{page}rattrapage/", {**donner, "geste": "retirer"}, page=page))
    with portee.dans(monde.ici.centre):
        assert not Attendue.objects.filter(parcours=fanta).exists()


def test_a_full_catch_up_is_refused_with_who_can_help(monde, coordinatrice, groupe):
    session, (awa, fanta, _mariam), rattrapage = groupe
    with portee.dans(monde.ici.centre):
        type(session).objects.filter(pk=session.pk).update(places=1)
        Attendue.objects.create(demi_journee=rattrapage, parcours=awa)
    page = f"parcours/{fanta.pk}/heures/"
    refus = texte(coordinatrice.envoyer(f"{page}rattrapage/", {"demi_journee": rattrapage.pk}, page=page))
    assert "Ce rattrapage est complet (1 place)." in refus.replace("\u00a0", " ")
    with portee.dans(monde.ici.centre):
        assert not Attendue.objects.filter(parcours=fanta).exists()


def test_an_ordinary_half_day_is_not_a_catch_up(monde, coordinatrice, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        autre = session.demi_journees.filter(rattrapage=False).last()
    page = f"parcours/{fanta.pk}/heures/"
    refus = texte(coordinatrice.envoyer(f"{page}rattrapage/", {"demi_journee": autre.pk}, page=page))
    assert "Ce n’est pas un rattrapage ouvert à une personne." in refus


@besoin_de_poppler
def test_her_plan_is_printed(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), rattrapage = groupe
    with portee.dans(monde.ici.centre):
        Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    pdf = coordinatrice.client.get(monde.ici.adresse(f"parcours/{fanta.pk}/rattrapage.pdf")).content
    imprime = " ".join(mots(texte_du_pdf(pdf, "-layout")))
    for attendu in (
        "Plan de rattrapage",
        "Fanta Keïta",
        "6 h sur 18 h",
        "À rattraper : 6 h",
        "Dates de rattrapage",
        "Il restera 3 h",
    ):
        assert attendu in imprime


def test_the_card_of_her_file_leads_to_her_hours(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), _rattrapage = groupe
    assert "Voir ses heures et ses rattrapages" in coordinatrice.voir(f"parcours/{fanta.pk}/")


# --- limits ---------------------------------------------------------------------------------------------------------


def veiller(session, ici):
    return surveiller(session, par=Acteur.systeme(ici.centre))


def messages_de(parcours):
    return list(Message.objects.filter(personne=parcours.personne, genre="heures").order_by("pk"))


def test_six_missed_hours_are_told_once_to_her_and_wait_for_the_team(ici, groupe):
    session, (awa, fanta, _mariam), _rattrapage = groupe
    dites = veiller(session, ici)
    assert [a.seuil for a in dites if a.parcours_id == fanta.pk] == ["absence-1", "projection"]
    assert [a.seuil for a in dites if a.parcours_id == awa.pk] == ["projection"]
    assert veiller(session, ici) == [], "the second watch says nothing new"
    textes = [m.texte.replace("\u00a0", " ") for m in messages_de(fanta)]
    assert textes[0].startswith("Bonjour Fanta. Il vous manque 6 h. Vous pouvez les rattraper. Appelez-nous : 01 40")
    assert len(messages_de(awa)) == 1
    phrases = [t.phrase.replace("\u00a0", " ") for t in alertes.taches(ici.acteur("coordinatrice"))]
    assert "Prévoir un rattrapage : Fanta K., 6 h" in phrases


def test_twelve_hours_are_another_limit_and_caught_up_hours_are_not_announced_again(ici, groupe):
    session, (_awa, fanta, _mariam), rattrapage = groupe
    veiller(session, ici)
    Emargement.objects.filter(parcours=fanta).update(statut="absente", minutes=0, signature="")
    assert "absence-2" in [a.seuil for a in veiller(session, ici) if a.parcours_id == fanta.pk]
    nombre = len(messages_de(fanta))
    noter_de_nouveau = Emargement.objects.filter(parcours=fanta).order_by("pk").first()
    noter_de_nouveau.statut, noter_de_nouveau.minutes, noter_de_nouveau.signature = "presente", 180, "papier"
    noter_de_nouveau.save()
    assert veiller(session, ici) == []
    assert len(messages_de(fanta)) == nombre


def test_an_alert_leaves_the_list_when_a_catch_up_covers_it_and_comes_back_without_a_message(ici, groupe):
    session, (_awa, fanta, _mariam), rattrapage = groupe
    veiller(session, ici)
    DemiJournee.objects.filter(pk=rattrapage.pk).update(minutes=360)
    Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    veiller(session, ici)
    assert not AlerteHeures.objects.filter(parcours=fanta, reglee_le__isnull=True).exists()
    nombre = len(messages_de(fanta))
    Attendue.objects.all().delete()
    veiller(session, ici)
    assert AlerteHeures.objects.filter(parcours=fanta, reglee_le__isnull=True).exists()
    assert len(messages_de(fanta)) == nombre


def test_what_a_person_settled_stays_settled(monde, coordinatrice, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        veiller(session, monde.ici)
        alerte = AlerteHeures.objects.filter(parcours=fanta, seuil="absence-1").get()
    page = f"parcours/{fanta.pk}/heures/"
    assert "L’alerte est réglée." in texte(coordinatrice.envoyer(f"alertes-heures/{alerte.pk}/regler/", page=page))
    with portee.dans(monde.ici.centre):
        veiller(session, monde.ici)
        alerte.refresh_from_db()
        assert alerte.reglee_par == "Coordinatrice Ici"
    encore = texte(coordinatrice.envoyer(f"alertes-heures/{alerte.pk}/regler/", page="parcours/"))
    assert "déjà réglée par Coordinatrice Ici" in encore


def test_a_centre_may_never_be_told(ici, groupe):
    session, _gens, _rattrapage = groupe
    ici.centre.reglages = {"alerte_absence_heures": 0, "alerte_projection": "jamais"}
    ici.centre.save()
    assert veiller(session, ici) == []


@pytest.mark.parametrize(("heure", "nombre"), [(3, 0), (7, 0), (9, 1), (22, 0)])
def test_the_watch_says_nothing_at_night(monde, groupe, monkeypatch, heure, nombre):
    matin = timezone.localtime().replace(hour=heure)
    monkeypatch.setattr(alertes.timezone, "localtime", lambda *a: matin)
    with portee.sans_portee("the task opens its own scopes"):
        dites = alertes.surveiller_partout()
    assert bool(dites) == bool(nombre)


# --- sheets and tables ----------------------------------------------------------------------------------------------


def octets(document):
    with document.fichiers.get().contenu.open("rb") as fichier:
        return fichier.read()


def mois_du_groupe(session):
    return session.demi_journees.order_by("date").first().date.replace(day=1)


def test_the_table_adds_up_in_rows_in_columns_and_over_the_months(groupe):
    session, gens, _rattrapage = groupe
    toute = tableau(session)
    assert toute.minutes == sum(toute.totaux) == 675 + 360 + 720
    assert [ligne.minutes for ligne in toute.lignes] == [Parcours.objects.get(pk=p.pk).minutes() for p in gens]
    mois = sorted({dj.date.replace(day=1) for dj in session.demi_journees.all()})
    assert sum(tableau(session, m).minutes for m in mois) == toute.minutes
    assert tableau(session, mois[-1]).heures_stagiaires == toute.minutes


def test_an_hour_without_a_signature_is_shown_and_not_counted(groupe):
    session, (awa, *_reste), _rattrapage = groupe
    ligne = Emargement.objects.filter(parcours=awa, statut="presente").order_by("pk").first()
    ligne.signature = ""
    ligne.save()
    case = next(c for c in tableau(session).lignes[0].cases if c.ligne == ligne)
    assert (case.texte.replace("\u00a0", " "), case.minutes) == ("3 h *", 0)


@besoin_de_poppler
def test_the_monthly_paper_has_the_totals_of_the_screen(monde, coordinatrice, groupe):
    session, gens, _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        mois = mois_du_groupe(session)
        table = tableau(session, mois)
    adresse = f"sessions/{session.pk}/presences/"
    ecran = coordinatrice.voir(f"{adresse}?mois={mois:%Y-%m}").replace("\u00a0", " ").replace("\u202f", " ")
    fait = texte(coordinatrice.envoyer(f"{adresse}feuille/", {"mois": f"{mois:%Y-%m}"}, page=adresse))
    assert "La feuille est établie" in fait
    with portee.dans(monde.ici.centre):
        document = Document.objects.get(genre="feuille")
        pdf = octets(document)
    assert document.numero == f"EMA-{mois.year}-0001"
    imprime = "".join(mots(texte_du_pdf(pdf, "-layout")))
    assert "Feuilledeprésencedumois" in imprime
    assert document.numero in imprime
    for ligne in table.lignes:
        total, debut = (" ".join(mots(heures(m))) for m in (ligne.minutes, ligne.depuis_le_debut))
        nom = ligne.parcours.personne.nom_complet
        assert f"{nom}{total}{debut}".replace(" ", "") in imprime, (nom, total)
        assert f"{total} {debut}" in ecran, (nom, total)
    groupe_dit = " ".join(mots(heures(table.minutes)))
    assert f"Heures-stagiairesdelapériode:{groupe_dit}".replace(" ", "") in imprime
    assert f"{groupe_dit} {groupe_dit}" in ecran
    assert json.dumps(document.donnees)


def test_the_same_sheet_is_not_issued_twice_a_changed_one_is_a_new_version(monde, coordinatrice, groupe):
    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        mois = mois_du_groupe(session)
    adresse, donnees = f"sessions/{session.pk}/presences/", {"mois": f"{mois:%Y-%m}"}
    coordinatrice.envoyer(f"{adresse}feuille/", donnees, page=adresse)
    encore = texte(coordinatrice.envoyer(f"{adresse}feuille/", donnees, page=adresse))
    assert "Rien n’a changé depuis la dernière feuille" in encore
    with portee.dans(monde.ici.centre):
        ligne = Emargement.objects.filter(parcours=awa, statut="retard").get()
        ligne.minutes = 150
        ligne.save()
    coordinatrice.envoyer(f"{adresse}feuille/", donnees, page=adresse)
    with portee.dans(monde.ici.centre):
        versions = list(Document.objects.filter(genre="feuille").order_by("version").values_list("numero", "version"))
    assert [v for _n, v in versions] == [1, 2]
    assert len({n for n, _v in versions}) == 1


def test_a_month_without_attendance_gives_no_sheet(monde, coordinatrice, groupe):
    session, _gens, _rattrapage = groupe
    adresse = f"sessions/{session.pk}/presences/"
    refus = texte(coordinatrice.envoyer(f"{adresse}feuille/", {"mois": "2020-01"}, page=adresse))
    assert "Aucune présence n’est notée en janvier 2020." in refus
    assert "Choisissez le mois" in texte(coordinatrice.envoyer(f"{adresse}feuille/", {"mois": "x"}, page=adresse))
    with portee.dans(monde.ici.centre):
        assert not Document.objects.filter(genre="feuille").exists()


@besoin_de_poppler
def test_the_final_sheet_holds_the_whole_session_and_the_drawn_signatures(monde, coordinatrice, groupe):
    from parcours.models.appel import TraceSignature

    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        ligne = Emargement.objects.filter(parcours=awa).order_by("pk").first()
        ligne.signature = "ecran"
        ligne.save()
        TraceSignature.objects.create(
            demi_journee=ligne.demi_journee,
            parcours=awa,
            nom="Awa",
            trait="M100 200l300 50l200 -80",
            faite_le=timezone.now(),
        )
    adresse = f"sessions/{session.pk}/presences/"
    coordinatrice.envoyer(f"{adresse}feuille/", {"mois": "tout"}, page=adresse)
    with portee.dans(monde.ici.centre):
        document = Document.objects.get(genre="feuille")
        pdf = octets(document)
    imprime = " ".join(mots(texte_du_pdf(pdf, "-layout")))
    assert "État des présences" in imprime, "the session is not over"
    assert "Heures-stagiaires depuis le début : 29 h 15" in imprime
    assert "M100 200l300 50l200 -80" in json.dumps(document.donnees)


def test_hours_of_the_group_are_1120_for_ten_trainees_of_112(ici):
    session = f.FabriqueSession(nom="BPF")
    gens = [f.FabriqueParcours(en_formation=True, session=session) for _n in range(10)]
    for p in gens:
        f.suivre_heures(p, 112)
    assert tableau(session).heures_stagiaires == 1120 * 60


def test_hours_of_someone_who_left_stay_in_the_yearly_report(ici, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    avant = tableau(session).heures_stagiaires
    Parcours.objects.filter(pk=fanta.pk).update(etat="abandon")
    assert tableau(session).heures_stagiaires == avant


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_tables_to_take_away_say_the_same_and_compute_nothing(monde, coordinatrice, groupe, format):
    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        awa.personne.nom = "=HYPERLINK(1)"
        awa.personne.save()
    reponse = coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/heures.{format}"))
    assert f'.{format}"' in reponse["Content-Disposition"]
    if format == "xlsx":
        feuille = openpyxl.load_workbook(io.BytesIO(reponse.content)).active
        lignes = [[c.value for c in ligne] for ligne in feuille.iter_rows()]
        assert feuille["A2"].data_type == "s"
        assert lignes[1][:4] == ["=HYPERLINK(1)", "Awa", "En formation", 11.25]
        assert lignes[-1][:4] == ["Heures-stagiaires", None, None, 29.25]
    else:
        lignes = list(csv.reader(io.StringIO(reponse.content.decode("utf-8-sig")), delimiter=";"))
        assert lignes[1][:4] == ["'=HYPERLINK(1)", "Awa", "En formation", "11,25"]
        assert lignes[-1][3] == "29,25"
    assert lignes[0][-2:] == ["Repas", "Jeux"]


def test_each_presence_can_be_taken_away_with_who_wrote_it(monde, coordinatrice, groupe):
    session, _gens, _rattrapage = groupe
    contenu = coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/presences.csv")).content.decode(
        "utf-8-sig"
    )
    lignes = list(csv.reader(io.StringIO(contenu), delimiter=";"))
    assert len(lignes) == 1 + 12
    retard = next(ligne for ligne in lignes if "en retard" in ligne)
    assert "09:45" in retard
    assert "2,25" in retard


def test_a_format_that_does_not_exist_is_not_found_and_a_trainer_does_not_export(
    monde, coordinatrice, formatrice, groupe
):
    session, _gens, _rattrapage = groupe
    assert coordinatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/heures.exe")).status_code == 404
    assert formatrice.client.get(monde.ici.adresse(f"sessions/{session.pk}/heures.csv")).status_code == 403


@pytest.mark.parametrize(
    ("texte_du_mois", "mois"), [("2026-11", dt.date(2026, 11, 1)), ("2026-13", None), ("", None), ("x", None)]
)
def test_a_month_in_the_address_is_read_or_left(texte_du_mois, mois):
    assert lire_mois(texte_du_mois) == mois


# --- contradictions on the page -------------------------------------------------------------------------------------


def test_a_correction_from_absent_to_present_is_listed_and_an_explanation_closes_it(monde, coordinatrice, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        absence = Emargement.objects.filter(parcours=fanta, statut="absente").order_by("pk").first()
    from parcours.actions.presence import Ligne, saisir

    with portee.dans(monde.ici.centre):
        saisir(
            absence.demi_journee,
            par=monde.ici.acteur("coordinatrice"),
            lignes=[Ligne(fanta, "presente", signature="papier")],
            motif="Elle était là",
        )
    adresse = f"sessions/{session.pk}/contradictions/"
    page = coordinatrice.voir(adresse).replace("\u00a0", " ")
    assert "Signée alors qu’absente : 1" in page
    assert "Fanta Keïta est notée présente" in page
    assert "1 contradiction à vérifier" in coordinatrice.voir(f"sessions/{session.pk}/presences/").replace(
        "\u00a0", " "
    )
    html = coordinatrice.client.get(monde.ici.adresse(adresse)).content.decode()
    cle = html.split('name="cle" value="')[1].split('"')[0]
    vide = coordinatrice.envoyer(f"{adresse}expliquer/", {"cle": cle, "explication": "  "}, page=adresse)
    assert vide.status_code == 422
    assert "Écrivez ce qui explique cette contradiction." in texte(vide)
    fait = texte(
        coordinatrice.envoyer(f"{adresse}expliquer/", {"cle": cle, "explication": "Vue par Sophie."}, page=adresse)
    )
    assert "L’explication est gardée." in fait
    assert "Aucune contradiction à vérifier" in fait
    assert "Vue par Sophie." in fait
    encore = coordinatrice.envoyer(
        f"{adresse}expliquer/", {"cle": cle, "explication": "Autre chose"}, page=f"sessions/{session.pk}/presences/"
    )
    assert "déjà expliqué par Coordinatrice Ici" in texte(encore).replace("\u00a0", " ")


def test_a_trainer_reads_the_contradictions_and_the_team_explains_them(monde, formatrice, groupe):
    session, _gens, _rattrapage = groupe
    adresse = f"sessions/{session.pk}/contradictions/"
    assert "Contradictions à vérifier" in formatrice.voir(adresse)
    reponse = formatrice.envoyer(
        f"{adresse}expliquer/", {"cle": "x", "explication": "y"}, page=f"sessions/{session.pk}/presences/"
    )
    assert reponse.status_code == 403


def test_someone_present_in_two_groups_at_once_is_found_in_both(monde, coordinatrice, groupe):
    session, (awa, *_reste), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        Parcours.objects.filter(pk=awa.pk).update(etat="abandon")
        autre = f.FabriqueSession(nom="Printemps")
        deux = f.FabriqueParcours(en_formation=True, session=autre, personne=awa.personne)
        meme_jour = session.demi_journees.order_by("date").first()
        dj = DemiJournee.objects.create(session=autre, date=meme_jour.date, moment="matin", minutes=180)
        noter(dj, deux)
    for pk in (session.pk, autre.pk):
        page = coordinatrice.voir(f"sessions/{pk}/contradictions/").replace("\u00a0", " ")
        assert "À deux endroits en même temps : 1" in page
        assert "groupe Automne" in page
        assert "groupe Printemps" in page


# --- cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suite", ["presences/", "presences/?mois=tout", "contradictions/"])
def test_the_pages_of_a_session_cost_the_same_for_5_and_for_30_trainees(monde, suite):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(places=60, formatrice=monde.ici.comptes["formatrice"])

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                p = f.FabriqueParcours(en_formation=True, session=session)
                dj = f.FabriqueDemiJournee(session=session, signee=rang % 2 == 0)
                noter(dj, p, **({"statut": "absente"} if rang % 3 == 0 else {"mode": "papier"}))

    client = Personne(monde.ici, "coordinatrice").client
    assertNumQueries(
        client, monde.ici.adresse(f"sessions/{session.pk}/{suite}"), ajouter, peu=5, beaucoup=30, au_plus=40
    )


def test_the_hours_of_one_trainee_cost_the_same_for_5_and_for_40_half_days(monde):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession()
        elle = f.FabriqueParcours(en_formation=True, session=session)

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                dj = f.FabriqueDemiJournee(session=session, signee=True)
                noter(dj, elle, **({"statut": "absente"} if rang % 2 else {}))

    client = Personne(monde.ici, "coordinatrice").client
    for suite in (f"parcours/{elle.pk}/heures/", f"parcours/{elle.pk}/"):
        assertNumQueries(client, monde.ici.adresse(suite), ajouter, peu=5, beaucoup=40, au_plus=60)
