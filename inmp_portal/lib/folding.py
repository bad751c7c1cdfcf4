"""Folded text: accents and case removed, so that search and order answer alike on every PostgreSQL."""

from __future__ import annotations

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'"})


def fold(text: str) -> str:
    """Lower case without accents, ligatures opened, spaces squeezed: « Œdème à l’Été » gives "oedeme a l'ete"."""
    opened = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(char for char in opened if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())
