"""The cafés on stage: loaded, then signed up to by the fictitious people, each by the real action at its instant."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from applications.models import Call
from events.actions.booking import Asked, book, hold
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from events.demo.sheets import sheets
from events.models import Cafe, Registration, Slot
from events.queries.routing import propose
from events.rules.waiting import POSSIBLE
from inmp_portal.accounts.models import Institution
from inmp_portal.lib import clock
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
    """Sign up whoever had signed up by then."""
    due = ((sheet, datetime.fromisoformat(sheet["inscrit_le"])) for sheet in sheets())
    return sum(_sign_up(sheet, when) for sheet, when in due if when <= at and (since is None or when > since))


def _sign_up(sheet: Mapping[str, Any], when: datetime) -> bool:
    cafe = Cafe.objects.filter(starts_at__date=sheet["cafe"]).select_related("call").first()
    if cafe is None:
        return False
    if Registration.objects.of_address(sheet["courriel"]).filter(cafe=cafe).exists():
        return False
    with clock.frozen(when):
        try:
            _act(cafe, sheet, when)
        except Refused as refused:
            log.info("demonstration: %s left out: %s", sheet["nom"], refused.reason)
            return False
        deliver_due()
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
