"""May this person decide about these reminders to come, and if not, why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.plans import Planned
from inmp_portal.outbox.rules import can_rewrite


def can_hold_back(user: Any, planned: Planned, at: datetime) -> Verdict:
    """May these reminders be kept from leaving? As long as some of them have not left."""
    if not (verdict := can_rewrite(user, None, at)):
        return verdict
    return Verdict.no("Cette relance est déjà retenue.") if planned.held else Verdict.yes()


def can_let_go(user: Any, planned: Planned, at: datetime) -> Verdict:
    """May held reminders leave again, at their hour?"""
    if not (verdict := can_rewrite(user, None, at)):
        return verdict
    return Verdict.yes() if planned.held else Verdict.no("Cette relance n’est pas retenue.")


def can_send_early(user: Any, planned: Planned, at: datetime) -> Verdict:
    """May reminders leave now? Only those whose text stays true, before their hour."""
    if not (verdict := can_rewrite(user, None, at)):
        return verdict
    if not planned.notice.may_be_early:
        return Verdict.no("Ce courriel parle d’un moment précis\u00a0: parti plus tôt, il serait faux.")
    if planned.early or planned.due_at <= at:
        return Verdict.no("Cette relance est déjà en train de partir.")
    return Verdict.yes() if planned.count else Verdict.no("Personne n’est concerné pour l’instant.")
