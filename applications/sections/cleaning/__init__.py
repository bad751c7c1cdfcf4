"""From what was typed to what is stored, type by type.

Nothing typed is thrown away: a value that does not pass is stored as typed, with a message that says what to do.
Storing is idempotent: cleaning a stored value gives it back.
"""

from __future__ import annotations

from applications.sections.cleaning.entry import Cleaned, clean, is_empty

__all__ = ["Cleaned", "clean", "is_empty"]
