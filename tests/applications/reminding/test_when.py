"""When reminders fall: pure, from the close and the rules of the 2025 edition."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from applications.content import read_edition
from applications.reminders import Rule
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.working_days import add, is_working, months_after, subtract
from inmp_portal.outbox.methods.occurrences import due, occurrence

CLOSE = datetime(2025, 9, 8, 23, 59, 59, tzinfo=PARIS)
RULES = {rule["code"]: Rule(**rule) for rule in read_edition("inmp-2025").reminders}


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("code", "when"),
    [
        ("j30", "2025-08-08T09:00"),  # 9 August is a Saturday
        ("j14", "2025-08-25T09:00"),
        ("j7", "2025-09-01T09:00"),
        ("veille-ouvree", "2025-09-05T09:00"),  # the day before the close is a Sunday
        ("j1", "2025-09-07T09:00"),
        ("jour-meme", "2025-09-08T09:00"),
        ("h3", "2025-09-08T20:59"),
        ("cloture", "2025-09-09T09:00"),
    ],
)
def test_the_calendar_of_2025(code, when):
    found = occurrence(RULES[code], CLOSE)
    assert found is not None and found.due_at == paris(when)


def test_there_is_no_other_rule():
    assert len(RULES) == 8


def test_a_close_on_a_friday_needs_no_extra_working_day():
    friday = datetime(2025, 9, 12, 17, 0, tzinfo=PARIS)
    assert occurrence(RULES["veille-ouvree"], friday) is None
    day_before = occurrence(RULES["j1"], friday)
    assert day_before is not None and day_before.due_at == paris("2025-09-11T09:00")


def test_holidays_are_avoided():
    close = datetime(2025, 11, 10, 17, 0, tzinfo=PARIS)
    after = occurrence(RULES["cloture"], close)
    assert after is not None and after.due_at == paris("2025-11-12T09:00")  # 11 November
    week = occurrence(RULES["j7"], datetime(2025, 5, 8, 17, 0, tzinfo=PARIS))
    assert week is not None and week.due_at == paris("2025-04-30T09:00")  # 1 May


def test_nine_o_clock_stays_nine_across_the_change_of_hour():
    month = occurrence(RULES["j30"], datetime(2025, 11, 21, 12, 0, tzinfo=PARIS))
    assert month is not None and month.due_at.isoformat() == "2025-10-22T09:00:00+02:00"


@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        ("2025-08-08T08:59", []),
        ("2025-08-08T09:00", ["j30"]),
        ("2025-08-08T12:00", ["j30"]),  # three hours late
        ("2025-08-11T09:00", []),
        ("2025-09-01T23:59", ["j7"]),
        ("2025-09-02T00:00", []),  # « il reste sept jours » would be false
        ("2025-09-07T10:00", ["j1"]),
        ("2025-09-08T18:59", ["jour-meme"]),
        ("2025-09-08T20:58", []),
        ("2025-09-08T20:59", ["h3"]),
        ("2025-09-08T23:30", []),  # « dans trois heures » would be false
        ("2025-09-09T10:00", ["cloture"]),
    ],
)
def test_what_is_due_is_what_still_makes_sense(moment, codes):
    assert [o.rule.code for o in due(RULES.values(), CLOSE, paris(moment))] == codes


def test_before_the_close_nothing_outlives_it():
    for rule in RULES.values():
        found = occurrence(rule, CLOSE)
        assert found is not None
        assert found.expires_at <= CLOSE or found.due_at > CLOSE


def test_moving_the_close_moves_everything():
    later = CLOSE + timedelta(days=7)
    assert [o.rule.code for o in due(RULES.values(), later, paris("2025-09-08T09:00"))] == ["j7"]


@pytest.mark.parametrize(
    ("day", "works"),
    [("2025-07-14", False), ("2025-04-21", False), ("2025-09-06", False), ("2025-09-08", True), ("2025-12-25", False)],
)
def test_working_days(day, works):
    assert is_working(date.fromisoformat(day)) is works


def test_counting():
    assert add(date(2025, 9, 8), 5) == date(2025, 9, 15)
    assert add(date(2025, 11, 10), 1) == date(2025, 11, 12)
    assert subtract(date(2025, 5, 27), 2) == date(2025, 5, 23)
    assert subtract(date(2025, 11, 12), 1) == date(2025, 11, 10)
    assert months_after(date(2025, 9, 8), 6) == date(2026, 3, 8)
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
