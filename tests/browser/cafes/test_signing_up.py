"""Signing up on a telephone, the link of the mail, a gateway that opens every link, a lost link: without an account."""

from __future__ import annotations

import re

import pytest

from events.models import Registration
from inmp_portal.outbox.models import Mail

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(page, in_may):
    page.set_viewport_size(PHONE)
    return page


def link_in(kind: str, to: str) -> str:
    """The address of one's registration, as the last mail of a kind says it."""
    mail = Mail.objects.filter(kind=kind, to=[to]).order_by("-id")[0]
    return re.search(r"/cafes/lien/\w+/", mail.text)[0]


def fill_in(page, email: str = "helene.morvan@exemple.fr") -> None:
    """What is asked of everybody, and nothing more."""
    page.get_by_label("Prénom").fill("Hélène")
    page.get_by_label("Nom", exact=False).nth(1).fill("Morvan")
    page.get_by_label("Adresse électronique professionnelle").fill(email)
    page.get_by_label("CHU de Rouen Normandie").check()
    page.get_by_label("Service, laboratoire ou structure").fill("Génétique")
    page.get_by_label("Fonction").fill("Médecin")
    page.get_by_label("J’ai une idée").check()
    page.get_by_label("J’ai pris connaissance de la notice d’information").check()


def test_signing_up_on_a_telephone_then_cancelling(phone, axe, shot, no_sideways_scroll, troubles):
    phone.goto("/cafes/")
    axe(phone)
    phone.get_by_role("link", name="S’inscrire").first.click()
    axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("button", name="M’inscrire").click()
    phone.get_by_role("alert").wait_for()
    axe(phone)
    shot(phone, "cafe-inscription-erreurs")
    troubles.clear()  # the page answered 422, as it should
    fill_in(phone)
    assert not phone.get_by_label("Votre établissement", exact=True).is_visible()
    phone.get_by_role("button", name="M’inscrire").click()
    phone.get_by_text("Votre inscription est enregistrée").wait_for()
    axe(phone)
    phone.goto(link_in("cafe_confirmation", "helene.morvan@exemple.fr"))
    assert "/lien/" not in phone.url
    axe(phone)
    no_sideways_scroll(phone)
    shot(phone, "cafe-mon-inscription")
    phone.get_by_role("link", name="Annuler mon inscription").click()
    axe(phone)
    phone.get_by_role("button", name="Annuler mon inscription").click()
    phone.get_by_text("Inscription annulée").first.wait_for()
    axe(phone)
    assert Registration.objects.get().state == "cancelled"


def test_a_mail_gateway_that_follows_every_link_changes_nothing(phone, browser, browser_context_args):
    phone.goto("/cafes/cafe-27-mai/inscription/")
    fill_in(phone)
    phone.get_by_role("button", name="M’inscrire").click()
    phone.get_by_text("Votre inscription est enregistrée").wait_for()
    gateway = browser.new_context(**browser_context_args).new_page()
    gateway.goto(link_in("cafe_confirmation", "helene.morvan@exemple.fr"))
    for address in gateway.locator("main a").evaluate_all("links => links.map(link => link.href)"):
        if "/inscriptions/" in address and not address.endswith(".ics"):
            gateway.goto(address)
    registration = Registration.objects.get()
    assert (registration.state, registration.revision) == ("confirmed", 0)


def test_a_lost_link_comes_again_by_mail(phone, axe, frozen_clock):
    phone.goto("/cafes/cafe-27-mai/inscription/")
    fill_in(phone)
    phone.get_by_role("button", name="M’inscrire").click()
    phone.get_by_text("Votre inscription est enregistrée").wait_for()
    phone.get_by_role("link", name="demandez-le de nouveau").click()
    axe(phone)
    phone.get_by_label("Adresse électronique donnée à l’inscription").fill("helene.morvan@exemple.fr")
    phone.get_by_role("button", name="Recevoir mon lien").click()
    phone.get_by_text("un courriel part à l’instant").wait_for()
    axe(phone)
    phone.goto(link_in("cafe_confirmation", "helene.morvan@exemple.fr"))
    phone.get_by_text("Inscription confirmée").wait_for()
