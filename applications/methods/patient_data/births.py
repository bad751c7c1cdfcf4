"""Days of birth: a whole day beside words that make it one. Any other date is none of our business.

A day of birth is a directly or indirectly identifying datum of a patient (CNIL, méthodologies de référence MR-001 to
MR-004: month and year at most are kept). Left alone: ranges that describe who is included (« nés entre… et… », « nés à
partir du… »), and the birth of what is not a person (« le réseau est né le… de l’alliance… »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from applications.methods.patient_data.columns import is_headed
from applications.methods.patient_data.dates import days
from applications.methods.patient_data.finding import Finding, Kind, found, told

_BEFORE = 75  # characters read before a day, and after it
_LABEL = re.compile(
    r"(?:\bd\.?\s?d\.?\s?n\b\.?|\bd\.?o\.?b\b\.?|\bdate\s+of\s+birth\b|birth[\s_-]?(?:date|day)\b|(?:\b|_)naiss(?:ance|\b\.?)"
    r"|\bborn\b)(?P<gap>\s*\([^)\n]{0,20}\)[\s:=]*|[^.;!?0-9]{0,22})$",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\bn(?:é|ée|és|ées|é\(e\)|é\(e\)s|é[·.\-]?e|ee)\b\)?(?P<gap>(?:[^.;!?]|\b[A-ZÉ]\.){0,45}?)|\bne)"
    r"\s+(?:le|un|ce)\b[\s:=|'\"«]*$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:entre|avant|après|depuis|partir|compter|dès|jusqu|plus\s+tard|et|soit|remplac|remont|âge|version|inclus|incluse?s"
    r"|suivi|opér|revu|admis|hospitalis|décéd|recrut|visite|consult|survenu|(?:19|20)[0-9]{2})",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*,?\s*(?:(?:ou|et)\s+(?:après|avant|plus|le\b|antérieur|postérieur)|au\s+[0-9]"
    r"|(?:de\s+l|de\s+la|d[’'](?:un|une)\b|du|des|grâce|à\s+l[’']initiative|à\s+la\s+suite|sous\s+l)(?![’']?\s*(?:mère|père|parents?|union|couple)))",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"(?:^|[.;:!?\n]\s*)(?:le|la|l[’']|ce|cet|cette|notre|un|une)\s*(?:réseau|institut|projet|programme|consortium|collaboration"
    r"|idée|plateforme|cohorte|registre|unité|partenariat|association|centre|entrepôt|groupe|appel|inmp|fédération)\b"
    r"[^.;!?\n]{0,40}$",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Finding]:
    """Days of birth in the order of the text."""
    for day in days(text):
        before = text[max(0, day.start() - _BEFORE) : day.start()]
        label = _labelled(before) or (None if day["compact"] else _born(before, text[day.end() : day.end() + _BEFORE]))
        if label:
            yield found(Kind.BIRTH, text, day.start(), day.end(), told(label))
        elif is_headed(text, day.start(), "birth"):
            yield found(Kind.BIRTH, text, day.start(), day.end())


def _labelled(before: str) -> re.Match[str] | None:
    """« DDN : », « date et lieu de naissance (Fécamp) », « born on »."""
    said = _LABEL.search(before)
    return None if said is None or _OTHERWISE.search(said["gap"]) else said


def _born(before: str, after: str) -> re.Match[str] | None:
    """« né le », unless it tells who is included or what was founded."""
    said = _BORN.search(before)
    if said is None or _OTHERWISE.search(said["gap"] or "") or _GOES_ON.match(after):
        return None
    return None if _NOT_A_PERSON.search(before[: said.start()]) else said
