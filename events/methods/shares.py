"""What the registrations add up to: shares by answer, and when people say that they will arrive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time

_HOUR = re.compile(r"(\d{1,2})h(\d{2})?")
_STEP = 30  # minutes


@dataclass(frozen=True)
class Share:
    """`count` people gave this answer; `share` is 0 to 1 of all the people counted."""

    code: str
    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Arrival:
    """One half-hour: people announced for it, and all those announced until then."""

    begins: time
    people: int
    until_then: int


def shares(answers: Iterable[tuple[str, int]], labels: Mapping[str, str]) -> list[Share]:
    """Shares of (code, people), in the order of `labels` with zeros; then what has no label, by decreasing number.

    A code without a label is its own label: an answer that left the questionnaire is still counted.
    """
    counted: Counter[str] = Counter(dict.fromkeys(labels, 0))
    for code, people in answers:
        counted[code] += people
    total = counted.total()
    others = sorted((code for code in counted if code not in labels), key=lambda code: (-counted[code], code))
    return [
        Share(code, labels.get(code, code), counted[code], counted[code] / total if total else 0.0)
        for code in [*labels, *others]
    ]


def arrivals(announced: Iterable[tuple[str, int]], *, opens: time, closes: time) -> tuple[list[Arrival], int]:
    """The curve of arrivals by half-hour of (« 8h30 », people), and the people who announced no hour of the session.

    Every half-hour from `opens` until before `closes` is given, also without anybody; an hour in between counts in
    the half-hour that it falls in.
    """
    first, last = _minutes(opens), _minutes(closes)
    people: Counter[int] = Counter()
    unknown = 0
    for code, heads in announced:
        said = _HOUR.fullmatch(code.replace(" ", ""))
        minute = int(said[1]) * 60 + int(said[2] or 0) if said else -1
        if first <= minute < last:
            people[(minute - first) // _STEP] += heads
        else:
            unknown += heads
    curve, until_then = [], 0
    for place, minute in enumerate(range(first, last, _STEP)):
        until_then += people[place]
        curve.append(Arrival(time(minute // 60, minute % 60), people[place], until_then))
    return curve, unknown


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute
