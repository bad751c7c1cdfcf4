"""The portal by night, in forced colours and large: nothing for axe to say, nothing out of the page, paper stays light."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.states import State

PUBLIC = ["/", "/axes/", "/calendrier/", "/faq/?q=budget", "/verification/", "/compte/connexion/"]


def by_night(page):
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_site(page, call, axe, address):
    by_night(page)
    page.goto(address)
    axe(page)


def test_the_coordination(page, signed_in, coordinator, application_in, axe):
    application = application_in(State.DEPOSITED)
    signed_in(coordinator)
    by_night(page)
    for address in (
        reverse("applications:coordination_list"),
        reverse("applications:coordination_detail", args=[application.reference]),
        reverse("home:mail_list"),
        reverse("home:space"),
    ):
        page.goto(address)
        axe(page)


def test_paper_is_light_whatever_the_screen(page, call):
    by_night(page)
    page.goto("/calendrier/")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(16, 26, 29)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("address", PUBLIC)
def test_forced_colours_and_twice_the_size(page, call, axe, no_sideways_scroll, address):
    page.emulate_media(forced_colors="active")
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.set_viewport_size({"width": 640, "height": 800})
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], widths
