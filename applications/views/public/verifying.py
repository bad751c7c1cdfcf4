"""Verification of a receipt by anybody: corresponds, or does not, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from applications.forms.depositing import VerifyForm
from applications.queries.deposits.verifying import matches
from inmp_portal.lib.limiting import is_allowed


class Verify(View):
    """/verification/?numero=… — GET shows the form, POST answers; what is asked never stands in the address."""

    http_method_names = ["get", "head", "options", "post"]
    template_name = "applications/public/verify.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = VerifyForm(initial={"number": request.GET.get("numero", "")[:30]})
        return render(request, self.template_name, {"form": form, "answer": None})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = VerifyForm(request.POST)
        if not is_allowed(request, "verify"):
            return render(request, self.template_name, {"form": form, "answer": None, "is_limited": True}, status=429)
        answer = matches(form.cleaned_data["number"], form.cleaned_data["digest"]) if form.is_valid() else None
        status = 200 if answer is not None else 400
        return render(request, self.template_name, {"form": form, "answer": answer}, status=status)
