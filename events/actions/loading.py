"""Loading an edition's cafés from their content: idempotent, and silent on what the coordination has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from applications.models import Call
from events.models import Cafe, Desk, Slot
from events.states import CafeKind
from inmp_portal.journal import actions as journal

_KINDS = {"session ouverte": CafeKind.OPEN, "rendez-vous": CafeKind.APPOINTMENT}


@transaction.atomic
def load_cafes(*, call: Call, content: Mapping[str, Any], by: Any, at: datetime) -> list[Cafe]:
    """Create the cafés that the call lacks, with their desks and slots; those that exist belong to the coordination."""
    return [_load(call, event, content, by, at) for event in content["evenements"]]


def _load(call: Call, event: Mapping[str, Any], content: Mapping[str, Any], by: Any, at: datetime) -> Cafe:
    questions = _with_axes(content[event["questionnaire"]], call)
    fields = _fields(event, questions) | {"reminders": content["rappels"]}
    fields["lexicon"] = content["lexicon"] if fields["kind"] == CafeKind.APPOINTMENT else {}
    cafe, created = Cafe.objects.get_or_create(slug=event["slug"], defaults={"call": call, **fields})
    if created:
        _make_desks(cafe, event.get("guichets", ()))
        journal.record("cafe.loaded", cafe, by=by, at=at, slug=cafe.slug)
    return cafe


def _fields(event: Mapping[str, Any], questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": _KINDS[event["mode"]],
        "title": event["titre"],
        "description": event["description"],
        "venue": event["lieu"],
        "starts_at": datetime.fromisoformat(event["debut"]),
        "ends_at": datetime.fromisoformat(event["fin"]),
        "opens_at": datetime.fromisoformat(event["inscriptions_a_partir_de"]),
        "capacity": event.get("capacite"),
        "slot_minutes": event.get("duree_creneau_min", 15),
        "questions": questions,
    }


def _with_axes(questions: list[dict[str, Any]], call: Call) -> list[dict[str, Any]]:
    """« Axe 1 » says nothing by itself: the options take the axes' names from the call."""
    names = {f"axe{axis.number}": f"Axe {axis.number}\u00a0: {axis.short_title}" for axis in call.axes.all()}
    return [
        {**row, "options": [{**option, "label": names.get(option["value"], option["label"])} for option in row["options"]]}
        if "options" in row else row
        for row in questions
    ]  # fmt: skip


def _make_desks(cafe: Cafe, desks: Any) -> None:
    for row in desks:
        desk = Desk.objects.create(cafe=cafe, code=row["code"], title=row["theme"], themes=row.get("questions", []))
        Slot.objects.bulk_create(Slot(desk=desk, starts_at=start, ends_at=end) for start, end in _quarters(cafe))


def _quarters(cafe: Cafe) -> list[tuple[datetime, datetime]]:
    """The whole of the café, cut into appointments without a pause."""
    length = timedelta(minutes=cafe.slot_minutes)
    count = (cafe.ends_at - cafe.starts_at) // length
    return [(cafe.starts_at + n * length, cafe.starts_at + (n + 1) * length) for n in range(count)]
