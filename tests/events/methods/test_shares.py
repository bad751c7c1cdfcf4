"""Shares by answer and the curve of arrivals: everybody counted once."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.methods.shares import Arrival, arrivals, shares

LABELS = {"chu_rouen": "CHU de Rouen Normandie", "chb": "Centre Henri Becquerel"}


def test_shares_follow_the_questionnaire_then_what_left_it():
    done = shares([("chb", 1), ("ancien", 1), ("chb", 2)], LABELS)
    assert [(share.label, share.count, share.share) for share in done] == [
        ("CHU de Rouen Normandie", 0, 0.0),
        ("Centre Henri Becquerel", 3, 0.75),
        ("ancien", 1, 0.25),
    ]


def test_nobody_makes_no_share():
    assert [share.share for share in shares([], LABELS)] == [0.0, 0.0]


def test_arrivals_by_half_hour():
    curve, unknown = arrivals(
        [("8h", 2), ("8h30", 1), ("9h", 4), ("nsp", 3), ("", 1), ("8 h 40", 1), ("10h", 1)],
        opens=time(8),
        closes=time(10),
    )
    assert curve == [
        Arrival(time(8), 2, 2), Arrival(time(8, 30), 2, 4), Arrival(time(9), 4, 8), Arrival(time(9, 30), 0, 8),
    ]  # fmt: skip
    assert unknown == 5


@given(st.lists(st.tuples(st.sampled_from(["8h", "8h30", "9h", "nsp", "chb", "x"]), st.integers(1, 4))))
@settings(deadline=None)
def test_everybody_is_counted_once(answers):
    people = sum(count for _, count in answers)
    curve, unknown = arrivals(answers, opens=time(8), closes=time(10))
    assert curve[-1].until_then + unknown == people
    assert sum(share.count for share in shares(answers, LABELS)) == people
    assert sum(share.share for share in shares(answers, LABELS)) == pytest.approx(1 if people else 0)
