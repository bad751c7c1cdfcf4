"""An acronym belongs to one dossier of the call: the database decides, whoever asks first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from inmp_portal.lib.french import NO_BREAK

_CONSTRAINT = "applications_acronym_unique"
ACRONYM_TAKEN = f"Cet acronyme est déjà pris dans l’édition{NO_BREAK}: choisissez-en un autre."


@dataclass
class Claim:
    """Whether the database refused the acronym because another dossier holds it."""

    taken: bool = False


@contextmanager
def acronym_claimed() -> Iterator[Claim]:
    """Write an acronym inside; when it is taken, what was written inside is undone and `taken` says so.

    Asking first is not enough: two people may choose the same one at the same time.
    """
    claim = Claim()
    try:
        with transaction.atomic():
            yield claim
    except IntegrityError as error:
        if _CONSTRAINT not in str(error):
            raise
        claim.taken = True
