"""An appointment with the keyboard alone, without JavaScript, and two people on the last slot."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from events.models import Registration, Slot

QUESTION = "Comment obtenir une extraction de l’entrepôt de données pour mon étude rétrospective ?"
START = "/cafes/cafe-23-juin/rendez-vous/"


@pytest.fixture
def last_slot(in_may):
    """One slot is left at the desk of data; the others of the café are closed."""
    slot = Slot.objects.filter(desk__code="G1").order_by("starts_at")[2]
    Slot.objects.exclude(pk=slot.pk).update(closed_at=in_may[1].opens_at)
    return slot


def ask(page) -> None:
    page.goto(START)
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_role("button", name="Voir les créneaux").click()
    page.get_by_text("Guichet proposé").wait_for()


def fill_in(page, email: str) -> None:
    page.get_by_label("Prénom").fill("Hélène")
    page.get_by_label("Nom", exact=False).nth(1).fill("Morvan")
    page.get_by_label("Adresse électronique professionnelle").fill(email)
    page.get_by_label("CHU de Rouen Normandie").check()
    page.get_by_label("Service, laboratoire ou structure").fill("Génétique")
    page.get_by_label("Fonction").fill("Médecin")
    page.get_by_label("J’ai une idée").check()
    page.get_by_label("Sur place").check()
    page.get_by_label("J’ai pris connaissance de la notice d’information").check()


def test_the_slot_picker_by_keyboard_with_full_labels(page, in_may, axe, shot):
    ask(page)
    axe(page)
    shot(page, "cafe-creneaux")
    first = page.get_by_role("radio", name="lundi 23 juin 2025 à 8\u00a0h, guichet Données et entrepôt")
    first.focus()
    page.keyboard.press("ArrowRight")
    chosen = page.get_by_role("radio", name="lundi 23 juin 2025 à 8\u00a0h\u00a015, guichet Données et entrepôt")
    assert chosen.is_checked()
    page.keyboard.press("Enter")
    page.get_by_text("Gardé pour vous jusqu’à").wait_for()
    axe(page)
    shot(page, "cafe-rendez-vous")
    fill_in(page, "helene.morvan@exemple.fr")
    page.keyboard.press("Enter")
    page.get_by_text("Votre demande est enregistrée").wait_for()
    axe(page)
    assert Registration.objects.get().slot.hour == "08:15"


def test_after_a_refusal_the_reading_goes_on_at_the_summary(page, page_without_javascript, in_may, troubles):
    for browser in (page, page_without_javascript):
        browser.goto(START)
        browser.get_by_label("Votre question").fill("Trop court")
        browser.get_by_role("button", name="Voir les créneaux").click()
        expect(browser.locator("#erreurs")).to_be_focused()
        ask(browser)
        browser.get_by_role("radio").first.check()
        browser.get_by_role("button", name="Continuer").click()
        browser.get_by_role("button", name="Confirmer le rendez-vous").click()
        expect(browser.locator("#erreurs")).to_be_focused()
    troubles.clear()  # pages answered 422, as they should


def test_the_time_that_is_left_is_told_at_three_moments(page, in_may):
    page.clock.install()
    ask(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continuer").click()
    said = page.locator("[data-hold-said]")
    expect(said).to_have_attribute("role", "status")
    for wait, words in (("00:10", ""), ("02:55", "cinq minutes"), ("01:00", "cinq minutes"), ("03:00", "une minute"), ("01:05", "délai est passé")):  # fmt: skip
        page.clock.run_for(wait)
        expect(said).to_have_text(re.compile(words) if words else "")


CONTRAST = """input => {
  const light = colour => {
    const [r, g, b] = colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const style = getComputedStyle(input, "::file-selector-button");
  const [low, high] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
  return (high + .05) / (low + .05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_that_chooses_a_file_is_read_by_day_and_by_night(page, in_may, scheme):
    page.emulate_media(color_scheme=scheme)
    ask(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continuer").click()
    assert page.locator("input[type=file]").evaluate(CONTRAST) > 4.5


def test_without_javascript(page_without_javascript, in_may):
    page = page_without_javascript
    ask(page)
    page.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Continuer").click()
    fill_in(page, "helene.morvan@exemple.fr")
    page.get_by_role("button", name="Confirmer le rendez-vous").click()
    page.get_by_text("Votre demande est enregistrée").wait_for()
    assert Registration.objects.get().state == "confirmed"


def test_two_people_on_the_last_slot(page, last_slot, browser, browser_context_args, troubles):
    other = browser.new_context(**browser_context_args).new_page()
    ask(page)
    ask(other)
    for one in (page, other):
        one.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_text("Gardé pour vous jusqu’à").wait_for()
    other.get_by_role("button", name="Continuer").click()
    other.get_by_text("Ce créneau n’est plus libre").first.wait_for()
    other.get_by_label("Entrer en liste d’attente").check()
    other.get_by_role("button", name="Continuer").click()
    fill_in(other, "seconde@exemple.fr")
    other.get_by_role("button", name="Entrer en liste d’attente").click()
    other.get_by_text("Votre demande est enregistrée").wait_for()
    fill_in(page, "premiere@exemple.fr")
    page.get_by_role("button", name="Confirmer le rendez-vous").click()
    page.get_by_text("Votre demande est enregistrée").wait_for()
    states = dict(Registration.objects.values_list("email", "state"))
    assert states == {"premiere@exemple.fr": "confirmed", "seconde@exemple.fr": "waiting"}
    troubles.clear()  # a page answered 422, as it should
