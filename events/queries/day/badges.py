"""What stands on a badge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Axis
from events.models import Cafe, Registration
from events.states import RegistrationState

_LONG = 16  # letters of a name that no longer fit on a line in the large size
_AXES = 2  # on one badge


@dataclass(frozen=True)
class Badge:
    """`axes` are (number, short title): a colour, a number and a word."""

    first_name: str
    last_name: str
    place: str
    axes: list[tuple[int, str]]

    @property
    def is_long(self) -> bool:
        return max(len(self.first_name), len(self.last_name)) > _LONG


def badges_of(cafe: Cafe, user: Any, at: datetime) -> list[Badge]:
    """Everybody who may come, in the order of names; two queries whatever their number."""
    titles = {axis.code: (axis.number, axis.short_title) for axis in Axis.objects.filter(call=cafe.call)}
    rows = Registration.objects.visible_to(user, at).live().filter(cafe=cafe).exclude(state=RegistrationState.NO_SHOW)
    rows = rows.select_related("institution").order_by("name_folded", "pk")
    return [
        Badge(
            one.first_name, one.last_name, one.institution_name,
            [titles[code] for code in one.answers.get("axes") or () if code in titles][:_AXES],
        )
        for one in rows
    ]  # fmt: skip
