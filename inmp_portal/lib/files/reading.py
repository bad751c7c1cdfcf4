"""The text of an accepted PDF, for whoever must look into it: read in a confined child, never a reason to refuse."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass

from inmp_portal.lib.confined import process

SECONDS = 8
MAX_CHARACTERS = 200_000


@dataclass(frozen=True)
class Text:
    """`pages` in their order, as far as they were read; `is_whole` is False when something could not be."""

    pages: tuple[str, ...]
    is_whole: bool

    @property
    def is_empty(self) -> bool:
        """Not a word: images of pages, as a scanner makes them."""
        return not any(page.strip() for page in self.pages)


def text_of(data: bytes) -> Text:
    """Read a PDF that `inspection.accept` has cleaned. Empty and not whole when the child did not live to answer."""
    command = process.command("inmp_portal.lib.files.examiner.text", SECONDS, MAX_CHARACTERS)
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS + 4, env=process.environment(), cwd="/",
            check=True,
        )  # fmt: skip
        said = json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Text((), False)
    return Text(tuple(said["pages"]), said["is_whole"])
