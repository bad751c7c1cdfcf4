"""The NIR, number of registration of persons (« numéro de sécurité sociale »), which is also the INS of a patient.

Thirteen characters and a key: sex, year, month, department (2A and 2B in Corsica, 99 abroad), commune, order, then
97 − (number mod 97), with 2A read as 19 and 2B as 18. Source: décret no 82-103 du 22 janvier 1982 and INSEE,
« numéro d’inscription au répertoire »; months 20, 30 to 42 and 50 to 99 stand for an unknown one; a first figure of
3, 4, 7 or 8 belongs to numbers given while waiting, which must be announced. As INS: référentiel « Identifiant national de santé ».

Found: a right key; else thirteen characters of that shape, separated as people write a NIR or beside words that
announce one. Without either, thirteen digits may be a barcode or an instant, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from applications.methods.patient_data.finding import Finding, Kind, found

# Each pattern begins with its figure, the look back comes after it: prose is then skipped at the speed of the engine.
_ALONE = r"(?<![0-9A-Za-z].)"
_S = r"[ \t\n\u00a0\u2009\u202f.\-\u2010\u2011\u2013/]?"
_SHAPE = re.compile(
    rf"[1-478]{_ALONE}(?P<s>{_S})[0-9]{{2}}{_S}(?:0[1-9]|1[0-2]|20|3[0-9]|4[0-2]|[5-9][0-9]){_S}"
    rf"(?:[0-9]{{2}}|2[ABab]){_S}[0-9]{{3}}{_S}[0-9]{{3}}"
)
_KEY = re.compile(r"(?:[\s.\-\u2010\u2011\u2013/(]{0,3}(?:cl[ée]f?[\s:.]{0,3})?)([0-9]{2})(?![0-9])")
_GROUPED = re.compile(rf"[1-478]{_ALONE}(?:[ \u00a0\u202f.\-]?[0-9ABab]){{14}}(?![0-9])")
_ANNOUNCED = re.compile(
    r"\bnir\b|s[ée]cu(?:\b|rit[ée]\s+soc)|\bn[°ºo]\.?\s*ss\b|\bnum[ée]ro\s+ss\b|\bassur[ée]e?\b|immatricul|vitale|matricule"
    r"|\bins\b|(?:ayant|ouvrant)[\s-]droit|\bcpam\b|b[ée]n[ée]ficiaire",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a number where its announcement is looked for, and half of it after
_STOP = re.compile(r"[.;!?]\s|\n\s*\n")
_GROUPS = 5  # separators between the six parts


def key_of(number: str) -> int:
    """The key of thirteen characters, between 1 and 97. ValueError when they are not a number once Corsica is read."""
    return 97 - int(number.upper().replace("2A", "19").replace("2B", "18")) % 97


def find(text: str) -> Iterator[Finding]:
    """Numbers in the order of the text for each way of writing them."""
    for shape in _SHAPE.finditer(text):
        if end := _end(text, shape):
            yield found(Kind.NIR, text, shape.start(), end)
    for run in _GROUPED.finditer(text):
        if _has_its_key(run[0]) and _is_announced(text, run.start(), run.end()):
            yield found(Kind.NIR, text, run.start(), run.end())


def _end(text: str, shape: re.Match[str]) -> int:
    """Where a number of this shape ends, with its key if it has the right one; 0 when nothing says that it is a NIR."""
    key = _KEY.match(text, shape.end())
    if key and int(key[1]) == key_of("".join(sign for sign in shape[0] if sign.isalnum())):
        is_lasting = shape[0][0] in "12"  # numbers given while waiting are rare, and files are named by chance
        return key.end() if is_lasting or _is_announced(text, shape.start(), key.end()) else 0
    end = key.end() if key and key.start(1) == shape.end() else shape.end()
    if text[end : end + 1].isdigit():
        return 0
    said = end == shape.end() and _is_written_as_one(shape)
    return end if said or _is_announced(text, shape.start(), end) else 0


def _is_written_as_one(shape: re.Match[str]) -> bool:
    """« 2 85 03 76 123 456 »: the same separator five times, and not that of the cells of a table."""
    by = shape["s"]
    return by not in ("", "\t", "\n") and shape[0].count(by) == _GROUPS


def _is_announced(text: str, start: int, end: int) -> bool:
    """In the same sentence, before the number or shortly after it."""
    before = _STOP.split(text[max(0, start - _NEAR) : start])[-1]
    after = _STOP.split(text[end : end + _NEAR // 2])[0]
    return bool(_ANNOUNCED.search(before) or _ANNOUNCED.search(after))


def _has_its_key(run: str) -> bool:
    """Fifteen characters in any grouping, the last two being the key of the others."""
    signs = "".join(sign for sign in run if sign.isalnum())
    try:
        return len(signs) == 15 and key_of(signs[:13]) == int(signs[13:])
    except ValueError:
        return False
