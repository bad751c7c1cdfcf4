"""Counting characters and words, the same way here and in `static/portal/js/dossier/counting.js`.

A text is counted in NFC, with LF line ends, without the characters that nobody sees and without the white space around it;
characters are code points; a word is a run between white spaces that holds a letter or a figure.
"""

from __future__ import annotations

import re
import unicodedata

from inmp_portal.lib.unseen import seen

# Written out rather than `\s`: Python and JavaScript do not agree on what white space is.
SPACES = "\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SPACE_RUN = re.compile(f"[{SPACES}]+")
_EDGES = "".join(filter(_SPACE_RUN.match, map(chr, range(0x10000))))  # each white space: `strip` knows no range
_LINE_SPACES = re.compile("[\t\n ]+")


def normalised(text: str) -> str:
    """The text as it is stored and counted."""
    return unicodedata.normalize("NFC", seen(text)).strip(_EDGES)


def one_line(text: str) -> str:
    """The same on a single line, runs of white space squeezed into one space but for no-break spaces."""
    return _LINE_SPACES.sub(" ", normalised(text))


def characters(text: str) -> int:
    """Code points of the normalised text, spaces included."""
    return len(normalised(text))


def words(text: str) -> int:
    """Words of the normalised text: « oui : non » counts two."""
    return sum(1 for run in _SPACE_RUN.split(normalised(text)) if any(map(_tells, run)))


def _tells(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"
