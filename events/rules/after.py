"""After a café: who may say what they thought of it, and what may be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.methods.reading.questionnaire import NOTICE
from events.states import RegistrationState
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Registration


def can_give_feedback(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Once, by whoever was there; nobody needs to know more."""
    if registration.gave_feedback:
        return Verdict.no("Vous avez déjà donné votre avis sur ce café. Merci\u00a0!")
    if registration.state != RegistrationState.ATTENDED:
        return Verdict.no("L’avis est demandé aux personnes dont la présence a été notée.")
    if at < registration.cafe.ends_at:
        return Verdict.no("L’avis se donne une fois le café terminé.")
    return Verdict.yes()


def freely_given(registration: Registration) -> set[str]:
    """Consents that may be taken back: that the notice was read is a fact, not a consent."""
    return set(registration.consents) - {NOTICE}


def can_withdraw_consents(user: Any, registration: Registration, at: datetime) -> Verdict:
    """At any time, before and after the café, cancelled or not."""
    if freely_given(registration):
        return Verdict.yes()
    return Verdict.no("Aucun accord facultatif n’est donné pour cette inscription.")
