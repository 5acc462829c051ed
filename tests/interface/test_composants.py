"""Components: what a person finds in the page."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

OBSTACLE = SimpleNamespace(phrase="Il manque 6 h.", qui="la formatrice", lien_url="/x/", libelle_lien="Ouvrir")


def rendre(gabarit, **valeurs):
    texte = Template("{% load interface francais %}" + gabarit).render(Context({"csrf_token": "jeton", **valeurs}))
    return " ".join(texte.split())


def possible(libelle, ton="secondaire", **reste):
    base = {"ouvert": True, "obstacles": [], "url": f"/{libelle}/", "direct": False, "attendu": "recue", "note": ""}
    return SimpleNamespace(**{**base, "nom": libelle, "libelle": libelle, "ton": ton, **reste})


def boutons(*possibles):
    return rendre('{% include "composants/boutons_flux.html" %}', possibles=possibles)


def test_the_primary_move_stands_alone_and_the_others_wait_in_a_menu():
    rendu = boutons(possible("retirer", "danger"), possible("ouvrir", "principal"), possible("suspendre"))
    debut, menu = rendu.split("Autres actions")
    assert "/ouvrir/" in debut
    assert debut.count('class="bouton"') == 2  # the move, and the summary of the menu
    assert "/retirer/" in menu
    assert "/suspendre/" in menu


def test_a_direct_move_posts_the_state_that_was_on_screen():
    rendu = boutons(possible("ouvrir", "principal", direct=True))
    assert '<form method="post" action="/ouvrir/">' in rendu
    assert 'name="attendu" value="recue"' in rendu
    assert "csrfmiddlewaretoken" in rendu


def test_a_move_that_asks_for_data_is_a_link_to_its_page():
    rendu = boutons(possible("ouvrir", "principal"))
    assert 'href="/ouvrir/"' in rendu
    assert "<form" not in rendu


def test_a_dangerous_move_is_never_the_primary_one():
    rendu = boutons(possible("retirer", "danger"))
    assert 'data-ton="principal"' not in rendu
    assert "Autres actions" in rendu


def test_a_closed_move_says_what_is_missing_who_can_mend_it_and_where():
    rendu = boutons(possible("certifier", ouvert=False, url=None, obstacles=[OBSTACLE]))
    assert "Il manque une chose" in rendu
    assert "la formatrice" in rendu
    assert '<a href="/x/">Ouvrir</a>' in rendu
    assert 'href="None"' not in rendu


def test_a_move_made_by_the_system_says_when_it_happens():
    rendu = boutons(possible("placer", ouvert=False, note="Se fait quand un contrat est signé."))
    assert "Se fait quand un contrat est signé." in rendu
    assert "<button" not in rendu


def test_nothing_possible_draws_nothing():
    assert boutons() == ""


def test_the_path_says_done_here_and_ahead_in_words():
    etapes = [
        {"libelle": "Admise", "statut": "faite", "quand": None},
        {"libelle": "En formation", "statut": "ici", "quand": None},
        {"libelle": "Certifiée", "statut": "a_venir", "quand": None},
    ]
    rendu = rendre('{% include "composants/chemin.html" %}', etapes=etapes)
    assert "fait." in rendu
    assert 'aria-current="step"' in rendu
    assert "En ce moment" in rendu
    assert "plus tard." in rendu


def test_a_first_day_history_is_not_a_blank():
    assert "Rien n’est encore arrivé ici." in rendre('{% include "composants/historique.html" %}', entrees=[])


def test_text_typed_by_people_is_escaped_everywhere():
    mechant = "<script>x</script>"
    gabarit = (
        "{% carte titre=m %}{{ m }}{% endcarte %}{% alerte ton='info' titre=m %}{{ m }}{% endalerte %}"
        "{% etiquette m %}{% fiche %}{% ligne m m %}{% endfiche %}{% bouton m url='#' %}{% tuile m '#' 'main' m %}"
        "{% vide titre=m %}{{ m }}{% endvide %}{% obstacles o titre=m %}{% a_faire t %}"
    )
    obstacle = SimpleNamespace(phrase=mechant, qui=mechant, lien_url="", libelle_lien="")
    rendu = rendre(gabarit, m=mechant, o=[obstacle], t=[{"titre": mechant, "detail": mechant, "url": "#"}])
    assert "<script" not in rendu
    assert rendu.count("&lt;script&gt;") == 17


def test_markup_inside_a_component_stays_markup():
    assert "<p>Bonjour</p>" in rendre("{% alerte ton='fait' %}<p>Bonjour</p>{% endalerte %}")


def test_an_unknown_tone_is_caught_at_once():
    with pytest.raises(ValueError, match="unknown tone"):
        rendre("{% etiquette 'x' ton='rouge' %}")


def test_a_missing_value_reads_non_renseigne_and_zero_stays_zero():
    assert "Non renseigné" in rendre("{% ligne 'Adresse' '' %}")
    assert "<dd>0</dd>" in rendre("{% ligne 'Enfants' 0 %}")


def test_meaning_never_rests_on_colour_alone():
    for ton in ("info", "a_faire", "manque", "fait", "erreur"):
        assert "<svg" in rendre(f"{{% alerte ton='{ton}' %}}x{{% endalerte %}}"), ton


def test_a_post_button_carries_its_token_and_its_fields():
    rendu = rendre("{% bouton 'Relancer' url='/r/' methode='post' attendu='recue' %}")
    assert '<input type="hidden" name="attendu" value="recue">' in rendu
    assert "csrfmiddlewaretoken" in rendu


def test_a_link_cannot_pretend_to_send_something():
    with pytest.raises(ValueError, match="methode='post'"):
        rendre("{% bouton 'Retirer' url='/r/' poste=True %}")


def test_a_direct_move_comes_back_to_where_it_was_asked():
    rendu = rendre(
        '{% include "composants/boutons_flux.html" %}', possibles=[possible("ouvrir", direct=True)], suite="/liste/"
    )
    assert '<input type="hidden" name="suite" value="/liste/">' in rendu


def test_pages_keep_the_filters_of_the_address(rf):
    page = Paginator(range(100), 10).get_page(2)
    rendu = rendre("{% pagination p 'stagiaire,stagiaires' %}", p=page, request=rf.get("/", {"etat": "admise"}))
    assert "etat=admise&amp;page=3" in rendu
    assert "11 à 20 sur" in rendu
    assert "100\u00a0stagiaires" in Template("{% load interface %}{% pagination p 'stagiaire,stagiaires' %}").render(
        Context({"p": page, "request": rf.get("/")})
    )
