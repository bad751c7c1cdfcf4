"""Drafts with the columns that a test is about, filled directly; deposits are made by their action (`deposits.py`)."""

from __future__ import annotations

from itertools import count
from typing import Any

from applications.models import Application, Axis, Call
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock
from inmp_portal.lib.folding import fold
from tests.factories.people import UserFactory

_numbers = count(1)


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
