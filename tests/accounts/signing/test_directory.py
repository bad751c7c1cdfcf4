"""Signing in with the campus directory: a provider in this process, which answers as the protocol says."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from inmp_portal.accounts.models import User
from inmp_portal.accounts.web import directory
from inmp_portal.accounts.web.directory import DirectoryAdapter
from inmp_portal.journal.models import Entry
from tests.accounts.conftest import Visitor
from tests.factories.people import InstitutionFactory

pytestmark = pytest.mark.django_db
ISSUER = "https://annuaire.example.org"
START, BACK, SIGN_IN = reverse("account_directory"), "/compte/connexion/annuaire/retour/", reverse("account_login")
EMAIL = "awa.diallo@univ.example.org"


class Provider:
    """An OpenID Connect provider: `claims` are what it says of who signs in; `down` makes it unreachable."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {
            "sub": "42", "email": EMAIL, "email_verified": True, "given_name": "Awa", "family_name": "Diallo",
        }  # fmt: skip
        self.asked: list[str] = []
        self.down = False

    def __enter__(self) -> Provider:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, url: str, **_: Any) -> requests.Response:
        return self.request("GET", url)

    def request(self, method: str, url: str, **sent: Any) -> requests.Response:
        self.asked.append(url)
        if self.down:
            raise requests.ConnectionError("no route")
        if url.endswith("/.well-known/openid-configuration"):
            ends = {"authorization": "/autoriser", "token": "/jeton", "userinfo": "/personne"}
            said = {f"{name}_endpoint": ISSUER + path for name, path in ends.items()}
            return self._answer(said | {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/cles"})
        if url.endswith("/jeton"):
            assert sent["data"]["code_verifier"] and sent["data"]["code"] == "le-code"
            token = jwt.encode({"iss": ISSUER, "aud": "portail", "sub": "42"}, "k" * 32, algorithm="HS256")
            return self._answer({"access_token": "jeton", "token_type": "Bearer", "id_token": token})
        return self._answer(self.claims)

    def _answer(self, said: dict[str, Any]) -> requests.Response:
        response = requests.Response()
        response.status_code = 200
        response.headers["Content-Type"] = "application/json"
        response._content = requests.compat.json.dumps(said).encode()
        return response


@pytest.fixture
def provider(monkeypatch, settings) -> Provider:
    one = Provider()
    monkeypatch.setattr(DirectoryAdapter, "get_requests_session", lambda self: one)
    app = {"provider_id": "annuaire", "name": "l’annuaire", "client_id": "portail", "secret": "secret",
           "settings": {"server_url": ISSUER}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.DIRECTORY = {"id": "annuaire", "name": "l’annuaire du campus", "domains": ["example.org"]}
    return one


def leave(visitor: Visitor, **posted: str) -> dict[str, list[str]]:
    """Press the button; what the portal asks of the directory."""
    answer = visitor.client.post(START, posted)
    assert answer.status_code == 302 and answer.headers["Location"].startswith(f"{ISSUER}/autoriser?")
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def come_back(visitor: Visitor, **posted: str):
    state = leave(visitor, **posted)["state"][0]
    return visitor.client.get(BACK, {"state": state, "code": "le-code"})


def test_without_a_directory_there_is_no_button_and_no_door(visitor):
    assert "annuaire" not in visitor.client.get(SIGN_IN).content.decode()
    assert visitor.client.post(START).status_code == 404
    assert visitor.client.get(BACK, {"state": "x", "code": "y"}).status_code == 404


def test_the_button_is_named_and_leaves_by_post_only(visitor, provider):
    assert "Se connecter avec l’annuaire du campus" in visitor.client.get(SIGN_IN).content.decode()
    assert visitor.client.get(START).status_code == 405
    asked = leave(visitor)
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert asked["code_challenge_method"] == ["S256"] and set(asked["scope"][0].split()) == {
        "openid",
        "profile",
        "email",
    }


def test_a_known_person_is_found_by_her_address_and_keeps_her_profile(visitor, provider, at):
    known = User.objects.create_user(EMAIL, first_name="Awa Marie", last_name="Diallo", welcomed_at=at)
    provider.claims["email"] = EMAIL.upper()
    answer = come_back(visitor, next="/faq/")
    assert answer.headers["Location"] == "/faq/" and visitor.is_signed_in
    assert User.objects.get().first_name == known.first_name
    assert Entry.objects.get(type="account.signed_in").data == {"how": "directory"}
    assert not SocialAccount.objects.exists()  # the address is the identity; no link is kept


def test_a_new_person_gets_one_account_her_names_and_her_establishment(visitor, provider):
    InstitutionFactory.create(code="univ", name="L’université", mail_domains=["univ.example.org"])
    answer = come_back(visitor)
    person = User.objects.get()
    assert (person.email, person.first_name, person.last_name) == (EMAIL, "Awa", "Diallo")
    page = visitor.client.get(answer.headers["Location"])
    assert page.context["form"]["institution"].initial.code == "univ"
    assert Entry.objects.filter(type="account.opened").count() == 1
    come_back(Visitor())
    assert User.objects.count() == 1


def test_the_code_and_the_directory_lead_to_one_account(visitor, provider):
    visitor.sign_in(EMAIL)
    come_back(Visitor())
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": "director@ailleurs.example.com"},
        {"email": "awa@piege-example.org"},
        {"email": "awa@example.org.piege.fr"},
        {"email": ""},
    ],
)
def test_an_address_it_does_not_vouch_for_opens_nothing(visitor, provider, director, claims):
    User.objects.filter(pk=director.pk).update(email="director@ailleurs.example.com")
    provider.claims |= claims
    answer = come_back(visitor)
    assert answer.headers["Location"] == SIGN_IN and not visitor.is_signed_in
    assert "n’a pas confirmé d’adresse" in visitor.client.get(SIGN_IN).content.decode()
    assert User.objects.count() == 1 and not Entry.objects.filter(type="account.signed_in").exists()


@pytest.mark.parametrize(
    "sent", [{"error": "access_denied"}, {"error": "server_error"}, {}, {"code": "le-code", "state": "faux"}]
)
def test_a_way_back_that_is_not_ours_opens_nothing(visitor, provider, sent):
    state = leave(visitor)["state"][0]
    answer = visitor.client.get(BACK, {"state": state, **sent})
    assert answer.headers["Location"] == SIGN_IN and not visitor.is_signed_in
    assert directory.FAILED in visitor.client.get(SIGN_IN).content.decode()


def test_a_directory_that_does_not_answer_is_said_and_the_code_remains(visitor, provider):
    provider.down = True
    page = visitor.client.post(START, follow=True)
    assert directory.FAILED in page.content.decode() and "Recevoir un code" in page.content.decode()
    provider.down = False
    state = leave(visitor)["state"][0]
    provider.down = True
    assert visitor.client.get(BACK, {"state": state, "code": "le-code"}).headers["Location"] == SIGN_IN


def test_a_closed_account_stays_closed(visitor, provider, at):
    User.objects.create_user(EMAIL, is_active=False, welcomed_at=at)
    assert come_back(visitor).headers["Location"] == reverse("account_inactive")
    assert not visitor.is_signed_in


def test_the_second_factor_is_asked_all_the_same(visitor, provider, coordinator, settings, at):
    settings.SECOND_FACTOR_REQUIRED = True
    User.objects.filter(pk=coordinator.pk).update(email=EMAIL, welcomed_at=at)
    come_back(visitor)
    assert visitor.client.get("/espace/").headers["Location"] == reverse("mfa_index")  # none yet: to be set up first
    TOTP.activate(coordinator, generate_totp_secret())
    other = Visitor()
    assert come_back(other).headers["Location"] == reverse("mfa_authenticate")
    assert not other.is_signed_in


@pytest.mark.parametrize("target", ["https://ailleurs.example.com/", "//ailleurs.example.com/", "javascript:alert(1)"])
def test_it_leads_nowhere_else(visitor, provider, at, target):
    User.objects.create_user(EMAIL, welcomed_at=at)
    assert come_back(visitor, next=target).headers["Location"] == "/espace/"
