"""The indexes behind the orders of the coordination's list."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def orders_of_the_list() -> list[models.Index]:
    """One index an order of the coordination's list, each over the half of the dossiers that it orders."""
    deposited, drafts = Q(last_deposited_at__isnull=False), Q(last_deposited_at__isnull=True)
    orders = [
        ("dep_by_date", "last_deposited_at", deposited),
        ("dep_by_title", "title_folded", deposited),
        ("dep_by_lead", "lead_name_folded", deposited),
        ("dep_by_amount", "requested_amount", deposited),
        ("draft_by_title", "title_folded", drafts),
        ("draft_by_progress", "completeness", drafts),
    ]
    return [
        models.Index(fields=["call", field, "id"], name=f"applications_{name}", condition=half)
        for name, field, half in orders
    ]
