"""The registrations of a café as a list: words, filters and an order, a page at a time, flat rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from events.methods.reading.questionnaire import questions_of
from events.models import Cafe, Registration
from events.models.registration import RegistrationQuerySet
from events.queries.own import TONES
from events.states import LIVE, RegistrationState
from inmp_portal.accounts.models import Institution
from inmp_portal.lib import keyset
from inmp_portal.lib.folding import fold

PAGE_SIZE = 50
ORDERS = {"nom": "name_folded", "inscription": "created_at", "personnes": "party_size", "etat": "state"}
DEFAULT_ORDER = "nom"
OTHER_PLACE = "autre"
LIVE_ONES = "actives"  # every state but cancelled
_SHOWN = (
    "id", "reference", "name_folded", "first_name", "last_name", "email", "institution__short_name", "other_institution",
    "state", "party_size", "is_walk_in", "is_overbooked", "created_at", "slot__starts_at", "slot__desk__title",
)  # fmt: skip
_EXPORTED = (
    "last_name", "first_name", "email", "institution__short_name", "other_institution", "unit", "profession", "state",
    "party_size", "slot__starts_at", "slot__desk__title", "answers__statut_projet", "answers__axes", "is_walk_in",
    "is_overbooked", "created_at", "reference", "consents",
)  # fmt: skip


_FILTERS: Mapping[str, Callable[[str], Q]] = {
    "state": lambda state: Q(state__in=LIVE) if state == LIVE_ONES else Q(state=state),
    "institution": lambda code: Q(institution__isnull=True) if code == OTHER_PLACE else Q(institution__code=code),
    "axis": lambda axis: Q(answers__axes__contains=[axis]),
    "desk": lambda desk: Q(slot__desk__code=desk) | Q(slot__isnull=True, question__desk__code=desk),
    "walk_in": lambda said: Q(is_walk_in=said == "oui"),
    "consent": lambda consent: Q(consents__has_key=consent),
    "need": lambda question: Q(answers__has_key=question),
}


@dataclass(frozen=True)
class Criteria:
    """One question to the list; "" asks nothing. `walk_in` is « oui » or « non », `need` a question that was answered."""

    text: str = ""
    state: str = ""
    institution: str = ""
    axis: str = ""
    desk: str = ""
    walk_in: str = ""
    consent: str = ""
    need: str = ""
    order: str = DEFAULT_ORDER

    @property
    def column(self) -> str:
        sign = "-" if self.order.startswith("-") else ""
        return f"{sign}{ORDERS[self.order.lstrip('-')]}"

    @property
    def asked(self) -> dict[str, str]:
        """What narrows the list, for the journal and the history of messages."""
        return {name: value for name, value in asdict(self).items() if value and name != "order"}


def matching(criteria: Criteria, *, cafe: Cafe, user: Any, at: datetime) -> RegistrationQuerySet:
    """The registrations that answer the question, unordered."""
    rows = Registration.objects.visible_to(user, at).filter(cafe=cafe)
    for condition in _conditions(criteria):
        rows = rows.filter(condition)
    return rows


def _conditions(criteria: Criteria) -> Iterator[Q]:
    for word in fold(criteria.text).split():
        yield Q(name_folded__contains=word) | Q(email__icontains=word)
    for name, value in criteria.asked.items():
        if name in _FILTERS:
            yield _FILTERS[name](value)


@dataclass(frozen=True)
class Row:
    """One line, its words ready."""

    reference: str
    name: str
    email: str
    place: str
    state: RegistrationState
    tone: str
    heads: int
    is_walk_in: bool
    is_overbooked: bool
    created_at: datetime
    slot_at: datetime | None
    desk: str


@dataclass(frozen=True)
class Listing:
    """One page of the list, and how many registrations answer."""

    page: keyset.Page
    rows: list[Row]
    count: int


def listing(criteria: Criteria, *, cafe: Cafe, user: Any, at: datetime, token: str = "") -> Listing:
    """One page; two queries at any size."""
    rows = matching(criteria, cafe=cafe, user=user, at=at)
    page = keyset.page_of(_flat(rows), criteria.column, token, PAGE_SIZE)
    return Listing(page, [_row(found) for found in page.rows], rows.order_by().count())


def rows_to_export(criteria: Criteria, *, cafe: Cafe, user: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Every row that answers, in its order, through a cursor of the server: cells as `documents.listing` heads them."""
    labels = {question.id: dict(question.options) for question in questions_of(cafe.questions)}
    rows = matching(criteria, cafe=cafe, user=user, at=at).order_by(criteria.column, "pk")
    for row in rows.values_list(*_EXPORTED).iterator(2_000):
        last, first, email, place, other, unit, work, state, heads, slot_at, desk, standing, axes, *rest = row
        walk_in, over, created_at, reference, consents = rest
        yield (
            last, first, email, place or other, unit, work, str(RegistrationState(state).label), heads, slot_at, desk,
            labels.get("statut_projet", {}).get(standing, standing),
            ", ".join(labels.get("axes", {}).get(axis, axis) for axis in axes or ()),
            _yes(walk_in), _yes(over), _yes("partage_coordonnees" in consents), created_at, reference,
        )  # fmt: skip


def places() -> list[Institution]:
    return list(Institution.objects.order_by("short_name", "pk"))


def _flat(rows: RegistrationQuerySet) -> QuerySet[Any]:
    return rows.values(*_SHOWN)


def _row(found: dict[str, Any]) -> Row:
    return Row(
        reference=found["reference"],
        name=f"{found['last_name']} {found['first_name']}".strip(),
        email=found["email"],
        place=found["institution__short_name"] or found["other_institution"],
        state=RegistrationState(found["state"]),
        tone=TONES[RegistrationState(found["state"])],
        heads=found["party_size"],
        is_walk_in=found["is_walk_in"],
        is_overbooked=found["is_overbooked"],
        created_at=found["created_at"],
        slot_at=found["slot__starts_at"],
        desk=found["slot__desk__title"] or "",
    )


def _yes(value: bool) -> str:
    return "oui" if value else ""
