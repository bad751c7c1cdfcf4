"""The campus directory's button and the exceptional access, in a real browser; each page without a word from axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from applications.states import State
from inmp_portal.accounts.actions.glass import break_glass
from inmp_portal.accounts.models import BreakGlass
from inmp_portal.accounts.web.directory import DirectoryAdapter
from tests.accounts.signing.test_directory import Provider

REASON = "Le PDF du dossier INMP-2025-001 ne se construit pas."


@pytest.fixture
def looked_at(axe, shot, no_sideways_scroll):
    def look(page: Page, name: str) -> None:
        axe(page)
        no_sideways_scroll(page)
        shot(page, name)

    return look


def _press(page: Page, name: str) -> None:
    """Reach a button with the keyboard alone, and press it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == name:
            return page.keyboard.press("Enter")
    raise AssertionError(f"the keyboard does not reach « {name} »")


def test_an_exceptional_access_is_opened_with_the_keyboard_then_closed(
    page, signed_in, administrator, director, lead, application_in, looked_at
):
    dossier = application_in(State.DEPOSITED, lead=lead)
    signed_in(administrator)
    page.goto("/compte/acces-exceptionnel/")
    looked_at(page, "acces-exceptionnel")
    _press(page, "Ouvrir l’accès et prévenir")
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    looked_at(page, "acces-exceptionnel-erreur")
    page.get_by_label("Motif").fill(REASON)
    _press(page, "Ouvrir l’accès et prévenir")
    expect(page.get_by_role("region", name="Accès exceptionnel")).to_be_visible()
    looked_at(page, "acces-exceptionnel-ouvert")
    page.get_by_role("link", name="Consulter les dossiers").click()
    looked_at(page, "acces-exceptionnel-liste")
    page.get_by_role("link", name=re.compile(dossier.title[:20])).first.click()
    looked_at(page, "acces-exceptionnel-dossier")
    page.goto("/faq/")
    _press(page, "Refermer maintenant")
    expect(page.get_by_text("L’accès exceptionnel est refermé.")).to_be_visible()
    looked_at(page, "acces-exceptionnel-ferme")
    assert BreakGlass.objects.get().closed_by == administrator


def test_a_witness_sees_it_and_closes_it(page, signed_in, administrator, director, call, looked_at, at):
    break_glass(by=administrator, at=at, reason=REASON)
    signed_in(director)
    page.goto("/compte/acces-exceptionnel/")
    expect(page.get_by_text(REASON)).to_be_visible()
    looked_at(page, "acces-exceptionnel-temoin")
    page.get_by_role("button", name="Refermer l’accès de Ada Administration").click()
    expect(page.get_by_text("refermé à")).to_be_visible()


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_directory_s_button_leaves_for_its_address_only_if_the_policy_knows_it(
    page, call, settings, monkeypatch, live_server, looked_at, troubles, is_allowed
):
    """The portal is « localhost » here and the directory 127.0.0.1: another origin for the browser."""
    provider, elsewhere = Provider(), live_server.url.replace("localhost", "127.0.0.1")
    monkeypatch.setattr(DirectoryAdapter, "get_requests_session", lambda self: provider)
    app = {"provider_id": "annuaire", "name": "x", "client_id": "portail", "secret": "s",
           "settings": {"server_url": "https://annuaire.example.org", "openid_configuration_overrides": {
               "authorization_endpoint": f"{elsewhere}/robots.txt"}}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.DIRECTORY = {"id": "annuaire", "name": "l’annuaire du campus", "domains": ["example.org"]}
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    forms = [*policy["form-action"], *([elsewhere] if is_allowed else [])]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**policy, "form-action": forms}}
    page.goto("/compte/connexion/?next=/faq/")
    if is_allowed:
        looked_at(page, "compte-connexion-annuaire")
    _press(page, "Se connecter avec l’annuaire du campus")
    if is_allowed:
        expect(page).to_have_url(re.compile(re.escape(f"{elsewhere}/robots.txt?client_id=portail")))
        troubles[:] = [said for said in troubles if "404" not in said]  # that address has no icon
    else:
        page.wait_for_timeout(1000)
        assert "/compte/connexion/" in page.url
        assert any("form-action" in said for said in troubles)
        troubles.clear()
