"""The proxy of docker-compose.yml, played for real: nginx, gunicorn, the machine's PostgreSQL and Redis."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from applications.models import Document
from applications.states import State
from inmp_portal.boot.commands.quality.checking import production_environment
from inmp_portal.boot.instance import proxy_pages
from inmp_portal.lib.files import store
from tests.platform.proxy import HINT, NGINX, Proxy

pytestmark = pytest.mark.skipif(NGINX is None, reason=HINT)
SECRET_KEY = "proxy-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF"  # sessions written here are read by web
PDF = b"%PDF-1.7 le dossier"
SECURITY = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
            "Strict-Transport-Security", "Cross-Origin-Opener-Policy")  # fmt: skip


def test_nginx_accepts_the_configuration(tmp_path: Path) -> None:
    proxy = Proxy(tmp_path)
    proxy.write(listen=8729, web=8728)
    checked = proxy.checked()
    assert checked.returncode == 0, checked.stderr
    (tmp_path / "default.conf").write_text("server { listen 8729 }")
    assert proxy.checked().returncode != 0


@pytest.fixture(scope="module")
def proxy(django_db_setup: None, django_db_blocker: Any) -> Iterator[Proxy]:
    """One pair of servers for the module; each test writes what they show."""
    with tempfile.TemporaryDirectory(prefix="portal-proxy-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with override_settings(PAGES_ROOT=folder / "var" / "pages", STATIC_ROOT=folder / "static"):
            proxy_pages.write()
        one = Proxy(folder)
        try:
            with django_db_blocker.unblock():
                one.start(_environment(folder))
            yield one
        finally:
            one.stop()


def _environment(folder: Path) -> dict[str, str]:
    database = connection.settings_dict
    given = {
        **production_environment(),
        "DJANGO_SETTINGS_MODULE": "inmp_portal.settings",
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": f"postgres:///{database['NAME']}?host={quote(str(database['HOST']), safe='')}",
        "REDIS_URL": "redis://127.0.0.1:6379/9",
        "FILES_ROOT": str(folder / "var" / "files"), "STATIC_ROOT": str(folder / "static"), "STATIC_COMPRESSED": "0",
        "FILES_ACCEL_PREFIX": "/_fichiers/", "TRUSTED_PROXY_COUNT": "1",
    }  # fmt: skip
    if database["USER"]:
        given["DATABASE_URL"] = given["DATABASE_URL"].replace("postgres:///", f"postgres://{database['USER']}@/")
    return given


@pytest.fixture
def files(proxy: Proxy, settings: Any) -> Path:
    """The volume that web writes and the proxy reads."""
    root = proxy.folder / "var" / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(root)}},
    }
    return root


@pytest.fixture
def cookie(lead: Any, settings: Any) -> str:
    settings.SECRET_KEY = SECRET_KEY
    session = SessionStore()
    session["_auth_user_id"] = str(lead.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = lead.get_session_auth_hash()
    session.save()
    return f"__Host-session={session.session_key}"


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
class TestPlayed:
    def test_http_becomes_https_and_only_the_front_says_which_it_is(self, proxy: Proxy, call: Any) -> None:
        assert proxy.ask("/").status == 200
        plain = proxy.ask("/faq/", front=False)
        assert (plain.status, plain.headers["Location"]) == (301, "https://portail.example.org/faq/")
        assert proxy.ask("/faq/", front=False, X_Forwarded_Proto="https").status == 301  # not from anybody

    def test_security_headers_come_once(self, proxy: Proxy, call: Any) -> None:
        page = proxy.ask("/")
        assert {name: len(page.headers.get_all(name) or []) for name in SECURITY} == dict.fromkeys(SECURITY, 1)
        assert "nginx/" not in page.headers["Server"]

    def test_static_files_are_kept_for_ever_under_their_hashed_name(self, proxy: Proxy, call: Any) -> None:
        page = proxy.ask("/").text
        address = page.split('rel="stylesheet" href="')[1].split('"')[0]
        sheet = proxy.ask(address)
        assert sheet.status == 200
        assert "immutable" in sheet.headers["Cache-Control"]

    def test_health(self, proxy: Proxy) -> None:
        answer = proxy.ask("/sante", front=False)
        assert (answer.status, json.loads(answer.text)["broker"]) == (200, {"ok": True, "kind": "redis"})

    def test_an_upload_too_large_is_answered_in_french(self, proxy: Proxy, call: Any) -> None:
        answer = proxy.ask("/dossiers/", method="POST", Content_Length=str(60 * 1024 * 1024))
        assert (answer.status, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")
        assert "Cet envoi est trop volumineux" in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("letters", ["a" * 12_000, "é" * 5_000, "a" * 40_000])
    def test_an_address_too_long_is_answered_in_french(self, proxy: Proxy, call: Any, letters: str) -> None:
        answer = proxy.ask(f"/faq/?q={quote(letters)}")
        assert answer.status == 414
        assert "Cette adresse est trop longue" in answer.text

    def test_a_search_of_five_thousand_letters_gets_its_page(self, proxy: Proxy, call: Any) -> None:
        answer = proxy.ask(f"/faq/?q={'a' * 5_000}")
        assert answer.status == 200
        assert "100 premiers caractères" in answer.text

    def test_a_dossier_s_pdf_is_given_by_nginx_to_those_who_may_read_it(
        self, proxy: Proxy, files: Path, application_in: Any, lead: Any, cookie: str
    ) -> None:
        dossier = application_in(State.DEPOSITED, lead=lead)
        digest = store.put(PDF)
        Document.objects.filter(kind="complete").update(
            state="ready", sha256=digest, size=len(PDF), pages=1, built_at=dossier.last_deposited_at, lease_until=None
        )
        address = f"/dossiers/{dossier.reference}/depot/1/complete.pdf"
        given = proxy.ask(address, Cookie=cookie)
        assert (given.status, given.body) == (200, PDF)
        assert given.headers["Content-Type"] == "application/pdf"
        assert given.headers["Cache-Control"] == "private, no-store"
        assert given.headers["Content-Disposition"].startswith("inline")
        assert given.headers["Accept-Ranges"] == "bytes"  # nginx's own: web streams whole files
        assert {name: len(given.headers.get_all(name) or []) for name in SECURITY} == dict.fromkeys(SECURITY, 1)
        assert proxy.ask(address, Cookie=cookie, Range="bytes=0-4").body == b"%PDF-"
        assert proxy.ask(address).status == 302  # a visitor is asked to sign in
        for direct in (f"/_fichiers/{store.name_of(digest)}", "/_pages/413.html"):
            assert proxy.ask(direct, Cookie=cookie).status == 404

    def test_limits_count_visitors_as_the_front_saw_them(self, proxy: Proxy, call: Any) -> None:
        """Neither the proxies, shared by all, nor an address that the visitor makes up."""
        cache.clear()
        assert [self._verify(proxy, f"10.0.0.{n}, 203.0.113.7") for n in range(31)] == [400] * 30 + [429]
        assert self._verify(proxy, "10.0.0.1, 203.0.113.8") == 400

    def _verify(self, proxy: Proxy, forwarded_for: str) -> int:
        """One request of the page that is limited by address; its form is empty, hence 400."""
        token = "a" * 32
        return proxy.ask(
            "/verification/", method="POST", body=f"csrfmiddlewaretoken={token}", Cookie=f"__Host-csrf={token}",
            Content_Type="application/x-www-form-urlencoded", Referer="https://portail.example.org/verification/",
            X_Forwarded_For=forwarded_for,
        ).status  # fmt: skip
