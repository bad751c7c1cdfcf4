"""The page of one section: read, written, saved whole when the browser runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from applications.actions.saving import Conflict, Saved
from applications.forms.drafting.conflicts import Sides, both_sides
from applications.forms.drafting.pages import SectionForm, form_class
from applications.forms.drafting.progress import first_unfinished, minutes_for, section_url, todos_of
from applications.models import SectionVersion
from applications.queries.attachments import FilePanel, file_panels
from applications.queries.deposits.confirming import present_files
from applications.queries.doubts import doubts_of
from applications.queries.drawings import budget_of, gantt_of
from applications.queries.working import version_of_section
from applications.sections.checking import EMPTY, INVALID, Problem, Report
from applications.sections.definition import BUDGET_LINES, Section
from applications.views.drafting.base import OwnDossier
from inmp_portal.lib.verdict import Refused, Verdict


class Resume(OwnDossier):
    """GET /dossiers/<ref>/reprendre/: go on where something is missing."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect(section_url(self.application, first_unfinished(self.definition, self.report())))


class Missing(OwnDossier):
    """GET /dossiers/<ref>/verifier/: everything that stands between the draft and a deposit, without depositing."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        report = self.report()
        by_section = [
            (step, todos_of(self.application, report.of_section(step.section.key)))
            for step in self.aside(report)["steps"]
        ]
        files = present_files(self.application)
        doubts = todos_of(self.application, doubts_of(self.definition, self.application.answers, files))
        context = {**self.aside(report), "by_section": by_section, "patient_doubts": doubts}
        return render(request, "applications/drafting/missing.html", context)


class SectionShown(OwnDossier):
    """What every answer that shows a section has: its form, its files, its pictures, what is kept and what is not."""

    def conflict(self, section: Section, sides: Sides) -> HttpResponse:
        context = {**self.aside(self.report(), section), "section": section, "sides": sides}
        return render(self.request, "applications/drafting/conflict.html", context, status=409)

    def page(
        self, section: Section, form: SectionForm, report: Report, *, told: bool = False,
        refused: Sequence[Problem] = (), status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        version, panels = version_of_section(self.application, section.key), self.panels(form)
        is_started = report.sections[section.key].state != EMPTY
        wrong = [problem for problem in report.of_section(section.key) if problem.kind == INVALID]
        context = {
            **self.aside(report, section), "section": section, "form": form, "panels": panels, "now": self.at,
            "saved_at": self.saved_at(version, panels) or (self.application.created_at if is_started else None),
            "version_number": version.version if version else 0, "minutes": minutes_for(section),
            "problems": [*refused, *wrong] if told else [], "not_kept": refused,
            "to_mend": list(dict.fromkeys(problem.label for problem in wrong)), "csrf_cookie": settings.CSRF_COOKIE_NAME,
            **self.drawings(section), **neighbours(self, section),
        }  # fmt: skip
        response = render(self.request, "applications/drafting/section.html", context, status=status)
        response["Cache-Control"] = "no-store"  # the back button must not bring an older version of the page
        return response

    def drawings(self, section: Section) -> dict[str, Any]:
        """The pictures of the section that holds their answers."""
        ids, answers = {field.id for field in section.fields}, self.application.answers
        return {
            "gantt": gantt_of(self.definition, answers) if "jalons" in ids else None,
            "shares": budget_of(self.definition, answers) if BUDGET_LINES in ids else None,
        }

    def saved_at(self, version: SectionVersion | None, panels: Sequence[FilePanel]) -> datetime | None:
        """When something of this section was last kept: an answer or a file."""
        known = [file.added_at for panel in panels for file in panel.files]
        return max(known + ([version.saved_at] if version else []), default=None)

    def panels(self, form: SectionForm) -> list[FilePanel]:
        """Each question answered by files; no query when the section has none."""
        asked = form.file_questions
        return list(file_panels(self.application, self.definition, asked).values()) if asked else []


class SectionPage(SectionShown):
    """GET and POST /dossiers/<ref>/sections/<clé>/."""

    def get(self, request: HttpRequest, reference: str, key: str) -> HttpResponse:
        section = self.section_or_404(key)
        report = self.report()
        form = form_class(self.definition, section)(
            answers=self.application.answers,
            report=report,
            more=request.GET.get("ajouter", ""),
            open_fields=self.open_fields,
        )
        return self.page(section, form, report, told="erreurs" in request.GET)

    def post(self, request: HttpRequest, reference: str, key: str) -> HttpResponse:
        section = self.section_or_404(key)
        form, posted = self.posted(section)
        try:
            outcome = self.save(section, posted)
        except Refused as refusal:
            self.verdict = Verdict.no(refusal.reason)
            return self.page(section, form, self.report(), status=409)
        if isinstance(outcome, Conflict):
            return self.conflict(section, both_sides(outcome, request.POST, posted))
        if outcome.refused:
            return self.refused(section, outcome)
        self.tell_kept(outcome)
        wrong = any(problem.kind == INVALID for problem in outcome.report.of_section(section.key))  # cells of rows too
        return HttpResponseRedirect(posted.next_url(self.application, section, has_errors=wrong))

    def tell_kept(self, saved: Saved) -> None:
        if saved.kept:
            labels = ", ".join(self.definition.field(name).label for name in saved.kept)
            messages.info(self.request, f"Repris de l’autre fenêtre, où ces réponses ont changé\u00a0: {labels}.")

    def refused(self, section: Section, saved: Saved) -> HttpResponse:
        """Some answers could not be kept: the page again, with what was typed and why."""
        self.application = saved.application
        form = form_class(self.definition, section)(
            self.request.POST,
            answers=saved.application.answers,
            report=saved.report,
            refused=saved.refused,
            open_fields=self.open_fields,
        )
        told = [
            Problem(section.key, name, None, self.definition.field(name).label, message, kind=INVALID)
            for name, message in saved.refused.items()
        ]
        return self.page(section, form, saved.report, told=True, refused=told, status=422)


def neighbours(page: OwnDossier, section: Section) -> dict[str, Any]:
    """The sections before and after."""
    sections = page.definition.sections
    place = sections.index(section)
    return {
        "previous": sections[place - 1] if place else None,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
    }
