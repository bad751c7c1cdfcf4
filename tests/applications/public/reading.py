"""A page as its reader sees it, and what a proof-reader would circle."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Seen(HTMLParser):
    """The text that a reader sees, a line a block."""

    INLINE = frozenset({"a", "b", "strong", "em", "span", "mark", "time", "sup", "tspan"})

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        if tag not in self.INLINE:
            self.text.append("\n")
        self.text.extend(value for name, value in attributes if name in {"aria-label", "title", "alt"} and value)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}
        if tag not in self.INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def seen(html: str) -> str:
    parser = Seen()
    parser.feed(html)
    return "".join(parser.text)


def plain(html: str) -> str:
    """Seen text with every space read as one ordinary space."""
    return " ".join(seen(html).split())


FAULTS = (
    r".{0,20}['\"]",
    r".{0,20}[ \n][;!?»](?:\s|$)",
    r".{0,20} :(?:\s|$)",
    r"« .{0,20}",
    r".{0,20}\d [€%]",
    r"\{\{.{0,20}|\[[CF]\]",
    r"2[\u202f\u00a0]025",
)


def faults(text: str) -> list[str]:
    """What a proof-reader would circle."""
    return [found for fault in FAULTS for found in re.findall(fault, text)]
