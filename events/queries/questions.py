"""Every question of a call's cafés, by group: put together by hand, or proposed by their likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Call
from events.methods.grouping import grouped
from events.models import CafeQuestion
from events.rules.desks import can_publish, can_unpublish
from inmp_portal.lib.verdict import Verdict

MOST = 300  # shown and compared at once: comparing is quadratic


@dataclass(frozen=True)
class Asked:
    """A question, the same asked by others (`same`), and what may be done with it."""

    question: CafeQuestion
    same: list[CafeQuestion]
    can_publish: Verdict
    can_unpublish: Verdict


@dataclass(frozen=True)
class Proposal:
    """Questions that look alike, with the words they share."""

    asked: list[Asked]
    common: str

    @property
    def is_group(self) -> bool:
        return len(self.asked) > 1


def questions_of_call(call: Call, user: Any, at: datetime) -> list[Proposal]:
    """One query. Unanswered questions first, then by the instant of the first."""
    rows = CafeQuestion.objects.visible_to(user, at).filter(cafe__call=call).order_by("asked_at", "pk")
    rows = rows.select_related("cafe", "desk", "registration", "same_as", "published_as")[:MOST]
    return sorted(_proposals(_heads(rows, user, at)), key=lambda one: bool(one.asked[0].question.answer))


def _heads(rows: Iterable[CafeQuestion], user: Any, at: datetime) -> list[Asked]:
    same: dict[int, list[CafeQuestion]] = defaultdict(list)
    found = list(rows)
    for question in found:
        if question.same_as_id:
            same[question.same_as_id].append(question)
    return [
        Asked(one, same[one.pk], can_publish(user, one, at), can_unpublish(user, one, at))
        for one in found
        if not one.same_as_id
    ]


def _proposals(heads: list[Asked]) -> list[Proposal]:
    """Those without an answer are compared; the others stand alone."""
    open_ones = {one.question.reference: one for one in heads if not one.question.answer}
    groups = grouped((reference, one.question.text) for reference, one in open_ones.items())
    rank = {reference: n for n, reference in enumerate(open_ones)}  # the order in which they came
    alike = [
        Proposal([open_ones[key] for key in sorted(group.keys, key=rank.__getitem__)], ", ".join(group.common[:6]))
        for group in groups
    ]
    alike.sort(key=lambda group: rank[group.asked[0].question.reference])
    return [*alike, *(Proposal([one], "") for one in heads if one.question.answer)]
