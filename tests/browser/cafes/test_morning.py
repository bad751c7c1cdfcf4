"""The coordinator's morning of 27 May on a telephone: arrivals, three people who had not signed up, the network that goes."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.actions.day.arriving import check_in
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from events.models import Registration
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.clock import PARIS

MORNING = datetime(2025, 5, 27, 8, 12, tzinfo=PARIS)
PEOPLE = ["Hélène Morvan", "Anatole Brévannes", "Perrine Vaudoncourt", "Zoé Œuvrard"]


@pytest.fixture
def cafe(call, frozen_clock):
    signed_up = datetime(2025, 5, 16, 10, 0, tzinfo=PARIS)
    cafe = load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=signed_up)[0]
    for n, name in enumerate(PEOPLE):
        first, last = name.split()
        person = {"first_name": first, "last_name": last, "email": f"p{n}@exemple.fr", "unit": "Génétique"}
        register(cafe=cafe, entry=Entry(person, {}, {}), by=None, at=signed_up)
    frozen_clock(MORNING)
    return cafe


@pytest.fixture
def phone(page, signed_in, coordinator, cafe):
    """The reception's page on a telephone."""
    signed_in(coordinator)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("events:reception", args=[cafe.slug]))
    return page


def states():
    return dict(Registration.objects.values_list("last_name", "state"))


def test_the_morning(phone, cafe, troubles, axe, shot, no_sideways_scroll):
    page, search = phone, phone.get_by_label("Nom ou établissement")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "accueil")
    # the focus is in the box: a name typed, Enter, the next one
    search.press_sequentially("morv")
    assert page.locator(".arrival:visible").count() == 1
    page.keyboard.press("Enter")
    page.get_by_text("Hélène Morvan\u00a0: arrivée notée à 8\u00a0h\u00a012.").wait_for()
    assert search.evaluate("box => box === document.activeElement") and search.input_value() == ""
    page.keyboard.type("oeuvrard")
    page.keyboard.press("Enter")
    page.get_by_text("Zoé Œuvrard\u00a0: arrivée notée").wait_for()
    expect(page.locator("[data-present]")).to_have_text("2")
    # the network goes: three people who had not signed up, one who had
    page.context.set_offline(True)
    for name in ("Ama Ndiaye", "Bo Li", "Chloé Caux"):
        page.get_by_label("Prénom et nom").fill(name)
        page.get_by_label("Établissement", exact=True).fill("CHU de Caen")
        page.get_by_role("button", name="Noter l’arrivée").click()
    search.fill("brevannes")
    page.get_by_role("button", name="Arrivée", exact=True).click()
    page.get_by_text("4 gestes sont en attente d’envoi").wait_for()
    assert "Arrivée en attente d’envoi" in page.locator(".arrival", has_text="BRÉVANNES").inner_text()
    axe(page)
    shot(page, "accueil-sans-reseau")
    assert Registration.objects.count() == len(PEOPLE)
    troubles.clear()  # the browser complained of the lost network, as it should
    page.context.set_offline(False)
    page.get_by_text("NDIAYE Ama").wait_for()
    page.get_by_text("en attente d’envoi").first.wait_for(state="hidden")
    expect(page.locator("[data-present]")).to_have_text("6")
    assert states()["Brévannes"] == "attended"
    assert Registration.objects.filter(is_walk_in=True).count() == 3
    axe(page)
    no_sideways_scroll(page)
    shot(page, "accueil-apres")


def test_an_answer_that_is_lost_acts_once(phone, cafe, troubles):
    """The request arrives, its answer does not: sent again, it is one person."""
    page, lost = phone, []

    def lose(route):
        if lost:
            route.continue_()
            return
        lost.append(route.request.post_data)
        route.fetch()
        route.abort()

    page.route("**/sans-inscription/", lose)
    page.get_by_label("Prénom et nom").fill("Ama Ndiaye")
    page.get_by_role("button", name="Noter l’arrivée").click()
    page.get_by_text("Ama Ndiaye\u00a0: arrivée notée").wait_for()
    assert lost and Registration.objects.filter(is_walk_in=True).count() == 1
    troubles.clear()


def test_two_telephones_agree(phone, cafe, coordinator):
    """What another telephone notes shows here, and a tap on it again says when."""
    registration = Registration.objects.get(last_name="Morvan")
    check_in(registration=registration, by=coordinator, at=MORNING)
    row = phone.locator(".arrival", has_text="MORVAN")
    row.get_by_role("button", name="Arrivée").click()
    phone.get_by_text("Hélène Morvan\u00a0: arrivée déjà notée à 8\u00a0h\u00a012.").wait_for()
    row.get_by_role("button", name="Reprendre").wait_for()
    assert JournalEntry.objects.filter(type="registration.arrived").count() == 1
    row.get_by_role("button", name="Reprendre").click()
    row.get_by_role("button", name="Arrivée").wait_for()
    assert states()["Morvan"] == "confirmed"


def test_a_name_that_is_on_the_list_is_asked_about(phone, cafe, axe, shot, troubles, no_sideways_scroll):
    """Also after the page was left with the question open."""
    page = phone
    page.get_by_label("Prénom et nom").fill("helene morvan")
    page.get_by_role("button", name="Noter l’arrivée").click()
    page.get_by_role("button", name="C’est cette personne").wait_for()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "accueil-homonyme")
    page.reload()
    page.get_by_role("button", name="C’est cette personne").click()
    page.get_by_text("Hélène Morvan\u00a0: arrivée notée").wait_for()
    assert (states()["Morvan"], Registration.objects.count()) == ("attended", len(PEOPLE))
    page.get_by_label("Prénom et nom").fill("MORVAN Hélène")
    page.get_by_role("button", name="Noter l’arrivée").click()
    page.get_by_role("button", name="Une autre personne").click()
    page.get_by_text("MORVAN Hélène\u00a0: arrivée notée, sans inscription").wait_for()
    expect(page.locator("[data-namesakes]")).to_have_count(0)
    assert Registration.objects.filter(is_walk_in=True).count() == 1
    troubles.clear()  # the browser tells a 409


def test_everything_to_press_is_large_enough(phone):
    sizes = phone.locator("main button:visible, main summary:visible, main input:visible").evaluate_all(
        "all => all.map(one => [one.textContent || one.name, one.getBoundingClientRect().height])"
    )
    assert sizes and not [(what, height) for what, height in sizes if height < 44]


def test_without_javascript(page_without_javascript, cafe, coordinator, context, signed_in):
    signed_in(coordinator)
    page = page_without_javascript
    page.context.add_cookies(context.cookies())
    page.goto(reverse("events:reception", args=[cafe.slug]))
    page.get_by_label("Nom ou établissement").fill("morvan")
    page.get_by_role("button", name="Chercher").click()
    assert page.locator(".arrival").count() == 1
    page.get_by_role("button", name="Arrivée", exact=True).click()
    assert "arrivée notée à" in page.inner_text("main")
    assert states()["Morvan"] == "attended"
