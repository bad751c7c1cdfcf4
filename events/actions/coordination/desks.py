"""The desks: who answers what, where; and the words that lead a question to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from events.actions.telling import tell_of_desk
from events.methods.reading.lexicon import problems
from events.models import Cafe, Desk
from events.notices.appointments import place_of
from events.rules.coordinating import can_plan
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused


@dataclass(frozen=True)
class Arrangement:
    """One desk as it shall be; `themes` are codes of the questionnaire."""

    code: str
    title: str
    room: str
    expert: User | None
    themes: tuple[str, ...]


@transaction.atomic
def arrange_desks(*, cafe: Cafe, wanted: Iterable[Arrangement], by: User, at: datetime) -> list[Desk]:
    """Change the desks together, so that every theme has exactly one; returns those that changed.

    Whoever has an appointment ahead at a desk whose title, expert or room changes is told, once a change.
    The diary link of an expert who leaves a desk stops to answer.
    """
    cafe = Cafe.objects.locked(cafe)
    can_plan(by, cafe, at).require()
    arrangements = {one.code: one for one in wanted}
    desks = list(cafe.desks.select_for_update(of=("self",)).select_related("expert").order_by("code"))
    themes = {desk.code: list(arrangements[desk.code].themes) for desk in desks}
    _require_usable(cafe.lexicon, themes)
    before = {desk.pk: place_of(desk) for desk in desks}
    changed = [desk for desk in desks if _arrange(desk, arrangements[desk.code])]
    for desk in changed:
        desk.save()
        if place_of(desk) != before[desk.pk]:
            tell_of_desk(desk, before=before[desk.pk], said_at=at)
        said = {"title": desk.title, "expert": desk.expert_name or "personne", "room": desk.room or "sans salle"}
        journal.record("desk.arranged", desk, by=by, at=at, **said)
    return changed


@transaction.atomic
def set_lexicon(*, cafe: Cafe, lexicon: Mapping[str, Any], by: User, at: datetime) -> Cafe:
    """Change the words of the themes; Refused with what is wrong in them. Shape: `{"themes": …, "put_aside": …}`."""
    cafe = Cafe.objects.locked(cafe)
    can_plan(by, cafe, at).require()
    _require_usable(lexicon, {desk.code: desk.themes for desk in cafe.desks.order_by("code")})
    cafe.lexicon = dict(lexicon)
    cafe.save(update_fields=["lexicon"])
    count = sum(len(terms) for terms in lexicon["themes"].values())
    journal.record("cafe.lexicon_set", cafe, by=by, at=at, count=count)
    return cafe


def _require_usable(lexicon: Mapping[str, Any], desks: Mapping[str, list[str]]) -> None:
    if found := problems({"themes": lexicon.get("themes", {}), "desks": desks}):
        raise Refused(" ".join(found))


def _arrange(desk: Desk, wanted: Arrangement) -> bool:
    """Write what is wanted; whether anything changes."""
    before = (desk.title, desk.room, desk.expert, sorted(desk.themes))
    if before == (wanted.title, wanted.room, wanted.expert, sorted(wanted.themes)):
        return False
    if desk.expert != wanted.expert:
        desk.feed_version += 1
    desk.title, desk.room, desk.expert, desk.themes = wanted.title, wanted.room, wanted.expert, list(wanted.themes)
    return True
