"""Pages of a long list by the last row seen: the thousandth page costs what the first one does."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet


@dataclass(frozen=True)
class Page:
    """Rows in order, and the tokens of the neighbouring pages ("" when there is none)."""

    rows: list[Any]
    previous: str = ""
    next: str = ""

    @property
    def is_whole(self) -> bool:
        """All there is stands on this page."""
        return not self.previous and not self.next


@dataclass(frozen=True)
class _Place:
    """Where a page starts: beside the row with this value and key, forwards or backwards."""

    value: Any
    pk: int
    backwards: bool


def page_of(rows: QuerySet[Any], order: str, token: str, size: int) -> Page:
    """The page of `rows` that a token names; the first one for "" and for a token that cannot be read.

    `order` is one field that is never null, "-" before it for the largest first; the key decides between equals.
    """
    field, falling = order.lstrip("-"), order.startswith("-")
    place = _read(token, rows.model, field)
    backwards = place is not None and place.backwards
    if place is not None:
        rows = rows.filter(_beyond(field, place, down=falling != backwards))
    sign = "-" if falling != backwards else ""
    found = list(rows.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    before = more if backwards else place is not None
    after = True if backwards else more
    return Page(
        found,
        previous=_write(found[0], field, backwards=True) if before else "",
        next=_write(found[-1], field, backwards=False) if after else "",
    )


def _beyond(field: str, place: _Place, *, down: bool) -> Q:
    """Rows after the place; the first condition alone bounds the index, the rest decides between equals."""
    side = "lt" if down else "gt"
    strictly = Q(**{f"{field}__{side}": place.value}) | Q(**{f"pk__{side}": place.pk})
    return Q(**{f"{field}__{side}e": place.value}) & strictly


def _write(row: Any, field: str, *, backwards: bool) -> str:
    value = row[field] if isinstance(row, dict) else getattr(row, field)
    pk = row["id"] if isinstance(row, dict) else row.pk
    if isinstance(value, datetime):
        value = value.isoformat()  # the JSON encoder would drop the microseconds
    said = json.dumps([value, pk, backwards], cls=DjangoJSONEncoder)
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _read(token: str, model: type[Model], field: str) -> _Place | None:
    """What a token says; None for anything that this list did not write."""
    try:
        value, pk, backwards = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        column = model._meta.get_field(field)
        if not isinstance(column, Field):
            return None
        return _Place(column.to_python(value), int(pk), bool(backwards)) if value is not None else None
    except (binascii.Error, ValueError, TypeError, OverflowError, ValidationError):
        return None
