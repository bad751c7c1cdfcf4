"""The document of one's appointment: joined, replaced, taken away, read again. No script is needed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from events.actions.own.joining import drop, join
from events.models import CafeQuestion
from events.views.own.registration import OwnPage
from inmp_portal.lib.files.serving import served
from inmp_portal.lib.limiting import LIMITED, is_allowed
from inmp_portal.lib.verdict import Refused

PDF = "application/pdf"


class Document(OwnPage):
    """GET /inscriptions/<référence>/document/ — the file; POST `piece` joins it, or puts another in its place."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        return document_of(getattr(self.registration, "question", None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        uploaded = request.FILES.get("piece")
        if uploaded is None:
            return self.sorry("Choisissez d’abord un fichier.")
        if not is_allowed(request, "cafe_file", self.registration.reference):
            return self.sorry(LIMITED)
        try:
            question = join(registration=self.registration, uploaded=uploaded, by=self.person, at=self.at)
        except Refused as refusal:
            return self.sorry(refusal.reason)
        return self.back(f"«\u00a0{question.file_name}\u00a0» est joint à votre question.")

    def sorry(self, reason: str) -> HttpResponse:
        messages.error(self.request, reason)
        return redirect("events:registration_detail", reference=self.registration.reference)


class RemoveDocument(OwnPage):
    """POST /inscriptions/<référence>/document/retrait/"""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            drop(registration=self.registration, by=self.person, at=self.at)
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return redirect("events:registration_detail", reference=self.registration.reference)
        return self.back("Le document est retiré.")


def document_of(question: CafeQuestion | None) -> HttpResponseBase:
    """The file of a question that one may read; 404 when there is none."""
    if question is None or not question.file_sha256:
        raise Http404
    return served(question.file_sha256, name=question.file_name, content_type=PDF)
