"""Sending what is due: one SMTP connection, one mail after the other, each result committed on its own.

A worker killed between the server's acceptance and the commit sends that one mail again, with the same Message-ID, and
no other: hence one sender at a time in the whole portal (a session lock of PostgreSQL), so that a kill can interrupt
one mail at most. One connection carries some 700 mails a second; the sender never is the bottleneck.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection as database
from django.db.models import F

from inmp_portal.lib import clock
from inmp_portal.lib.claiming import backoff, claim
from inmp_portal.outbox.actions.erasing import ERASED
from inmp_portal.outbox.backends import is_of_the_server, is_permanent, refusals, told
from inmp_portal.outbox.messages import message_of
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import kind
from inmp_portal.outbox.states import MailState

log = logging.getLogger(__name__)

SENDER_LOCK = 0x1A4B0  # any number, the same for every process
BATCH = 10  # small: a sign-in code queued meanwhile waits for nine mails at most
RUN_FOR = 120  # seconds; the sweeper takes over, well before the task's time limit
MOST_ATTEMPTS = 30  # about two days with the waits of `backoff`


@dataclass
class Delivery:
    """What one run did."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    aborted: int = 0


class ServerDown(Exception):
    """The mail server itself does not answer or refuses us: no use trying the other mails now."""


def deliver_due() -> Delivery:
    """Send all that is due, unless another process is already at it."""
    done = Delivery()
    stop_at = time.monotonic() + RUN_FOR
    # Asked again after the lock is let go: a mail queued while this process was leaving found the lock taken.
    while time.monotonic() < stop_at and Mail.objects.due(clock.now()).exists():
        with _only_sender() as alone:
            if not alone:
                break
            try:
                _drain(done, stop_at)
            except ServerDown as error:
                log.warning("mail server unavailable: %s", error)
                break
    return done


@contextmanager
def _only_sender() -> Iterator[bool]:
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SENDER_LOCK])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SENDER_LOCK])


def _drain(done: Delivery, stop_at: float) -> None:
    connection = get_connection()
    try:
        while time.monotonic() < stop_at:
            taken = claim(Mail.objects.due(clock.now()), settings.MAIL_LEASE, limit=BATCH, state=MailState.SENDING)
            if not taken:
                return
            _send_batch(connection, list(Mail.objects.filter(pk__in=taken).order_by("priority", "id")), done)
    finally:
        with suppress(OSError):
            connection.close()


def _send_batch(connection: Any, mails: list[Mail], done: Delivery) -> None:
    for position, mail in enumerate(mails):
        try:
            _send_one(connection, mail, done)
        except ServerDown:
            _put_back(mails[position + 1 :])
            raise


def _send_one(connection: Any, mail: Mail, done: Delivery) -> None:
    if not _hold(mail):
        return
    try:
        reason = _unwanted(mail)
        message = None if reason else message_of(mail, connection)
    except Exception as error:
        _after_error(mail, error, done)
        return
    if message is None:
        done.aborted += _close(mail, state=MailState.ABORTED, error=reason, **_erased(mail))
        return
    try:
        connection.open()
        connection.send_messages([message])
    except Exception as error:
        _after_error(mail, error, done)
        if is_of_the_server(error):
            with suppress(OSError):
                connection.close()
            raise ServerDown(told(error)) from error
        return
    refused = refusals(getattr(message, "refused", {}))
    done.sent += _close(mail, state=MailState.SENT, sent_at=clock.now(), error=refused, **_erased(mail))


def _hold(mail: Mail) -> bool:
    """Renew the lease; False when the row is no longer ours (`attempts` moves with every claim)."""
    ours = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts)
    return bool(ours.update(lease_until=clock.now() + settings.MAIL_LEASE))


def _close(mail: Mail, **changes: Any) -> int:
    ours = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts)
    return ours.update(lease_until=None, **changes)


def _put_back(mails: list[Mail]) -> None:
    """Mails that were claimed and not tried: the attempt is given back."""
    untried = Mail.objects.filter(pk__in=[mail.pk for mail in mails], state=MailState.SENDING)
    untried.update(
        state=MailState.RETRY, lease_until=None, retry_at=clock.now() + backoff(1), attempts=F("attempts") - 1
    )


def _after_error(mail: Mail, error: Exception, done: Delivery) -> None:
    if is_permanent(error) or mail.attempts >= MOST_ATTEMPTS:
        done.failed += _close(mail, state=MailState.FAILED, error=told(error))
        log.error("mail %s failed for good: %s", mail.pk, told(error))
        return
    later = clock.now() + backoff(mail.attempts)
    done.retried += _close(mail, state=MailState.RETRY, retry_at=later, error=told(error))
    log.warning("mail %s will be tried again: %s", mail.pk, told(error))


def _unwanted(mail: Mail) -> str:
    """Why the mail has no object any more; empty when it should leave."""
    if mail.expires_at and mail.expires_at <= clock.now():
        return "Date d’utilité passée."
    notice = kind(mail.kind)
    wanted = notice.still_wanted(mail) if notice else True
    return "" if wanted else (getattr(wanted, "reason", "") or "Ce courriel n’a plus d’objet.")


def _erased(mail: Mail) -> dict[str, Any]:
    """Nothing of a sensitive mail is kept, except where the portal's own mailbox page is what people read."""
    if not mail.sensitive or settings.MAILBOX:
        return {}
    return ERASED
