"""Between a registration and dossiers: one's own to choose from, what the questionnaire knows, and what an expert sees.

An expert sees of a dossier its title, axis and public summary, while its person consents; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models.fields.json import KeyTextTransform

from applications.models import Application
from applications.states import State
from events.models import Registration
from events.rules.desks import SHARES_DOSSIER

if TYPE_CHECKING:
    from inmp_portal.accounts.models import User


@dataclass(frozen=True)
class SharedDossier:
    """As the working copy says now; `summary` may be empty."""

    title: str
    axis: str
    summary: str


def shared_dossiers(registrations: Iterable[Registration]) -> dict[int, SharedDossier]:
    """By key of registration, one query: those tied to a dossier that their own person leads and agreed to show."""
    shown = {one.application_id: one for one in registrations if one.application_id and SHARES_DOSSIER in one.consents}
    if not shown:
        return {}
    found = Application.objects.filter(pk__in=shown).exclude(state=State.WITHDRAWN).select_related("main_axis")
    summary: dict[str, Any] = {"summary": KeyTextTransform("resume_public", "answers")}
    dossiers = found.annotate(**summary).without_long_texts().order_by("pk")
    own = (dossier for dossier in dossiers if dossier.lead_id == shown[dossier.pk].user_id)
    return {shown[dossier.pk].pk: _shared(dossier) for dossier in own}


def _shared(dossier: Any) -> SharedDossier:
    """`dossier` carries the annotation `summary`."""
    return SharedDossier(dossier.title, str(dossier.main_axis or ""), dossier.summary or "")


def own_dossiers(user: User | None, call_id: int) -> list[Application]:
    """Dossiers of a call that this person leads, the latest first, withdrawn ones left out; none for a guest."""
    if user is None:
        return []
    own = Application.objects.led_by(user).filter(call_id=call_id).exclude(state=State.WITHDRAWN)
    return list(own.without_long_texts().order_by("-updated_at", "-pk"))


def own_dossier(user: User | None, reference: str) -> Application | None:
    """The dossier of that reference, when this person leads it."""
    if user is None:
        return None
    own = Application.objects.led_by(user).exclude(state=State.WITHDRAWN).without_long_texts()
    return own.filter(reference=reference).first()


@dataclass(frozen=True)
class Known:
    """An answer of the questionnaire that opens a dossier too: `key` and `value` as the dossier's form names them."""

    key: str
    label: str
    value: str
    wording: str


def known_answers(registration: Registration) -> list[Known]:
    """What could be taken over into a new draft, in the order of its form; an axis only when one alone was named."""
    place = registration.institution
    axes = [axis for axis in registration.answers.get("axes", []) if axis.startswith("axe")]
    axis = axes[0] if len(axes) == 1 else ""
    found = (
        Known("axe_principal", "Axe principal", axis, axis.replace("axe", "axe ")),
        Known("nom", "Nom", registration.last_name, registration.last_name),
        Known("prenom", "Prénom", registration.first_name, registration.first_name),
        Known("courriel", "Adresse électronique", registration.email, registration.email),
        Known("etablissement", "Établissement", place.code if place else "", place.name if place else ""),
    )
    return [answer for answer in found if answer.value]
