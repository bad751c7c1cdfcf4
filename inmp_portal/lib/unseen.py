"""Characters that nobody sees, and that may make a text read otherwise than it was written. Pages, mails and PDFs ask here.

A right-to-left override shows « fdp.exe » as « exe.pdf », and a zero-width space makes two acronyms look the same.
What joins signs (U+200C, U+200D, the selectors) stays: some scripts and pictures are written with it.
"""

from __future__ import annotations

import re

# Character classes of a regular expression. Tabs and line ends are no controls here.
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
DECEIVING = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"  # directions, annotations, tags
)
EMPTY = "\u00ad\u180e\u200b\u2060-\u2065\ufeff"  # soft hyphen, zero-width spaces, byte order mark
_TYPED = re.compile(f"[{CONTROLS}{DECEIVING}{EMPTY}\ud800-\udfff]")
_SHOWN = re.compile(f"[{DECEIVING}]")


def seen(text: str) -> str:
    """What was typed, with LF line ends, as its reader sees it: what no column keeps goes as well."""
    return _TYPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def straight(text: str) -> str:
    """The text without what turns its direction, for what was kept before it was cleaned when typed."""
    return _SHOWN.sub("", text)
