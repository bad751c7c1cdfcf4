"""Groups of rows as formsets, one row form class a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.functional import cached_property

from applications.forms.drafting.conditions import browser_tree
from applications.forms.drafting.questions import Question
from applications.sections.conditions import Tree
from applications.sections.context import rows_of
from applications.sections.definition import ROW_KEY, Field
from applications.sections.explaining import explained

if TYPE_CHECKING:
    from applications.forms.drafting.pages import SectionForm

_ROWS_SENT_MAX = 60
_BLANK_MAX = 3  # rows offered empty: enough to see what is expected, not a wall


class RowForm(forms.Form):
    """One row. `spec` is the question that repeats it."""

    spec: Field
    section: SectionForm
    bases: Mapping[str, str] = {}

    def __init__(self, *args: Any, section: SectionForm, **kwargs: Any) -> None:
        self.section = section
        super().__init__(*args, **{"use_required_attribute": False, "auto_id": "champ-%s", **kwargs})
        for name, field in self.fields.items():
            if isinstance(field, Question) and field.spec.type == "ref_equipe":
                self.fields[name].widget.choices = section.team_choices

    @property
    def invalid(self) -> Mapping[str, str]:
        return self.section.invalid

    @property
    def doubts(self) -> Mapping[str, str]:
        return self.section.doubts

    def condition_of(self, spec: Field) -> Tree | None:
        return browser_tree(spec, self.section.context, (column.id for column in self.spec.columns))

    def explanation_of(self, spec: Field) -> str:
        return explained(spec, self.section.definition)

    @cached_property
    def place(self) -> int:
        """From 1; 0 for the model of new rows."""
        last = str(self.prefix).rsplit("-", 1)[-1]
        return int(last) + 1 if last.isdecimal() else 0

    def raw(self) -> dict[str, Any]:
        """What was sent for this row."""
        row = {
            name: field.widget.value_from_datadict(self.data, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }
        return {name: value for name, value in row.items() if name != ROW_KEY or value}


class Rows(BaseFormSet):
    """The rows of one question, with the blank ones that invite to write."""

    spec: Field

    def raw(self) -> list[dict[str, Any]]:
        return [form.raw() for form in self.forms]


def row_form_class(spec: Field) -> type[RowForm]:
    """The form of one row of a question."""
    fields: dict[str, Any] = {column.id: Question(column, in_row=True) for column in spec.columns}
    if spec.keyed:
        fields[ROW_KEY] = forms.CharField(required=False, widget=forms.HiddenInput)
    return type(f"{spec.id}_row", (RowForm,), {**fields, "spec": spec})


def formset_class(spec: Field) -> type[Rows]:
    """The rows of a question as a formset class."""
    made = formset_factory(
        row_form_class(spec), formset=Rows, extra=0, max_num=_ROWS_SENT_MAX, absolute_max=_ROWS_SENT_MAX
    )
    made.spec = spec  # type: ignore[attr-defined]
    return made  # type: ignore[return-value]


def make_rows(made: type[Rows], section: SectionForm, stored: Any, *, more: bool) -> Rows:
    """The formset of a question: as sent when the section was sent, else as stored with blank rows."""
    spec = made.spec
    kwargs: dict[str, Any] = {"prefix": spec.id, "auto_id": "champ-%s", "form_kwargs": {"section": section}}
    if section.is_bound:
        return made(section.data, **kwargs)
    rows = made(initial=rows_of(stored), **kwargs)
    wanted = min(spec.min_elements, _BLANK_MAX) - rows.initial_form_count()
    rows.extra = max(wanted, 1 if more else 0, 0)
    return rows
