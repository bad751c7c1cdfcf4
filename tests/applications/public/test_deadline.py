"""The sentence about the deadline, at each moment of a call's life."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from applications.methods.deadline import deadline_at, remaining
from inmp_portal.lib.clock import PARIS

OPENS = datetime(2025, 4, 1, 20, tzinfo=PARIS)
CLOSES = datetime(2025, 9, 8, 23, 59, 59, tzinfo=PARIS)
ANNOUNCED = datetime(2025, 10, 22, 9, tzinfo=PARIS)
CLOSING_WORDS = "lundi 8 septembre 2025 à 23\u00a0h\u00a059, heure de Paris."


def said(at: datetime, announced: datetime | None = None):
    return deadline_at(at, opens_at=OPENS, closes_at=CLOSES, announced_at=announced, results_text="octobre 2025")


@pytest.mark.parametrize(
    ("at", "state", "headline"),
    [
        (datetime(2025, 3, 1, tzinfo=PARIS), "before", "Le dépôt ouvrira le mardi 1er avril 2025 à 20\u00a0h\u00a000."),
        (datetime(2025, 6, 1, tzinfo=PARIS), "open", "Dépôt ouvert."),
        (datetime(2025, 9, 1, 23, 59, 58, tzinfo=PARIS), "open", "Dépôt ouvert."),
        (datetime(2025, 9, 2, 10, tzinfo=PARIS), "soon", "Plus que 6\u00a0jours pour déposer votre dossier."),
        (datetime(2025, 9, 7, 10, tzinfo=PARIS), "soon", "Plus qu’un jour pour déposer votre dossier."),
        (datetime(2025, 9, 8, 20, 30, tzinfo=PARIS), "soon", "Plus que 3\u00a0heures pour déposer votre dossier."),
        (datetime(2025, 9, 8, 22, 30, tzinfo=PARIS), "soon", "Plus qu’une heure pour déposer votre dossier."),
        (datetime(2025, 9, 8, 23, 31, 47, tzinfo=PARIS), "soon", "Plus que 28\u00a0minutes pour déposer votre dossier."),
        (CLOSES, "soon", "Plus qu’une minute pour déposer votre dossier."),
        (CLOSES + timedelta(seconds=1), "closed", "Le dépôt est clos."),
    ],
)  # fmt: skip
def test_the_sentence_follows_the_instant(at, state, headline):
    deadline = said(at)
    assert (deadline.state, deadline.headline) == (state, headline)
    assert CLOSING_WORDS in deadline.detail
    assert deadline.is_open is (state in {"open", "soon"})


def test_after_the_close_the_next_date_is_that_of_the_laureates():
    assert said(CLOSES + timedelta(days=3)).detail.startswith("Les lauréats seront annoncés en octobre 2025.")


def test_an_announcement_is_told_from_its_instant_on():
    assert said(ANNOUNCED - timedelta(seconds=1), ANNOUNCED).state == "closed"
    assert said(ANNOUNCED, ANNOUNCED).headline == "Découvrez les projets lauréats."


def test_days_are_counted_in_paris_not_in_utc():
    half_past_midnight = datetime(2025, 9, 2, 0, 30, tzinfo=PARIS)
    assert remaining(half_past_midnight, CLOSES) == "6\u00a0jours"
