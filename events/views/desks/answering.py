"""Noting the answer to a question, before, during or after the appointment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from events.actions.questions.answering import answer
from events.forms.questions.answering import AnswerForm
from events.models import CafeQuestion
from events.queries.dossiers import shared_dossiers
from events.rules.desks import can_answer
from events.views.own.document import document_of
from inmp_portal.lib import clock
from inmp_portal.lib.views import ActionView


def questions_for(user: Any, at: datetime) -> QuerySet[CafeQuestion]:
    """Those that this person may answer, with what their page shows."""
    rows = CafeQuestion.objects.visible_to(user, at)
    return rows.with_call("desk", "registration__slot", "registration__institution", "same_as")


class Answer(ActionView):
    """GET/POST /guichets/questions/<référence>/ — the question, who asks it, and the answer."""

    queryset = questions_for

    rule = can_answer
    form_class = AnswerForm
    template_name = "events/desks/answer.html"

    def get_initial(self) -> dict[str, Any]:
        return {"answer": self.object.answer}

    def act(self, form: Any) -> str:
        answer(question=self.object, text=form.cleaned_data["answer"], by=self.request.user, at=self.at)
        return "La réponse est notée."

    def get_success_url(self) -> str:
        if self.object.desk is None:
            return reverse("events:question_answer", args=[self.object.reference])
        return reverse("events:desk_agenda", args=[self.object.cafe.slug, self.object.desk.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registration = self.object.registration
        shared = shared_dossiers([registration]) if registration else {}
        dossier = shared.get(registration.pk) if registration else None
        return super().get_context_data(question=self.object, cafe=self.object.cafe, dossier=dossier, **kwargs)


class QuestionDocument(LoginRequiredMixin, View):
    """GET /guichets/questions/<référence>/document/ — the file joined to a question, for who answers it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        return document_of(get_object_or_404(questions_for(request.user, clock.now()), reference=reference))
