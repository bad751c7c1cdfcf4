"""Calendar files against RFC 5545 (bytes, lines, zones) and the VEVENT tables of RFC 5546 § 3.2.1, 3.2.2 and 3.2.5.

Reads the raw bytes with its own small parser, so that a mistake of the library that wrote them shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ONE, MAYBE, SOME, ANY, NEVER = (1, 1), (0, 1), (1, None), (0, None), (0, 0)
_LINE = re.compile(r"(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[^\";:]+=(?:\"[^\"]*\"|[^\";:]*))*):(?P<value>.*)", re.S)
_MAYBE_EVERYWHERE = (
    "CLASS CREATED DESCRIPTION DTEND DURATION GEO LAST-MODIFIED LOCATION PRIORITY RECURRENCE-ID RRULE STATUS TRANSP URL"
)
_COMMON = dict.fromkeys(_MAYBE_EVERYWHERE.split(), MAYBE) | {
    "DTSTAMP": ONE, "UID": ONE, "ORGANIZER": ONE, "DTSTART": ONE, "SUMMARY": ONE, "SEQUENCE": MAYBE, "REQUEST-STATUS": NEVER,
}  # fmt: skip
TABLES = {
    "PUBLISH": _COMMON | {"ATTENDEE": NEVER, "CONTACT": MAYBE},
    "REQUEST": _COMMON | {"ATTENDEE": SOME},
    "CANCEL": _COMMON | {"ATTENDEE": ANY, "SEQUENCE": ONE, "DTSTART": MAYBE, "SUMMARY": MAYBE},
}
STATUSES = {
    "PUBLISH": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "REQUEST": {"TENTATIVE", "CONFIRMED"},
    "CANCEL": {"CANCELLED"},
}
_NEVER_BESIDE = ("VFREEBUSY", "VJOURNAL", "VTODO")

_FORMS = (
    (r"\d+", ("SEQUENCE",), "a whole number"),
    (r"\d{8}T\d{6}Z", ("DTSTAMP", "CREATED", "LAST-MODIFIED"), "an instant in UTC"),
    (r"mailto:[^@\s]+@[^@\s]+", ("ATTENDEE", "ORGANIZER"), "a mailto address"),
)


@dataclass(frozen=True)
class Property:
    name: str
    params: str
    value: str


@dataclass
class Component:
    """BEGIN:`name` … END:`name`; the root has no name."""

    name: str
    properties: list[Property] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [found.value for found in self.properties if found.name == name]

    def all(self, name: str) -> list[Component]:
        return [child for child in self.children if child.name == name]


def violations(raw: bytes) -> list[str]:
    """Everything wrong in a calendar file, each with the place where it stands; empty when nothing is."""
    found = list(_bytes(raw))
    try:
        text = raw.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode()
    except UnicodeDecodeError:
        return [*found, "not UTF-8"]
    root = Component("")
    found += _parse(text, root)
    calendars = root.all("VCALENDAR")
    if len(calendars) != 1 or len(root.children) != 1 or root.properties:
        return [*found, f"{len(calendars)} VCALENDAR instead of exactly one"]
    return found + list(_calendar(calendars[0]))


def _bytes(raw: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "a line does not end with CRLF"
    if not raw.endswith(b"\r\n"):
        yield "the last line is not ended"
    for number, line in enumerate(raw.split(b"\r\n")[:-1], start=1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets, 75 at most"
        if not line.strip():
            yield f"line {number} is empty"


def _parse(text: str, root: Component) -> list[str]:
    found, open_ones = [], [root]
    for line in filter(None, text.split("\r\n")):
        read = _LINE.fullmatch(line)
        if read is None:
            found.append(f"not a property: {line[:40]!r}")
        elif (name := read["name"].upper()) == "BEGIN":
            open_ones.append(Component(read["value"].upper()))
            open_ones[-2].children.append(open_ones[-1])
        elif name == "END":
            if open_ones[-1].name != read["value"].upper():
                return [*found, f"END:{read['value']} closes {open_ones[-1].name or 'nothing'}"]
            open_ones.pop()
        else:
            open_ones[-1].properties.append(Property(name, read["params"].upper(), read["value"]))
    return found if len(open_ones) == 1 else [*found, f"{open_ones[-1].name} is never closed"]


def _calendar(calendar: Component) -> Iterator[str]:
    yield from _counts(calendar, {"PRODID": ONE, "VERSION": ONE, "METHOD": ONE, "CALSCALE": MAYBE})
    if calendar.values("VERSION") != ["2.0"]:
        yield "VERSION is not 2.0"
    yield from _zones(calendar)
    events = calendar.all("VEVENT")
    method = "".join(calendar.values("METHOD"))
    if method not in TABLES:
        yield f"METHOD {method or 'missing'} is not PUBLISH, REQUEST or CANCEL"
        return
    if not events:
        yield "no VEVENT"
    yield from (f"{name} in a {method} of a VEVENT" for name in _NEVER_BESIDE if calendar.all(name))
    uids = [uid for event in events for uid in event.values("UID")]
    if method != "PUBLISH" and len(set(uids)) > 1:
        yield f"{method} speaks of several UIDs"
    if (
        method == "PUBLISH"
        and len(set(uids)) < len(uids)
        and not any(event.values("RECURRENCE-ID") for event in events)
    ):
        yield "two VEVENT share a UID"
    for event in events:
        yield from _event(event, method)


def _event(event: Component, method: str) -> Iterator[str]:
    yield from _counts(event, TABLES[method])
    for status in event.values("STATUS"):
        if status not in STATUSES[method]:
            yield f"STATUS {status} in a {method}"
    if event.values("DTEND") and event.values("DURATION"):
        yield "DTEND and DURATION together"
    if method == "CANCEL" and event.all("VALARM"):
        yield "VALARM in a CANCEL"
    for pattern, names, wanted in _FORMS:
        for value in (value for name in names for value in event.values(name)):
            if not re.fullmatch(pattern, value, re.I):
                yield f"{value} is not {wanted}"


def _zones(calendar: Component) -> Iterator[str]:
    """Each TZID that is used is defined once, with a rule that has its offsets."""
    zones = calendar.all("VTIMEZONE")
    defined = [tzid for zone in zones for tzid in zone.values("TZID")]
    used = {
        tzid.upper()
        for event in calendar.all("VEVENT")
        for prop in event.properties
        for tzid in re.findall(r";TZID=\"?([^\";]+)", prop.params)
    }
    for tzid in sorted(used - {tzid.upper() for tzid in defined}):
        yield f"TZID {tzid} is used without its VTIMEZONE"
    if len(set(defined)) < len(defined):
        yield "a VTIMEZONE stands twice"
    for zone in zones:
        yield from _counts(zone, {"TZID": ONE, "LAST-MODIFIED": MAYBE, "TZURL": MAYBE})
        if not zone.all("STANDARD") + zone.all("DAYLIGHT"):
            yield "VTIMEZONE without STANDARD or DAYLIGHT"
        for rule in zone.children:
            yield from _counts(rule, {"DTSTART": ONE, "TZOFFSETTO": ONE, "TZOFFSETFROM": ONE})


def _counts(component: Component, table: dict[str, tuple[int, int | None]]) -> Iterator[str]:
    for name, (least, most) in table.items():
        times = len(component.values(name))
        if times < least or (most is not None and times > most):
            wanted = {ONE: "exactly one", MAYBE: "at most one", SOME: "at least one", NEVER: "none"}[least, most]
            yield f"{component.name}: {times} {name}, {wanted} allowed"
