"""What the pages of one's own dossier share: found by reference among those of one's teams, 404 otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import View

from applications.actions.saving import Conflict, Saved, save_section
from applications.forms.drafting.pages import SectionForm, form_class
from applications.forms.drafting.posted import Posted
from applications.forms.drafting.progress import doubts_of, minutes_left, steps_of, todos_of
from applications.methods.deadline import remaining
from applications.methods.effort import in_words
from applications.models import Application
from applications.queries.working import definition_of_application, files_by_field, with_working_facts
from applications.rules.drafting import can_edit
from applications.sections.checking import Report, check
from applications.sections.definition import Section
from inmp_portal.accounts.web.signed_in import person_of
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Verdict

TODOS_SHOWN = 6


class OwnDossier(LoginRequiredMixin, View):
    """Loads the working copy, its definition and whether it may be edited now."""

    application: Application
    with_facts = staticmethod(with_working_facts)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = clock.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.load(request, kwargs["reference"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, request: HttpRequest, reference: str) -> None:
        """The working copy is its team's: the coordination reads deposits, not drafts."""
        own = self.with_facts(Application.objects.of_team(request.user))
        self.application = get_object_or_404(own, reference=reference)
        request.site_call = self.application.call  # the page's deadline speaks of this very call
        self.definition = definition_of_application(self.application)

    @cached_property
    def verdict(self) -> Verdict:
        """May the dossier be edited now?"""
        return can_edit(person_of(self.request), self.application, self.at)

    @cached_property
    def open_fields(self) -> frozenset[str] | None:
        """The only questions that may change, while a complement is asked; None when there is no such limit."""
        complement = self.application.asked_complement
        return complement.fields if complement else None

    @property
    def due_at(self) -> datetime:
        """The date that this page speaks of: that of the complement, else the close."""
        complement = self.application.asked_complement
        return complement.due_at if complement else self.application.closing

    def section_or_404(self, key: str) -> Section:
        if key not in self.definition.by_key:
            raise Http404
        return self.definition.section(key)

    def posted(self, section: Section) -> tuple[SectionForm, Posted]:
        """What was sent for a section, as a form to show again and as values to save."""
        form = form_class(self.definition, section)(
            self.request.POST, answers=self.application.answers, open_fields=self.open_fields
        )
        return form, Posted(self.request.POST, form)

    def save(self, section: Section, posted: Posted) -> Saved | Conflict:
        """The one action of these pages."""
        return save_section(
            application=self.application, by=self.request.user, at=self.at, section=section.key, values=posted.values,
            version=posted.version, bases=posted.bases,
        )  # fmt: skip

    def report(self) -> Report:
        return check(self.definition, self.application.answers, files_by_field(self.application))

    def missing(self, report: Report, section: Section | None = None) -> dict[str, Any]:
        """What is still to be done; what the section at hand lacks comes first."""
        key = section.key if section else ""
        nearest = sorted(report.problems, key=lambda problem: problem.section != key)
        return {
            "application": self.application, "report": report, "is_lead": self.application.is_led_by(self.request.user),
            "is_complement": self.open_fields is not None,
            "doubts": doubts_of(self.application, self.definition, report),
            "todos": todos_of(self.application, nearest[:TODOS_SHOWN]),
            "time_left": in_words(minutes_left(self.definition, report)),
        }  # fmt: skip

    def aside(self, report: Report, section: Section | None = None) -> dict[str, Any]:
        """What stands beside every page of the dossier."""
        return {
            **self.missing(report, section), "definition": self.definition, "verdict": self.verdict,
            "steps": steps_of(self.application, self.definition, report),
            "closing": self.due_at,
            "remaining": remaining(self.at, self.due_at) if self.at <= self.due_at else "",
        }  # fmt: skip
