"""The story of a dossier in its lead's words: what was done, and what comes next. Invisible steps stay invisible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce

from applications.models import Application, CallDate
from inmp_portal.journal.models import Entry


@dataclass(frozen=True)
class Step:
    """Something that happened. `tone` is done, warm or calm."""

    at: datetime
    title: str
    detail: str = ""
    tone: str = "done"


Told = Callable[[dict[str, Any]], tuple[str, str, str]]


def _deposited(data: dict[str, Any]) -> tuple[str, str, str]:
    if data.get("complement"):
        return (
            f"Complément envoyé, en version {data['version']}",
            "La version déposée avant la clôture reste lisible.",
            "done",
        )
    return (
        f"Version {data['version']} déposée",
        f"Numéro {data['number']}. L’accusé de réception est joint à cette version.",
        "done",
    )


def _refused(data: dict[str, Any]) -> tuple[str, str, str]:
    return "Dépôt refusé", f"{data['reason']} Tentative {data['attempt']}.", "warm"


_TOLD: dict[str, Told] = {
    "application.opened": lambda data: ("Brouillon ouvert", "", "calm"),
    "application.deposited": _deposited,
    "application.reopened": lambda data: (
        "Dossier rouvert", f"La version {data['version']} reste valable tant qu’une nouvelle n’est pas déposée.", "warm",
    ),
    "application.changes_abandoned": lambda data: (
        "Modifications abandonnées", f"Retour à la version {data['version']}, telle que déposée.", "calm",
    ),
    "application.withdrawn": lambda data: ("Dossier retiré", f"Motif\u00a0: {data['reason']}", "warm"),
    "application.restored": lambda data: ("Dossier rétabli", "", "done"),
    "screening.complement_asked": lambda data: (
        "Complément demandé", f"Avant le {data['until']}, heure de Paris\u00a0: {data['fields']}.", "warm",
    ),
    "screening.complement_extended": lambda data: (
        "Délai accordé pour le complément", f"Jusqu’au {data['until']}, heure de Paris.", "done",
    ),
    "screening.complement_ended": lambda data: ("Demande de complément close", "Rien n’est plus à compléter.", "calm"),
    "screening.decided": lambda data: (f"Décision\u00a0: {data['outcome'].lower()}", "", "done"),
    "screening.reversed": lambda data: ("Décision annulée", "L’examen de la recevabilité reprend.", "calm"),
    "application.extension_granted": lambda data: (
        "Prolongation accordée", f"Vous pouvez déposer jusqu’au {data['until']}, heure de Paris.", "done",
    ),
}  # fmt: skip
_TOLD_WHEN_LATE = "application.deposit_refused"


def steps_of(application: Application) -> list[Step]:
    """What happened, the latest first; one query."""
    entries = Entry.objects.filter(
        object_type="applications.application", object_id=str(application.pk), type__in=[*_TOLD, _TOLD_WHEN_LATE]
    ).order_by("-id")
    return [step for entry in entries[:60] if (step := _step(entry)) is not None]


def next_dates(application: Application, at: datetime) -> list[CallDate]:
    """The public dates of the call that are not over, in the call's own order: « mi-octobre » comes before « octobre »."""
    dates = CallDate.objects.filter(call_id=application.call_id, is_public=True)
    return list(dates.alias(over_at=Coalesce("ends_at", "starts_at")).filter(over_at__gt=at).order_by("position")[:4])


def _step(entry: Entry) -> Step | None:
    if entry.type == _TOLD_WHEN_LATE:
        return Step(entry.at, *_refused(entry.data)) if entry.data.get("kind") == "late" else None
    return Step(entry.at, *_TOLD[entry.type](entry.data))
