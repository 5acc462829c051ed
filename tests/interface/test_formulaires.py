"""Forms: errors beside the field, links that reach it, nothing typed is lost."""

import re

from django import forms
from django.http import QueryDict
from django.template import Context, Template

from clairiere.agenda.semaine import Semaine
from clairiere.interface.balises.formulaires import points_a_corriger
from clairiere.interface.champs import SemaineField


class FicheForm(forms.Form):
    nom = forms.CharField(label="Nom", help_text="Comme sur la pièce d’identité.")
    canal = forms.ChoiceField(
        label="Par quel moyen ?", choices=[("sms", "SMS"), ("appel", "Appel")], widget=forms.RadioSelect
    )
    accord = forms.BooleanField(label="J’accepte.")
    jour = forms.CharField(label="Jour", required=False)
    horaires = SemaineField(label="Horaires")

    def clean(self):
        raise forms.ValidationError("Les deux dates se contredisent.")


def rendre(gabarit, **valeurs):
    texte = Template("{% load interface %}" + gabarit).render(Context({"csrf_token": "jeton", **valeurs}))
    return " ".join(texte.split())


def formulaire(form):
    return rendre("{% formulaire form bouton='Enregistrer' annuler='/retour/' %}{% endformulaire %}", form=form)


def saisir(**champs):
    donnees = QueryDict(mutable=True)
    donnees.update(champs)
    return donnees


def test_each_error_of_the_summary_links_to_something_on_the_page():
    form = FicheForm(saisir(jour="<b>"))
    rendu = formulaire(form)
    ancres = [p["ancre"] for p in points_a_corriger([form]) if p["ancre"]]
    assert len(ancres) == 4
    for ancre in ancres:
        assert f'href="#{ancre}"' in rendu
        assert f'id="{ancre}"' in rendu


def test_the_summary_counts_and_keeps_the_global_error_first():
    rendu = formulaire(FicheForm(saisir()))
    assert "Il reste 5 points à corriger" in rendu
    assert rendu.index("Les deux dates se contredisent.") < rendu.index('href="#id_nom"')


def test_a_field_in_error_is_tied_to_its_help_and_its_error():
    rendu = str(FicheForm(saisir())["nom"].as_field_group())
    assert 'aria-invalid="true"' in rendu
    assert 'aria-describedby="id_nom_helptext id_nom_error"' in rendu
    assert 'id="id_nom_helptext"' in rendu
    assert 'id="id_nom_error"' in rendu


def test_a_question_is_not_followed_by_two_marks():
    points = points_a_corriger([FicheForm(saisir())])
    assert "Par quel moyen" in [p["champ"] for p in points]


def test_what_was_typed_is_still_there_after_an_error():
    rendu = formulaire(FicheForm(saisir(nom="Awa", horaires_lundi_0_debut="17:00", horaires_lundi_0_fin="08:30")))
    assert 'value="Awa"' in rendu
    assert 'value="17:00"' in rendu
    assert 'value="08:30"' in rendu


def test_optional_fields_say_so_and_required_ones_need_no_star():
    rendu = formulaire(FicheForm())
    assert rendu.count("(facultatif)") == 1
    assert "*" not in rendu


def test_a_new_form_has_no_summary():
    assert "points" not in formulaire(FicheForm())


class HorairesForm(forms.Form):
    horaires = SemaineField(label="Horaires", required=False)


def test_a_week_is_read_from_plain_fields_without_any_script():
    form = HorairesForm(
        saisir(
            horaires_lundi_0_debut="08:30",
            horaires_lundi_0_fin="12:00",
            horaires_lundi_1_debut="16:30",
            horaires_lundi_1_fin="18:00",
        )
    )
    assert form.is_valid()
    assert form.cleaned_data["horaires"] == Semaine.de({"lundi": [("08:30", "12:00"), ("16:30", "18:00")]})


def test_each_wrong_day_of_a_week_has_its_own_sentence():
    form = HorairesForm(
        saisir(
            horaires_lundi_0_debut="17:00",
            horaires_lundi_0_fin="08:30",
            horaires_mardi_0_debut="08:30",
            horaires_jeudi_0_debut="08:10",
            horaires_jeudi_0_fin="09:00",
        )
    )
    phrases = form.errors["horaires"]
    assert [phrase.split("\u00a0")[0].split(" ")[0] for phrase in phrases] == ["Lundi", "Mardi", "Jeudi"]


def test_an_empty_week_is_allowed_only_when_it_is_optional():
    assert HorairesForm(saisir()).is_valid()
    assert "horaires" in FicheForm(saisir()).errors


def test_a_saved_week_comes_back_in_its_fields_and_counts_as_unchanged():
    semaine = Semaine.de({"mercredi": [("08:00", "12:15"), ("14:00", "18:00")]})
    for initiale in (semaine, semaine.vers_donnees()):
        rendu = str(HorairesForm(initial={"horaires": initiale})["horaires"])
        assert 'value="12:15"' in rendu
        assert "<details open>" in rendu
    inchange = saisir(
        horaires_mercredi_0_debut="08:00",
        horaires_mercredi_0_fin="12:15",
        horaires_mercredi_1_debut="14:00",
        horaires_mercredi_1_fin="18:00",
    )
    assert not HorairesForm(inchange, initial={"horaires": semaine}).has_changed()


def test_a_day_saved_with_three_ranges_keeps_them_all():
    semaine = Semaine.de({"lundi": [("07:00", "08:00"), ("12:00", "13:00"), ("17:00", "18:00")]})
    rendu = str(HorairesForm(initial={"horaires": semaine})["horaires"])
    champs = dict(re.findall(r'name="(horaires_[^"]+)"[^>]* value="([^"]+)"', rendu))
    form = HorairesForm(saisir(**champs))
    assert form.is_valid()
    assert form.cleaned_data["horaires"] == semaine


def test_each_hour_of_the_week_has_a_label():
    rendu = str(HorairesForm()["horaires"])
    assert rendu.count('type="time"') == 28
    assert rendu.count("<label>") == 28
    assert rendu.count("<legend") == 7
