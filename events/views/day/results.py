"""GET /pilotage/cafes/<slug>/avis/ – what those who came thought of the café."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.queries.after.feedback import Results
from events.views.day.base import ReceptionMixin


class FeedbackResults(ReceptionMixin):
    """The page; below five answers it says only how many there are."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = {"cafe": self.cafe, "results": Results.of(self.cafe)}
        return render(request, "events/after/results.html", context)
