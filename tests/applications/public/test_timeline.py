"""The timeline of a call: pure positions, checked against every set of dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.methods.drawing.timeline import Step, anchors, now_place, short_when, spread, timeline

APRIL = datetime(2025, 4, 1, 18, tzinfo=UTC)


def step(days: float, ends: float | None = None, label: str = "Étape") -> Step:
    end = None if ends is None else APRIL + timedelta(days=ends)
    return Step(f"s{days}", "Mardi 27 mai 2025, 8 h – 10 h", label, APRIL + timedelta(days=days), end)


@given(
    wanted=st.lists(st.floats(0, 1000), min_size=1, max_size=12).map(sorted),
    gap=st.floats(1, 80),
)
def test_places_keep_order_and_gaps_within_the_line(wanted, gap):
    gaps = [gap] * (len(wanted) - 1)
    places = spread(wanted, gaps, 0, 1000)
    assert all(-1e-6 <= place <= 1000 + 1e-6 for place in places)
    assert all(two - one >= gap - 1e-6 for one, two in pairwise(places))


def test_places_that_need_no_pushing_stay_where_time_puts_them():
    assert spread([0, 400, 1000], [100, 100], 0, 1000) == [0, 400, 1000]


def test_two_neighbours_too_near_share_the_displacement():
    assert spread([0, 500, 520, 1000], [100, 100, 100], 0, 1000) == [0, 460, 560, 1000]


def test_gaps_wider_than_the_line_shrink_instead_of_leaving_it():
    assert spread([0, 1, 2], [800, 800], 0, 1000) == [0, 500, 1000]


def test_a_vague_period_that_begins_before_the_step_it_follows_is_drawn_at_its_end():
    assert anchors([step(0), step(196), step(183, 213)])[-1] == APRIL + timedelta(days=213)


@pytest.mark.parametrize(
    ("days", "states", "behind"),
    [
        (-1, ["next", "future", "future"], 0),
        (5, ["past", "next", "future"], 1),
        (12, ["past", "current", "next"], 2),
        (40, ["past", "past", "past"], 3),
    ],
)
def test_the_state_of_each_step_follows_the_instant(days, states, behind):
    drawn = timeline([step(0), step(10, 15), step(30)], APRIL + timedelta(days=days))
    assert [mark.state for mark in drawn.marks] == states
    assert drawn.now_at == behind
    assert drawn.marks[0].x <= drawn.now_x <= drawn.marks[-1].x


def test_the_present_lies_between_its_neighbours_in_proportion_and_clear_of_them():
    instants, places = [APRIL, APRIL + timedelta(days=10)], [0.0, 1000.0]
    assert now_place(instants, places, APRIL + timedelta(days=5)) == 500
    assert now_place(instants, places, APRIL + timedelta(days=9, hours=23)) == 974
    assert now_place(instants, places, APRIL + timedelta(days=99)) == 1000


@given(st.lists(st.integers(0, 300), min_size=1, max_size=9).map(sorted), st.integers(-10, 310))
def test_whatever_the_dates_the_drawing_stays_in_its_frame(days, now):
    drawn = timeline([step(day, label="Café, sur rendez-vous") for day in days], APRIL + timedelta(days=now))
    assert all(0 <= mark.x <= drawn.width for mark in drawn.marks)
    assert [mark.x for mark in drawn.marks] == sorted(mark.x for mark in drawn.marks)
    assert drawn.left <= drawn.now_x <= drawn.right


def test_nothing_to_place_is_no_drawing():
    assert timeline([], APRIL) is None


@pytest.mark.parametrize(
    ("when", "short"),
    [
        ("Mardi 27 mai 2025, 8 h – 10 h", "27 mai"),
        ("1er avril 2025", "1er avril"),
        ("15 septembre au 3 octobre 2025", "15 septembre au 3 octobre"),
        ("Mi-octobre 2025", "Mi-octobre"),
        ("Lundi 8 septembre 2025, à 23 h 59", "8 septembre"),
    ],
)
def test_dates_in_brief(when, short):
    assert short_when(when) == short


def test_labels_are_cut_into_lines_as_even_as_can_be():
    drawn = timeline([step(0, label="Café, sur rendez-vous")], APRIL)
    assert drawn.marks[0].label_lines == ("Café, sur", "rendez-vous")
