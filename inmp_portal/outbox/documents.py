"""From a notice to the mail that leaves: subject, text, and the HTML made of that same text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from inmp_portal.outbox.methods.markup import one_line, plain, to_html
from inmp_portal.outbox.notices import Notice


@dataclass(frozen=True)
class Written:
    """A mail, written."""

    subject: str
    text: str
    html: str


def write(notice: Notice) -> Written:
    """Fill the notice's texts; signature and footer are the portal's."""
    context = {
        "adresse_contact": notice.contact(),
        "objet_court": notice.subject_matter(),
        "lien_rgpd": f"{settings.SITE_URL}{settings.PERSONAL_DATA_PATH}",
        **notice.context(),
    }
    with translation.override("fr"):
        subject = one_line(_text(f"{notice.app}/mail/{notice.kind}.subject.txt", context))
        body = plain(_text(f"{notice.app}/mail/{notice.kind}.body.txt", context))
        signature = plain(_text("outbox/signature.txt", context))
        footer = plain(_text("outbox/footer.txt", context))
    html = get_template("outbox/mail.html").render(
        {"subject": subject, "body": to_html(body), "signature": to_html(signature), "footer": to_html(footer)}
    )
    return Written(subject, f"{body}\n\n{signature}\n\n{footer}\n", _inliner().inline(html))


def _text(template: str, context: dict[str, Any]) -> str:
    """A plain text: nothing in it is escaped, for nothing in it is markup. The HTML escapes the finished text."""
    return get_template(template).template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]


@cache
def _inliner() -> Any:
    from css_inline import CSSInliner  # a 6 MB binary that only processes writing mails need

    return CSSInliner(extra_css=get_template("outbox/mail.css").render(), load_remote_stylesheets=False)
