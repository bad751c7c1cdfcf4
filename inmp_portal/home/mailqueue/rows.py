"""Mails as the pages show them."""

from __future__ import annotations

from typing import Any

from inmp_portal.lib import french
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

TONES = {
    MailState.QUEUED: "open", MailState.SENDING: "open", MailState.RETRY: "warm", MailState.SENT: "ok",
    MailState.FAILED: "bad", MailState.WITHHELD: "warm", MailState.ABORTED: "calm",
}  # fmt: skip


def row_of(mail: Mail) -> dict[str, Any]:
    """One line of the list."""
    return {
        "reference": mail.reference,
        "subject": mail.shown_subject,
        "to": ", ".join(mail.to),
        "state": mail.get_state_display(),
        "tone": TONES[MailState(mail.state)],
        "queued": french.moment(mail.queued_at),
        "attempts": mail.attempts,
        "error": mail.error,
    }


def facts_of(mail: Mail) -> list[tuple[str, str]]:
    """The facts of one mail, those it has."""
    told = [
        ("Destinataires", ", ".join(mail.to)),
        ("Copie", ", ".join(mail.cc)),
        ("Mis en file", french.moment_seconds(mail.queued_at)),
        ("Envoyé", _moment(mail.sent_at)),
        ("Prochain essai", _moment(mail.retry_at) if mail.state == MailState.RETRY else ""),
        ("Inutile après", _moment(mail.expires_at)),
        ("Essais", str(mail.attempts)),
        ("Dernière erreur", mail.error),
        ("Pièces jointes", ", ".join(joined["name"] for joined in mail.attachments)),
        ("Message-ID", mail.message_id),
    ]
    return [(term, value) for term, value in told if value]


def _moment(at: Any) -> str:
    return french.moment_seconds(at) if at else ""
