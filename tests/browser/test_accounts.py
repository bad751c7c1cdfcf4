"""Signing in and living with one's account, in a real browser; each page without a word from axe."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from applications.states import State
from inmp_portal.accounts.models import Role, User
from inmp_portal.journal.models import Entry
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def no_limit_left_over():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def looked_at(axe, shot, no_sideways_scroll):
    """`looked_at(page, name)`: axe is silent, nothing runs out at 320 px, and a picture is kept."""

    def look(page: Page, name: str) -> None:
        axe(page)
        no_sideways_scroll(page)
        shot(page, name)

    return look


def _code() -> str:
    return re.search(r"[A-Z]{4}-[A-Z]{4}", Mail.objects.filter(kind="compte_code").latest("pk").text).group()


def test_a_newcomer_signs_in_by_code_and_is_welcomed(page, call, looked_at, troubles):
    page.goto("/espace/")
    looked_at(page, "compte-connexion")
    page.get_by_label("Votre adresse professionnelle").fill("pas une adresse")
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_role("alert")).to_contain_text("Cette adresse n’est pas complète")
    looked_at(page, "compte-connexion-erreur")
    page.get_by_label("Votre adresse professionnelle").fill("nour.belkacem@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    looked_at(page, "compte-code")
    page.get_by_label("Code reçu par courriel").fill("XXXX-XXXX")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Ce code n’est pas le bon")
    looked_at(page, "compte-code-erreur")
    troubles.clear()  # the browser reports the refusal's 422
    page.get_by_label("Code reçu par courriel").fill(_code())
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.get_by_role("heading", name="Bienvenue")).to_be_visible()
    looked_at(page, "compte-bienvenue")
    page.get_by_label("Prénom").fill("Nour")
    page.get_by_label("Nom", exact=False).last.fill("Belkacem")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Bonjour Nour")).to_be_visible()
    looked_at(page, "espace-nouvelle")


def test_signing_in_without_javascript(page_without_javascript, call, lead, at):
    User.objects.filter(pk=lead.pk).update(welcomed_at=at)
    page = page_without_javascript
    page.goto("/compte/connexion/?next=/faq/")
    page.get_by_label("Votre adresse professionnelle").fill(lead.email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code reçu par courriel").fill(_code())
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile(r"/faq/$"))


def test_the_personal_page_of_a_lead_and_of_the_coordination(
    page, signed_in, lead, coordinator, application_in, looked_at
):
    application_in(State.DRAFT, lead=lead)
    application_in(State.DEPOSITED, lead=lead)
    signed_in(lead)
    page.goto("/espace/")
    looked_at(page, "espace-porteuse")
    signed_in(coordinator)
    page.goto("/espace/")
    looked_at(page, "espace-coordination")


def test_the_pages_of_an_account(page, call, looked_at):
    page.goto("/demo/")
    page.get_by_role("button", name="Essayer en tant que Aurélien Caudebec").click()
    for address, name in [
        ("/compte/", "compte-profil"),
        ("/compte/sessions/", "compte-sessions"),
        ("/compte/second-facteur/", "compte-facteurs"),
        ("/compte/second-facteur/application/activer/", "compte-application"),
        ("/compte/second-facteur/cles/ajouter/", "compte-cle"),
        ("/compte/second-facteur/cles/", "compte-cles"),
        ("/compte/roles/", "compte-roles"),
        ("/compte/deconnexion/", "compte-deconnexion"),
    ]:
        page.goto(address)
        looked_at(page, name)


def test_a_passkey_is_added_then_opens_the_session(page, context, signed_in, lead, at, call, looked_at):
    User.objects.filter(pk=lead.pk).update(welcomed_at=at)
    authenticator = context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    signed_in(lead)
    page.goto("/compte/second-facteur/cles/ajouter/")
    page.get_by_label("S’en servir aussi à la place du code").check()
    page.get_by_role("button", name="Enregistrer la clé").click()
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    looked_at(page, "compte-secours")
    page.goto("/compte/second-facteur/")
    looked_at(page, "compte-facteurs-actifs")
    page.goto("/compte/deconnexion/")
    page.locator("main").get_by_role("button", name="Se déconnecter").click()
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page).to_have_url(re.compile(r"/espace/$"))
    assert Entry.objects.get(type="account.signed_in").data == {"how": "passkey"}


def test_the_pages_of_a_demonstration(page, call, looked_at):
    page.goto("/demo/")
    looked_at(page, "demo-personnes")
    page.get_by_role("button", name="Essayer en tant que Coraline Esneval").click()
    expect(page.get_by_role("heading", name="Bonjour Coraline")).to_be_visible()
    page.goto("/demo/horloge/")
    looked_at(page, "demo-horloge")
    page.goto("/demo/courriels/")
    looked_at(page, "demo-courriels-vide")
    page.context.clear_cookies()
    page.goto("/compte/connexion/")
    page.get_by_label("Votre adresse professionnelle").fill("passage@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_role("link", name="ouvrir la boîte aux lettres").click()
    looked_at(page, "demo-courriels")
    page.get_by_role("link", name="Votre code de connexion").click()
    expect(page.frame_locator("iframe").get_by_text("Voici votre code de connexion")).to_be_visible()
    looked_at(page, "demo-courriel")


def test_a_closed_account_is_told_so(page, call, looked_at):
    UserFactory.create(email="fermee@exemple.fr", is_active=False)
    page.goto("/compte/connexion/")
    page.get_by_label("Votre adresse professionnelle").fill("fermee@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code reçu par courriel").fill(_code())
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.get_by_role("heading", name="Votre compte est désactivé")).to_be_visible()
    looked_at(page, "compte-desactive")


def test_a_role_is_asked_for_a_second_factor(page, signed_in, call, settings, looked_at):
    settings.SECOND_FACTOR_REQUIRED = True
    signed_in(UserFactory.create(roles=[Role.COORDINATOR]))
    page.goto("/espace/")
    expect(page.get_by_text("Votre rôle demande un second facteur")).to_be_visible()
    looked_at(page, "compte-facteur-demande")
