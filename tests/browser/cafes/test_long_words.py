"""Words of eighty letters and text at 200 %: nothing scrolls sideways, nothing runs out of its box or is cut."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.booking import Asked, book, hold
from events.actions.registering import Entry, register
from events.models import Registration, Slot
from inmp_portal.lib import clock
from tests.browser.cafes.test_signing_up import fill_in

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2 + "Anticonstit"
LOOKS = ((390, "100%"), (390, "200%"), (640, "100%"), (1280, "100%"))  # 640 px: what a zoom of 200 % leaves of 1280
TWICE = (*LOOKS, (1280, "200%"))
# What stands outside the page's width, or is hidden by its own box; pieces for screen readers alone left out.
OUTSIDE = """() => [...document.querySelectorAll('main *')].filter(one => {
  if (!one.checkVisibility() || one.closest('.visually-hidden, .table-scroll, svg, select') || !one.textContent.trim()) return false;
  const clipped = getComputedStyle(one).position === 'absolute' && one.offsetWidth <= 1;
  const cut = getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1;
  return !clipped && !one.closest('thead') && (one.getBoundingClientRect().right > innerWidth + 1 || cut);
}).map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""
# Text that covers the text of a neighbour in the same row.
COVERED = """() => [...document.querySelectorAll('main td, main th, main dd, main .arrival-who, main .slot label')].filter(one =>
  one.checkVisibility() && !one.closest('thead') && one.scrollWidth > one.clientWidth + 1)
  .map(one => `${one.tagName}: ${one.textContent.trim().slice(0, 40)}`)"""


@pytest.fixture
def people(in_may):
    """Two people with endless words: one signed up to the first café, one with an appointment at the second."""
    first, second = in_may
    at = clock.now()
    person = {"first_name": LONG[:80], "last_name": LONG[:80], "email": f"{'a' * 60}@{'b' * 60}.exemple.fr",
              "other_institution": LONG + LONG[:60], "unit": LONG + LONG[:60], "profession": LONG}  # fmt: skip
    entry = Entry(
        person, {"statut_projet": "idee", "propose": LONG, "idee": LONG * 3, "accessibilite": LONG}, {"rgpd": True}
    )
    one = register(cafe=first, entry=entry, by=None, at=at)
    slot = Slot.objects.filter(desk__cafe=second).select_related("desk").order_by("desk__code", "starts_at")[0]
    hold(slot=slot, token="x", by=None, at=at)
    two = book(
        cafe=second, entry=entry, asked=Asked(LONG * 4, "donnees", slot.desk), slot=slot, token="x", by=None, at=at
    )
    return first, second, one, two


def holds(page, address: str, looks=TWICE) -> None:
    page.goto(address)
    fits(page, looks)


def fits(page, looks=TWICE) -> None:
    for width, size in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        found = (page.evaluate(OUTSIDE), page.evaluate(COVERED))
        assert (widths[0] <= widths[1], *found) == (True, [], []), (page.url, width, size, widths, found)


def test_the_own_pages(page, people, shot):
    for one in people[2:]:
        page.goto(reverse("events:registration_open", args=[one.token]))
        for name in ("registration_detail", "registration_change", "registration_cancel", "registration_held"):
            holds(page, reverse(f"events:{name}", args=[one.reference]))
            shot(page, f"mot-long-{name}-{one.pk}")


def test_the_pages_that_name_an_address(page, in_may, shot):
    address = f"{'a' * 60}@{'b' * 60}.exemple.fr"
    page.goto("/cafes/mon-lien/")
    page.get_by_label("Adresse électronique").fill(address)
    page.get_by_role("button", name="Recevoir mon lien").click()
    page.get_by_text("un courriel part à l’instant").wait_for()
    fits(page)
    page.goto("/cafes/cafe-27-mai/inscription/")
    fill_in(page, address)
    page.get_by_role("button", name="M’inscrire").click()
    page.get_by_text("Votre inscription est enregistrée").wait_for()
    fits(page)
    shot(page, "mot-long-inscrit")


def test_the_coordinations_pages(page, people, signed_in, coordinator, shot):
    first, second, one, two = people
    signed_in(coordinator)
    for cafe in (first, second):
        for name in ("cafe_registrations", "cafe_board", "cafe_caterer", "reception"):
            holds(page, reverse(f"events:{name}", args=[cafe.slug]))
            shot(page, f"mot-long-{name}-{cafe.pk}")
    for row in (one, two):
        holds(page, reverse("events:registration_read", args=[row.reference]))
    holds(page, reverse("events:cafe_slots", args=[second.slug]), LOOKS)
    holds(page, reverse("events:appointment_displace", args=[two.reference]), LOOKS)
    holds(page, reverse("events:desk_agenda", args=[second.slug, two.slot.desk.code]), LOOKS)
    shot(page, "mot-long-agenda")
    assert Registration.objects.count() == 2
