"""Writing to a group of registrations: tried on oneself, then sent once to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from events.methods.writing.placeholders import problems
from events.models import Cafe, GroupMessage, Registration
from events.notices.messages import FIELDS, GroupNotice, GroupTest
from events.queries.coordination.listing import Criteria
from events.queries.coordination.recipients import recipients_of
from events.rules.coordinating import can_write
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import counted
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox


@dataclass(frozen=True)
class Draft:
    """What was written; `reference` is drawn when the page is shown, so that pressing twice sends once."""

    reference: str
    subject: str
    body: str


@transaction.atomic
def send_to_group(
    *, cafe: Cafe, criteria: Criteria, draft: Draft, expected: int, by: User, at: datetime
) -> GroupMessage:
    """Queue one mail for each registration that answers; `expected` is the number that was shown before sending.

    Refused when the number has changed since, when there is nobody, when a field is unknown, or when it was sent already.
    """
    cafe = Cafe.objects.locked(cafe)
    _require(cafe, draft, by, at)
    if GroupMessage.objects.filter(reference=draft.reference).exists():
        raise Refused("Ce message est déjà parti.")
    people = list(recipients_of(criteria, cafe=cafe, user=by, at=at))
    if len(people) != expected or not people:
        now = counted(len(people), "destinataire")
        raise Refused(f"La liste a changé depuis l’aperçu\u00a0: {now} désormais. Relisez-la avant d’envoyer.")
    message = _message(cafe, draft, by, at)
    message.criteria, message.recipient_count = criteria.asked, len(people)
    message.save(force_insert=True)
    journal.record("cafe.message_sent", message, by=by, at=at, count=len(people), subject=draft.subject)
    outbox.queue_many((_copy(one, cafe, message), (message.reference, one.reference)) for one in people)
    return message


@transaction.atomic
def send_test(*, cafe: Cafe, registration: Registration, draft: Draft, by: User, at: datetime) -> None:
    """Send the message to oneself, filled for one person of the group, without that person's link."""
    _require(cafe, draft, by, at)
    notice = GroupTest(registration, _message(cafe, draft, by, at), to=by.email)
    journal.record("cafe.message_tested", cafe, by=by, at=at, subject=draft.subject)
    outbox.queue(notice, dedup=(draft.reference, at.isoformat()))


def _require(cafe: Cafe, draft: Draft, by: User, at: datetime) -> None:
    can_write(by, cafe, at).require()
    if found := problems(f"{draft.subject}\n{draft.body}", FIELDS):
        raise Refused(" ".join(found))


def _message(cafe: Cafe, draft: Draft, by: User, at: datetime) -> GroupMessage:
    return GroupMessage(
        reference=draft.reference, cafe=cafe, subject=draft.subject, body=draft.body, sent_at=at, sent_by=by
    )


def _copy(registration: Registration, cafe: Cafe, message: GroupMessage) -> GroupNotice:
    registration.cafe = cafe
    return GroupNotice(registration, message)
