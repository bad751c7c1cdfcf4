"""What the reminders say: each text kept as a snapshot, hostile words kept as words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.models import Application
from inmp_portal.outbox.models import Mail
from tests.applications.reminding.scene import tick

pytestmark = pytest.mark.django_db

CLOSE = "lundi 8 septembre 2025 à 23\u00a0h\u00a059, heure de Paris"  # said in one way, everywhere
KINDS = {
    "rappel_j30": "2025-08-08T09:00",
    "rappel_j7": "2025-09-01T09:00",
    "rappel_j7-deux-semaines": "2025-08-25T09:00",
    "rappel_j1": "2025-09-07T09:00",
    "rappel_j1-vendredi": "2025-09-05T09:00",
    "rappel_j1-jour-meme": "2025-09-08T09:00",
    "rappel_h3": "2025-09-08T20:59",
    "brouillon_non_depose": "2025-09-09T09:00",
}


@pytest.mark.parametrize("name", KINDS)
def test_text(draft, name, snapshot):
    Application.objects.update(completeness=60, reference="NORMA2025")
    tick(KINDS[name])
    mail = Mail.objects.get()
    assert mail.to == ["helene.morvan@exemple.fr"]
    assert CLOSE in mail.text
    snapshot(f"mails/{name}.txt", f"Objet : {mail.subject}\n\n{mail.text}")


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "{{ settings.SECRET_KEY }}", "Deux\r\nBcc: x@y.fr lignes"]
)
def test_a_hostile_title_stays_text(draft, title):
    Application.objects.update(title=title, acronym=None)
    tick("2025-09-08T09:00")
    mail = Mail.objects.get()
    assert "<script" not in mail.html
    assert "\n" not in mail.subject and "\r" not in mail.subject
    if "{{" in title:
        assert title in mail.subject


def test_a_list_line_names_a_section_and_links_to_it(draft):
    tick("2025-09-01T09:00")
    mail = Mail.objects.get()
    assert f"/dossiers/{draft.reference}/sections/" in mail.text
    assert mail.html.count("<li") >= 5
    assert timedelta(hours=14) < mail.expires_at - mail.queued_at <= timedelta(hours=15)
