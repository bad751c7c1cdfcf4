"""What was found, where, and how it is told without being told again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 2  # letters or digits left to be recognised by whoever wrote them
_SIGN = re.compile(r"[^\W_]")
_SPACES = re.compile(r"\s+")
_TELLING = re.compile(r"[0-9]|[^\W\d_]{3}")  # a figure or a word, which may be a name


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


def found(kind: Kind, text: str, start: int, end: int, label: str = "") -> Finding:
    """A finding over `text[start:end]`, told after its label when there is one; the label is not masked."""
    return Finding(kind, start, end, f"{_SPACES.sub(' ', label).lstrip()}{masked(text[start:end])}")


def told(label: re.Match[str]) -> str:
    """The label without what stands between it and the value: « née MARTIN le » is told « née … le »."""
    gap = label["gap"] or ""
    if not _TELLING.search(gap):
        return label[0]
    head, tail = label[0][: label.start("gap") - label.start()], label[0][label.end("gap") - label.start() :]
    return f"{head} …{tail or ' '}"
