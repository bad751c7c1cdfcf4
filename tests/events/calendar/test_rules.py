"""The validator of calendar files: good files pass, and each rule sees the file that breaks it."""

from __future__ import annotations

from datetime import datetime

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from inmp_portal.lib.clock import PARIS
from tests.events.calendar_rules import violations

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""
REQUEST = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//INMP//Portail//FR
METHOD:REQUEST
{ZONE}BEGIN:VEVENT
UID:r-1@inmp.example
DTSTAMP:20250601T080000Z
SEQUENCE:0
DTSTART;TZID=Europe/Paris:20250623T080000
DTEND;TZID=Europe/Paris:20250623T081500
SUMMARY:Café de l’INMP
STATUS:CONFIRMED
ORGANIZER;CN="INMP: coordination":mailto:inmp@exemple.fr
ATTENDEE;PARTSTAT=ACCEPTED;CN=Hélène Morvan:mailto:helene@exemple.fr
DESCRIPTION:Première ligne\\, puis
  la suite
END:VEVENT
END:VCALENDAR
"""
ATTENDEE = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Hélène Morvan:mailto:helene@exemple.fr\n"
CANCEL = (
    REQUEST.replace("METHOD:REQUEST", "METHOD:CANCEL")
    .replace("CONFIRMED", "CANCELLED")
    .replace("SEQUENCE:0", "SEQUENCE:1")
)
PUBLISH = REQUEST.replace("METHOD:REQUEST", "METHOD:PUBLISH").replace(ATTENDEE, "")


def raw(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("good", [REQUEST, CANCEL, PUBLISH], ids=["request", "cancel", "publish"])
def test_good_files_have_no_violation_and_two_other_parsers_read_them(good):
    assert violations(raw(good)) == []
    starts_at = datetime(2025, 6, 23, 8, tzinfo=PARIS)
    assert Calendar.from_ical(raw(good)).walk("VEVENT")[0].decoded("DTSTART") == starts_at
    (event,) = IcsCalendarStream.calendar_from_ics(raw(good).decode()).events
    assert (event.dtstart, event.summary) == (starts_at, "Café de l’INMP")


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (REQUEST, ATTENDEE, "", "VEVENT: 0 ATTENDEE, at least one allowed"),
        (PUBLISH, "SEQUENCE:0\n", ATTENDEE, "VEVENT: 1 ATTENDEE, none allowed"),
        (CANCEL, "SEQUENCE:1\n", "", "VEVENT: 0 SEQUENCE, exactly one allowed"),
        (CANCEL, "CANCELLED", "CONFIRMED", "STATUS CONFIRMED in a CANCEL"),
        (REQUEST, "CONFIRMED", "CANCELLED", "STATUS CANCELLED in a REQUEST"),
        (REQUEST, "UID:r-1@inmp.example\n", "", "VEVENT: 0 UID, exactly one allowed"),
        (REQUEST, "SEQUENCE:0\n", "SEQUENCE:0\nSEQUENCE:1\n", "VEVENT: 2 SEQUENCE, at most one allowed"),
        (REQUEST, "SEQUENCE:0", "REQUEST-STATUS:2.0;Success", "VEVENT: 1 REQUEST-STATUS, none allowed"),
        (REQUEST, "20250601T080000Z", "20250601T080000", "20250601T080000 is not an instant in UTC"),
        (REQUEST, "mailto:helene@exemple.fr", "helene@exemple.fr", "helene@exemple.fr is not a mailto address"),
        (REQUEST, ZONE, "", "TZID EUROPE/PARIS is used without its VTIMEZONE"),
        (REQUEST, "TZOFFSETTO:+0200\n", "", "DAYLIGHT: 0 TZOFFSETTO, exactly one allowed"),
        (REQUEST, "METHOD:REQUEST", "METHOD:REPLY", "METHOD REPLY is not PUBLISH, REQUEST or CANCEL"),
        (REQUEST, "VERSION:2.0", "VERSION:1.0", "VERSION is not 2.0"),
        (REQUEST, "SUMMARY:Café de l’INMP", "SUMMARY:" + "é" * 40, "line 28 has 88 octets, 75 at most"),
        (REQUEST, "DTEND;TZID=Europe/Paris:20250623T081500", "DURATION:PT15M\nDTEND:20250623T061500Z",
         "DTEND and DURATION together"),
        (REQUEST, "SEQUENCE:0", "SEQUENCE 0", "not a property: 'SEQUENCE 0'"),
        (REQUEST, "END:VEVENT\n", "", "END:VCALENDAR closes VEVENT"),
        (PUBLISH, "SEQUENCE:0\n", "CONTACT:a\nCONTACT:b\n", "VEVENT: 2 CONTACT, at most one allowed"),
        (REQUEST, "END:VCALENDAR", "BEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR", "VTODO in a REQUEST of a VEVENT"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told(file, before, after, told):
    assert before in file
    assert told in violations(raw(file.replace(before, after, 1)))


def test_lines_that_do_not_end_with_crlf_are_told():
    assert "a line does not end with CRLF" in violations(REQUEST.encode())
    assert "the last line is not ended" in violations(raw(REQUEST).rstrip())


def test_a_letter_cut_in_two_by_folding_is_whole_again_but_latin_1_is_told():
    folded = raw(REQUEST).replace("é de".encode(), b"\xc3\r\n \xa9 de")
    assert violations(folded) == []
    assert "not UTF-8" in violations(REQUEST.replace("’", "'").replace("\n", "\r\n").encode("latin-1"))


def test_a_request_speaks_of_one_appointment():
    event = REQUEST[REQUEST.index("BEGIN:VEVENT") : REQUEST.index("END:VCALENDAR")]
    twice = REQUEST.replace(event, event + event.replace("r-1", "r-2"))
    assert violations(raw(twice)) == ["REQUEST speaks of several UIDs"]
    assert violations(raw(twice.replace("METHOD:REQUEST", "METHOD:PUBLISH").replace(ATTENDEE, ""))) == []
