"""What an expert sees of a dossier: its title, axis and public summary, while its person consents; nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.json import KeyTextTransform

from applications.models import Application
from applications.states import State
from events.models import Registration
from events.rules.desks import SHARES_DOSSIER


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
