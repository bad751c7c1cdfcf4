"""Numbers that a hospital gives to a person (IPP, NIP) or to a stay (NDA, IEP): digits alone, so known by their label.

No rule fixes their shape: the IPP is local to each establishment (ANS, « Identitovigilance », RNIV 1: identifiant
permanent du patient; IHE PAM profile for the stay). Six to twelve digits, with a letter or two in front sometimes.
Left alone: IPP as inhibitors of the proton pump (« IPP 40 mg », « n = 125 000 »), amounts, the numbers of a study.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from applications.methods.patient_data.columns import is_headed
from applications.methods.patient_data.finding import Finding, Kind, found, told

_BEFORE = 60
_LETTERS = 2
_LONG = 7  # digits in a row: more than the rank of anybody in a study
_NUMBER = re.compile(
    r"[0-9](?<![0-9].)(?<![0-9][.\-/].)(?:[ \u00a0\u202f]?[0-9]){5,11}(?![0-9A-Za-z])(?![.\-/][0-9])"  # a capital may stand in front
)
_NO = r"(?:n[°ºo]s?\.?|num[ée]ros?|identifiants?|id|matricule)"
_OF = r"(?:\s*(?:d[’'ue]\s*(?:la\s+|l[’'])?)?\s*)"
_WORDS = (
    r"(?:\bi\.?p\.?p(?![a-zé])\.?|\bn\.?i\.?p(?![a-zé])\.?|\bnda(?![a-zé])|\biep(?![a-zé])"
    rf"|\b{_NO}{_OF}(?:dossier\s+(?:du\s+|de\s+la\s+)?)?"
    r"(?:patiente?|malade|m[ée]dical|hospitalier|clinique|s[ée]jour|hospitalisation|admission|passage|venue)\b"
    r"|\bdossier\s+(?:du\s+|de\s+la\s+)?(?:patiente?|m[ée]dical|hospitalier|clinique)\b"
    r"|\b(?:identifiant|identification)\s+permanente?\b|\b(?:patiente?|malade|s[ée]jour)\s*(?:n[°ºo]|num[ée]ro)"
    r"|\bpat(?:ient)?[._\s-]?(?:id|num|no)\b)"
)
_BESIDE = re.compile(  # nothing but signs and little words between the label and the number
    rf"{_WORDS}(?P<gap>(?:\s|[:=#|'\"«»()\[\]\-\u2010\u2011–>/.,]|\b(?:n[°ºo]?|num[ée]ro|est|du|de|la|le|patiente?|l[’'])(?![a-zé])|[°º])*)$",
    re.IGNORECASE,
)
_NEARBY = re.compile(rf"{_WORDS}(?P<gap>[^0-9.;!?\n]{{0,25}})$", re.IGNORECASE)
_PATIENT = re.compile(r"\bpatiente?\b(?P<gap>[^0-9.;!?\n]{0,15})$", re.IGNORECASE)
_AFTER = re.compile(r"\s*[(\[]\s*(?:IPP|NIP|NDA|IEP)\b")
_RECORD = re.compile(r"\bPID(?P<gap>\|[^|\n]{0,8}\|[^|\n]{0,20}\|)$")  # HL7 v2, PID-3
_COUNT = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_COUNTED = re.compile(
    r"\s*(?:€|euros?\b|k€|%|mg\b|ml\b|s[ée]jours?\b|patients?\b|patientes?\b|dossiers?\b|passages?\b|personnes?\b|cas\b|admissions?\b)",
    re.IGNORECASE,
)
_IS_A_NUMBER = re.compile(rf"\b{_NO}", re.IGNORECASE)
_SIZE = re.compile(r"\bn\s*=", re.IGNORECASE)


def find(text: str) -> Iterator[Finding]:
    """Numbers in the order of the text."""
    for number in _NUMBER.finditer(text):
        start, end = _with_letters(text, number.start()), number.end()
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + 20]
        label = _label(number[0], before)
        if label and not _is_a_count(number[0], label, after):
            yield found(Kind.STAY, text, start, end, told(label))
        elif _AFTER.match(after) or (" " not in number[0] and is_headed(text, start, "stay")):
            yield found(Kind.STAY, text, start, end)


def _label(number: str, before: str) -> re.Match[str] | None:
    """What announces a number: the more it looks like a count, the nearer its label must be."""
    label = _BESIDE.search(before) or _RECORD.search(before)
    if label is None and number.isdigit():
        label = _NEARBY.search(before)
        if label is None and len(number) >= _LONG:
            label = _PATIENT.search(before)
    return label


def _with_letters(text: str, start: int) -> int:
    """« R1234567 »: where the one or two capitals in front of a number begin."""
    for _ in range(_LETTERS):
        if start and "A" <= text[start - 1] <= "Z":
            start -= 1
    return start


def _is_a_count(number: str, label: re.Match[str], after: str) -> bool:
    """« IPP : 125 000 boîtes », « dossiers médicaux (n = 125 000) »: how many, not which one."""
    if _SIZE.search(label["gap"]) or _COUNTED.match(after):
        return True
    return bool(_COUNT.fullmatch(number)) and not _IS_A_NUMBER.search(label[0])
