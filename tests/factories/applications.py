"""Dossiers in a given state, reached by the portal's own actions where they exist."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from applications.models import Application, Axis, Call
from applications.states import State
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock
from inmp_portal.lib.folding import fold
from tests.factories.people import UserFactory

_numbers = count(1)
ApplicationIn = Callable[..., Application]


def draft(*, call: Call, lead: User | None = None, **columns: Any) -> Application:
    """A draft with its columns filled directly."""
    n = next(_numbers)
    lead = lead or UserFactory.create()
    values: dict[str, Any] = {
        "reference": f"T{n:07d}",
        "title": f"Projet de médecine de précision n° {n}",
        "acronym": f"PROJET{n}",
        "main_axis": Axis.objects.filter(call=call, number=1 + n % 4).first(),
        "institution": lead.institution,
        "lead_name": str(lead),
        "created_at": clock.now(),
        "updated_at": clock.now(),
        **columns,
    }
    values |= {"title_folded": fold(values["title"]), "lead_name_folded": fold(values["lead_name"])}
    return Application.objects.create(call=call, lead=lead, **values)


def deposited(*, call: Call, lead: User | None = None, **columns: Any) -> Application:
    """A dossier deposited once."""
    n = next(_numbers)
    at = columns.pop("at", None) or clock.now()
    facts = {
        "state": State.DEPOSITED,
        "number": f"INMP-2025-{n:03d}",
        "deposit_count": 1,
        "first_deposited_at": at,
        "last_deposited_at": at,
        "completeness": 100,
    }
    return draft(call=call, lead=lead, **{**facts, **columns})


BUILDERS: dict[str, Callable[..., Application]] = {State.DRAFT: draft, State.DEPOSITED: deposited}
