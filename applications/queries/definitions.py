"""The definition of a call's form without reading its JSON again on every request."""

from __future__ import annotations

from django.db.models.expressions import RawSQL

from applications.models import Call
from applications.sections.definition import Definition, definition_of

_kept: dict[int, tuple[str, Definition]] = {}
# The physical version of the row: any change of the call, even inside one transaction, gives another.
ROW_VERSION = RawSQL("applications_call.xmin::text || applications_call.ctid::text", ())


def definition_for(call: Call) -> Definition:
    """The definition of the call's form, kept in the process until the call's row changes: one light query."""
    return definition_at(call.pk, Call.objects.filter(pk=call.pk).values_list(ROW_VERSION, flat=True).get())


def definition_at(call_id: int, row_version: str) -> Definition:
    """The same when the row's version has already been read along with something else: no query while it is kept."""
    kept = _kept.get(call_id)
    if kept is None or kept[0] != row_version:
        call = Call.objects.only("form", "profile", "parameters", "number").get(pk=call_id)
        parameters = {**call.parameters, "edition.numero": call.number}
        kept = _kept[call_id] = (row_version, definition_of(call.form, call.profile, parameters))
    return kept[1]
