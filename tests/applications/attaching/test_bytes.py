"""What lies in the store: nothing that no dossier holds."""

from __future__ import annotations

import pytest

from applications.actions.attaching import attach
from applications.models import Attachment
from inmp_portal.lib.files import store
from inmp_portal.lib.verdict import Refused
from tests.applications.attaching.conftest import sent
from tests.corpus.pdfs import pdf


@pytest.mark.parametrize(
    "broken", ["applications.actions.attaching.journal.record", "applications.rules.attaching.has_room"]
)
def test_a_file_that_is_not_joined_leaves_no_bytes(draft, lead, at, monkeypatch, broken):
    kept, written = [], store._write
    monkeypatch.setattr(store, "_write", lambda target, data: (kept.append(target.name), written(target, data)))

    def fail(*_args, **_more):
        raise Refused("Rien ne va plus.")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(Refused, match="Rien ne va plus"):
        attach(application=draft, by=lead, at=at, field="cv_porteur", uploaded=sent(pdf(pages=2)))
    assert kept == [] and not Attachment.objects.exists()
