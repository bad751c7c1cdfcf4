"""What stands on a badge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Axis
from events.models import Cafe, Registration
from events.states import RegistrationState

# Letters of a name from which it is written smaller, and how.
_SMALLER = ((50, "badge-endless"), (28, "badge-longest"), (16, "badge-long"))
_LONG_PLACE = 60
_AXES = 2  # on one badge


@dataclass(frozen=True)
class Badge:
    """`axes` are (number, short title): a colour, a number and a word."""

    first_name: str
    last_name: str
    place: str
    axes: list[tuple[int, str]]

    @property
    def sizes(self) -> str:
        """Classes of the stylesheet: what is long is written smaller and on several lines, never cut."""
        letters = max(len(self.first_name), len(self.last_name))
        name = next((smaller for most, smaller in _SMALLER if letters > most), "")
        return f"{name} {'badge-far' if len(self.place) > _LONG_PLACE else ''}".strip()


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
