"""Hostile files sent through the web page: each refused with a sentence or joined clean, and nothing else happens.

Wrong: another outcome than the one due, a refusal without its sentence, a page that breaks, something forbidden left in
what was kept. Lost: an honest file sent between two hostile ones that is not joined. The negative control takes the
search for active content away: a script must then come in.

    python -m tests.drills.uploads
"""

from __future__ import annotations

import io
import sys
import time
from typing import Any

from tests.corpus.files import CLEAN, FILES, Hostile
from tests.drills.ground import own_database, percentile, report

_BLIND = (
    "import sys; sys.path.append(sys.argv.pop(1))\n"
    "from inmp_portal.lib.files.examiner import active; active.search = lambda opened: None\n"
    "from {module} import main; main()"
)


class Page:
    """A lead before the page of a dossier of its own."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        from applications.actions.loading import load_edition
        from applications.content import read_edition
        from applications.models import Call
        from inmp_portal.lib import clock
        from tests.factories.applications import draft
        from tests.factories.people import UserFactory

        load_edition(edition=read_edition("inmp-2025"), by=None, at=clock.now())
        Call.objects.update(profile="complet")  # it has the question about figures
        self.lead = UserFactory.create()
        self.dossier = draft(call=Call.objects.get(), lead=self.lead)
        settings.MIDDLEWARE = [
            name for name in settings.MIDDLEWARE if not name.startswith("tests.")
        ]  # a guard of pytest's
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.lead, backend="django.contrib.auth.backends.ModelBackend")

    def send(self, hostile: Hostile, data: bytes) -> tuple[str, str]:
        """Send one file as its question's form does; what became of it, and the sentence."""
        from django.urls import reverse

        field = "figures" if "image/png" in hostile.accepted else "devis"
        upload = io.BytesIO(data)
        upload.name = hostile.name
        words = {f"legende-{field}": "Figure", f"alternative-{field}": "Une figure"}
        address = reverse("applications:attachment_add", args=[self.dossier.reference])
        sent = {"field": field, f"fichier-{field}": upload, **words}
        response = self.client.post(address, sent, headers={"accept": "application/json"})
        if response.status_code not in (200, 409):
            return f"status {response.status_code}", ""
        return (CLEAN if response.status_code == 200 else "refused"), response.json()["message"]

    def joined(self) -> Any:
        from applications.models import Attachment

        return Attachment.objects.present().filter(application=self.dossier).first()

    def clear(self) -> None:
        from applications.actions.attaching import remove
        from inmp_portal.lib import clock

        if attachment := self.joined():
            remove(attachment=attachment, by=self.lead, at=clock.now())


def is_wrong(page: Page, hostile: Hostile, data: bytes) -> bool:
    """Send it and compare with what was due; the page is left without files."""
    from inmp_portal.journal.models import Entry
    from inmp_portal.lib.files import store

    outcome, sentence = page.send(hostile, data)
    attachment = page.joined()
    if hostile.expected == CLEAN:
        kept = store.read(attachment.sha256) if attachment else b""
        wrong = outcome != CLEAN or not kept or bool(hostile.forbidden and hostile.forbidden in kept)
    else:
        entry = Entry.objects.filter(type="application.attachment_refused").order_by("-id").first()
        code = entry.data["code"] if entry else ""
        wrong = outcome != "refused" or attachment is not None or not sentence or code != hostile.expected
    page.clear()
    if wrong:
        print(f"{hostile.label}: {outcome}, expected {hostile.expected}. {sentence}", file=sys.stderr)  # noqa: T201
    return wrong


def comes_in_without_the_search(page: Page) -> bool:
    """The negative control."""
    from inmp_portal.lib.confined import process

    [script] = [hostile for hostile in FILES if hostile.label == "script by name"]
    seeing, process._START = process._START, _BLIND
    try:
        return page.send(script, script.make())[0] == CLEAN
    finally:
        process._START = seeing
        page.clear()


def main() -> None:
    with own_database("uploads"):
        from datetime import datetime

        from inmp_portal.lib import clock

        with clock.held(datetime(2025, 9, 2, 10, 0, tzinfo=clock.PARIS)):
            page = Page()
            honest = next(hostile for hostile in FILES if hostile.label == "a reserved name")
            wrong, lost, took = 0, 0, []
            for hostile in FILES:
                data = hostile.make()
                begun = time.perf_counter()
                wrong += is_wrong(page, hostile, data)
                took.append((time.perf_counter() - begun) * 1000)
                lost += is_wrong(page, honest, honest.make())
            control = comes_in_without_the_search(page)
        report(
            drill="uploads", attempts=len(FILES), wrong=wrong, lost=lost, duplicates=0,
            p95_ms=round(percentile(took, 0.95)), negative_control=control, ok=not wrong and not lost and control,
        )  # fmt: skip


if __name__ == "__main__":
    main()
