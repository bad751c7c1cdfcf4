"""Folded text: accents and case removed, so that search and order answer alike on every PostgreSQL."""

from __future__ import annotations

import unicodedata

# Every combining mark, dropped by one pass in C: a dossier's texts are folded at each deposit.
_MARKS = dict.fromkeys(place for place in range(0x20000) if unicodedata.combining(chr(place)))
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'"})


def fold(text: str) -> str:
    """Lower case without accents, ligatures opened, spaces squeezed: « Œdème à l’Été » gives "oedeme a l'ete"."""
    opened = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = opened.translate(_MARKS)
    return " ".join(bare.casefold().split())
