"""The dates of the call: a page, a file of all of them, a file of each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from applications.documents.calendar import calendar_of
from applications.methods.drawing.timeline import timeline
from applications.models import Call
from applications.queries.public import public_dates, public_steps
from applications.views.public.base import PublicPage, kept_a_moment
from inmp_portal.lib import clock


class CalendarPage(PublicPage):
    """GET /calendrier/"""

    template_name = "applications/public/call/calendar.html"
    title = "Calendrier"

    def read(self, call: Call) -> dict[str, Any]:
        dates = public_dates(call)
        drawn = timeline(public_steps(dates), self.at)
        states = {mark.code: mark.state for mark in drawn.marks} if drawn else {}
        return {"dates": [(date, states[date.code]) for date in dates], "timeline": drawn}


def calendar_file(request: HttpRequest, code: str = "") -> HttpResponse:
    """GET /calendrier.ics and /calendrier/<code>.ics"""
    call = Call.objects.current()
    if call is None:
        raise Http404
    dates = [date for date in public_dates(call) if code in ("", date.code)]
    if not dates:
        raise Http404
    content = calendar_of(call, dates, clock.now(), settings.SITE_URL)
    name = f"{call.slug}-{code}" if code else call.slug
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return kept_a_moment(request, response)
