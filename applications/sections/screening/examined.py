"""What is screened: a deposited version as it was kept, never the working copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from applications.sections.checking import Report, check
from applications.sections.context import Context
from applications.sections.definition import Definition


@dataclass(frozen=True)
class Twin:
    """Another deposited dossier of the edition, and why it looks like this one."""

    number: str
    title: str
    why: str


@dataclass(frozen=True)
class Examined:
    """A deposit's snapshot with the definition it was written with, and the dossiers that look like it."""

    definition: Definition
    snapshot: Mapping[str, Any]
    twins: tuple[Twin, ...] = ()

    @property
    def answers(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.snapshot["answers"]
        return found

    @property
    def files(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.snapshot["files"]
        return found

    @cached_property
    def context(self) -> Context:
        return Context(self.definition, self.answers)

    @cached_property
    def report(self) -> Report:
        return check(self.definition, self.answers, Counter(file["field"] for file in self.files))

    @property
    def in_time(self) -> tuple[datetime, datetime]:
        """When the dossier was deposited and its close: a complement comes after, and follows a deposit that says it."""
        follows = (self.snapshot.get("complement") or {}).get("follows")
        at, closes_at = (
            (follows["at"], follows["closes_at"])
            if follows
            else (self.snapshot["deposit"]["at"], self.snapshot["call"]["closes_at"])
        )
        return datetime.fromisoformat(at), datetime.fromisoformat(closes_at)

    def parameter(self, key: str, default: Any = None) -> Any:
        """A parameter of the edition as it was at the deposit."""
        return self.definition.parameters.get(key, default)

    def named(self, fields: Iterable[str]) -> list[dict[str, Any]]:
        """The files joined to these questions."""
        wanted = set(fields)
        return [file for file in self.files if file["field"] in wanted]
