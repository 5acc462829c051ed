"""In a real browser: nothing sticks out at 360 px, axe finds nothing, the small behaviours behave."""

import pytest

from tests.outils.navigateur import chromium

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
PAGES = ["", "equipe/", "chez-soi/", "confidentiel/", "publique/", "papier/"]


@pytest.fixture(scope="module")
def navigateur():
    with chromium() as chrome:
        yield chrome


@pytest.fixture
def page(navigateur, live_server):
    contexte = navigateur.new_context(base_url=live_server.url, locale="fr-FR", viewport={"width": 360, "height": 740})
    yield contexte.new_page()
    contexte.close()


@pytest.mark.parametrize("adresse", PAGES)
@pytest.mark.parametrize("largeur", [360, 1280])
@pytest.mark.parametrize("fond", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(page, adresse, largeur, fond):
    from axe_playwright_python.sync_playwright import Axe

    erreurs = []
    page.on("pageerror", lambda e: erreurs.append(str(e)))
    page.on("console", lambda m: erreurs.append(m.text) if m.type == "error" else None)
    page.set_viewport_size({"width": largeur, "height": 900})
    page.emulate_media(color_scheme=fond)
    page.goto(f"/interface/{adresse}")
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    resultat = Axe().run(page)
    assert resultat.violations_count == 0, resultat.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    assert erreurs == []


def test_targets_are_large_enough_for_a_thumb(page):
    page.goto("/interface/chez-soi/")
    petites = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, nav a, summary')]
        .filter((e) => e.getBoundingClientRect().width && !e.closest('p'))
        .filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.textContent.trim())"""
    )
    assert petites == []


def test_a_second_click_does_not_send_twice(page):
    page.goto("/interface/")
    envois = page.evaluate(
        """() => {
            let partis = 0;
            const f = document.createElement('form');
            f.method = 'post';
            f.innerHTML = '<button class="bouton" type="submit">Envoyer</button>';
            document.body.append(f);
            addEventListener('submit', (e) => { if (!e.defaultPrevented) partis += 1; e.preventDefault(); });
            f.querySelector('button').click();
            f.querySelector('button').click();
            const repose = f.querySelector('button').getAttribute('aria-disabled');
            dispatchEvent(new Event('pageshow'));
            return [partis, repose, f.querySelector('button').getAttribute('aria-disabled')];
        }"""
    )
    assert envois == [1, "true", None]


def test_what_was_typed_comes_back_after_a_detour(page):
    page.goto("/interface/")
    page.fill("#id_vide-prenom", "Awa")
    page.check("#id_vide-canal_1")
    page.fill("#id_vide-horaires_lundi_0_debut", "08:30")
    page.goto("/interface/publique/")
    page.goto("/interface/")
    assert page.input_value("#id_vide-prenom") == "Awa"
    assert page.is_checked("#id_vide-canal_1")
    assert page.input_value("#id_vide-horaires_lundi_0_debut") == "08:30"
    assert page.get_by_text("Nous avons remis ce que vous aviez écrit.").is_visible()
    page.get_by_role("button", name="Tout effacer").click()
    assert page.input_value("#id_vide-prenom") == ""


def test_the_hours_of_monday_are_copied_until_friday(page):
    page.goto("/interface/")
    page.fill("#id_vide-horaires_lundi_0_debut", "08:30")
    page.fill("#id_vide-horaires_lundi_0_fin", "17:00")
    page.locator("[data-copier-jour]").last.click()
    assert page.input_value("#id_vide-horaires_vendredi_0_fin") == "17:00"
    assert page.input_value("#id_vide-horaires_samedi_0_fin") == ""


def test_a_link_of_the_error_summary_reaches_its_field(page):
    page.goto("/interface/")
    page.get_by_role("link", name="Téléphone : Ce champ est obligatoire.").click()
    assert page.evaluate("document.activeElement.id") == "id_refuse-telephone"


def test_the_menu_opens_on_a_phone_without_any_script(navigateur, live_server):
    contexte = navigateur.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = contexte.new_page()
    page.goto("/interface/equipe/")
    page.locator("summary", has_text="Menu").click()
    assert page.locator(".rail-menu").get_by_role("link", name="Contrats").is_visible()
    contexte.close()
