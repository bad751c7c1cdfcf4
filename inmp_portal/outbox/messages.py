"""From a mail's row to the message that leaves."""

from __future__ import annotations

from email import encoders
from email.message import Message
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMultiAlternatives

from inmp_portal.outbox.models import Mail


class WithForms(EmailMultiAlternatives):
    """A message whose text has other forms than HTML, given as finished parts in `forms`.

    `attach_alternative` would send a calendar in 8 bits, its line ends at the mercy of each server, under a content
    type with whatever parameters it is given and one charset more.
    """

    forms: tuple[MIMEBase, ...] = ()

    def _create_alternatives(self, msg: Any) -> Any:
        alternatives = super()._create_alternatives(msg)  # type: ignore[misc]  # stable in 5.2; the bytes are tested
        for form in self.forms:
            alternatives.attach(form)
        return alternatives


def message_of(mail: Mail, connection: Any) -> WithForms:
    """The message, its files read from the store; always with an HTML text, so that it has alternatives."""
    message = WithForms(
        subject=mail.subject, body=mail.text, to=mail.to, cc=mail.cc, connection=connection,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    message.attach_alternative(mail.html, "text/html")
    for joined in mail.attachments:
        content = _read(joined["sha256"])
        file = part(content, joined["content_type"])
        file.add_header("Content-Disposition", "attachment", filename=joined["name"])
        message.attach(file)
        if joined.get("is_alternative"):
            message.forms = (*message.forms, part(content, joined["content_type"]))
    return message


def part(content: bytes, content_type: str) -> MIMEBase:
    """A part in base64, whose bytes nobody on the way rewrites; texts are in UTF-8 and say so, once."""
    read = Message()
    read["Content-Type"] = content_type
    parameters = dict(read.get_params(failobj=[])[1:])
    if read.get_content_maintype() == "text":
        parameters["charset"] = "utf-8"
    made = MIMEBase(read.get_content_maintype(), read.get_content_subtype(), **parameters)  # type: ignore[arg-type]  # "policy" comes by its name only
    made.set_payload(content)
    encoders.encode_base64(made)
    return made


def _read(digest: str) -> bytes:
    from inmp_portal.lib.files import store  # most mails join nothing

    with store.open(digest) as content:
        return bytes(content.read())
