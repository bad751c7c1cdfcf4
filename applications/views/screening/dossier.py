"""/pilotage/recevabilite/<référence>/ – one dossier: its checks beside what the portal saw, begun and answered here."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.actions.screening.answering import answer
from applications.actions.screening.starting import start
from applications.forms.screening import AnswerForm
from applications.models import Application
from applications.queries.screening.dossier import screening_of
from applications.rules import screening as rules
from applications.states import State
from applications.views.coordination.rows import TONES
from applications.views.screening.base import OfADossier, ScreeningAction
from inmp_portal.lib.views import ActionView

_PAGE, _NOT_BEGUN = "applications/screening/dossier.html", "applications/screening/to_start.html"


class ScreeningPage(OfADossier):
    """GET – the screening, or the button that begins it."""

    reads_only = True

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        application = self.found_application()
        screening = screening_of(application)
        if screening is None or application.state == State.DEPOSITED:
            return render(request, _NOT_BEGUN, _to_start(self, application))
        return render(request, _PAGE, self.page_context(screening))


def _to_start(page: OfADossier, application: Application) -> dict[str, Any]:
    verdict = rules.can_start(page.request.user, application, page.at)
    return {
        "application": application,
        "verdict": verdict,
        "may_act": page.may_act,
        "tone": TONES[State(application.state)],
    }


class StartScreening(OfADossier, ActionView):
    """POST /pilotage/recevabilite/<ref>/debut/"""

    http_method_names = ["post"]
    rule = rules.can_start
    template_name = _NOT_BEGUN

    def get_object(self) -> Application:
        return self.found_application()

    def act(self, form: Form) -> str:
        start(application=self.object, by=self.request.user, at=self.at)
        return "L’examen est commencé. Les contrôles calculés ont leur réponse."

    def get_success_url(self) -> str:
        return self.url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | _to_start(self, self.object) | {"verdict": self.verdict}


class AnswerCheck(ScreeningAction):
    """POST /pilotage/recevabilite/<ref>/controles/<code>/ – refused, the page comes back with what was typed."""

    http_method_names = ["post"]
    rule = rules.can_answer
    form_class = AnswerForm
    template_name = _PAGE

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"prefix": self.kwargs["code"]}

    def act(self, form: Form) -> str:
        code, data = self.kwargs["code"], form.cleaned_data
        answer(
            screening=self.object,
            code=code,
            finding=data["finding"],
            reason=data["reason"],
            by=self.request.user,
            at=self.at,
        )
        return f"La réponse au contrôle {code} est enregistrée."

    def get_success_url(self) -> str:
        return f"{self.url()}#{self.kwargs['code']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return self.page_context(self.object, {self.kwargs["code"]: kwargs["form"]})
