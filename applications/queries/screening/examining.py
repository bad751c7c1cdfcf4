"""A deposit as it is screened: its snapshot, the form that it was written with, and the dossiers that look like it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from applications.models import Application, Deposit
from applications.queries.definitions import definition_of_deposit
from applications.sections.screening.examined import Examined, Twin

_TWINS_SHOWN = 5


def examined(deposit: Deposit) -> Examined:
    """Read it all; two queries when its form is not kept yet."""
    return Examined(definition_of_deposit(deposit), deposit.snapshot, tuple(_twins(deposit.application)))


def _twins(application: Application) -> Iterator[Twin]:
    """Other deposited dossiers of the edition with the same lead or the same title."""
    others = Application.objects.deposited().filter(call_id=application.call_id).exclude(pk=application.pk)
    alike = others.filter(
        Q(lead_id=application.lead_id)
        | Q(lead_name_folded=application.lead_name_folded)
        | Q(title_folded=application.title_folded)
    )
    rows = alike.order_by("pk").values_list("number", "title", "title_folded")[:_TWINS_SHOWN]
    for number, title, folded in rows:
        yield Twin(
            number or "", title, "même titre" if folded == application.title_folded else "même personne porteuse"
        )
