"""`{% load portal %}`: icons, and dates, sums and spaces in French. An empty value stays empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import template
from django.http import QueryDict
from django.template.context import RequestContext
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from inmp_portal.lib import french, icons
from inmp_portal.lib.files.refusals import megabytes

register = template.Library()
register.simple_tag(icons.icon, name="icon")


def _written(write: Callable[[Any], str]) -> Callable[[Any], str]:
    def filtered(value: Any) -> str:
        return "" if value in (None, "") else write(value)

    return filtered


WRITERS: dict[str, Callable[[Any], str]] = {
    "moment": french.moment,
    "short_moment": french.short_moment,
    "limit": french.limit,
    "moment_seconds": french.moment_seconds,
    "day": french.day,
    "short_day": french.short_day,
    "hour": french.hour,
    "hour_seconds": french.hour_seconds,
    "short_hour": french.short_hour,
    "money": french.money,
    "number": french.number,
    "size": megabytes,
}
for name, write in WRITERS.items():
    register.filter(name, _written(write))


@register.filter
def iso(value: date | None) -> str:
    """For the `datetime` attribute of `<time>`."""
    return value.isoformat() if value else ""


@register.filter
def nbsp(text: str) -> str:
    """French no-break spaces and apostrophes; escapes what is not marked safe."""
    return mark_safe(french.spaced(str(conditional_escape(text)).replace("&#x27;", "’")))


@register.filter
def counted(count: int, words: str) -> str:
    """`{{ n|counted:"dossier" }}` or `{{ n|counted:"créneau,créneaux" }}`."""
    singular, _, plural = words.partition(",")
    return french.counted(count, singular, plural)


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: Any) -> SafeString:
    """The page's own query string with some values changed: `{% query page=2 %}`; an empty value leaves."""
    params = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    for key, value in changes.items():
        params.pop(key, None)
        if value not in (None, ""):
            params[key] = str(value)
    encoded = params.urlencode()
    return mark_safe("?" + encoded.replace("&", "&amp;"))


@register.simple_tag(takes_context=True)
def here(context: RequestContext, address: str) -> SafeString:
    """` aria-current="page"` when the page lies at or under that address."""
    path = context["request"].path if "request" in context else ""
    is_here = path == address if address == "/" else path.startswith(address)
    return mark_safe(' aria-current="page"' if is_here else "")


@register.simple_tag
def sorted_as(current: str, column: str) -> SafeString:
    """` aria-sort="…"` of a column for the current order, such as `-title`."""
    if current.lstrip("-") != column:
        return mark_safe("")
    return mark_safe(f' aria-sort="{"descending" if current.startswith("-") else "ascending"}"')


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """The value under a key that a template cannot spell with a dot; None when it is not there."""
    return mapping.get(key)


@register.filter
def to_fill(value: Any) -> SafeString:
    """A fact that the institute has not given yet shows as such, marked, rather than as a hole."""
    if value in (None, ""):
        return mark_safe('<span class="to-fill">à compléter par l’éditeur</span>')
    return conditional_escape(value)
