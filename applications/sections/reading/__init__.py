"""A dossier to be read: sections and rows of words, for the PDF, the read-only pages and the comparison of versions.

`read(definition, answers, audience, files)`. The audience "reviewer" is what evaluators read: nothing whose visibility
is the coordination's, no address, no telephone number.
"""

from applications.sections.reading.rows import (
    Audience,
    Cell,
    ReadFile,
    ReadRow,
    ReadSection,
    files_by_field,
    is_shown,
    read,
)
from applications.sections.reading.wording import Block, blocks, worded

__all__ = [
    "Audience", "Block", "Cell", "ReadFile", "ReadRow", "ReadSection", "blocks", "files_by_field", "is_shown", "read", "worded",
]  # fmt: skip
