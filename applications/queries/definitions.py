"""The definition of a call's form without reading its JSON again on every request."""

from __future__ import annotations

from django.db.models.expressions import RawSQL

from applications.models import Call
from applications.sections.definition import Definition, definition_of
from inmp_portal.lib.caching import Kept

# The physical version of the row: any change of the call, even inside one transaction, gives another.
ROW_VERSION = RawSQL("applications_call.xmin::text || applications_call.ctid::text", ())
# What the definition is made of. Each first deposit changes the row (its counter of numbers), and not this.
_CONTENT = RawSQL("md5(concat_ws('|', number, profile, parameters, form))", ())

_by_row: Kept[Definition] = Kept(16)
_by_content: Kept[Definition] = Kept(16)


def definition_for(call: Call) -> Definition:
    """The definition of the call's form, kept in the process until the call's row changes: one light query."""
    return definition_at(call.pk, Call.objects.filter(pk=call.pk).values_list(ROW_VERSION, flat=True).get())


def definition_at(call_id: int, row_version: str) -> Definition:
    """The same when the row's version has already been read along with something else: no query while it is kept."""
    return _by_row.get((call_id, row_version), lambda: _of_content(call_id))


def _of_content(call_id: int) -> Definition:
    content = Call.objects.filter(pk=call_id).values_list(_CONTENT, flat=True).get()
    return _by_content.get((call_id, content), lambda: _read(call_id))


def _read(call_id: int) -> Definition:
    call = Call.objects.only("form", "profile", "parameters", "number").get(pk=call_id)
    return definition_of(call.form, call.profile, {**call.parameters, "edition.numero": call.number})
