"""The definition of a call's form without reading its JSON again on every request."""

from __future__ import annotations

import json
from typing import Any

from django.db.models.expressions import RawSQL

from applications.models import Call, Deposit
from applications.sections.definition import Definition, definition_of
from inmp_portal.lib.caching import Kept

# The physical version of the row: any change of the call, even inside one transaction, gives another.
ROW_VERSION = RawSQL("applications_call.xmin::text || applications_call.ctid::text", ())
# What the definition is made of. Each first deposit changes the row (its counter of numbers), and not this.
_CONTENT = RawSQL("md5(concat_ws('|', number, profile, parameters, form))", ())

_by_row: Kept[str] = Kept(16)
_by_content: Kept[Definition] = Kept(16)
_frozen: Kept[Definition] = Kept(16)


def definition_for(call: Call) -> Definition:
    """The definition of the call's form, kept in the process until the call's row changes: one light query."""
    return definition_at(call.pk, row_version_of(call.pk))


def row_version_of(call_id: int) -> str:
    """The version of the call's row, when it was not read along with something else."""
    return str(Call.objects.filter(pk=call_id).values_list(ROW_VERSION, flat=True).get())


def definition_at(call_id: int, row_version: str) -> Definition:
    """The same when the row's version has already been read along with something else: no query while it is kept."""
    content = content_at(call_id, row_version)
    return _by_content.get((call_id, content), lambda: _read(call_id))


def content_at(call_id: int, row_version: str) -> str:
    """Names what the definition is made of, as the call's row held it at that version."""
    return _by_row.get((call_id, row_version), lambda: _content(call_id))


def definition_of_deposit(deposit: Deposit) -> Definition:
    """The definition that a deposited version was written with: the form and the parameters that it keeps."""
    call = deposit.snapshot["call"]
    key = (deposit.frozen_form_id, call["profile"], json.dumps(call["parameters"], sort_keys=True))
    return _frozen.get(key, lambda: definition_of(deposit.frozen_form.form, call["profile"], call["parameters"]))


def _content(call_id: int) -> str:
    return str(Call.objects.filter(pk=call_id).values_list(_CONTENT, flat=True).get())


def form_at(call_id: int, content: str) -> Any:
    """The form itself, while the call's row still holds that content; Call.DoesNotExist once it does not."""
    rows = Call.objects.annotate(content=_CONTENT).filter(content=content)
    return rows.values_list("form", flat=True).get(pk=call_id)


def _read(call_id: int) -> Definition:
    call = Call.objects.only("form", "profile", "parameters", "number").get(pk=call_id)
    return definition_of(call.form, call.profile, {**call.parameters, "edition.numero": call.number})
