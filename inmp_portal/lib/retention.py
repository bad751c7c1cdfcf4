"""How long each kind of row is kept, why, and what happens then: one entry a model, in each app's `retention`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


class Then(StrEnum):
    """What happens when the time is over."""

    KEPT = "conservé : aucune donnée personnelle"
    ANONYMISED = "anonymisé"
    DELETED = "supprimé"
    ARCHIVED = "versé aux archives, sans données personnelles"


@dataclass(frozen=True)
class Retention:
    """`months` counted from `since`; None: as long as the portal lives. `why` is the purpose or the legal ground."""

    months: int | None
    since: str
    then: Then
    why: str


def registry() -> dict[str, Retention]:
    """Every entry of every app, by model label ("applications.Application")."""
    modules = (f"{config.name}.retention" for config in apps.get_app_configs())
    found = (import_module(module) for module in modules if find_spec(module))
    return {label: entry for module in found for label, entry in getattr(module, "RETENTION", {}).items()}


RETENTION = {"lib.Heartbeat": Retention(None, "dernier signe de vie", Then.KEPT, "surveillance du portail")}
