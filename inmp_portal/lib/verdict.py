"""What a rule answers: yes, or no with the sentence that the person reads."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """A rule said no. `reason` is the French sentence for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Verdict:
    """`ok`, or the French reason why not. The button, the view and the action ask the same rule."""

    ok: bool
    reason: str = ""

    @classmethod
    def yes(cls) -> Verdict:
        return cls(True)

    @classmethod
    def no(cls, reason: str) -> Verdict:
        return cls(False, reason)

    def __bool__(self) -> bool:
        return self.ok

    def require(self) -> None:
        """Raise `Refused` with the reason unless the rule said yes."""
        if not self.ok:
            raise Refused(self.reason)
