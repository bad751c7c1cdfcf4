"""What a telephone shows of the coordination's desk for the cafés, and a word that is far too long."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.asking import ask
from events.actions.booking import Asked
from events.actions.questions.answering import answer

TINY = """all => all.filter(one => one.checkVisibility()).map(one => {
  const scale = one.getScreenCTM ? one.getScreenCTM().a : 1;
  return [one.textContent, parseFloat(getComputedStyle(one).fontSize) * scale];
}).filter(([, size]) => size < 12)"""


@pytest.fixture
def narrow(page, signed_in, coordinator, cafes):
    signed_in(coordinator)
    page.set_viewport_size({"width": 320, "height": 800})
    return page


def test_a_word_that_is_far_too_long_stays_on_the_page(narrow, coordinator, cafes, at, look):
    for text in (f"Faut-il lire https://exemple.fr/{'a' * 120} avant le dépôt ?", "x" * 200):
        asked = ask(cafe=cafes[1], asked=Asked(text), name="", email="", by=None, at=at)
    answer(question=asked, text="y" * 200, by=coordinator, at=at)
    narrow.goto(reverse("events:question_list", args=[cafes[1].slug]))
    look("questions-mot-long")


def test_drawings_are_read_on_a_telephone(narrow, cafes, shot, axe):
    narrow.goto(reverse("events:cafe_board", args=[cafes[0].slug]))
    assert narrow.locator(".drawing text, .drawing-table td").evaluate_all(TINY) == []
    bars = narrow.locator(".drawing-line rect").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert max(bars) > 100
    axe(narrow)


def test_a_plan_wider_than_the_screen_says_that_it_scrolls(narrow, cafes):
    for name in ("cafe_board", "cafe_slots"):
        narrow.set_viewport_size({"width": 320, "height": 800})
        narrow.goto(reverse(f"events:{name}", args=[cafes[1].slug]))
        assert narrow.get_by_text("faites-le défiler").is_visible()
        narrow.set_viewport_size({"width": 1280, "height": 800})
        assert not narrow.get_by_text("faites-le défiler").is_visible()
