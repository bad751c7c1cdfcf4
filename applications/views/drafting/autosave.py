"""Saving a few questions while they are being written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from applications.actions.saving import Conflict, Saved
from applications.forms.drafting.conflicts import sides_of
from applications.forms.drafting.pages import form_class
from applications.forms.drafting.posted import Posted
from applications.forms.drafting.progress import told_at
from applications.queries.drawings import budget_of, gantt_of
from applications.queries.working import before_the_lock
from applications.sections.checking import INVALID
from applications.sections.definition import BUDGET_LINES
from applications.sections.reading.doubts import doubts_in
from applications.views.drafting.base import OwnDossier
from inmp_portal.lib.french import hour, moment
from inmp_portal.lib.verdict import Refused

_DRAWN = {"jalons": ("gantt", gantt_of), BUDGET_LINES: ("budget", budget_of)}


class Autosave(OwnDossier):
    """POST /dossiers/<ref>/sections/<clé>/enregistrement/: JSON, never a redirection; `kind` says what happened."""

    http_method_names = ["post"]
    with_facts = staticmethod(before_the_lock)

    def handle_no_permission(self) -> HttpResponseBase:  # type: ignore[override]
        return JsonResponse({"kind": "session"}, status=401)

    def post(self, request: HttpRequest, reference: str, key: str) -> HttpResponseBase:
        section = self.section_or_404(key)
        posted = Posted(request.POST, form_class(self.definition, section)(request.POST, answers=self.answers()))
        try:
            outcome = self.save(section, posted)
        except Refused as refusal:
            return JsonResponse({"kind": "refused", "reason": refusal.reason}, status=409)
        if isinstance(outcome, Conflict):
            return JsonResponse(conflict_answer(outcome), status=409)
        self.application = outcome.application
        return JsonResponse(self.saved_answer(outcome, posted))

    def answers(self) -> dict[str, Any]:
        """What is stored, read only for the rows of both sides to be put together: nothing else here asks for it."""
        is_united = any(name.startswith("choix-") for name in self.request.POST)
        return self.application.answers if is_united else {}

    def saved_answer(self, saved: Saved, posted: Posted) -> dict[str, Any]:
        """What the page refreshes."""
        missing = self.missing(saved.report, self.definition.section(saved.section))
        problems = [problem for problem in saved.report.of_section(saved.section) if problem.kind == INVALID]
        doubts = doubts_in(map(self.definition.field, posted.values), saved.application.answers)
        return {
            "kind": "saved", "version": saved.version, "saved_at": hour(saved.saved_at), "bases": saved.bases,
            "fields": list(posted.values), "invalid": told_at(problems),
            "doubts": {doubt.anchor: doubt.message for doubt in doubts},
            "to_mend": list(dict.fromkeys(p.label for p in problems)), "refused": self.refused(saved), "kept": list(saved.kept),
            "completeness": saved.report.completeness,
            "sections": {key: progress.state for key, progress in saved.report.sections.items()},
            "missing": render_to_string("applications/drafting/parts/missing.html", missing),
            "drawings": self.drawings(saved, posted),
        }  # fmt: skip

    def refused(self, saved: Saved) -> list[dict[str, str]]:
        """The answers that were not kept, each with its reason."""
        return [
            {"field": name, "label": self.definition.field(name).label, "message": message}
            for name, message in saved.refused.items()
        ]

    def drawings(self, saved: Saved, posted: Posted) -> dict[str, str]:
        """The picture that follows the answers just saved, if any does."""
        drawn = {}
        for name, (picture, draw) in _DRAWN.items():
            if name in posted.values:
                drawing = draw(self.definition, saved.application.answers)
                context = {"gantt": drawing, "shares": drawing}
                drawn[picture] = render_to_string(f"components/svg/{picture}.html", context) if drawing else ""
        return drawn


def conflict_answer(conflict: Conflict) -> dict[str, Any]:
    """Both texts of each question, and the version from which to go on."""
    return {
        "kind": "conflict", "version": conflict.version,
        "saved_at": moment(conflict.saved_at) if conflict.saved_at else "",
        "saved_by": str(conflict.saved_by or ""),
        "fields": [
            {
                "field": side.field.id, "label": side.field.label, "mine": side.mine, "theirs": side.theirs,
                "editable": side.is_editable, "base": side.base, "unites": side.may_unite,
            }
            for side in sides_of(conflict)
        ],
    }  # fmt: skip
