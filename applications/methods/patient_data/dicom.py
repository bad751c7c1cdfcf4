"""DICOM attributes copied into a text with their value: group 0010 of the data dictionary (PS3.6), name by name.

An attribute named without a value is how a de-identification is described, and says nothing of anybody. The files
themselves are known by « DICM » after 128 bytes (PS3.10, section 7.1): `inmp_portal.lib.files.inspection` refuses
them and says why; `is_named_so` recognises their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from applications.methods.patient_data.finding import Finding, Kind, found

_ELEMENTS = r"(?:0010|0020|0030|1000|1001|1005|1040|1060|2154)"
_TAG = re.compile(
    rf"[(\[]?\b0010\s*,\s*{_ELEMENTS}\b[)\]]?[ \t]*(?:(?:PN|LO|DA|SH)\b[ \t]*)?(?:[^\n,;(\[]{{0,30}}[:=][ \t]*)?['\"«]?[ ]?"
    rf"(?P<value>\[(?!0010)[^\]\n]{{2,64}}\]|[A-ZÀ-Ý][\w\-' ]*\^[\w\-'^ ]*)"
)
_NAMED = re.compile(
    r"Patient(?:['’]?s)?[ _]?(?:Name|ID|Birth[ _]?Date)\b['\"]?(?:[ \t]|[:=]|->|→){1,6}['\"\[]?"
    r"(?P<value>[A-ZÀ-Ý][\w\-' ]*\^[\w\-'^ ]*|[A-Z]{0,2}[0-9]{5,12}\b)"
)
_JSON = re.compile(rf'"0010{_ELEMENTS}"\s*:\s*\{{[^}}]{{0,80}}?"Value"\s*:\s*\[\s*\{{?(?P<value>[^\]\n]{{2,64}})\]')
_EMPTIED = re.compile(r"anon|vide|supprim|effac|retir|remplac|removed|empty|xxx", re.IGNORECASE)
_NAME = re.compile(r"\.(?:dcm|dicom|dic)(?:\.|-|$)|(?:^|[-_. ])dcm\.pdf$|\bdicomdir\b", re.IGNORECASE)


def find(text: str) -> Iterator[Finding]:
    """Attributes with a value, in the order of the text for each way of writing them."""
    for way in _ways(text):
        for attribute in way.finditer(text):
            if not _EMPTIED.search(attribute["value"]):
                yield found(
                    Kind.DICOM,
                    text,
                    attribute.start("value"),
                    attribute.end("value"),
                    text[attribute.start() : attribute.start("value")],
                )


def is_named_so(name: str) -> bool:
    """« IRM.dcm », « IRM.dcm.pdf », « DICOMDIR »: the name of an image file, or of what was made of one."""
    return bool(_NAME.search(name))


def _ways(text: str) -> list[re.Pattern[str]]:
    """Those that the text can hold at all."""
    has_tag = "0010" in text
    return [_TAG, _JSON] * has_tag + [_NAMED] * ("Patient" in text)
