"""The agenda of a desk: for its expert and the coordination; for everybody else there is no such page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from events.actions.desks.feeds import rotate_cafe_feed, rotate_desk_feed
from events.documents.agenda import agenda_document
from events.models import Desk
from events.queries.agenda import agenda_of, desks_visible_to
from events.rules.desks import can_keep_desk, can_keep_feed
from events.views.coordination.base import CafeAction
from inmp_portal.lib import clock, pdf
from inmp_portal.lib.views import ActionView


@method_decorator(never_cache, name="dispatch")
class DeskPage(LoginRequiredMixin, View):
    """Gives `self.desk` and `self.at`; 404 for whoever does not keep it."""

    desk: Desk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        desks = desks_visible_to(request.user, self.at)
        self.desk = get_object_or_404(desks, cafe__slug=kwargs["slug"], code=kwargs["code"])
        if not can_keep_desk(request.user, self.desk, self.at):
            raise Http404
        request.site_call = self.desk.cafe.call  # read by applications.context
        return super().dispatch(request, *args, **kwargs)


class DeskAgenda(DeskPage):
    """GET /guichets/<café>/<code>/"""

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        address = settings.SITE_URL + reverse("events:desk_feed", args=[slug, code, self.desk.feed_secret])
        context = {"agenda": agenda_of(self.desk), "desk": self.desk, "cafe": self.desk.cafe, "feed": address}
        return render(request, "events/desks/agenda.html", context)


class DeskAgendaPdf(DeskPage):
    """GET /guichets/<café>/<code>/agenda.pdf — a page that says why when no PDF can be made."""

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        html, assets = agenda_document(agenda_of(self.desk), self.at)
        try:
            made = pdf.render(html, assets=assets)
        except pdf.PdfError as problem:
            context = {"desk": self.desk, "cafe": self.desk.cafe, "reason": str(problem)}
            return render(request, "events/desks/no_pdf.html", context, status=503)
        headers = {"Content-Disposition": f'inline; filename="agenda-{code}.pdf"', "Cache-Control": "private, no-store"}
        return HttpResponse(made, content_type="application/pdf", headers=headers)


class RotateFeed(ActionView):
    """GET/POST /guichets/<café>/<code>/lien/ — GET says what will happen, POST changes the feed's address."""

    rule = can_keep_desk
    template_name = "events/desks/rotate.html"

    def get_object(self) -> Desk:
        desks = desks_visible_to(self.request.user, self.at)
        return get_object_or_404(desks, cafe__slug=self.kwargs["slug"], code=self.kwargs["code"])

    def act(self, form: Any) -> str:
        rotate_desk_feed(desk=self.object, by=self.request.user, at=self.at)
        return "L’adresse de l’agenda est changée. L’ancienne ne donne plus rien\u00a0: abonnez-vous à la nouvelle."

    def get_success_url(self) -> str:
        return reverse("events:desk_agenda", args=[self.object.cafe.slug, self.object.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(desk=self.object, cafe=self.object.cafe, **kwargs)


class CafeFeed(CafeAction):
    """GET/POST /pilotage/cafes/<slug>/flux/ — every agenda of the café and the address that follows them all; POST changes it."""

    rule = can_keep_feed
    template_name = "events/desks/cafe.html"
    tab = "agendas"
    back = "cafe_feed_rotate"

    def act(self, form: Any) -> str:
        rotate_cafe_feed(cafe=self.object, by=self.request.user, at=self.at)
        return "L’adresse de l’agenda du café est changée. L’ancienne ne donne plus rien."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        feed = reverse("events:cafe_feed", args=[self.object.slug, self.object.feed_secret])
        desks = desks_visible_to(self.request.user, self.at).filter(cafe=self.object).order_by("code")
        return super().get_context_data(feed=settings.SITE_URL + feed, desks=desks, **kwargs)
