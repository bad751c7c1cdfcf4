"""Who is written to: the registrations that answer and have an address, cancelled ones only when asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from events.models import Cafe
from events.models.registration import RegistrationQuerySet
from events.queries.coordination.listing import LIVE_ONES, Criteria, matching


def recipients_of(criteria: Criteria, *, cafe: Cafe, user: Any, at: datetime) -> RegistrationQuerySet:
    """In the order of names, with the slot that the text may name."""
    asked = criteria if criteria.state else replace(criteria, state=LIVE_ONES)
    rows = matching(asked, cafe=cafe, user=user, at=at).exclude(email="")
    return rows.select_related("slot").defer("answers", "consents").order_by("name_folded", "pk")
