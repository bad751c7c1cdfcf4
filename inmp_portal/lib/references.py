"""Public references: drawn at random, nothing to guess and nothing to count."""

from __future__ import annotations

import secrets

# Read aloud on the telephone without a doubt: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
_LETTERS = "34679ACDEFGHJKMNPQRTWXY"


def new_reference(length: int = 8) -> str:
    """That many letters and figures: 23⁸ references of eight."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
