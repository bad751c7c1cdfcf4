"""The settings as each kind of instance starts with them, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.conf import settings

from inmp_portal.boot.commands.quality.checking import production_environment
from inmp_portal.boot.paths import ROOT

_SHOW = """
import json
from inmp_portal import settings as s
print(json.dumps({"travel": s.TIME_TRAVEL, "personas": s.PERSONAS, "clock": str(s.PORTAL_CLOCK), "tls": s.SECURE_SSL_REDIRECT,
  "cookie": s.SESSION_COOKIE_NAME, "broker": s.CELERY_BROKER_URL, "site": s.SITE_URL, "host": s.DATABASES["default"]["HOST"]}))
"""
_LOG = """
import logging, logging.config
from inmp_portal import settings as s
logging.config.dictConfig(s.LOGGING)
import structlog
structlog.contextvars.bind_contextvars(request_id="r-1")
logging.getLogger("portail").warning("dossier %s déposé", "INMP-2025-001")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("portail").exception("échec")
"""


def start(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `program` with only these variables."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **variables}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def shown(**variables: str) -> dict[str, object]:
    started = start(_SHOW, **variables)
    assert started.returncode == 0, started.stderr
    return dict(json.loads(started.stdout))


DEMONSTRATION = {"PORTAL_INSTANCE": "demonstration"}
_DOORS = {
    "web": "import inmp_portal.wsgi",
    "celery": "from inmp_portal.celery import app; app.conf.task_default_queue",
    "manage.py": "import sys; sys.argv = ['manage.py', 'migrate']; import runpy; runpy.run_path('manage.py', run_name='__main__')",
    "own command": "import sys; sys.argv = ['manage.py', 'build_demo']; import runpy; runpy.run_path('manage.py', run_name='__main__')",
}


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("said", [{}, {"PORTAL_INSTANCE": " "}])
def test_nothing_set_never_opens_a_demonstration(door: str, said: dict[str, str]) -> None:
    """A forgotten variable is production, which then asks for its secrets and says why."""
    refused = start(_DOORS[door], **said)
    assert refused.returncode != 0
    last = refused.stderr.strip().splitlines()[-1]
    assert "SECRET_KEY" in last and "PORTAL_INSTANCE n’est pas réglé" in last


def test_a_forgotten_variable_beside_all_the_others_is_production() -> None:
    """Neither time travel, nor personas, nor the public key."""
    given = production_environment()
    del given["PORTAL_INSTANCE"]
    assert shown(**given) == shown(**production_environment())


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"])
def test_what_is_missing_is_told_with_the_variable_that_was_forgotten(name: str) -> None:
    given = production_environment() | {name: ""}
    assert "PORTAL_INSTANCE" not in start(_SHOW, **given).stderr.strip().splitlines()[-1]
    del given["PORTAL_INSTANCE"]
    last = start(_SHOW, **given).stderr.strip().splitlines()[-1]
    assert name in last and "PORTAL_INSTANCE" in last


def test_a_demonstration_stands_on_the_embedded_server() -> None:
    seen = shown(**DEMONSTRATION)
    assert seen["travel"] and seen["personas"]
    assert seen["clock"] == "2025-09-02 10:00:00+02:00"
    assert seen["host"] == str(ROOT / "var" / "pg")
    assert seen["broker"] == "filesystem://"
    assert seen["site"] == "http://localhost:8000"


def test_the_site_follows_the_port() -> None:
    assert shown(PORT="8123", **DEMONSTRATION)["site"] == "http://localhost:8123"


def test_a_rehearsal_travels_but_has_no_personas() -> None:
    seen = shown(PORTAL_INSTANCE="rehearsal")
    assert seen["travel"] and not seen["personas"]
    assert seen["clock"] == "None"


def test_production_never_travels() -> None:
    seen = shown(**production_environment())
    assert not seen["travel"] and not seen["personas"]
    assert seen["tls"]
    assert str(seen["cookie"]).startswith("__Host-")
    refused = start(_SHOW, **production_environment() | {"PORTAL_CLOCK": "2025-09-02T10:00"})
    assert refused.returncode != 0
    assert "PORTAL_CLOCK" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "courte"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://u:p@h/b"),
        ("REDIS_URL", "redis"),
        ("SITE_URL", "portail.example.org"),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "mail.example.org:25"),
        ("CSRF_TRUSTED_ORIGINS", "portail.example.org"),
        ("TRUSTED_PROXY_COUNT", "un"),
        ("PORTAL_INSTANCE", "prod"),
        ("PORTAL_TLS", "peut-être"),
        ("PORTAL_INSTANSE", "production"),
        ("LOG_LEVEL", "bavard"),
        ("FILES_ROOT", "files"),
        ("CONN_MAX_AGE", "-1"),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_itself(name: str, value: str) -> None:
    refused = start(_SHOW, **production_environment() | {name: value})
    assert refused.returncode != 0
    last = refused.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured")
    assert name in last


def test_production_logs_are_one_json_object_a_line() -> None:
    lines = start(_LOG, **production_environment()).stderr.strip().splitlines()
    first, second = map(json.loads, lines)
    assert first["event"] == "dossier INMP-2025-001 déposé"
    assert first["level"] == "warning"
    assert first["request_id"] == "r-1"
    assert "ZeroDivisionError" in second["exception"]


def test_a_demonstration_logs_plain_lines() -> None:
    assert "dossier INMP-2025-001 déposé" in start(_LOG, **DEMONSTRATION).stderr
    assert not start(_LOG, **DEMONSTRATION).stderr.lstrip().startswith("{")


def test_the_cached_template_loader_is_on() -> None:
    """An uncached loader costs more than the page: `loaders` unset leaves Django's cached one."""
    assert all("loaders" not in engine.get("OPTIONS", {}) for engine in settings.TEMPLATES)


@pytest.mark.django_db
def test_read_committed_is_pinned_whatever_the_server_says() -> None:
    """Asked of the driver: a server whose default were SERIALIZABLE would not change it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)
    assert connection.connection.isolation_level == connection.settings_dict["OPTIONS"]["isolation_level"].value
