"""What was done with the files of a section, said as it was asked for.

The upload script asks for JSON and gets a sentence with the question's new list. Without JavaScript the whole section
comes along: its answers are kept first, and the answer is its page, with what was refused said beside its question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from applications.actions.saving import Conflict, Saved
from applications.forms.drafting.conflicts import both_sides
from applications.forms.drafting.pages import SectionForm, form_class
from applications.queries.attachments import FilePanel, file_panel
from applications.rules.attaching import can_attach
from applications.sections.checking import INVALID, Problem
from applications.sections.definition import Section
from applications.views.drafting.section import SectionShown
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused

WORDS = {"caption": "legende", "alt_text": "alternative"}  # of a figure: our names, those of the form


@dataclass(frozen=True)
class Told:
    """What became of a file of a question, or why nothing did."""

    field: str
    is_done: bool
    text: str


class FilePage(SectionShown):
    """Something was done with files of a section: said in JSON, or by its page with what was typed meanwhile."""

    http_method_names = ["post"]
    told: dict[str, Told] = {}

    def answer(self, field: str, told: list[Told]) -> HttpResponse:
        """Say it in the way that was asked for; `field` is the question whose button was pressed, told last."""
        if not self.request.accepts("text/html"):
            return self.json(field, told[-1])
        self.told = {one.field: one for one in told}
        for one in told:
            if one.is_done or field not in self.definition.by_id:
                (messages.success if one.is_done else messages.error)(self.request, one.text)
        if field not in self.definition.by_id:
            return redirect("applications:application_detail", self.application.reference)
        return self.again(self.definition.section(self.definition.field(field).section), field)

    @property
    def refusals(self) -> list[Told]:
        return [one for one in self.told.values() if not one.is_done]

    def again(self, section: Section, field: str) -> HttpResponse:
        """The section's page: by its address when all went well, else at once, with what was refused."""
        _form, posted = self.posted(section)
        try:
            kept = self.save(section, posted) if posted.values else None
        except Refused:
            kept = None  # the same reason is told of the file
        if isinstance(kept, Conflict):
            for one in self.refusals:
                messages.error(self.request, one.text)
            return self.conflict(section, both_sides(kept, self.request.POST, posted))
        if not self.refusals and not (kept and kept.refused):
            return redirect(
                f"{reverse('applications:section_edit', args=[self.application.reference, section.key])}#champ-{field}"
            )
        return self.with_refusals(section, kept)

    def with_refusals(self, section: Section, kept: Saved | None) -> HttpResponse:
        """Files and answers that were not kept, each beside its question."""
        self.application = kept.application if kept else self.application
        report, refused = (kept.report, kept.refused) if kept else (self.report(), {})
        data = self.request.POST if refused or not kept else None
        form = form_class(self.definition, section)(
            data, answers=self.application.answers, report=report, refused=refused, open_fields=self.open_fields
        )
        said = {**{one.field: one.text for one in self.refusals}, **refused}
        problems = [
            Problem(section.key, name, None, self.definition.field(name).label, message, kind=INVALID)
            for name, message in said.items()
            if name in self.definition.by_id
        ]
        return self.page(section, form, report, told=True, refused=problems, status=409)

    def panels(self, form: SectionForm) -> list[FilePanel]:
        return [self.as_typed(panel) for panel in super().panels(form)]

    def as_typed(self, panel: FilePanel) -> FilePanel:
        """The question with what was typed for its next file, unless that one is joined."""
        told = self.told.get(panel.field.id)
        if told and told.is_done:
            return panel
        typed = {part: self.request.POST.get(f"{name}-{panel.field.id}", "") for part, name in WORDS.items()}
        return replace(panel, refusal=told.text if told else "", **typed)

    def json(self, field: str, told: Told) -> HttpResponse:
        html = self.list_of(field) if field in self.definition.by_id else ""
        return JsonResponse(
            {"ok": told.is_done, "message": told.text, "html": html}, status=200 if told.is_done else 409
        )

    def list_of(self, field: str) -> str:
        editable = bool(can_attach(self.request.user, self.application, clock.now(), field))
        context = {"panel": file_panel(self.application, field), "application": self.application, "editable": editable}
        return render_to_string("applications/drafting/_files.html", context, self.request)
