"""A question in writing, for whoever cannot come."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from applications.models import Call
from events.actions.asking import ask
from events.actions.booking import Asked
from events.forms.asking import WrittenQuestionForm
from events.methods.reading.questionnaire import questions_of
from events.models import Cafe
from events.queries.routing import propose
from events.rules.registering import can_ask
from events.views.public.base import CafePublicPage
from inmp_portal.lib.limiting import LIMITED, is_allowed
from inmp_portal.lib.verdict import Refused, Verdict


class Ask(CafePublicPage):
    """GET/POST /cafes/<slug>/question/"""

    template_name = "events/public/ask.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        cafe = Cafe.objects.visible_to(request.user, self.at).filter(call=self.call, slug=kwargs["slug"]).first()
        if cafe is None:
            raise Http404
        cafe.call, self.cafe = self.call, cafe
        return super().dispatch(request, *args, **kwargs)

    def read(self, call: Call) -> dict[str, Any]:
        return {"cafe": self.cafe, "verdict": can_ask(self.request.user, self.cafe, self.at), "is_asked": False}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(form=self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form=form, status=422)
        if not is_allowed(request, "cafe_sign_up", form.cleaned_data["email"]):
            form.add_error(None, LIMITED)
            return self.page(form=form, status=429)
        try:
            self.keep(form.cleaned_data)
        except Refused as refusal:
            return self.page(form=form, verdict=Verdict.no(refusal.reason), status=409)
        return self.page(form=self.form(), is_asked=True)

    def keep(self, said: dict[str, Any]) -> None:
        proposal = propose(self.cafe, said["question"], said["theme"]) if self.cafe.lexicon else None
        theme, desk = (proposal.theme, proposal.desk) if proposal else (said["theme"], None)
        asked = Asked(said["question"], theme, desk, said["may_be_published"])
        person = self.request.user if self.request.user.is_authenticated else None
        ask(cafe=self.cafe, asked=asked, name=said["name"], email=said["email"], by=person, at=self.at)

    def form(self, data: Any = None) -> WrittenQuestionForm:
        options = (q.options for q in questions_of(self.cafe.questions) if q.id == "theme")
        return WrittenQuestionForm(data, themes=next(options, ()))

    def page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), **context}, status=status)
