"""The complement as its team reads it: what is asked, what was changed, what was set aside."""

from __future__ import annotations

from dataclasses import dataclass

from applications.models import Application, Complement, Deposit
from applications.queries.definitions import definition_of_deposit
from applications.queries.deposits.confirming import Confirmation, confirmation_of, present_files
from applications.queries.deposits.working_copy import changed_since
from applications.sections.definition import Field
from applications.sections.reading import ReadRow, read


@dataclass(frozen=True)
class Asked:
    """One element of the request: the question, where it stands, and whether the working copy answers it anew."""

    field: Field
    precision: str
    is_changed: bool


@dataclass(frozen=True)
class Request:
    """The request and where its answer stands. `confirmation` names the content that would be sent."""

    complement: Complement
    elements: list[Asked]
    confirmation: Confirmation
    set_aside: list[ReadRow]

    @property
    def changed(self) -> int:
        return sum(element.is_changed for element in self.elements)


def request_of(application: Application, complement: Complement) -> Request:
    """Read it; the dossier has its call and its lead."""
    last = Deposit.objects.select_related("frozen_form").filter(application=application).latest("version")
    definition, changed = definition_of_deposit(last), changed_since(last, application, present_files(application))
    elements = [
        Asked(definition.by_id[item["field"]], item["precision"], item["field"] in changed)
        for item in complement.items
        if item["field"] in definition.by_id
    ]
    aside = complement.set_aside or {}
    rows = [
        row
        for section in read(definition, {**last.snapshot["answers"], **aside}, "complete", {})
        for row in section.rows
        if row.field in aside
    ]
    return Request(complement, elements, confirmation_of(application), rows)


def past_complements(application: Application) -> list[Complement]:
    """The requests made of a dossier, the latest first."""
    asked = Complement.objects.filter(application=application).select_related("deposit").defer("deposit__snapshot")
    return list(asked.order_by("-pk"))
