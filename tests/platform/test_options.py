"""What an instance adds by its environment alone: strictly read, told when its package is missing, played with fakes."""

from __future__ import annotations

import importlib.util
import sys
import types
from typing import Any

import pytest
from django.test import Client

from inmp_portal.boot.commands.quality.checking import production_environment
from inmp_portal.lib.files import serving, store
from tests.platform.test_settings import start

DIGEST = "ab" * 32
_SHOW = """
import sys, types, importlib.machinery
def fake(name):
    module = types.ModuleType(name)
    module.__spec__ = importlib.machinery.ModuleSpec(name, None)
    sys.modules[name] = module
    return module
for name in ("storages", "django_prometheus"):
    fake(name)
fake("sentry_sdk").init = lambda dsn, **options: print("sentry", dsn, sorted(options.items()))
from inmp_portal import settings as s
print(s.STORAGES["default"]["BACKEND"], s.STORAGES["default"]["OPTIONS"])
print([name for name in s.MIDDLEWARE if "prometheus" in name])
"""


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"S3_BUCKET": "portail"}, "S3_BUCKET : le paquet « storages »"),
        ({"SENTRY_DSN": "https://k@sentry.example.org/1"}, "SENTRY_DSN : le paquet « sentry_sdk »"),
        ({"METRICS_TOKEN": "x" * 20}, "METRICS_TOKEN : le paquet « django_prometheus »"),
        ({"METRICS_TOKEN": "court"}, "METRICS_TOKEN=… : attendu un jeton d’au moins 20 caractères"),
        ({"SENTRY_DSN": "k@sentry"}, "SENTRY_DSN=…"),
        ({"S3_ENDPOINT_URL": "s3.example.org"}, "S3_ENDPOINT_URL=…"),
        ({"AWS_ACCESS_KEY_ID": "cle"}, "AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY"),
    ],
)
def test_an_option_that_cannot_be_had_stops_the_start_and_says_what_to_do(variables: dict[str, str], said: str) -> None:
    if (module := said.split("« ")[-1].split(" »")[0]) and " " not in module and importlib.util.find_spec(module):
        pytest.skip(f"{module} est installé")
    refused = start("import inmp_portal.settings", **production_environment(), **variables)
    assert refused.returncode != 0
    last = refused.stderr.strip().splitlines()[-1].replace("\u00a0", " ")
    assert said in last
    assert "paquet" not in said or "./portal setup --options" in last
    assert "court" not in last and "k@sentry" not in last


def test_each_option_by_its_variables() -> None:
    shown = start(
        _SHOW, **production_environment(), S3_BUCKET="portail", S3_ENDPOINT_URL="https://s3.example.org", S3_REGION="rouen",
        AWS_ACCESS_KEY_ID="cle", AWS_SECRET_ACCESS_KEY="secret", METRICS_TOKEN="x" * 20,
        SENTRY_DSN="https://k@sentry.example.org/1",
    )  # fmt: skip
    assert shown.returncode == 0, shown.stderr
    sentry, storage, middleware = shown.stdout.strip().splitlines()
    assert "('include_local_variables', False)" in sentry and "('max_request_body_size', 'never')" in sentry
    assert "('send_default_pii', False)" in sentry
    assert storage.startswith("storages.backends.s3.S3Storage") and "'querystring_expire': 60" in storage
    assert "'default_acl': None" in storage and "'endpoint_url': 'https://s3.example.org'" in storage
    assert middleware.index("Before") < middleware.index("After")


def test_nothing_asked_adds_nothing() -> None:
    shown = start(_SHOW, **production_environment())
    storage, middleware = shown.stdout.strip().splitlines()
    assert "FileSystemStorage" in storage and middleware == "[]"


class Bucket:
    """A storage without paths, like S3's: keeps bytes in memory and signs addresses."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        return name in self.kept

    def size(self, name: str) -> int:
        return len(self.kept[name])

    def path(self, name: str) -> str:
        raise NotImplementedError

    def save(self, name: str, content: Any) -> str:
        self.kept[name] = content.read()
        return name

    def url(self, name: str, *, parameters: dict[str, str], expire: int) -> str:
        said = "&".join(f"{key}={value}" for key, value in parameters.items())
        return f"https://s3.example.org/{name}?{said}&X-Amz-Expires={expire}"


def test_on_s3_a_file_is_written_once_and_given_by_a_signed_address(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    bucket = Bucket()
    settings.S3_BUCKET = "portail"
    monkeypatch.setattr(store, "default_storage", bucket)
    digest = store.put(b"%PDF")
    assert store.put(b"%PDF") == digest and list(bucket.kept) == [store.name_of(digest)]
    given = serving.served(digest, name="Dossier.pdf", content_type="application/pdf")
    assert given.status_code == 302
    assert given["Location"].startswith(f"https://s3.example.org/{store.name_of(digest)}?")
    assert "attachment" in given["Location"] and given["Location"].endswith("X-Amz-Expires=60")
    assert given["Cache-Control"] == "private, no-store"


@pytest.fixture
def prometheus(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake of the few names of prometheus_client that the page uses."""

    class Registry:
        def __init__(self) -> None:
            self.collectors: list[Any] = []

        def register(self, collector: Any) -> None:
            self.collectors.append(collector)

    class Gauge:
        def __init__(self, name: str, told: str, value: Any = None, labels: Any = ()) -> None:
            self.lines = [] if value is None else [f"{name} {value}"]
            self.name = name

        def add_metric(self, labels: list[str], value: float) -> None:
            self.lines.append(f"{self.name}{{{labels[0]}}} {value}")

    def generate(registry: Registry) -> bytes:
        return "\n".join(
            line for one in registry.collectors for gauge in one.collect() for line in gauge.lines
        ).encode()

    client, core = types.ModuleType("prometheus_client"), types.ModuleType("prometheus_client.core")
    client.CONTENT_TYPE_LATEST, client.CollectorRegistry, client.generate_latest = "text/plain", Registry, generate  # type: ignore[attr-defined]
    client.multiprocess = types.SimpleNamespace(MultiProcessCollector=lambda registry: None)  # type: ignore[attr-defined]
    core.GaugeMetricFamily = Gauge  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "prometheus_client", client)
    monkeypatch.setitem(sys.modules, "prometheus_client.core", core)


@pytest.mark.django_db
def test_metrics_are_for_whoever_holds_the_token(prometheus: None, settings: Any) -> None:
    settings.METRICS_TOKEN = "t" * 30
    for headers in ({}, {"authorization": "Bearer faux"}, {"authorization": "t" * 30}):
        assert Client(headers=headers).get("/metrics").status_code == 404
    page = Client(headers={"authorization": f"Bearer {'t' * 30}"}).get("/metrics").content.decode()
    assert (
        "portal_part_ok{database} 1.0" in page and "portal_mails_unsent 0" in page and "portal_documents_due 0" in page
    )
    settings.METRICS_TOKEN = ""
    assert Client(headers={"authorization": "Bearer "}).get("/metrics").status_code == 404
