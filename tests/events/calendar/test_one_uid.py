"""One appointment, one UID: through its whole life, in the mails of its person as in the feeds of its desk (RFC 5546)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from events.actions.booking import move
from events.actions.cancelling import cancel
from events.actions.coordination.displacing import displace
from events.actions.coordination.relocating import relocate, set_video
from events.models import Registration, Slot
from inmp_portal.lib.files import store
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


def published(cafe, registration) -> list:
    """Its events in the whole café's feed, then in its desk's."""
    desk = registration.slot.desk
    addresses = (
        reverse("events:cafe_feed", args=[cafe.slug, cafe.feed_secret]),
        reverse("events:desk_feed", args=[cafe.slug, desk.code, desk.feed_secret]),
    )
    found = [Calendar.from_ical(Client().get(address).content).walk("VEVENT") for address in addresses]
    return [event for events in found for event in events if registration.reference in event["UID"]]


def test_from_the_waiting_list_to_the_cancellation(second, appointment, coordinator, at):
    """Confirmed from the list, moved by its person, displaced, relocated with its café, by video, cancelled."""
    first = appointment("un@exemple.fr")
    Slot.objects.filter(desk__cafe=second, is_taken=False).update(closed_at=at)
    one = appointment("deux@exemple.fr", nth=None)
    Registration.objects.filter(pk=one.pk).update(answers={"format": "visio"})
    Slot.objects.filter(desk__cafe=second).exclude(pk=first.slot.pk).update(is_taken=True)  # nothing else comes free
    cancel(registration=first, by=None, at=at)
    Slot.objects.filter(desk__cafe=second).exclude(pk=first.slot.pk).update(is_taken=False, closed_at=None)
    one = Registration.objects.get(pk=one.pk)
    assert one.slot == first.slot

    def slot(n):
        return Slot.objects.filter(desk__cafe=second, desk__code="G2").select_related("desk").order_by("starts_at")[n]

    shift = {"starts_at": second.starts_at + timedelta(days=1), "ends_at": second.ends_at + timedelta(days=1)}
    steps = (
        lambda: move(registration=one, slot=slot(0), by=None, at=at),
        lambda: displace(registration=one, slot=slot(1), reason="retard", by=coordinator, at=at),
        lambda: relocate(cafe=second, **shift, venue="Amphithéâtre", by=coordinator, at=at),
        lambda: set_video(cafe=second, url="https://visio.exemple.fr/x", by=coordinator, at=at),
    )
    in_feeds = [published(second, one)]
    for step in steps:
        step()
        one = Registration.objects.select_related("slot__desk").get(pk=one.pk)
        in_feeds.append(published(second, one))
    cancel(registration=one, by=None, at=at)
    files = [mail.attachments[0] for mail in Mail.objects.filter(to=[one.email]).exclude(attachments=[]).order_by("id")]
    mailed = [Calendar.from_ical(store.read(joined["sha256"])).walk("VEVENT")[0] for joined in files]
    assert [event["STATUS"] for event in mailed] == ["CONFIRMED"] * 5 + ["CANCELLED"]
    sequences = [event["SEQUENCE"] for event in mailed]
    assert all(before < after for before, after in pairwise(sequences))
    assert [[event["SEQUENCE"] for event in seen] for seen in in_feeds] == [[n, n] for n in sequences[:-1]]
    everywhere = [*mailed, *(event for seen in in_feeds for event in seen)]
    assert {str(event["UID"]) for event in everywhere} == {f"cafe-{one.reference}@inmp"}
    for event, seen in zip(mailed, in_feeds, strict=False):
        assert {(event["DTSTART"].dt, event["LOCATION"])} == {(twin["DTSTART"].dt, twin["LOCATION"]) for twin in seen}
