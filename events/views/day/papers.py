"""The papers of the day, made at once by the child process; a page says why when no PDF can be made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.documents.papers import Document, badges_document, sheet_document
from events.queries.day.badges import badges_of
from events.queries.day.board import Board
from events.views.day.base import ReceptionMixin
from inmp_portal.lib import pdf


class Paper(ReceptionMixin):
    """Subclasses set `name` (of the file) and give the document."""

    name = ""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        html, assets = self.document()
        try:
            made = pdf.render(html, assets=assets)
        except pdf.PdfError as problem:
            context = {"cafe": self.cafe, "reason": str(problem)}
            return render(request, "events/day/no_paper.html", context, status=503)
        shown = f'inline; filename="{self.name}-{self.cafe.slug}.pdf"'
        headers = {"Content-Disposition": shown, "Cache-Control": "private, no-store"}
        return HttpResponse(made, content_type="application/pdf", headers=headers)

    def document(self) -> Document:
        raise NotImplementedError


class SignInSheet(Paper):
    """GET /pilotage/cafes/<slug>/accueil/emargement.pdf"""

    name = "emargement"

    def document(self) -> Document:
        return sheet_document(self.cafe, Board.of(self.cafe, self.request.user, self.at), self.at)


class Badges(Paper):
    """GET /pilotage/cafes/<slug>/accueil/badges.pdf"""

    name = "badges"

    def document(self) -> Document:
        return badges_document(self.cafe, badges_of(self.cafe, self.request.user, self.at), self.at)
