"""Questions asked to the cafés, answered for everybody: only with their author's consent, and without a name."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from applications.rules.coordinating import can_coordinate
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import CafeQuestion

PUBLISHABLE = "reponse_publique"  # consent of the questionnaire


def can_sort_questions(user: Any, at: datetime) -> Verdict:
    """Put questions together or apart: the coordination and the direction."""
    return can_coordinate(user, at)


def can_publish(user: Any, question: CafeQuestion, at: datetime) -> Verdict:
    """An answered question whose author agreed, not published yet."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if not question.said_answer:
        return Verdict.no("Cette question n’a pas encore de réponse.")
    if not question.may_be_published:
        return Verdict.no("Son auteur n’a pas accepté que cette question soit publiée.")
    if question.published_as_id is not None:
        return Verdict.no("Cette question est déjà publiée.")
    return Verdict.yes()


def can_unpublish(user: Any, question: CafeQuestion, at: datetime) -> Verdict:
    if not (verdict := can_coordinate(user, at)):
        return verdict
    return Verdict.yes() if question.published_as_id is not None else Verdict.no("Cette question n’est pas publiée.")
