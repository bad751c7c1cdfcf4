"""Verification of a receipt by anybody: corresponds, or does not, and nothing else."""

from __future__ import annotations

import logging

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from applications.forms.depositing import VerifyForm
from applications.queries.deposits.verifying import matches

log = logging.getLogger(__name__)


class Verify(View):
    """/verification/?numero=… — GET shows the form, POST answers; what is asked never stands in the address."""

    http_method_names = ["get", "head", "options", "post"]
    template_name = "applications/public/verify.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = VerifyForm(initial={"number": request.GET.get("numero", "")[:30]})
        return render(request, self.template_name, {"form": form, "answer": None})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = VerifyForm(request.POST)
        if not _allowed(request):
            return render(request, self.template_name, {"form": form, "answer": None, "is_limited": True}, status=429)
        answer = matches(form.cleaned_data["number"], form.cleaned_data["digest"]) if form.is_valid() else None
        status = 200 if answer is not None else 400
        return render(request, self.template_name, {"form": form, "answer": answer}, status=status)


def _allowed(request: HttpRequest) -> bool:
    """Thirty a minute and an address; a cache out of reach must not close the page."""
    try:
        return bool(ratelimit.consume(request, action="verify"))
    except Exception as trouble:
        log.warning("rate limit out of reach: %s", trouble)
        return True
