"""The negative control of the worker drill: a sender that commits « sent » before it sends."""

from __future__ import annotations

import django

django.setup()

from django.core.mail import EmailMessage, get_connection  # noqa: E402

from inmp_portal.lib import clock  # noqa: E402
from inmp_portal.outbox.models import Mail  # noqa: E402
from inmp_portal.outbox.states import MailState  # noqa: E402


def main() -> None:
    """Send what is queued, one after the other."""
    connection = get_connection()
    while mail := Mail.objects.filter(state=MailState.QUEUED).order_by("id").first():
        Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=clock.now())
        message = EmailMessage(mail.subject, mail.text, to=mail.to, headers={"Message-ID": mail.message_id})
        connection.send_messages([message])


if __name__ == "__main__":
    main()
