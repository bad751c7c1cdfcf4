"""What the dossiers of a call add up to, for the coordination: counts only, of drafts by axis and completeness only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, Count, Max, Q, Sum, Value, When
from django.db.models.functions import TruncDate

from applications.models import Application, Call
from applications.models.application import ApplicationQuerySet
from applications.queries.definitions import definition_for
from applications.states import State
from inmp_portal.accounts.models import User
from inmp_portal.lib.caching import remembered
from inmp_portal.lib.clock import PARIS

KEPT = 60  # seconds; a deposit forgets them at once
STEPS = (0, 25, 50, 75, 100)  # of completeness, in percent: where each group begins


@dataclass(frozen=True)
class Cell:
    """Deposited dossiers of one axis, establishment and nature: keys of their rows, code of the form."""

    axis: int | None
    place: int | None
    nature: str
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Figures:
    """`drafts` by (axis key, step of completeness); `days` first deposits by day in Paris; `natures` labels by code."""

    read_at: datetime
    cells: tuple[Cell, ...]
    drafts: Counter[tuple[int | None, int]]
    days: Counter[date]
    withdrawn: int
    reopened: int
    natures: Mapping[str, str]

    @property
    def deposited(self) -> int:
        return sum(cell.count for cell in self.cells)

    @property
    def requested(self) -> Decimal:
        return sum((cell.amount for cell in self.cells), Decimal(0))

    @property
    def open_drafts(self) -> int:
        return sum(self.drafts.values())

    @property
    def ready(self) -> int:
        """Drafts with nothing left to fill in, not deposited."""
        return self.drafts_from(STEPS[-1])

    def deposited_in(self, axis: int) -> int:
        return sum(cell.count for cell in self.cells if cell.axis == axis)

    def drafts_from(self, step: int) -> int:
        return sum(count for (_, begun), count in self.drafts.items() if begun == step)

    def drafts_in(self, axis: int) -> int:
        return sum(count for (key, _), count in self.drafts.items() if key == axis)


def figures(call: Call, *, user: User, at: datetime) -> Figures:
    """The counts, at most a minute old; two queries when nothing changed."""
    rows = Application.objects.visible_to(user, at).filter(call_id=call.pk)
    latest = rows.aggregate(at=Max("last_deposited_at"))["at"]
    return remembered("tableau", (call.pk, latest, f"{at:%Y-%m-%dT%H:%M}"), lambda: _read(call, rows, at), seconds=KEPT)


def _read(call: Call, rows: ApplicationQuerySet, at: datetime) -> Figures:
    deposited, drafts = rows.deposited().order_by(), rows.drafts().order_by()
    cells = deposited.values_list("main_axis_id", "institution_id", "project_type").annotate(
        Count("pk"), Sum("requested_amount")
    )
    steps = [When(completeness__gte=step, then=Value(step)) for step in reversed(STEPS)]
    begun = (
        drafts.annotate(step=Case(*steps, default=Value(0))).values_list("main_axis_id", "step").annotate(Count("pk"))
    )
    days = deposited.annotate(on=TruncDate("first_deposited_at", tzinfo=PARIS)).values_list("on").annotate(Count("pk"))
    others = rows.aggregate(
        withdrawn=Count("pk", filter=Q(state=State.WITHDRAWN, first_deposited_at__isnull=False)),
        reopened=Count("pk", filter=Q(state=State.DEPOSITED, reopened_at__isnull=False)),
    )
    return Figures(
        at, tuple(Cell(axis, place, nature, count, amount or Decimal(0)) for axis, place, nature, count, amount in cells),
        Counter({(axis, step): count for axis, step, count in begun}), Counter(dict(days)),
        others["withdrawn"], others["reopened"], definition_for(call).field("type_projet").labels,
    )  # fmt: skip
