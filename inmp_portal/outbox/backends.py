"""Where mails go: an SMTP server that is listened to, or the mailbox page of a demonstration."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address


class DemonstrationBackend(BaseEmailBackend):
    """Accept every mail and send none: the row itself is what the portal's mailbox page shows."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


class SmtpBackend(EmailBackend):
    """Django's, which forgets the addresses that a server refuses when it accepts another of the same mail.

    They are left on the message as `refused`, a dict of address to (code, text).
    """

    def _send(self, email_message: Any) -> bool:
        encoding = email_message.encoding or settings.DEFAULT_CHARSET
        sender = sanitize_address(email_message.from_email, encoding)
        recipients = [sanitize_address(address, encoding) for address in email_message.recipients()]
        content = email_message.message().as_bytes(linesep="\r\n")
        assert self.connection is not None, "send_messages opens it"
        email_message.refused = self.connection.sendmail(sender, recipients, content)
        return True


def is_permanent(error: BaseException) -> bool:
    """True when trying again cannot help: the server said 5xx about this very mail or to each of its recipients.

    A refused sender, a failed authentication or a refused greeting speaks of our own set-up, which somebody can
    repair: those stay temporary.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def is_of_the_server(error: BaseException) -> bool:
    """True when the error is not about one mail: the others of the batch would meet it too."""
    of_our_set_up = (
        smtplib.SMTPConnectError,
        smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError,
        smtplib.SMTPSenderRefused,
        smtplib.SMTPServerDisconnected,
        smtplib.SMTPNotSupportedError,
    )
    return isinstance(error, of_our_set_up) or (
        isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)
    )


def told(error: BaseException) -> str:
    """The error in one line, as the queue page shows it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return refusals(error.recipients)
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"[:1000]
    return f"{type(error).__name__} : {error}"[:1000]


def refusals(refused: dict[str, tuple[int, bytes]]) -> str:
    """The refused addresses with what the server said of each."""
    lines = (f"{address} : {code} {text.decode(errors='replace')}" for address, (code, text) in refused.items())
    return " ; ".join(lines)[:1000]
