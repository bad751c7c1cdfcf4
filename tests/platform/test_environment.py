"""A wrong value of the environment stops the start and names its variable."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from inmp_portal.lib.clock import PARIS
from inmp_portal.settings import environment


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1", True),
        ("oui", True),
        ("TRUE", True),
        ("on", True),
        ("0", False),
        ("non", False),
        ("Off", False),
        ("", True),
    ],
)
def test_flag(monkeypatch: pytest.MonkeyPatch, raw: str, expected: bool) -> None:
    monkeypatch.setenv("PORTAL_TLS", raw)
    assert environment.flag("PORTAL_TLS", default=True) is expected


@pytest.mark.parametrize("raw", ["2", "vrai", "o"])
def test_flag_refuses_other_words(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("PORTAL_TLS", raw)
    with pytest.raises(ImproperlyConfigured, match=f"PORTAL_TLS={raw}"):
        environment.flag("PORTAL_TLS", default=True)


@pytest.mark.parametrize("raw", ["huit", "8.0", "0", "65536", "-1", "١", "8 000"])
def test_integer_refuses_what_is_not_a_port(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("PORT", raw)
    with pytest.raises(ImproperlyConfigured, match="PORT="):
        environment.integer("PORT", 8000, low=1, high=65535)


def test_integer_takes_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "65535")
    assert environment.integer("PORT", 8000, low=1, high=65535) == 65535
    monkeypatch.setenv("PORT", "")
    assert environment.integer("PORT", 8000, low=1, high=65535) == 8000


@pytest.mark.parametrize("raw", ["réseau", "http://redis:6379", "moi:secret@redis:6379/0", "rediss//x"])
def test_url_refuses_other_schemes_without_repeating_the_value(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("REDIS_URL", raw)
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL") as refused:
        environment.url("REDIS_URL", schemes=("redis", "rediss"))
    assert raw not in str(refused.value)


def test_url_takes_several_database_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgres://user:secret@one:5432,two:5432/portal"
    monkeypatch.setenv("DATABASE_URL", address)
    assert environment.url("DATABASE_URL", schemes=("postgres",), host=False) == address


def test_instant_is_in_paris_unless_it_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CLOCK", "2025-09-02T10:00")
    naive = environment.instant("PORTAL_CLOCK")
    assert naive is not None
    assert naive.isoformat() == "2025-09-02T10:00:00+02:00"
    monkeypatch.setenv("PORTAL_CLOCK", "2025-09-02T08:00Z")
    assert environment.instant("PORTAL_CLOCK") == naive.astimezone(PARIS)


@pytest.mark.parametrize("raw", ["demain", "2025-13-01", "10:00"])
def test_instant_refuses_what_is_not_one(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("PORTAL_CLOCK", raw)
    with pytest.raises(ImproperlyConfigured, match=f"PORTAL_CLOCK={raw}"):
        environment.instant("PORTAL_CLOCK")


def test_folder_must_be_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILES_ROOT", "files")
    with pytest.raises(ImproperlyConfigured, match="FILES_ROOT=files"):
        environment.folder("FILES_ROOT", Path("/srv/files"))


def test_a_misspelt_portal_variable_is_refused() -> None:
    environment.refuse_unknown({"PORTAL_INSTANCE": "demonstration", "PATH": "/bin"})
    with pytest.raises(ImproperlyConfigured, match="PORTAL_INSTANCES"):
        environment.refuse_unknown({"PORTAL_INSTANCES": "production"})
