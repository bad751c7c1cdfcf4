"""What looks like a patient's data in a text: pure, and only ever a reason to warn.

`find(text)` reads once and gives the findings in the order of the text. Four families, each with its own sources and
limits: the NIR (`nir`), numbers of a person or a stay (`stays`), days of birth (`births`), DICOM attributes (`dicom`).
A number is looked at before its context: prose without digits costs next to nothing.
"""

from __future__ import annotations

from applications.methods.patient_data import births, dicom, nir, stays
from applications.methods.patient_data.finding import Finding, Kind, masked

__all__ = ["Finding", "Kind", "find", "masked"]

MOST = 20  # findings given of one text: beyond, there is no doubt left
_READERS = (nir.find, births.find, dicom.find, stays.find)  # of two that overlap, the first is kept


def find(text: str, most: int = MOST) -> list[Finding]:
    """The findings of a text, at most `most` of them, none overlapping another; [] when there is nothing to say."""
    kept: list[Finding] = []
    for reader in _READERS:
        for found in reader(text):
            if len(kept) >= most:
                break
            if all(found.end <= other.start or other.end <= found.start for other in kept):
                kept.append(found)
    return sorted(kept, key=lambda found: found.start)
