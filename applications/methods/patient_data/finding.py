"""What was found, where, and how it is told without being told again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 2  # letters or digits left to be recognised by whoever wrote them
_SIGN = re.compile(r"[^\W_]")
_SPACES = re.compile(r"\s+")


class Kind(StrEnum):
    """What it looks like."""

    NIR = "nir"
    STAY = "stay"
    BIRTH = "birth"
    DICOM = "dicom"


@dataclass(frozen=True)
class Finding:
    """One thing found: `start` and `end` in the text, `excerpt` with its label and the value masked."""

    kind: Kind
    start: int
    end: int
    excerpt: str


def masked(value: str) -> str:
    """« 28 •••• » for « 28 0376 »: the first signs stay, the rest is hidden; spaces are put on one line."""
    value, signs = _SPACES.sub(" ", value.strip()), 0

    def hide(sign: re.Match[str]) -> str:
        nonlocal signs
        signs += 1
        return sign[0] if signs <= SHOWN else "•"

    return _SIGN.sub(hide, value)


def found(kind: Kind, text: str, start: int, end: int, label: int | None = None) -> Finding:
    """A finding over `text[start:end]`, told from its label on when there is one; the label is not masked."""
    said = _SPACES.sub(" ", text[label:start]).lstrip() if label is not None else ""
    return Finding(kind, start, end, f"{said}{masked(text[start:end])}")
