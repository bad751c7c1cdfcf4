"""Characters that the bundled font cannot show, said in words: a box would say nothing, and a gap would lie.

« 👍 » becomes « [pouce vers le haut] », « ℃ » « °C », a passage in Arabic « [11 lettres en arabe, à lire sur le portail] ».
The deposited content keeps what was typed; only its picture on paper is worded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

# Spaces, joiners, selectors and marks of direction draw nothing: `sanitising` or the layout deals with them.
_DRAWS_NOTHING = [*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F,
                  *range(0x2060, 0x2070), 0x3000, *range(0xFE00, 0xFE10), 0xFEFF]  # fmt: skip
_UNDRAWN = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
_SCRIPTS = {
    "ARABIC": "arabe", "HEBREW": "hébreu", "CJK": "chinois ou japonais", "HIRAGANA": "japonais", "KATAKANA": "japonais",
    "HANGUL": "coréen", "DEVANAGARI": "devanagari", "THAI": "thaï", "ARMENIAN": "arménien", "GEORGIAN": "géorgien",
}  # fmt: skip
_SYMBOLS = {
    "∈": "appartient à", "∉": "n’appartient pas à", "∪": "union", "⊂": "inclus dans", "⊆": "inclus dans ou égal à",
    "∅": "ensemble vide", "⊕": "plus cerclé", "⊗": "multiplié cerclé", "★": "étoile", "☆": "étoile vide",
}  # fmt: skip


class Characters:
    """What a font shows."""

    def __init__(self, codes: Iterable[int]) -> None:
        known = sorted({*codes, *_DRAWS_NOTHING})
        shown = "".join(re.escape(chr(code)) for code in known)
        self.missing = re.compile(f"[^{shown}]")
        self.passage = re.compile(f"[^{shown}]+(?:[ \u00a0]+[^{shown}]+)*")

    def worded(self, text: str) -> str:
        """The text with words in the place of what the font has not."""
        if text.isascii():
            return text
        if self.missing.search(text):
            import emoji  # late: its names weigh 12 MB, and few documents need them

            said = emoji.replace_emoji(text, replace=lambda found, _: self._picture(found, emoji))
            text = self.passage.sub(lambda found: self._passage(found[0]), said)
        return _UNDRAWN.sub("", text)  # a selector left behind would ask for a picture of its letter

    def _picture(self, found: str, emoji: object) -> str:
        bare = _UNDRAWN.sub("", found)
        if not self.missing.search(bare):
            return bare
        name = emoji.demojize(found, delimiters=("", ""), language="fr")  # type: ignore[attr-defined]
        return f"[{name.replace('_', ' ')}]"

    def _passage(self, text: str) -> str:
        compatible = unicodedata.normalize("NFKC", text)
        if not self.missing.search(compatible):
            return compatible
        letters = [sign for sign in text if unicodedata.category(sign)[0] in "LM"]
        if len(letters) > 1 and len(letters) >= len(re.sub(r"\s", "", text)) / 2:
            script = _SCRIPTS.get(_name(letters[0]).split(" ")[0].split("-")[0])
            written = f"en {script}" if script else "d’une autre écriture"
            return f"[{len(letters)} lettres {written}, à lire sur le portail]"
        return "".join(self._sign(sign) if self.missing.match(sign) else sign for sign in text)

    @staticmethod
    def _sign(sign: str) -> str:
        return f"[{_SYMBOLS.get(sign) or _name(sign).lower()}]"


def of_font(path: Path) -> Characters:
    """The characters of a font file (TTF)."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return Characters(font.getBestCmap())


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"caractère U+{ord(sign):04X}")
