"""Expected heads: against closed forms, against every subset counted one by one, and intervals that hold what they say."""

from __future__ import annotations

from itertools import combinations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.methods import parties as parties_module
from events.methods.sizing import (
    BY_APPOINTMENT,
    OPEN_SESSION,
    Turnout,
    WalkIns,
    beta_binomial,
    expected,
    heads,
    interval,
)
from events.methods.writing.expectation import expectation

beliefs = st.builds(Turnout, st.floats(0.5, 50), st.floats(0.5, 50))
parties = st.lists(st.integers(1, 4), max_size=8)


@given(parties, beliefs)
@settings(deadline=None)
def test_heads_are_those_of_every_subset_counted_one_by_one(group, belief):
    by_hand: dict[int, float] = {}
    for came, chance in enumerate(beta_binomial(len(group), belief)):
        for subset in combinations(group, came):
            by_hand[sum(subset)] = by_hand.get(sum(subset), 0) + chance / comb(len(group), came)
    assert heads(group, belief) == pytest.approx(by_hand)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=40), beliefs)
@settings(deadline=None)
def test_mean_and_variance_are_the_closed_forms(group, belief):
    weights, total, p = heads(group, belief), sum(group), belief.a / (belief.a + belief.b)
    squares, rho = sum(size**2 for size in group), 1 / (belief.a + belief.b + 1)
    mean = sum(count * weight for count, weight in weights.items())
    variance = sum((count - mean) ** 2 * weight for count, weight in weights.items())
    assert sum(weights.values()) == pytest.approx(1)
    assert mean == pytest.approx(p * total)
    assert variance == pytest.approx(p * (1 - p) * (squares + rho * (total**2 - squares)))


@given(st.lists(st.integers(1, 4), max_size=40), beliefs, st.sampled_from([0.8, 0.9]))
@settings(deadline=None)
def test_an_interval_holds_at_least_what_it_says_and_no_more_than_needed(group, belief, level):
    weights = heads(group, belief)
    low, high = interval(weights, level)
    below = sum(weight for count, weight in weights.items() if count < low)
    above = sum(weight for count, weight in weights.items() if count > high)
    assert max(below, above) <= (1 - level) / 2 + 1e-9
    assert below + weights[low] > (1 - level) / 2 or low == high


def test_the_uniform_belief_gives_a_uniform_number():
    assert beta_binomial(9, Turnout(1, 1)) == pytest.approx([0.1] * 10)


def test_walk_ins_are_a_negative_binomial():
    weights = WalkIns(2, 0.25).weights()
    mean = sum(k * weight for k, weight in weights.items())
    assert mean == pytest.approx(8, abs=1e-4)
    assert sum((k - mean) ** 2 * weight for k, weight in weights.items()) == pytest.approx(8 + 64 / 2, abs=1e-3)
    assert interval(weights, 0.9) == (1, 20)


def test_52_registrations_for_the_open_session():
    done = expected([1] * 52, Turnout(), OPEN_SESSION)
    assert done.registered.mean == pytest.approx(36.4)
    assert done.total.mean == pytest.approx(44.4, abs=1e-3)
    assert (done.registered.likely, done.registered.wide) == ((28, 44), (26, 46))
    assert done.total.likely[0] < 44 < done.total.likely[1]
    assert done.total.wide[0] <= done.total.likely[0] <= done.total.likely[1] <= done.total.wide[1]


def test_what_was_seen_at_the_first_cafe_moves_and_narrows_the_second():
    before = expected([1] * 32, Turnout(), BY_APPOINTMENT)
    seen = expected([1] * 32, Turnout().after(came=45, registered=50), BY_APPOINTMENT.after(came=0))
    assert seen.registered.mean > before.registered.mean
    assert seen.walk_ins.mean < before.walk_ins.mean
    assert seen.total.wide[1] - seen.total.wide[0] < before.total.wide[1] - before.total.wide[0]


def test_nobody_registered_is_nobody_expected():
    assert heads([], Turnout()) == {0: 1.0}


def test_a_large_crowd_is_close_to_the_exact_count(monkeypatch):
    crowd = [1] * 60 + [2] * 20 + [3] * 10
    exact = heads(crowd, Turnout())
    monkeypatch.setattr(parties_module, "EXACT_UP_TO", 1)
    nearly = heads(crowd, Turnout())
    assert sum(nearly.values()) == pytest.approx(1)
    for level in (0.8, 0.9):
        assert interval(nearly, level) == pytest.approx(interval(exact, level), abs=1)


def test_the_figure_its_interval_and_what_is_assumed_are_said_in_one_sentence():
    said = expectation(expected([1] * 52, Turnout(), OPEN_SESSION), Turnout(), OPEN_SESSION).replace("\u00a0", " ")
    assert said == (
        "44 personnes attendues, de 34 à 56 dans huit cas sur dix, en supposant que 70 % des inscriptions sont honorées "
        "(hypothèse qui pèse autant que 20 inscriptions) et que 8 personnes viennent sans s’inscrire, deux hypothèses que la présence "
        "constatée à chaque café corrige."
    )


@pytest.mark.parametrize(
    ("came", "said"), [(0, "0,8 personne vient"), (1, "1,6 personne vient"), (2, "2,4 personnes viennent")]
)
def test_a_mean_of_people_is_counted_as_french_counts(came, said):
    belief = WalkIns(shape=1.0, rate=0.25).after(came=came)
    assert said in expectation(expected([1], Turnout(), belief), Turnout(), belief)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: heads([0], Turnout()),
        lambda: Turnout().after(came=3, registered=2),
        lambda: WalkIns().after(came=-1),
    ],
)
def test_impossible_counts_are_an_error(wrong):
    with pytest.raises(ValueError, match=r"party|come|negative"):
        wrong()
