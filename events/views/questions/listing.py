"""The questions of the cafés, for the coordination: seen together, answered once, published without a name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from applications.rules.coordinating import can_coordinate
from events.actions.questions.grouping import merge, split
from events.actions.questions.publishing import publish, unpublish
from events.forms.questions.publishing import PublishForm
from events.models import CafeQuestion
from events.queries.questions import questions_of_call
from events.rules.desks import can_publish, can_unpublish
from events.views.coordination.base import CafeDesk
from inmp_portal.lib.verdict import Refused
from inmp_portal.lib.views import ActionView


class QuestionList(CafeDesk):
    """GET /pilotage/cafes/<slug>/questions/ — those of both cafés; POST puts the ticked ones together or one apart."""

    template_name = "events/questions/list.html"
    tab = "questions"

    def read(self) -> dict[str, Any]:
        return {"groups": questions_of_call(self.cafe.call, self.request.user, self.at)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.act(request.POST))
        except Refused as refusal:
            messages.error(request, refusal.reason)
        return redirect("events:question_list", slug=self.cafe.slug)

    def act(self, posted: Any) -> str:
        if apart := posted.get("separer"):
            rows = CafeQuestion.objects.visible_to(self.request.user, self.at)
            split(question=get_object_or_404(rows, reference=apart), by=self.request.user, at=self.at)
            return "La question est séparée de son groupe."
        merge(references=posted.getlist("question"), by=self.request.user, at=self.at)
        return "Les questions sont réunies\u00a0: une seule réponse les servira toutes."


def questions_of_the_staff(user: Any, at: Any) -> Any:
    """For the coordination; for an expert or anybody else these pages do not exist."""
    visible = CafeQuestion.objects.visible_to(user, at) if can_coordinate(user, at) else CafeQuestion.objects.none()
    return visible.with_call("desk", "registration", "same_as", "published_as")


class QuestionAction(ActionView):
    """What both pages below share."""

    queryset = questions_of_the_staff

    def get_success_url(self) -> str:
        return reverse("events:question_list", args=[self.object.cafe.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.object, cafe=self.object.cafe, tab="questions", **kwargs)


class Publish(QuestionAction):
    """GET/POST /pilotage/cafes/questions/<référence>/publication/"""

    rule = can_publish
    form_class = PublishForm
    template_name = "events/questions/publish.html"

    def get_initial(self) -> dict[str, Any]:
        return {"wording": self.object.text[:250], "answer": self.object.said_answer}

    def act(self, form: Any) -> str:
        publish(question=self.object, by=self.request.user, at=self.at, **form.cleaned_data)
        return "La question est publiée dans la foire aux questions."


class Unpublish(QuestionAction):
    """GET/POST /pilotage/cafes/questions/<référence>/retrait/"""

    rule = can_unpublish
    template_name = "events/questions/unpublish.html"

    def act(self, form: Any) -> str:
        unpublish(question=self.object, by=self.request.user, at=self.at)
        return "La question est retirée de la foire aux questions."
