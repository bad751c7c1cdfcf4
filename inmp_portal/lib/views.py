"""The shape of a page that does something: translate, ONE action call, translate back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused, Verdict


class ActionView(LoginRequiredMixin, FormView):
    """GET says what will happen; POST does it. Not visible: 404. Refused: the same page with the reason, 409.

    Subclasses set `queryset` (the `visible_to` of a manager), `rule`, `form_class`, `template_name`, `success_url`
    (or `get_success_url`), and `act(form)` which makes one action call and returns the sentence to show.
    """

    queryset: Callable[..., Any]
    rule: Callable[..., Verdict]
    lookup = "reference"
    form_class = Form

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = clock.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = self.get_object()
        self.verdict = type(self).rule(request.user, self.object, self.at)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self) -> Any:
        queryset = type(self).queryset(self.request.user, self.at)
        return get_object_or_404(queryset, **{self.lookup: self.kwargs[self.lookup]})

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            said = self.act(form)
        except Refused as refusal:
            self.verdict = Verdict.no(refusal.reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return self.redirected(said)

    def redirected(self, said: str) -> HttpResponse:
        """The deed is done: say so on the page that follows."""
        messages.success(self.request, said)
        return redirect(self.get_success_url())

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=200 if self.verdict else 409)

    def act(self, form: Form) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, verdict=self.verdict, at=self.at, **kwargs)
