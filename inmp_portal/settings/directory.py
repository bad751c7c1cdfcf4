"""The campus directory that people may sign in with: OpenID Connect or SAML, all of it or nothing; absent by default."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from inmp_portal.settings.environment import text, url, urls, words
from inmp_portal.settings.instance import PRODUCTION

DIRECTORY_ID = "annuaire"  # in the addresses that the directory knows
_SCHEMES = ("https",) if PRODUCTION else ("https", "http")
_OPENID = {
    "OIDC_ISSUER": url("OIDC_ISSUER", schemes=_SCHEMES).rstrip("/"),
    "OIDC_CLIENT_ID": text("OIDC_CLIENT_ID"),
    "OIDC_CLIENT_SECRET": text("OIDC_CLIENT_SECRET"),
}
_SAML = {
    "SAML_IDP_ENTITY_ID": text("SAML_IDP_ENTITY_ID"),
    "SAML_IDP_SSO_URL": url("SAML_IDP_SSO_URL", schemes=_SCHEMES),
    "SAML_IDP_CERTIFICATE": text("SAML_IDP_CERTIFICATE"),  # base64, on one line
}
# The directory vouches for the addresses of these domains and their subdomains, and for no other.
_DOMAINS = [domain.lower() for domain in words("DIRECTORY_MAIL_DOMAINS")]
_NAME = text("DIRECTORY_NAME", "l’annuaire du campus")
_MORE_ORIGINS = urls("DIRECTORY_ORIGINS")  # where sign-in goes on when it is not at the issuer's own address


def _complete(given: dict[str, str]) -> bool:
    """Is this protocol asked for? Half of it is a mistake, and so is a directory that may vouch for anybody."""
    if not any(given.values()):
        return False
    lacking = [name for name, value in {**given, "DIRECTORY_MAIL_DOMAINS": _DOMAINS}.items() if not value]
    if lacking:
        raise ImproperlyConfigured(f"{', '.join(lacking)}\u00a0: à donner avec {next(iter(given))}.")
    if wrong := [domain for domain in _DOMAINS if "." not in domain or "@" in domain or "*" in domain]:
        raise ImproperlyConfigured(
            f"DIRECTORY_MAIL_DOMAINS={', '.join(wrong)}\u00a0: attendu des domaines de courriel."
        )
    return True


def _openid() -> dict[str, Any]:
    app = {
        "provider_id": DIRECTORY_ID, "name": _NAME,
        "client_id": _OPENID["OIDC_CLIENT_ID"], "secret": _OPENID["OIDC_CLIENT_SECRET"],
        "settings": {"server_url": _OPENID["OIDC_ISSUER"]},
    }  # fmt: skip
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def _saml() -> dict[str, Any]:
    if find_spec("onelogin") is None:
        raise ImproperlyConfigured(
            "SAML_IDP_ENTITY_ID\u00a0: l’annuaire par SAML demande l’option «\u00a0saml\u00a0» de pyproject.toml, qui n’est pas installée."
        )
    idp = {
        "entity_id": _SAML["SAML_IDP_ENTITY_ID"], "sso_url": _SAML["SAML_IDP_SSO_URL"],
        "x509cert": _SAML["SAML_IDP_CERTIFICATE"],
    }  # fmt: skip
    # An assertion has no « verified » of its own: the directory is believed for its domains, checked again at sign-in.
    app = {
        "provider_id": DIRECTORY_ID, "name": _NAME, "client_id": DIRECTORY_ID,
        "settings": {"idp": idp, "verified_email": True, "advanced": {"want_assertion_signed": True}},
    }  # fmt: skip
    return {"saml": {"APPS": [app]}}


if (_is_openid := _complete(_OPENID)) & (_is_saml := _complete(_SAML)):
    raise ImproperlyConfigured("OIDC_ISSUER et SAML_IDP_ENTITY_ID\u00a0: un seul annuaire à la fois.")

DIRECTORY: dict[str, Any] | None = None
DIRECTORY_APPS: list[str] = ["allauth.socialaccount.providers.saml"] if _is_saml else []
DIRECTORY_ORIGINS: list[str] = []
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if _is_openid or _is_saml:
    DIRECTORY = {"id": DIRECTORY_ID, "name": _NAME, "domains": _DOMAINS}
    SOCIALACCOUNT_PROVIDERS = _openid() if _is_openid else _saml()
    _door = urlsplit(_OPENID["OIDC_ISSUER"] or _SAML["SAML_IDP_SSO_URL"])
    # A form may only be sent where the policy says, redirects included: without this the browser stops in silence.
    DIRECTORY_ORIGINS = [f"{_door.scheme}://{_door.netloc}", *_MORE_ORIGINS]

SOCIALACCOUNT_ADAPTER = "inmp_portal.accounts.web.directory.DirectoryAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
