"""GET /pilotage/messages/ – what teams and the coordination wrote, first what waits for the coordination."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.queries.messages import Waiting, listing
from applications.views.coordination.access import CoordinationMixin


class MessageDesk(CoordinationMixin):
    """One part of the list, the oldest first of what waits."""

    reads_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("volet", "")
        part = asked if asked in Waiting.values else Waiting.FOR_COORDINATION.value
        found = listing(part, call=self.call, user=request.user, at=self.at, token=request.GET.get("page", ""))
        parts = [(one.value, one.label, found.counts[one]) for one in Waiting]
        context = {"found": found, "parts": parts, "part": Waiting(part), "at": self.at}
        return render(request, "applications/messages/desk.html", context)
