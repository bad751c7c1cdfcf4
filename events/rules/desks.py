"""A desk's agenda and its answers: for its expert and the coordination, never for a reviewer as such; what may be published."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.crypto import constant_time_compare

from applications.rules.coordinating import can_coordinate
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Cafe, CafeQuestion, Desk

SHARES_DOSSIER, PUBLISHABLE = "partage_dossier", "reponse_publique"  # consents of the questionnaire


def can_keep_desk(user: Any, desk: Desk | None, at: datetime) -> Verdict:
    """The expert who answers there, the coordination and the direction."""
    if can_coordinate(user, at) or (desk is not None and user.is_authenticated and desk.expert_id == user.pk):
        return Verdict.yes()
    return Verdict.no("Cet agenda est celui de la personne qui tient le guichet et de la coordination.")


def can_answer(user: Any, question: CafeQuestion, at: datetime) -> Verdict:
    """Before, during or after the appointment; an answer may be corrected. A group is answered at its first question."""
    if not can_keep_desk(user, question.desk, at):
        return Verdict.no("Seules la personne du guichet et la coordination répondent à cette question.")
    if question.same_as_id is not None:
        return Verdict.no("Cette question est réunie à une autre\u00a0: c’est là qu’on y répond.")
    return Verdict.yes()


def can_keep_feed(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """The feed of the whole café is the coordination's."""
    return can_coordinate(user, at)


def can_follow(followed: Desk | Cafe, secret: str) -> Verdict:
    """A calendar feed opens by the secret of its address alone: calendar programs do not sign in."""
    if constant_time_compare(followed.feed_secret, secret):
        return Verdict.yes()
    return Verdict.no("Cette adresse d’agenda n’est plus valable.")


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
