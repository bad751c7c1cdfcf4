"""Time travel: a week after, six months after, a year after; in the end no column of any table knows anybody."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from events.actions.after.forgetting import due, forget
from events.actions.day.arriving import check_in
from events.models import CafeQuestion, GroupMessage, Proposal, Registration, Tap
from events.queries.day.board import Board
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib import clock
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
TRACES = ("Quérou", "querou", "Ondine", "Zygène", "Aphasie", "cacahuète", "Fauteuil", "Kératocône", "Ergothérapeute")


@pytest.fixture
def scene(cafes, sign_up, appointment, coordinator, lead, at):
    """Somebody with a trace in every column that a person can fill."""
    who = {
        "first_name": "Ondine", "last_name": "Quérou", "unit": "Zygène", "profession": "Ergothérapeute",
        "institution": None, "other_institution": "Cabinet Quérou",
    }  # fmt: skip
    answers = {
        "statut_projet": "idee", "axes": ["axe2"], "idee": "Aphasie de Mme Quérou", "propose": "Kératocône",
        "regime": "cacahuète", "accessibilite": "Fauteuil roulant", "boisson": "the",
    }  # fmt: skip
    one = sign_up("ondine.querou@exemple.fr", by=lead, answers=answers, consents={"newsletter": True}, **who)
    two = appointment("ondine.querou@exemple.fr", **who)
    CafeQuestion.objects.filter(registration=two).update(
        text="Aphasie de Mme Quérou ?", author_name="Ondine Quérou", author_email="ondine.querou@exemple.fr",
        file_name="querou.pdf", file_sha256="a" * 64, file_size=3, answer="Voir Mme Quérou",
        answered_at=at, answered_by=coordinator,
    )  # fmt: skip
    GroupMessage.objects.create(
        reference="M1", cafe=cafes[0], subject="À Ondine", body="Quérou", sent_at=at, sent_by=coordinator
    )
    Proposal.objects.create(
        reference="P1", cafe=cafes[1], kind="assignment", reason="Mme Quérou malade", asked_at=at, asked_by=coordinator
    )
    with clock.frozen(at):
        outbox.deliver_due()
    check_in(registration=one, by=coordinator, at=cafes[0].starts_at, key="k1")
    return one


def paris(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def whole_base() -> str:
    """Every column of every table of the cafés, of the mails and of the journal, as text."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label in {"events", "outbox", "journal"}]  # fmt: skip
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            found.append(cursor.fetchone()[0] or "")
    return "\n".join(found)


def traces() -> set[str]:
    base = whole_base()
    return {word for word in TRACES if word in base}


def test_there_is_something_to_forget(scene):
    assert traces() == set(TRACES)


def test_nothing_goes_before_its_time(scene):
    assert not due(paris("2025-06-03T09:59"))
    assert not forget(at=paris("2025-06-03T09:59"))


def test_a_week_after_the_meals_and_needs_are_gone_also_from_the_mails(scene):
    assert "Fauteuil" in Mail.objects.get(kind="cafe_confirmation").text
    done = forget(at=paris("2025-06-03T10:00"))
    assert (done.texts, done.taps, done.people) == (1, 1, 0)
    scene.refresh_from_db()
    assert set(scene.answers) == {"statut_projet", "axes", "idee", "propose"}
    assert scene.purged_at == paris("2025-06-03T10:00")
    assert not traces() & {"cacahuète", "Fauteuil"}
    assert not Tap.objects.exists()
    assert JournalEntry.objects.get(type="cafe.texts_erased").data == {"count": 1}


def test_after_six_months_nobody_is_known_but_the_counts_are_right(scene, cafes, coordinator):
    before = Board.of(cafes[0], coordinator, cafes[0].ends_at)
    done = forget(at=paris("2025-12-23T10:00"))
    assert (done.people, done.questions) == (2, 1)
    assert traces() == {"Quérou", "Ondine"}  # the group message and the proposal have six months more
    after = Board.of(cafes[0], coordinator, cafes[0].ends_at)
    assert (after.present, after.expected) == (before.present, before.expected) == (1, 1)
    kept = Registration.objects.get(pk=scene.pk)
    assert kept.answers == {"statut_projet": "idee", "axes": ["axe2"]}
    assert (kept.institution_name, kept.state) == ("Autre établissement", "attended")
    assert Registration.objects.of_token(scene.token) is None
    assert CafeQuestion.objects.get().answered_at is not None


def test_after_a_year_no_column_knows_anybody(scene):
    forget(at=paris("2026-06-23T10:00"))
    assert not traces()
    assert not GroupMessage.objects.exists() and not Proposal.objects.exists()


def test_done_twice_nothing_is_left_to_do(scene):
    forget(at=paris("2026-06-23T10:00"))
    entries = JournalEntry.objects.count()
    assert not due(paris("2026-06-23T10:00"))
    assert not forget(at=paris("2026-06-23T10:00"))
    assert JournalEntry.objects.count() == entries


def test_the_command_says_before_it_does(scene, capsys, frozen_clock):
    frozen_clock(paris("2025-12-23T10:00"))
    call_command("purge_cafes", "--dry-run")
    said = capsys.readouterr().out
    assert "2 inscriptions rendues anonymes" in said and "Serait effacé" in said
    assert "Quérou" in whole_base()
    call_command("purge_cafes")
    assert "Ondine" not in repr(list(Registration.objects.values()))
