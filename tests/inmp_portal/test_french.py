"""Dates, sums and spaces in French, and the template tags that write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from inmp_portal.lib import french, icons
from inmp_portal.lib.clock import PARIS

CLOSING = datetime(2025, 9, 8, 21, 59, 59, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load portal %}" + source).render(Context(context))


def test_an_instant_is_written_as_seen_from_paris():
    assert french.moment(CLOSING) == "lundi 8 septembre 2025 à 23\u00a0h\u00a059"
    assert french.hour_seconds(CLOSING) == "23\u00a0h\u00a059\u00a0min\u00a059\u00a0s"
    assert french.moment_seconds(CLOSING).endswith("23\u00a0h\u00a059\u00a0min\u00a059\u00a0s")


def test_the_day_is_that_of_paris_even_when_utc_is_still_the_day_before():
    assert french.day(datetime(2025, 8, 31, 22, 30, tzinfo=UTC)) == "lundi 1er septembre 2025"
    assert french.day(date(2025, 4, 1)) == "mardi 1er avril 2025"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (37500, "37\u202f500\u00a0€"),
        (Decimal("37500.50"), "37\u202f500,50\u00a0€"),
        (Decimal("0.00"), "0\u00a0€"),
        (1234567, "1\u202f234\u202f567\u00a0€"),
    ],
)
def test_sums(amount, written):
    assert french.money(amount) == written


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Quels projets ?", "Quels projets\u00a0?"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("Axe 1 : données ; soins !", "Axe 1\u00a0: données\u00a0; soins\u00a0!"),
        ("l'appel à 50 %", "l’appel à 50\u00a0%"),
        ("à 14:30", "à 14:30"),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
    ],
)
def test_spaces(typed, printed):
    assert french.spaced(typed) == printed


def test_zero_and_one_are_singular():
    assert [french.counted(n, "dossier") for n in (0, 1, 2)] == ["0\u00a0dossier", "1\u00a0dossier", "2\u00a0dossiers"]
    assert render("{{ 3|counted:'créneau,créneaux' }}") == "3\u00a0créneaux"


def test_filters_leave_nothing_where_there_is_nothing():
    assert render("{{ none|moment }}{{ none|money }}{{ none|day }}", none=None) == ""
    assert render("{{ 0|money }}") == "0\u00a0€"


def test_nbsp_escapes_what_people_wrote():
    assert render("{{ text|nbsp }}", text="<b> ! l'essai") == "&lt;b&gt;\u00a0! l’essai"


def test_an_icon_is_decoration_unless_named():
    bare, named = icons.icon("check"), icons.icon("check", 'Fait "oui"')
    assert 'aria-hidden="true"' in bare and "<path" in bare
    assert 'role="img"' in named and 'aria-label="Fait &quot;oui&quot;"' in named


@pytest.mark.parametrize("name", ["../css/portal", "no-such-icon"])
def test_an_unknown_icon_is_a_mistake(name):
    with pytest.raises((ValueError, FileNotFoundError)):
        icons.icon(name)


def test_every_icon_can_be_drawn(settings):
    names = [path.stem for path in (settings.BASE_DIR / "static/portal/icons").glob("*.svg")]
    assert len(names) > 40
    assert all("style" not in icons.icon(name) for name in names)


def test_query_keeps_the_filters_of_the_list():
    request = RequestFactory().get("/dossiers/", {"etat": "draft", "page": "3"})
    out = Template("{% load portal %}{% query page=4 %}|{% query page='' %}").render(Context({"request": request}))
    assert out == "?etat=draft&amp;page=4|?etat=draft"


def test_aria_sort_says_the_direction():
    assert render("{% sorted_as '-title' 'title' %}").strip() == 'aria-sort="descending"'
    assert render("{% sorted_as 'title' 'state' %}") == ""


def test_the_page_that_is_open_is_marked():
    request = RequestFactory().get("/axes/")
    out = Template("{% load portal %}{% here '/axes/' %}{% here '/' %}").render(Context({"request": request}))
    assert out.strip() == 'aria-current="page"'


def test_a_limit_at_midnight_is_the_end_of_the_day_before():
    assert french.limit(datetime(2025, 6, 21, tzinfo=PARIS)) == "vendredi 20 juin 2025 à minuit"
    assert french.limit(datetime(2025, 6, 30, 22, tzinfo=UTC)) == "lundi 30 juin 2025 à minuit"
    assert french.limit(datetime(2025, 6, 23, 8, tzinfo=PARIS)) == "lundi 23 juin 2025 à 8\u00a0h"
