"""Refusals of a draft, as they stand on the page: the amount, the day, the source, and nothing typed is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clairiere.flux.obstacles import DejaFait, Ferme
from contrats import actions
from contrats.models import Contrat
from contrats.regles.numeros import numero_de_securite_sociale
from contrats.validateurs import RAISON_NIR
from placements.models import Enfant
from tests.contrats.conftest import brouillon, dans, lisible, placement_de, pret, relu, saisie, signe


def erreurs(reponse):
    return {nom: " ".join(lisible(e) for e in liste) for nom, liste in reponse.context["form"].errors.items()}


@pytest.fixture
def page(ici, adresse):
    contrat = brouillon(ici)
    return contrat, adresse("modifier", pk=contrat.pk)


def test_a_rate_under_the_minimum_says_the_amount_the_day_and_the_source(au_bureau, page):
    contrat, url = page
    donnees = saisie(au_bureau, url, taux_horaire_brut="12,00", repas="La salariée apporte son repas.")
    reponse = au_bureau.envoyer(url, donnees)
    assert reponse.status_code == 422
    [(champ, phrase)] = erreurs(reponse).items()
    assert champ == "taux_horaire_brut"
    assert "Le minimum est de 12,89 € brut de l’heure depuis le 1er juin 2026" in phrase
    assert "« Assistant parental A », échelle III" in phrase
    assert "Convention IDCC 3239, art. 144.1" in phrase
    assert "à vérifier" in phrase
    html = reponse.content.decode()
    assert 'value="12,00"' in html
    assert "La salariée apporte son repas." in html
    assert relu(contrat).repas == contrat.repas


def test_an_unreadable_answer_does_not_hide_what_the_law_refuses(au_bureau, page):
    _contrat, url = page
    change = {"taux_horaire_brut": "12", "numero_employeur": "2 85 05 78 006 084 91", "date_contrat": "hier"}
    reponse = au_bureau.envoyer(url, saisie(au_bureau, url, **change))
    assert set(erreurs(reponse)) == set(change)


def test_ticking_the_meals_raises_the_minimum_to_level_four(au_bureau, page):
    _contrat, url = page
    donnees = saisie(au_bureau, url, taches=["accompagner", "preparer_repas"], taux_horaire_brut="12,89")
    phrase = erreurs(au_bureau.envoyer(url, donnees))["taux_horaire_brut"]
    assert "13,08 € brut de l’heure" in phrase
    assert "échelle IV" in phrase


def test_the_certificate_of_the_centre_never_counts_and_the_page_says_so(au_bureau, page):
    _contrat, url = page
    assert "Le certificat d’aptitude du centre ne compte pas." in lisible(au_bureau.get(url))
    donnees = saisie(au_bureau, url, certifiee_branche="on", taux_horaire_brut="12,89")
    assert "13,41 €" in erreurs(au_bureau.envoyer(url, donnees))["taux_horaire_brut"]


@pytest.mark.parametrize(
    ("change", "champ", "extrait"),
    [
        ({"essai_mois": "2"}, "essai_mois", "1 mois au plus"),
        ({"date_contrat": dans(60).isoformat()}, "date_contrat", "après l’embauche"),
        ({"absence1_debut": dans(60).isoformat()}, "absence1_debut", "sans dates, le salaire reste dû"),
        ({"methode": "174h"}, "methode", "40 h par semaine"),
        ({"semaine_samedi_0_debut": "00:00", "semaine_samedi_0_fin": "16:00"}, "semaine", "Le maximum est 50 h"),
        ({"semaine_lundi_0_fin": ""}, "semaine", "indiquez l’heure de début et l’heure de fin"),
        ({"date_embauche": "2019-01-01", "date_contrat": "2019-01-01"}, "date_embauche", "2022"),
        ({"taux_horaire_brut": "treize"}, "taux_horaire_brut", "13,50"),
        ({"presence_responsable_lundi_0_debut": "09:00", "presence_responsable_lundi_0_fin": "10:00"},
         "presence_responsable", "comptées deux fois"),
    ],
)  # fmt: skip
def test_each_illegal_value_is_refused_beside_its_field(au_bureau, page, change, champ, extrait):
    contrat, url = page
    reponse = au_bureau.envoyer(url, saisie(au_bureau, url, **change))
    assert reponse.status_code == 422
    assert extrait in erreurs(reponse)[champ]
    assert relu(contrat).revision == 0


@pytest.mark.parametrize("champ", ["clauses_ajoutees", "numero_employeur", "employeur_nom", "conges"])
@pytest.mark.parametrize(
    "numero", ["285057800608491", "2 85 05 78 006 084 91", "2.85.05.2A.006.084", "299999999999999"]
)
def test_a_social_security_number_is_refused_with_its_reason(au_bureau, page, champ, numero):
    _contrat, url = page
    reponse = au_bureau.envoyer(url, saisie(au_bureau, url, **{champ: f"no {numero}"[:30]}))
    assert erreurs(reponse) == {champ: lisible(str(RAISON_NIR))}
    assert numero[:20] in reponse.content.decode()


@pytest.mark.parametrize(
    "texte",
    ["06 12 34 56 78, 75011 Paris", "12 rue du Four 75011", "FR76 3000 6000 0112 3456 7890 189",
     "SIRET 732 829 320 00074", "Y 123 456 789", "+33 6 12 34 56 78 75011", "du 24/12/2026 au 01/01/2027"],
)  # fmt: skip
def test_what_is_no_social_security_number_passes(texte):
    assert numero_de_securite_sociale(texte) == ""


def test_the_number_is_refused_in_an_action_and_in_the_other_acts_too(ici, equipe, au_bureau):
    contrat = brouillon(ici)
    with pytest.raises(Ferme) as refus:
        actions.modifier(contrat, par=equipe, logement="285057800608491")
    assert [o.champ for o in refus.value.obstacles] == ["logement"]
    with pytest.raises(ValidationError):
        Contrat(vu_par="285057800608491").clean_fields(
            exclude=[f.name for f in Contrat._meta.fields if f.name != "vu_par"]
        )
    arguments = {"centre": ici.centre.code, "machine": "contrat", "pk": contrat.pk, "mouvement": "annuler"}
    reponse = au_bureau.envoyer(
        reverse("flux:acte", kwargs=arguments), {"attendu": "brouillon", "motif": "Voir 285057800608491"}
    )
    assert "motif" in reponse.context["formulaire"].errors


def test_preparing_says_each_missing_thing_with_its_article_and_where_to_mend_it(au_bureau, ici, adresse, equipe):
    contrat = brouillon(ici, employeur_adresse="", lieu_travail="", conges="")
    phrases = [lisible(o.phrase) for o in _refus(contrat, equipe)]
    assert phrases == [
        "Il manque la mention 1 : nom et adresse de la famille et de la salariée. Remplissez cette partie du contrat. "
        "(Convention IDCC 3239, art. 41.1.)",
        "Il manque la mention 10 : lieu de travail. Remplissez cette partie du contrat. "
        "(Convention IDCC 3239, art. 41.1.)",
        "Il manque la mention 15 : congés payés et délai de prévenance. Remplissez cette partie du contrat. "
        "(Convention IDCC 3239, art. 41.1, 140.1.1.)",
    ]
    fiche = au_bureau.get(adresse("fiche", pk=contrat.pk)).content.decode()
    assert "3\u00a0points à corriger" in fiche
    assert adresse("modifier", pk=contrat.pk) in fiche
    assert relu(contrat).etat == "brouillon"
    assert relu(contrat).numero == ""


def _refus(contrat, equipe):
    with pytest.raises(Ferme) as refus:
        actions.preparer(contrat, par=equipe)
    return refus.value.obstacles


def test_a_refused_preparation_takes_no_number(ici, equipe):
    _refus(brouillon(ici, lieu_travail=""), equipe)
    assert pret(ici).numero.endswith("-0001")


def test_without_a_child_the_link_goes_to_the_demande(ici, equipe):
    contrat = brouillon(ici)
    Enfant.objects.all().delete()
    liens = {o.code: o.lien for o in _refus(contrat, equipe)}
    assert liens["enfants"] == ("placements:demande_modifier", {"pk": contrat.placement.demande_id})


def test_hours_of_another_contrat_are_an_advice_not_a_refusal(ici, au_bureau, adresse):
    un = signe(ici)
    soir = {"mardi": ["18:00-23:00"], "mercredi": ["08:00-18:00"]}
    deux = brouillon(ici, placement_de(ici, parcours=un.parcours), semaine=soir)
    fiche = lisible(au_bureau.get(adresse("fiche", pk=deux.pk)))
    assert "Avec ses autres contrats : une semaine compte 51 h." in fiche
    assert "Contrôles : tout est en règle" in fiche


def test_two_living_contrats_for_one_match_are_impossible(ici, equipe):
    placement = placement_de(ici)
    premier = actions.rediger(placement, par=equipe)
    assert actions.rediger(placement, par=equipe) == premier
    double = Contrat.objects.get(pk=premier.pk)
    double.pk, double._state.adding = None, True
    with pytest.raises(ValidationError, match="a déjà un contrat"):
        double.full_clean()
    actions.annuler(premier, par=equipe, motif="La famille renonce.")
    assert actions.rediger(placement, par=equipe) != premier


def test_a_draft_of_an_ended_match_is_refused_in_words(ici, equipe, au_bureau, adresse):
    from placements.actions import terminer

    placement = placement_de(ici, debut=dans(0))
    terminer(placement, par=equipe, fin=dans(0), motif="Fin")
    with pytest.raises(Ferme, match="terminée"):
        actions.rediger(placement, par=equipe)
    reponse = au_bureau.envoyer(adresse("rediger", pk=placement.pk))
    assert reponse.status_code == 409
    assert "Il n’y a plus de contrat à écrire." in lisible(reponse)


def test_two_people_on_the_same_draft_nothing_typed_is_lost(au_bureau, ici, page, equipe):
    contrat, url = page
    donnees = saisie(au_bureau, url, repas="Ma phrase.")
    actions.modifier(contrat, par=equipe, conges="La phrase d’une autre.")
    reponse = au_bureau.envoyer(url, donnees)
    assert reponse.status_code == 409
    assert "Une autre personne a changé ce contrat" in lisible(reponse)
    assert "Ma phrase." in reponse.content.decode()
    assert relu(contrat).repas != "Ma phrase."
    reponse = au_bureau.envoyer(url, {**donnees, "revision": reponse.context["form"]["revision"].value()})
    assert reponse.status_code == 302
    assert relu(contrat).repas == "Ma phrase."


def test_a_prepared_contrat_is_not_a_draft_any_more(ici, equipe):
    contrat = pret(ici)
    with pytest.raises(DejaFait, match="Corriger avant la signature"):
        actions.modifier(contrat, par=equipe, repas="x")
    with pytest.raises(TypeError):
        actions.modifier(contrat, par=equipe, etat="signe")
