"""Cells of a copied table: a value is known by the head of its column, one line above."""

from __future__ import annotations

import re

_HEADS = {
    "stay": r"ipp|nip|nda|iep|patient[ _-]?id|id[ _-]?patient|num(?:[ée]ro)?[ _](?:ipp|patient|s[ée]jour)",
    "birth": r"ddn|dob|date[ _](?:de[ _])?naiss(?:ance)?|birth[ _]?date|date[ _]of[ _]birth",
}
_CELL = r'(?:^|(?P<by>[;,\t|])|[\s:])\s*"?(?:{})"?\s*(?:$|(?P<then>[;,\t|]))'
_HEAD_OF = {name: re.compile(_CELL.format(words), re.IGNORECASE) for name, words in _HEADS.items()}
_WIDEST = 300  # characters of a line of heads


def is_headed(text: str, start: int, head: str) -> bool:
    """Does the text at `start` lie in the column that the line above names so (« ipp;age;sexe »)?"""
    line = text.rfind("\n", 0, start) + 1
    if not line or start - line > _WIDEST:
        return False
    above = text[max(text.rfind("\n", 0, line - 1) + 1, line - 1 - _WIDEST) : line - 1]
    if above.rstrip().endswith((".", "?", "!")):
        return False  # prose, that speaks of such a column
    cell = _HEAD_OF[head].search(above)
    if cell is None:
        return False
    by = cell["by"] or cell["then"]
    place = above.count(by, 0, cell.end() - len(cell["then"] or "")) if by else 0
    return text.count(by, line, start) == place if by else start == line
