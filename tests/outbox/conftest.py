"""A kind of mail made for these tests: its object is any row, its texts lie beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inmp_portal.lib.models import Heartbeat
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.notices import KINDS, Notice


@pytest.fixture(autouse=True)
def probe_templates(settings):
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}]


@pytest.fixture
def probe():
    """The class `Probe`: recipients, title, expiry and the answer of `still_wanted` are set by the test."""

    class Probe(Notice):
        kind = "probe"
        app = "probe"
        wanted: Any = True
        expires = None
        joined: list[dict[str, str]] = []

        def __init__(self, obj, *, to=("camille@exemple.fr",), title="Étude NORMA"):
            super().__init__(obj)
            self.to, self.title = list(to), title

        def recipients(self):
            return self.to

        def context(self):
            link = "https://portail.exemple.fr/dossiers/AB12/"
            return {"prenom": "Camille", "nom": "Lefèvre", "titre": self.title, "lien": link}

        def subject_matter(self):
            return f"votre projet « {self.title} »"

        def expires_at(self):
            return type(self).expires

        def attachments(self):
            return type(self).joined

        @classmethod
        def still_wanted(cls, mail):
            return cls.wanted

    yield Probe
    del KINDS["probe"]


@pytest.fixture
def thing(db):
    """Something to speak of."""
    return Heartbeat.objects.create(name="chose", at="2025-09-02T08:00:00Z")


@pytest.fixture
def queued(probe, thing):
    """Queue a probe: `queued()`, `queued(1, title="…")`."""

    def queue(*dedup: object, **kwargs: Any):
        return outbox.queue(probe(thing, **kwargs), dedup=dedup or ("une fois",))

    return queue
