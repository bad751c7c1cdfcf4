"""What the coordination asks of the list: a half (deposited or drafts), words, filters and an order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.db.models.enums import TextChoices

from applications.models import Application, Call
from applications.models.application import ApplicationQuerySet
from inmp_portal.accounts.models import User
from inmp_portal.lib.folding import fold


class Half(TextChoices):
    """Deposited dossiers are read; of drafts the coordination only knows title, axis and completeness."""

    DEPOSITED = "deposes", "Dossiers déposés"
    DRAFTS = "brouillons", "Brouillons"


# What may order each half: nothing that its rows do not show. Never null, indexed with the key.
ORDERS: dict[str, dict[str, str]] = {
    Half.DEPOSITED: {
        "depot": "last_deposited_at",
        "titre": "title_folded",
        "porteur": "lead_name_folded",
        "montant": "requested_amount",
    },
    Half.DRAFTS: {"titre": "title_folded", "completude": "completeness"},
}
DEFAULT_ORDER = {Half.DEPOSITED: "-depot", Half.DRAFTS: "titre"}
_NUMBER = re.compile(r"[A-Za-z]+-?\d{4}-\d+")


@dataclass(frozen=True)
class Criteria:
    """One question to the list; `institution`, `state` and `doubted` are only asked of deposited dossiers.

    `doubted`: the last version holds what looks like a patient's data.
    """

    half: Half = Half.DEPOSITED
    text: str = ""
    state: str = ""
    axis: int | None = None
    institution: str = ""
    doubted: bool = False
    order: str = "-depot"

    @property
    def column(self) -> str:
        """The column that orders, "-" before it when the largest comes first."""
        sign = "-" if self.order.startswith("-") else ""
        return f"{sign}{ORDERS[self.half][self.order.lstrip('-')]}"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.state or self.axis or self.institution or self.doubted)


def matching(criteria: Criteria, *, call: Call, user: User, at: datetime) -> ApplicationQuerySet:
    """The dossiers that answer the question, unordered."""
    rows = Application.objects.visible_to(user, at).filter(call_id=call.pk)
    rows = rows.filter(last_deposited_at__isnull=criteria.half == Half.DRAFTS)
    if criteria.text:
        rows = rows.filter(_found(criteria.text, criteria.half))
    if criteria.axis:
        rows = rows.filter(main_axis__number=criteria.axis, main_axis__call_id=call.pk)
    if criteria.half == Half.DEPOSITED and criteria.state:
        rows = rows.filter(state=criteria.state)
    if criteria.half == Half.DEPOSITED and criteria.institution:
        rows = rows.filter(institution__code=criteria.institution)
    if criteria.half == Half.DEPOSITED and criteria.doubted:
        rows = rows.filter(patient_doubts__gt=0)
    return rows


def _found(text: str, half: Half) -> Q:
    """A deposit number finds its dossier; anything else is searched as French words, whatever their endings."""
    if half == Half.DEPOSITED and _NUMBER.fullmatch(text):
        return Q(number__iexact=text)
    return Q(search=SearchQuery(fold(text), config="french", search_type="websearch"))
