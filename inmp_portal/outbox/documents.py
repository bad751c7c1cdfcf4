"""From a notice to the mail that leaves: subject, text, and the HTML made of that same text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from inmp_portal.outbox.methods.markup import one_line, plain, to_html
from inmp_portal.outbox.methods.proofing import problems
from inmp_portal.outbox.methods.wording import wording
from inmp_portal.outbox.models import MailText
from inmp_portal.outbox.notices import Notice

logger = logging.getLogger(__name__)
_ASIDES = re.compile(r"{% load portal %}|{#.*?#}")
_INCLUDED = re.compile(r'{% include "([\w/.]+)" %}')


class Source(NamedTuple):
    """A text to be filled, as delivered or as the coordination wrote it."""

    subject: str
    body: str


@dataclass(frozen=True)
class Written:
    """A mail, written."""

    subject: str
    text: str
    html: str


def delivered(notice: type[Notice]) -> Source:
    """The text that the portal brings for a kind of mail, whole: what it includes stands in it."""
    return Source(*(_source(f"{notice.app}/mail/{notice.kind}.{part}.txt") for part in ("subject", "body")))


@cache
def _source(template: str) -> str:
    source = get_template(template).template.source  # type: ignore[attr-defined]
    return _INCLUDED.sub(lambda match: _source(match[1]), _ASIDES.sub("", source)).removesuffix("\n")


def sources_of(kinds: Iterable[type[Notice]]) -> dict[str, Source]:
    """The text of each of these kinds as it is to be sent now, by slug; one query.

    A text written for an earlier version of the portal may name what is no more: the delivered one leaves instead.
    """
    wanted = {kind.kind: kind for kind in kinds}
    sources = {slug: delivered(kind) for slug, kind in wanted.items()}
    for text in MailText.objects.filter(kind__in=wanted).exclude(body=""):
        if problems(sources[text.kind], text.subject, text.body, wanted[text.kind].needed):
            logger.error("the text of %s cannot be used any more", text.kind)
        else:
            sources[text.kind] = Source(text.subject, text.body)
    return sources


def write(notice: Notice, source: Source | None = None) -> Written:
    """Fill the text of this kind, or the `source` that was read beforehand; signature and footer are the portal's."""
    kind = type(notice)
    filled = fill(kind, source or sources_of([kind])[kind.kind], context_of(notice))
    parts = {"body": filled.body, "signature": filled.signature, "footer": filled.footer}
    html = get_template("outbox/mail.html").render(
        {"subject": filled.subject, **{name: to_html(part) for name, part in parts.items()}}
    )
    text = "\n\n".join(plain(part) for part in parts.values())
    return Written(filled.subject, f"{text}\n", _inliner().inline(html))


def context_of(notice: Notice) -> dict[str, Any]:
    """What fills the placeholders: the notice's own and those of every mail."""
    return {
        "adresse_contact": notice.contact(),
        "objet_court": notice.subject_matter(),
        "lien_rgpd": f"{settings.SITE_URL}{settings.PERSONAL_DATA_PATH}",
        **notice.context(),
    }


@dataclass(frozen=True)
class Filled:
    """A text with its values; in `body`, `signature` and `footer` what people typed is still marked as such."""

    subject: str
    body: str
    signature: str
    footer: str


def fill(kind: type[Notice], source: Source, context: dict[str, Any]) -> Filled:
    """A text of a kind of mail with these values, between the portal's signature and footer."""
    with translation.override("fr"):
        texts = (source.body, _source("outbox/signature.txt"), _source("outbox/footer.txt"))
        subject = one_line(wording(source.subject, kind.prose).filled(context))
        return Filled(subject, *(wording(text, kind.prose).filled(context) for text in texts))


@cache
def _inliner() -> Any:
    from css_inline import CSSInliner  # a 6 MB binary that only processes writing mails need

    return CSSInliner(extra_css=get_template("outbox/mail.css").render(), load_remote_stylesheets=False)
