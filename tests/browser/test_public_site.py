"""The public site in a real Chromium: readable by all, at any width, without a script, nothing refused by the CSP."""

from __future__ import annotations

import pytest

PAGES = [
    "/",
    "/appel/",
    "/axes/",
    "/calendrier/",
    "/cafes/",
    "/evaluation/",
    "/faq/",
    "/faq/?q=équipe",
    "/faq/?q=zythum",
    "/documents/",
    "/laureats/",
    "/contact/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/accessibilite/",
]


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_runs_out_of_a_narrow_page(call, page, axe, no_sideways_scroll, address):
    page.goto(address)
    axe(page)
    no_sideways_scroll(page)


@pytest.mark.parametrize("address", ["/", "/calendrier/", "/donnees-personnelles/"])
def test_axe_finds_nothing_on_a_phone_where_the_page_is_drawn_otherwise(call, page, axe, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    axe(page)


def test_the_menu_of_a_phone_opens_without_a_script(call, page_without_javascript):
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    link = page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Les axes")
    assert not link.is_visible()
    page.get_by_text("Menu", exact=True).click()
    link.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Quatre axes pour un même cadre"


def test_the_questions_are_searched_without_a_script(call, page_without_javascript):
    page = page_without_javascript
    page.goto("/faq/")
    page.get_by_label("Chercher dans les questions").fill("cofinancé")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "cofinancé"
    assert page.locator("details[open]").count() == 1


def test_the_keyboard_reaches_the_content_first_then_every_link(call, page):
    page.goto("/appel/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('main') !== null")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert inside and outline == "solid"


def test_the_deadline_comes_before_the_fold_of_a_phone(call, page):
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto("/")
    box = page.locator(".hero-due").bounding_box()
    assert box["y"] + box["height"] < 700


@pytest.mark.parametrize("address", ["/", "/calendrier/", "/faq/"])
def test_twice_as_large_text_loses_nothing(call, page, address):
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 at 200 %
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_a_page_that_does_not_exist_can_be_read_by_all(call, page, axe, no_sideways_scroll, troubles):
    page.goto("/nulle-part/")
    axe(page)
    no_sideways_scroll(page)
    troubles.clear()  # the browser notes the 404 itself
