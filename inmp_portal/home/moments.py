"""The moments of the portal's life that a demonstration or a rehearsal may stand at; apps tell them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Moment:
    """An instant worth seeing the portal at: its key for the address, what one sees there."""

    key: str
    label: str
    at: datetime
    detail: str = ""


Provider = Callable[[], Iterable[Moment]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a source of moments; called once by each app when it starts."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def all_moments() -> list[Moment]:
    """Every moment, in the order of time."""
    return sorted((moment for provider in _providers for moment in provider()), key=lambda moment: moment.at)
