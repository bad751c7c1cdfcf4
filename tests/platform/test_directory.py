"""The campus directory in the environment: absent by default, whole or refused, and known to the security policy."""

from __future__ import annotations

import json

import pytest

from inmp_portal.boot.commands.quality.checking import production_environment
from tests.platform.test_settings import start

OPENID = {
    "OIDC_ISSUER": "https://annuaire.example.org/realms/campus/",
    "OIDC_CLIENT_ID": "portail",
    "OIDC_CLIENT_SECRET": "un-secret",
    "DIRECTORY_MAIL_DOMAINS": "univ.example.org, CHU.example.org",
}
SAML = {
    "SAML_IDP_ENTITY_ID": "https://idp.example.org/shibboleth",
    "SAML_IDP_SSO_URL": "https://idp.example.org/sso",
    "SAML_IDP_CERTIFICATE": "MIIB",
    "DIRECTORY_MAIL_DOMAINS": "univ.example.org",
}
_SHOW = """
import json
from inmp_portal import settings as s
print(json.dumps({"directory": s.DIRECTORY, "providers": s.SOCIALACCOUNT_PROVIDERS, "apps": s.DIRECTORY_APPS,
  "forms": s.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]}))
"""


def shown(**variables: str) -> dict[str, object]:
    started = start(_SHOW, **production_environment(), **variables)
    assert started.returncode == 0, started.stderr
    return dict(json.loads(started.stdout))


def test_there_is_none_by_default() -> None:
    assert shown() == {"directory": None, "providers": {}, "apps": [], "forms": ["'self'"]}


def test_openid_connect() -> None:
    seen = shown(**OPENID, DIRECTORY_NAME="mon campus", DIRECTORY_ORIGINS="https://connexion.example.org")
    assert seen["directory"] == {
        "id": "annuaire",
        "name": "mon campus",
        "domains": ["univ.example.org", "chu.example.org"],
    }
    assert seen["forms"] == ["'self'", "https://annuaire.example.org", "https://connexion.example.org"]
    assert "https://annuaire.example.org/realms/campus" in json.dumps(seen["providers"])


@pytest.mark.parametrize("lacking", OPENID)
def test_half_of_it_stops_the_start(lacking: str) -> None:
    refused = start(
        _SHOW, **production_environment(), **{name: said for name, said in OPENID.items() if name != lacking}
    )
    assert refused.returncode != 0
    assert lacking in refused.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://annuaire.example.org"),
        ("OIDC_ISSUER", "annuaire.example.org"),
        ("DIRECTORY_MAIL_DOMAINS", "*"),
        ("DIRECTORY_MAIL_DOMAINS", "quelqu-un@example.org"),
        ("DIRECTORY_ORIGINS", "connexion.example.org"),
    ],
)
def test_a_wrong_value_names_itself(name: str, value: str) -> None:
    refused = start(_SHOW, **production_environment() | OPENID | {name: value})
    assert refused.returncode != 0
    last = refused.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured") and name in last


def test_one_directory_at_a_time() -> None:
    refused = start(_SHOW, **production_environment() | OPENID | SAML)
    assert "un seul annuaire" in refused.stderr.strip().splitlines()[-1]


_WITH_THE_EXTRA = f"import sys, types, importlib.machinery as m\nsys.modules['onelogin'] = o = types.ModuleType('onelogin')\no.__spec__ = m.ModuleSpec('onelogin', None)\n{_SHOW}"


def test_saml_asks_for_its_extra_and_nothing_else_does() -> None:
    refused = start(_SHOW, **production_environment() | SAML)
    assert "l’option «\u00a0saml\u00a0»" in refused.stderr.strip().splitlines()[-1]
    started = start(_WITH_THE_EXTRA, **production_environment() | SAML)
    seen = json.loads(started.stdout)
    assert seen["apps"] == ["allauth.socialaccount.providers.saml"]
    assert seen["forms"] == ["'self'", "https://idp.example.org"]
