"""The edition on stage: its call, its people, then what the fictitious teams do (`inmp_portal.home.performances`)."""

from __future__ import annotations

from datetime import datetime

from applications.actions.loading import load_edition
from applications.content import read_edition
from applications.demo.playing import Play
from applications.models import Call
from inmp_portal.accounts.actions.personas import create_personas


def load(at: datetime) -> None:
    """The call of the edition and the people to try the portal as."""
    load_edition(edition=read_edition("inmp-2025"), by=None, at=at)
    create_personas(at=at)


def play(at: datetime, since: datetime | None) -> int:
    """What the teams did up to an instant."""
    call = Call.objects.order_by("-edition").first()
    return Play(call).until(at, since=since) if call else 0
