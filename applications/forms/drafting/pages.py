"""The form of one section, built from the definition and kept with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field as CrispyField
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from applications.forms.drafting.conditions import browser_tree
from applications.forms.drafting.progress import told_at
from applications.forms.drafting.questions import Question, template_of
from applications.forms.drafting.rows import RowForm, Rows, formset_class, make_rows, row_form_class
from applications.methods.merging import fingerprint
from applications.sections.budgeting import totals
from applications.sections.checking import Report
from applications.sections.conditions import Tree
from applications.sections.context import Context
from applications.sections.definition import Definition, Field, Section
from applications.sections.explaining import explained
from applications.sections.reading.doubts import doubts_in
from inmp_portal.lib.caching import Kept


class SectionForm(forms.Form):
    """One section. Shows what is stored, gives back what was typed (`values`), checks nothing itself."""

    section: Section
    definition: Definition
    helper: FormHelper
    group_classes: Mapping[str, type[Rows]]
    person_classes: Mapping[str, type[RowForm]]

    def __init__(
        self, data: QueryDict | None = None, *, answers: Mapping[str, Any], report: Report | None = None, more: str = "",
        refused: Mapping[str, str] | None = None, open_fields: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        """`open_fields`: the only questions that may change; the others are shown locked. None: no such limit."""
        self.open_fields = open_fields
        super().__init__(data, initial=dict(answers), use_required_attribute=False, auto_id="champ-%s")
        self.answers, self.context = answers, Context(self.definition, answers)
        self.bases = {
            field.id: fingerprint(answers.get(field.id)) for field in self.section.fields if self.is_open(field.id)
        }
        problems = report.of_section(self.section.key) if report else ()
        self.invalid = told_at(problems)
        self.invalid |= {f"champ-{name}": message for name, message in (refused or {}).items()}
        self.team_choices = [("", "Choisir…"), *((t.key, t.label) for t in self.context.teams.values())]
        self.groups: dict[str, Any] = {
            name: make_rows(made, self, answers.get(name), more=more == name)
            for name, made in self.group_classes.items()
        }
        for name, made in self.person_classes.items():
            self.groups[name] = made(data, prefix=name, initial=answers.get(name) or {}, section=self)

    def is_open(self, name: str) -> bool:
        """May this question change, as far as a complement has a say?"""
        return self.open_fields is None or name in self.open_fields

    def values(self, only: Collection[str] | None = None) -> dict[str, Any]:
        """What was sent, by question, as typed; `only` limits to some questions of the section."""
        return {
            field.id: self._raw(field)
            for field in self.section.fields
            if field.is_typed and (only is None or field.id in only)
        }

    @property
    def requested(self) -> Decimal:
        """The aid asked for, as stored."""
        return totals(self.answers, self.definition).requested

    @cached_property
    def doubts(self) -> Mapping[str, str]:
        """What looks like a patient's data in the stored answers, by the anchor of its control."""
        return {doubt.anchor: doubt.message for doubt in doubts_in(self.section.fields, self.answers)}

    @property
    def file_questions(self) -> list[Field]:
        """Questions answered by files: drawn outside the form, since each upload is a form of its own."""
        return [field for field in self.section.fields if field.type == "fichiers"]

    def _raw(self, field: Field) -> Any:
        if field.id in self.groups:
            return self.groups[field.id].raw()
        return self.fields[field.id].widget.value_from_datadict(self.data, {}, self.add_prefix(field.id))

    def condition_of(self, spec: Field) -> Tree | None:
        return browser_tree(spec, self.context, (field.id for field in self.section.fields))

    def explanation_of(self, spec: Field) -> str:
        return explained(spec, self.definition)


_classes: Kept[type[SectionForm]] = Kept(256)


def form_class(definition: Definition, section: Section) -> type[SectionForm]:
    """The form class of a section, built once for a definition."""
    return _classes.get((definition.fingerprint, section.key), lambda: _build(definition, section, section.fields))


def creation_form_class(definition: Definition) -> type[SectionForm]:
    """The questions that open a draft, as one form."""
    fields = definition.creation_fields()
    creation = Section("creation", 0, "", "", fields)
    return _classes.get((definition.fingerprint, ""), lambda: _build(definition, creation, fields))


def _build(definition: Definition, section: Section, fields: tuple[Field, ...]) -> type[SectionForm]:
    helper = FormHelper()
    helper.form_tag = helper.form_show_errors = False
    helper.disable_csrf = True
    helper.include_media = False
    questions = {field.id: Question(field) for field in fields if field.type != "fichiers"}
    helper.layout = Layout(*(CrispyField(name, template=template_of(asked)) for name, asked in questions.items()))
    return type(
        f"{section.key}_form",
        (SectionForm,),
        {
            **questions,
            "section": section,
            "definition": definition,
            "helper": helper,
            "group_classes": {field.id: formset_class(field) for field in fields if field.has_rows},
            "person_classes": {field.id: row_form_class(field) for field in fields if field.type == "personne"},
        },
    )
