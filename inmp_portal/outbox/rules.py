"""May this person handle this mail, and if not, why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import QUEUE_KEEPERS, Mail
from inmp_portal.outbox.states import MAIL, MailState

Rule = Callable[[Any, Any, datetime], Verdict]


def _to(target: MailState) -> Rule:
    def rule(user: Any, mail: Mail, at: datetime) -> Verdict:
        if not (user.is_authenticated and user.roles & QUEUE_KEEPERS):
            return Verdict.no("La file des courriels est réservée à la coordination et à la direction du projet.")
        return MAIL.verdict(mail.state, target)

    return rule


def can_rewrite(user: Any, text: object, at: datetime) -> Verdict:
    """May this person write the texts of mails anew, and decide about reminders?"""
    if user.is_authenticated and user.is_active and user.roles & QUEUE_KEEPERS:
        return Verdict.yes()
    return Verdict.no("Les textes et les relances sont ceux de la coordination et de la direction du projet.")


can_withhold = _to(MailState.WITHHELD)


def can_abort(user: Any, mail: Mail, at: datetime) -> Verdict:
    """Give up what has not left; a mail in the hands of the server can no longer be held back."""
    if mail.state == MailState.SENDING:
        return Verdict.no("Ce courriel est en train de partir.")
    return _to(MailState.ABORTED)(user, mail, at)


def can_retry(user: Any, mail: Mail, at: datetime) -> Verdict:
    """Send again what failed, unless its hour has passed."""
    if mail.state != MailState.FAILED:
        return Verdict.no("Seul un courriel en échec peut être renvoyé.")
    if mail.expires_at and mail.expires_at <= at:
        return Verdict.no("Ce courriel n’a plus d’objet : sa date d’utilité est passée.")
    return _to(MailState.RETRY)(user, mail, at)


def can_release(user: Any, mail: Mail, at: datetime) -> Verdict:
    """Let a withheld mail go."""
    return _to(MailState.QUEUED)(user, mail, at)
