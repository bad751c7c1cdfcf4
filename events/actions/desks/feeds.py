"""Changing the secret address of a calendar feed: whoever has the old one reads nothing more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.models import Cafe, Desk
from events.rules.desks import can_keep_desk, can_keep_feed
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def rotate_desk_feed(*, desk: Desk, by: User, at: datetime) -> Desk:
    """Another address for the desk's feed, from now on."""
    desk = Desk.objects.locked(desk)
    can_keep_desk(by, desk, at).require()
    desk.feed_version += 1
    desk.save(update_fields=["feed_version"])
    journal.record("desk.feed_rotated", desk, by=by, at=at)
    return desk


@transaction.atomic
def rotate_cafe_feed(*, cafe: Cafe, by: User, at: datetime) -> Cafe:
    """Another address for the feed of the whole café."""
    cafe = Cafe.objects.locked(cafe)
    can_keep_feed(by, cafe, at).require()
    cafe.feed_version += 1
    cafe.save(update_fields=["feed_version"])
    journal.record("cafe.feed_rotated", cafe, by=by, at=at)
    return cafe
