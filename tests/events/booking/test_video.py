"""The link of the video conference: given by the coordination, told to whoever asked for one, and to nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from events.actions.after.reminding import remind_registrations
from events.actions.coordination.relocating import set_video
from events.actions.own.changing import change
from events.models import Cafe, Registration
from inmp_portal.journal.models import Entry
from inmp_portal.lib.files import store
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
LINK = "https://visio.exemple.fr/inmp-23-juin"
PRINTED = "en visioconférence, si possible"


@pytest.fixture
def asks(appointment):
    """`asks("a@exemple.fr", "visio", nth=2)`: an appointment, by video or in person."""

    def make(email, how, **details):
        one = appointment(email, **details)
        Registration.objects.filter(pk=one.pk).update(answers={"format": how})
        return Registration.objects.get(pk=one.pk)

    return make


@pytest.fixture
def desk(coordinator, as_user):
    return as_user(coordinator)


def address(cafe) -> str:
    return reverse("events:cafe_video", args=[cafe.slug])


def event_of(mail: Mail):
    return Calendar.from_ical(store.read(mail.attachments[0]["sha256"])).walk("VEVENT")[0]


def said(mail: Mail) -> str:
    return re.sub(r"/lien/[0-9a-f]{40}/", "/lien/…/", f"{mail.subject}\n\n{mail.text}")


def test_the_link_reaches_those_who_asked_for_it_and_them_alone(second, asks, desk, coordinator, snapshot):
    near, far = asks("sur.place@exemple.fr", "presentiel"), asks("loin@exemple.fr", "visio", nth=1)
    page = desk.get(address(second)).content.decode()
    assert "1\u00a0rendez-vous à venir est demandé en visioconférence" in page
    done = desk.post(address(second), {"video_url": LINK}, follow=True).content.decode()
    assert "1\u00a0personne est prévenue par courriel" in done and "Changer le lien de visioconférence" in done
    mail = Mail.objects.get(kind="cafe_visio")
    assert mail.to == [far.email]
    snapshot("mails/cafe_visio.txt", said(mail))
    event = event_of(mail)
    assert event["LOCATION"] == f"En visioconférence, à l’adresse {LINK}"
    assert (event["SEQUENCE"], event["UID"]) == (far.ics_sequence + 1, f"cafe-{far.reference}@inmp")
    near.refresh_from_db()
    assert near.ics_sequence == 0
    trace = Entry.objects.get(type="cafe.video_set")
    assert (trace.actor_id, trace.data) == (coordinator.pk, {"deed": "donné", "count": 1})


def test_taken_away_they_are_expected_on_the_spot(second, asks, coordinator, at, snapshot):
    asks("loin@exemple.fr", "visio")
    set_video(cafe=second, url=LINK, by=coordinator, at=at)
    assert set_video(cafe=second, url="", by=coordinator, at=at) == 1
    mail = Mail.objects.filter(kind="cafe_visio").latest("id")
    snapshot("mails/cafe_visio-retiree.txt", said(mail))
    assert (event_of(mail)["LOCATION"], event_of(mail)["SEQUENCE"]) == (second.venue, 2)


@pytest.mark.parametrize("typed", ["http://visio.exemple.fr/inmp", "la salle habituelle", "ftp://exemple.fr/x"])
def test_another_address_than_https_is_refused_and_kept_on_the_page(second, desk, typed):
    page = desk.post(address(second), {"video_url": typed})
    assert page.status_code == 200
    assert typed in page.content.decode() and "https://" in page.content.decode()
    assert Cafe.objects.get(pk=second.pk).video_url == ""


def test_an_address_without_its_beginning_gets_https(second, desk):
    desk.post(address(second), {"video_url": "visio.exemple.fr/inmp"})
    assert Cafe.objects.get(pk=second.pk).video_url == "https://visio.exemple.fr/inmp"


def test_the_database_takes_no_other(second):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cafe.objects.filter(pk=second.pk).update(video_url="http://visio.exemple.fr")


def test_who_may_not_or_need_not(cafe, second, lead, coordinator, at):
    with pytest.raises(Refused, match="coordination"):
        set_video(cafe=second, url=LINK, by=lead, at=at)
    with pytest.raises(Refused, match="sur place"):
        set_video(cafe=cafe, url=LINK, by=coordinator, at=at)
    set_video(cafe=second, url=LINK, by=coordinator, at=at)
    with pytest.raises(Refused, match="Rien ne change"):
        set_video(cafe=second, url=LINK, by=coordinator, at=at)
    with pytest.raises(Refused, match="a eu lieu"):
        set_video(cafe=second, url="", by=coordinator, at=second.ends_at)
    assert not Mail.objects.filter(kind="cafe_visio").exists()


def test_pages_and_reminders_say_it_to_its_person_only(second, asks, coordinator, at, as_user):
    near, far = asks("sur.place@exemple.fr", "presentiel"), asks("loin@exemple.fr", "visio", nth=1)
    pages = {}
    for one in (near, far):
        browser = Client()
        pages[one.pk] = lambda one=one, browser=browser: browser.get(
            reverse("events:registration_open", args=[one.token]), follow=True
        ).content.decode()
    assert "si elle est possible, un courriel vous en donnera le lien" in pages[far.pk]()
    assert "visioconférence" not in pages[near.pk]().partition("Vos réponses")[0]
    set_video(cafe=second, url=LINK, by=coordinator, at=at)
    assert f'href="{LINK}"' in pages[far.pk]() and "en visioconférence, guichet" in pages[far.pk]()
    assert LINK not in pages[near.pk]()
    for name in ("cafe_detail", "booking_start"):
        assert LINK not in Client().get(reverse(f"events:{name}", args=[second.slug])).content.decode()
    remind_registrations(at=second.starts_at - timedelta(days=4, hours=-1))
    texts = {mail.to[0]: mail.text for mail in Mail.objects.filter(kind="cafe_rappel")}
    assert f"en visioconférence, à l’adresse {LINK}" in texts[far.email]
    assert second.venue in texts[near.email] and LINK not in texts[near.email]


def test_the_desk_reads_it_in_its_agenda_and_in_its_feed(second, asks, coordinator, at, as_user):
    far = asks("loin@exemple.fr", "visio")
    agenda = reverse("events:desk_agenda", args=[second.slug, far.slot.desk.code])
    staff = as_user(coordinator)
    assert PRINTED in staff.get(agenda).content.decode()
    set_video(cafe=second, url=LINK, by=coordinator, at=at)
    assert f'href="{LINK}"' in staff.get(agenda).content.decode()
    feed = reverse("events:desk_feed", args=[second.slug, far.slot.desk.code, far.slot.desk.feed_secret])
    whole, its = Calendar.from_ical(Client().get(feed).content).walk("VEVENT")
    assert whole["LOCATION"] == second.venue
    assert its["LOCATION"] == f"En visioconférence, à l’adresse {LINK}"


def test_who_changes_to_video_is_confirmed_there(second, asks, coordinator, at, entry):
    one = asks("loin@exemple.fr", "presentiel")
    set_video(cafe=second, url=LINK, by=coordinator, at=at)
    later = at + timedelta(minutes=5)
    change(registration=one, entry=entry(email=one.email, answers={"format": "visio"}), by=None, at=later)
    mail = Mail.objects.filter(kind="rdv_confirme").latest("id")
    assert f"En visioconférence\u00a0: {LINK}" in mail.text
    assert event_of(mail)["SEQUENCE"] == 1
    change(registration=one, entry=entry(email=one.email, answers={"format": "visio"}), by=None, at=later)
    assert Mail.objects.filter(kind="rdv_confirme").count() == 2  # nothing moved: nothing said
