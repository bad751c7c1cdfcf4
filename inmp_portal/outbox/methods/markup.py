"""From a mail's text to its HTML: paragraphs, lists and links. Pure, and everything in it is escaped.

What somebody typed stands between two marks that no keyboard writes: there, an address is no link and a dash no list.
"""

from __future__ import annotations

import re
from html import escape

from inmp_portal.lib.unseen import straight

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FIRST = re.compile(
    r"(?<!\d)1(?=[ \u00a0](?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
_PERSONAL = re.compile(r"(?<=/)[0-9a-f]{40}(?=/)")  # the secret of a personal link, in its address
_OPENS, _CLOSES = "\ue000", "\ue001"
_MARKS = re.compile(f"[{_OPENS}{_CLOSES}]")
_INERT = re.compile(f"{_OPENS}([^{_CLOSES}]*){_CLOSES}")
_ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]’'\u00a0\u202f])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def inert(value: str) -> str:
    """A value that is shown as it is, line by line; marks of its own are taken away."""
    lines = re.split(r"\r\n|\r|\n", _MARKS.sub("", value))
    return "\n".join(f"{_OPENS}{line}{_CLOSES}" if line.strip() else "" for line in lines)


def one_line(text: str, limit: int = 300) -> str:
    """A subject: no line break, no control character, no spoofed direction; no-break spaces are kept."""
    line = _FIRST.sub("1er", _MARKS.sub("", straight(_CONTROLS.sub(" ", text))))
    line = re.sub(r" {2,}", " ", line).strip(" ")
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def plain(text: str) -> str:
    """A body: at most one empty line in a row, no trailing space, no control character but the line break.

    A person whose name is not known yet is greeted with « Bonjour, »; the first of a month is « 1er ».
    """
    return _tidy(_MARKS.sub("", text))


def _tidy(text: str) -> str:
    lines = (straight(_CONTROLS.sub(" ", line)).rstrip(" ") for line in re.split(r"\r\n|\r|\n", text))
    lines = (re.sub(r"^Bonjour +,$", "Bonjour,", line) for line in lines)
    return _FIRST.sub("1er", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"))


def without_secrets(text: str) -> str:
    """For whoever reads a mail that is not theirs: no personal link that they could follow."""
    return _PERSONAL.sub("…", text)


def to_html(text: str) -> str:
    """Paragraphs at empty lines, `- ` lines as lists, web and mail addresses as links that show where they lead."""
    return "\n".join(_block(block.split("\n")) for block in _tidy(text).split("\n\n") if block)


def _block(lines: list[str]) -> str:
    html: list[str] = []
    paragraph: list[str] = []
    items: list[str] = []
    for line in [*lines, None]:
        is_item = line is not None and line.startswith("- ")
        if items and not is_item:
            html.append(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
            items = []
        if paragraph and (is_item or line is None):
            html.append(f"<p>{'<br>'.join(paragraph)}</p>")
            paragraph = []
        if line is not None:
            (items if is_item else paragraph).append(_linked(line[2:] if is_item else line))
    return "\n".join(html)


def _linked(line: str) -> str:
    """The addresses of the sentences become links; what stands between marks is only escaped."""
    parts = _INERT.split(line)  # sentences, what was typed, sentences…
    return "".join(escape(_MARKS.sub("", part)) if place % 2 else _with_links(part) for place, part in enumerate(parts))


def _with_links(line: str) -> str:
    html, end = [], 0
    for match in _ADDRESS.finditer(line):
        target = match["url"] or f"mailto:{match['mail']}"
        html += [escape(line[end : match.start()]), f'<a href="{escape(target)}">{escape(match[0])}</a>']
        end = match.end()
    return "".join([*html, escape(line[end:])])
