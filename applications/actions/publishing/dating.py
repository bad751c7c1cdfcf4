"""A date of the call that moves: the calendar, its files and what comes next for a dossier are all read from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Call, CallDate
from applications.rules.coordinating import can_coordinate
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import day, short_hour


@transaction.atomic
def move_date(
    *, call: Call, code: str, starts_at: datetime, ends_at: datetime, place: str, by: User, at: datetime
) -> CallDate | None:
    """Give a date of the calendar its new hours and place, in its words too; None when the call has no such date."""
    can_coordinate(by, at).require()
    dates = list(CallDate.objects.select_for_update().filter(call=call).order_by("position", "pk"))
    date = next((one for one in dates if one.code == code), None)
    if date is None:
        return None
    before = date.when_text
    date.label = date.label.replace(date.place, place) if date.place else date.label
    date.starts_at, date.ends_at, date.place = starts_at, ends_at, place
    date.when_text = _in_words(starts_at, ends_at)
    date.save(update_fields=["label", "starts_at", "ends_at", "place", "when_text"])
    _put_in_order(date, [one for one in dates if one.pk != date.pk])
    journal.record("call.date_moved", date, by=by, at=at, before=before, after=date.when_text, place=place)
    return date


def _in_words(starts_at: datetime, ends_at: datetime) -> str:
    """« Mardi 27 mai 2025, 8 h – 10 h », as the edition writes its dates."""
    first, last = day(starts_at), day(ends_at)
    end = short_hour(ends_at) if first == last else f"{last}, {short_hour(ends_at)}"
    return f"{first.capitalize()}, {short_hour(starts_at)} – {end}"


def _put_in_order(date: CallDate, others: list[CallDate]) -> None:
    """Before the first of the others that is later; these keep their own order, which is not always that of their days."""
    behind = next((n for n, one in enumerate(others) if one.starts_at > date.starts_at), len(others))
    for position, one in enumerate([*others[:behind], date, *others[behind:]], 1):
        if one.position != position:
            CallDate.objects.filter(pk=one.pk).update(position=position)
