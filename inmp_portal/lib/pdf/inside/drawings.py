"""Words in a drawing, laid out as words: WeasyPrint draws them letter by letter, which is slow and loses the kerning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import svg

_PER_LETTER = ("x", "y", "dx", "dy", "rotate")
_by_letters = svg.TAGS["text"]


class Words(str):
    """A text that is one piece where its letters are asked for."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _text(drawing: Any, node: Any, font_size: float) -> None:
    is_spread = node.get("letter-spacing") or node.get("textLength")
    if node.text and not is_spread and all(len(node.attrib.get(name, "").split()) < 2 for name in _PER_LETTER):
        node._etree_node.text = Words(node.text)
    _by_letters(drawing, node, font_size)


def draw_words() -> None:
    """For this process."""
    svg.TAGS.update({tag: _text for tag, draw in svg.TAGS.items() if draw is _by_letters})
    svg.text = _text  # by this name WeasyPrint tells the tags that hold words
