"""After the café in a real browser: the opinion by the keyboard, one's data, the results; at every width."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

from events.actions.after.feedback import give_feedback
from events.actions.day.arriving import check_in
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from events.models import Feedback, Registration
from inmp_portal.lib.clock import PARIS


@pytest.fixture
def cafe(call):
    return load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=datetime(2025, 5, 2, 9, 0, tzinfo=PARIS))[
        0
    ]


@pytest.fixture
def present(cafe, coordinator):
    """`present("a@exemple.fr")`: somebody who came."""

    def make(email: str) -> Registration:
        person = {"first_name": "Hélène", "last_name": "Morvan", "email": email, "unit": "Génétique"}
        given = {"rgpd": True, "partage_coordonnees": True}
        when = datetime(2025, 5, 16, 10, 0, tzinfo=PARIS)
        one = register(cafe=cafe, entry=Entry(person, {"axes": ["axe1"]}, given), by=None, at=when)
        return check_in(registration=one, by=coordinator, at=cafe.starts_at).registration

    return make


@pytest.fixture
def guest(page, present, cafe, frozen_clock):
    """A guest's browser on their own page, the day after."""
    frozen_clock(cafe.ends_at.replace(day=28))
    one = present("helene.morvan@exemple.fr")
    page.goto(reverse("events:registration_open", args=[one.token]))
    return page


def test_an_opinion_by_the_keyboard(guest, axe, shot, no_sideways_scroll, troubles):
    page = guest
    axe(page)
    page.get_by_role("link", name="Donner mon avis, sans mon nom").press("Enter")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "avis")
    page.get_by_role("button", name="Envoyer mon avis").press("Enter")
    page.get_by_text("Répondez à une question au moins.").first.wait_for()
    troubles.clear()  # the browser tells the 422
    axe(page)
    first = page.get_by_label("Très utile")
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Que faudrait-il changer").fill("Plus de temps")
    page.get_by_role("button", name="Envoyer mon avis").press("Enter")
    page.get_by_text("Il est enregistré sans votre nom").wait_for()
    assert Feedback.objects.get().answers == {"utile": "assez", "changer": "Plus de temps"}
    assert page.get_by_role("link", name="Donner mon avis").count() == 0


def test_ones_data_and_consents(guest, axe, shot, no_sideways_scroll):
    page = guest
    page.get_by_role("link", name="Mes données").click()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "mes-donnees")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger mes données").click()
    assert download.value.suggested_filename == "mes-donnees-cafe-inmp.json"
    page.get_by_role("button", name="Retirer mes accords").click()
    page.get_by_text("Vos accords facultatifs sont retirés.").wait_for()
    assert set(Registration.objects.get().consents) == {"rgpd"}
    axe(page)


def test_the_results(page, signed_in, coordinator, present, cafe, axe, shot, no_sideways_scroll):
    signed_in(coordinator)
    page.goto(reverse("events:feedback_results", args=[cafe.slug]))
    axe(page)
    for n, said in enumerate(["tres", "tres", "assez", "peu", "tres"]):
        answers = {"utile": said, "rencontre": "oui", "reponse": "partie", "changer": f"Remarque {n}"}
        give_feedback(registration=present(f"p{n}@exemple.fr"), answers=answers, at=cafe.ends_at)
    page.reload()
    assert page.get_by_role("table").count() == 3
    axe(page)
    no_sideways_scroll(page)
    shot(page, "avis-resultats")


def test_the_reception_after_the_end(page, signed_in, coordinator, present, cafe, axe, shot, frozen_clock):
    frozen_clock(cafe.ends_at)
    present("la@exemple.fr")
    person = {"first_name": "Bo", "last_name": "Li", "email": "bo@exemple.fr"}
    register(cafe=cafe, entry=Entry(person, {}, {}), by=None, at=datetime(2025, 5, 16, 10, 0, tzinfo=PARIS))
    signed_in(coordinator)
    page.goto(reverse("events:reception", args=[cafe.slug]))
    page.get_by_role("button", name="Noter absentes").click()
    assert "1 absence notée" in page.inner_text("main").replace("\u00a0", " ")
    axe(page)
    shot(page, "accueil-absences")
    page.get_by_role("button", name="Reprendre 1").click()
    assert Registration.objects.get(last_name="Li").state == "confirmed"
