"""Registrations that may be those of somebody who says a name at the reception."""

from __future__ import annotations

import re

from events.models import Cafe, Registration
from inmp_portal.lib.folding import fold

_BETWEEN = re.compile(r"[\s'-]+")


def namesakes(cafe: Cafe, name: str) -> list[Registration]:
    """Those whose name has the same words, in any order, without regard to accents, capitals and hyphens; two queries.

    A name said in part is recognised, and so is one with a word more than was written at the sign-up.
    """
    said = _words(name)
    known = Registration.objects.live().filter(cafe=cafe)
    alike = [key for key, folded in known.values_list("pk", "name_folded") if _are_alike(said, _words(folded))]
    if not alike:
        return []
    rows = Registration.objects.filter(pk__in=alike).select_related("institution", "slot__desk")
    return list(rows.order_by("name_folded", "pk"))


def _words(name: str) -> set[str]:
    return set(filter(None, _BETWEEN.split(fold(name))))


def _are_alike(said: set[str], known: set[str]) -> bool:
    return bool(said and known) and (said <= known or known <= said)
