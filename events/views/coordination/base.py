"""The coordination's door to a café: visitors sign in, everybody else without the role finds nothing here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from events.models import Cafe
from events.queries.coordination.cafes import cafes_of_the_staff
from inmp_portal.lib import clock
from inmp_portal.lib.views import ActionView


class CafeDesk(LoginRequiredMixin, TemplateView):
    """A page that reads: `self.cafe` and `self.at`; `read()` gives what it shows. `tab` is where it stands."""

    tab = ""
    cafe: Cafe

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        self.cafe = get_object_or_404(cafes_of_the_staff(request.user, self.at), slug=kwargs["slug"])
        request.site_call = self.cafe.call  # read by applications.context
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cafe=self.cafe, at=self.at, tab=self.tab, **self.read(), **kwargs)

    def read(self) -> dict[str, Any]:
        return {}


class CafeAction(ActionView):
    """A page that does something to a café: subclasses set `rule`, `form_class`, `template_name`, `back`, and `act`."""

    queryset = cafes_of_the_staff
    lookup = "slug"
    tab = ""
    back = "cafe_board"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cafe=self.object, tab=self.tab, **kwargs)

    def get_success_url(self) -> str:
        return reverse(f"events:{self.back}", args=[self.object.slug])
