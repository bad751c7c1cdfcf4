"""The cafés on stage: loaded, then signed up to and come to by the fictitious people, each by the real action at its instant."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from applications.models import Call
from events.actions.booking import Asked, book, hold
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from events.demo.day import Deed, deeds
from events.demo.sheets import sheets
from events.models import Cafe, Registration, Slot
from events.queries.routing import propose
from events.rules.waiting import POSSIBLE
from inmp_portal.accounts.models import Institution
from inmp_portal.lib import clock
from inmp_portal.lib.french import in_paris
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.actions import deliver_due

log = logging.getLogger(__name__)

# The sheets' own words for where a project stands, and the questionnaire's.
_STANDING = {
    "idée": "idee", "projet en cours de rédaction": "redaction", "projet prêt": "pret",
    "sans projet, propose une expertise": "expertise",
}  # fmt: skip


def load(at: datetime) -> None:
    """The cafés of the edition."""
    call = Call.objects.order_by("-edition").first()
    if call is not None:
        load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=at)


def play(at: datetime, since: datetime | None) -> int:
    """Sign up whoever had signed up by then, remind them, and receive them on the day, in the order of time.

    Cafés whose people were forgotten since are over: nobody is known any more, and nobody signs up again.
    """
    cafes = list(Cafe.objects.exclude(registrations__anonymised_at__isnull=False).select_related("call"))
    by_day = {f"{in_paris(cafe.starts_at):%Y-%m-%d}": cafe for cafe in cafes}
    signing_up = [_signing_up(by_day[sheet["cafe"]], sheet) for sheet in sheets() if sheet["cafe"] in by_day]
    found = sorted([*signing_up, *deeds(cafes, at)], key=lambda deed: deed[0])
    return sum(_done(when, act) for when, act in found if when <= at and (since is None or when > since))


def _done(when: datetime, act: Callable[[], bool]) -> bool:
    """One deed at its own instant; what somebody who tried the portal made impossible is left out."""
    with clock.frozen(when):
        try:
            done = act()
        except Refused as refused:
            log.info("demonstration: left out at %s: %s", when, refused.reason)
            return False
        if done:
            deliver_due()
    return done


def _signing_up(cafe: Cafe, sheet: Mapping[str, Any]) -> Deed:
    when = datetime.fromisoformat(sheet["inscrit_le"])
    return when, lambda: _sign_up(cafe, sheet, when)


def _sign_up(cafe: Cafe, sheet: Mapping[str, Any], when: datetime) -> bool:
    if Registration.objects.of_address(sheet["courriel"]).filter(cafe=cafe).exists():
        return False
    _act(cafe, sheet, when)
    return True


def _act(cafe: Cafe, sheet: Mapping[str, Any], when: datetime) -> None:
    """A seat at the open session, the slot that the sheet names, or the waiting list."""
    if cafe.is_open_session:
        register(cafe=cafe, entry=_entry(sheet), by=None, at=when)
        return
    proposal, token = propose(cafe, sheet["question"], sheet["themes"][0]), f"demonstration-{sheet['courriel']}"
    slot = None
    if sheet["niveau"] == "confirmee":
        slot = Slot.objects.get(desk=proposal.desk, starts_at=sheet["creneau"])
        hold(slot=slot, token=token, by=None, at=when)
    asked = Asked(sheet["question"], proposal.theme, proposal.desk)
    book(cafe=cafe, entry=_entry(sheet), asked=asked, slot=slot, token=token, by=None, at=when)


def _entry(sheet: Mapping[str, Any]) -> Entry:
    institution = Institution.objects.filter(name=sheet["etablissement"]).first()
    person = {
        "first_name": sheet["prenom"], "last_name": sheet["nom"], "email": sheet["courriel"],
        "institution": institution, "other_institution": "" if institution else sheet["etablissement"],
        "unit": sheet["service"], "profession": sheet["fonction"],
    }  # fmt: skip
    answers = {"statut_projet": _STANDING[sheet["statut_projet"]], "axes": sheet["axes"], **_of_the_kind(sheet)}
    consents = {"rgpd": True, "partage_coordonnees": sheet.get("partage_coordonnees", False)}
    return Entry(person, {key: value for key, value in answers.items() if value}, consents)


def _of_the_kind(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """What only the open session asks, or only an appointment."""
    if "creneau" in sheet:
        waits = sheet["niveau"] != "confirmee"
        hour = datetime.fromisoformat(sheet["creneau"]).strftime("%H:%M")
        shape = "visio" if sheet["format"].startswith("visio") else "presentiel"
        return {"format": shape, POSSIBLE: [hour] if waits else []}
    return {
        "idee": sheet["question"],
        "presentation_eclair": sheet["presentation_eclair"],
        "accessibilite": sheet["accessibilite"],
    }
