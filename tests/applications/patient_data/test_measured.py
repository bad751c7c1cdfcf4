"""How many identifiers are found, how many clean texts are troubled: by kind, on the corpus and on what was held out.

`python -m tests.applications.patient_data` shows the figures. Every identifier comes from a seed; the sentences were written without the detector's rules.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from applications.methods.patient_data import find
from tests.applications.patient_data.corpus import clean, found, held_out, seen

_CONTENT = Path(__file__).parents[3] / "applications/content/inmp-2025"
LEAST_FOUND, MOST_TROUBLED = 0.95, 0.01
LEAST_FOUND_HELD_OUT = 0.80  # 161 of 197: a label that nobody foresaw is missed, and there is no number without one


def measured(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Found and asked, by kind and in all."""
    asked, seen = Counter[str](), Counter[str]()
    for kind, text in pairs:
        hit = bool(find(text))
        for name in (kind, "all"):
            asked[name] += 1
            seen[name] += hit
    return {name: (seen[name], number) for name, number in asked.items()}


def troubled(texts: Iterable[str]) -> list[str]:
    return [f"{finding.excerpt} in {text}" for text in texts for finding in find(text)[:1]]


def _share(figures: dict[str, tuple[int, int]], name: str = "all") -> float:
    return figures[name][0] / figures[name][1]


def test_identifiers_are_found():
    figures = measured(found.found(seed=2025))
    assert figures["all"][1] == 500
    assert all(_share(figures, kind) >= LEAST_FOUND for kind in figures), figures


def test_clean_abstracts_are_left_alone():
    texts = clean.abstracts(seed=2026, number=200)
    alerts = troubled(texts)
    assert len(set(texts)) == 200
    assert len(alerts) <= MOST_TROUBLED * len(texts), alerts


def test_what_was_missed_once_is_not_missed_again():
    figures = measured(found.found(2025, seen.SHARES))
    assert _share(figures) >= LEAST_FOUND, figures
    texts = clean.abstracts(2026, 240, seen.CLEAN)
    assert len(troubled(texts)) <= MOST_TROUBLED * len(texts)


def test_turns_of_phrase_that_were_held_out():
    figures = measured(found.found(2025, held_out.SHARES))
    alerts = troubled(clean.abstracts(2026, 80, held_out.CLEAN))
    assert _share(figures) >= LEAST_FOUND_HELD_OUT, figures
    assert not alerts, alerts


def test_the_detector_can_fail_its_own_measure():
    """Negative control: without its digits, the same corpus is clean; with a NIR in each, no abstract is."""
    assert _share(measured((kind, "".join(c for c in text if not c.isdigit())) for kind, text in found.found(1))) < 0.1
    assert len(troubled(f"{text} NIR 1 85 03 76 123 456" for text in clean.abstracts(3, 50))) == 50


def test_no_text_of_the_edition_is_troubled():
    """The twelve fictitious dossiers, the questions of the form and the answers of the public site."""
    texts = [
        text
        for name in ("demo", "form", "faq", "call")
        for text in _texts(json.loads((_CONTENT / f"{name}.json").read_text()))
    ]
    assert len(texts) > 3_000
    assert not troubled(texts)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
