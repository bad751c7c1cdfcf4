"""The preview of a working copy as a PDF: made now, by a child process, a few at a time for the whole portal."""

from __future__ import annotations

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from applications.documents.dossier import dossier_document
from applications.documents.source import source_of_draft
from applications.rules.depositing import can_preview
from applications.views.depositing.own import own_applications
from applications.views.depositing.turns import Busy, turn
from inmp_portal.lib import clock, pdf


class Preview(LoginRequiredMixin, View):
    """GET /dossiers/<ref>/apercu.pdf — a page that says why when no PDF can be made."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        at = clock.now()
        application = get_object_or_404(own_applications(request.user, at), reference=reference)
        can_preview(request.user, application, at).require()
        html, assets = dossier_document(source_of_draft(application), at)
        try:
            with turn():
                made = pdf.render(html, assets=assets)
        except (pdf.PdfError, Busy) as problem:
            context = {"application": application, "reason": str(problem), "is_busy": isinstance(problem, Busy)}
            response = render(request, "applications/deposit/no_preview.html", context, status=503)
            response["Retry-After"] = "10"
            return response
        name = f"{application.reference}_brouillon.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(made, content_type="application/pdf", headers=headers)
