"""What the pages of a screening share: the dossier among those to screen, its screening, and what may be done."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.forms.screening import AnswerForm
from applications.models import Application, Screening
from applications.queries.screening.dossier import Screened, screened, screening_of
from applications.queries.screening.listing import to_screen
from applications.rules import complementing
from applications.rules import screening as rules
from applications.states import State
from applications.views.coordination.access import CoordinationMixin
from applications.views.coordination.rows import TONES
from inmp_portal.lib.verdict import Refused, Verdict
from inmp_portal.lib.views import ActionView


class OfADossier(CoordinationMixin):
    """Finds the dossier; 404 for one that is not deposited, or that one helps write."""

    def found_application(self) -> Application:
        dossiers = to_screen(self.call, self.request.user, self.at).select_related(
            "call", "lead", "institution", "main_axis"
        )
        application: Application = get_object_or_404(
            dossiers.defer("answers", "search", "call__form"), reference=self.kwargs["reference"]
        )
        return application

    def found_screening(self) -> Screening:
        """404 while nobody has begun."""
        screening = screening_of(self.found_application())
        if screening is None:
            raise Http404
        return screening

    def url(self, name: str = "screening_detail") -> str:
        return reverse(f"applications:{name}", args=[self.kwargs["reference"]])

    def page_context(self, screening: Screening, forms: dict[str, Form] | None = None) -> dict[str, Any]:
        """The page of one screening; `forms` are those sent and not accepted, by check."""
        page = screened(screening, self.request.user, self.at)
        answerable = rules.can_answer(self.request.user, screening, self.at)
        lines = [(line, (forms or {}).get(line.check.code) or _form(line)) for line in page.lines]
        return {
            "page": page, "lines": lines, "application": page.application, "may_act": self.may_act, "at": self.at,
            "tone": TONES[State(page.application.state)], "can_answer": answerable, **self._verdicts(page),
        }  # fmt: skip

    def _verdicts(self, page: Screened) -> dict[str, Any]:
        user, ruling = self.request.user, page.ruling
        asked = page.application.asked_complement
        return {
            "can_ask": complementing.can_ask(user, page.screening, self.at),
            "can_rule": rules.can_rule(user, page.screening, self.at),
            "can_change_request": asked and complementing.can_change_request(user, asked, self.at),
            "can_confirm": ruling and rules.can_confirm(user, ruling, self.at),
            "can_drop": ruling and rules.can_drop(user, ruling, self.at),
            "can_reverse": ruling and rules.can_reverse(user, ruling, self.at),
        }  # fmt: skip


def _form(line: Any) -> AnswerForm:
    """With the answer that it would replace; a computed one is not taken as somebody's."""
    mine = line.mine if line.mine and not line.mine.is_automatic else None
    initial = {"finding": mine.finding, "reason": mine.reason} if mine else {}
    return AnswerForm(prefix=line.check.code, initial=initial)


class ScreeningAction(OfADossier, ActionView):
    """One deed on a screening, back to its page afterwards."""

    template_name = "applications/screening/deed.html"
    told_at: str | None = "reason"  # the field beside which a refusal is said

    def get_object(self) -> Any:
        return self.found_screening()

    @property
    def application(self) -> Application:
        found: Application = self.object.application
        return found

    def get_success_url(self) -> str:
        return self.url()

    def form_valid(self, form: Form) -> HttpResponse:
        """Refused for what was typed: said beside it, everything kept. Refused for good: the page says why."""
        try:
            return self.redirected(self.act(form))
        except Refused as refusal:
            self.verdict = self._verdict_now(refusal)
            if self.verdict:
                form.add_error(self.told_at, refusal.reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)

    def _verdict_now(self, refusal: Refused) -> Verdict:
        """Somebody else may have come first: what it is about is read again."""
        try:
            return type(self).rule(self.request.user, self.get_object(), self.at)
        except Http404:
            return Verdict.no(refusal.reason)

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422 if self.verdict else 409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(application=self.application, **kwargs)
