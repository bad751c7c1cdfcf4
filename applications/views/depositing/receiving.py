"""The receipt page and the PDFs of a deposited version."""

from __future__ import annotations

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import View

from applications.documents.receipt import expected_elements, people_and_project
from applications.documents.source import source_of_deposit
from applications.methods.deposits.instants import written_utc
from applications.models import Deposit
from applications.notices.deposits import file_name
from applications.rules.depositing import can_reopen
from applications.states import DocumentState
from applications.views.depositing.own import readable_deposit
from inmp_portal.lib import clock
from inmp_portal.lib.files.serving import served


class Receipt(LoginRequiredMixin, View):
    """GET /dossiers/<ref>/depot/<version>/accuse/ — `?partie=documents` is the state of the PDFs alone."""

    def get(self, request: HttpRequest, reference: str, version: int) -> HttpResponse:
        at = clock.now()
        deposit = readable_deposit(request.user, at, reference, version)
        context = {"deposit": deposit, "application": deposit.application, "is_pending": _is_pending(deposit)}
        if request.GET.get("partie") == "documents":
            return render(request, "applications/deposit/parts/_documents.html", context)
        source = source_of_deposit(deposit)
        context |= {
            "project": people_and_project(source), "expected": expected_elements(source), "source": source,
            "utc": written_utc(deposit.deposited_at), "at": at,
            "is_complement": "complement" in deposit.snapshot, "can_reopen": can_reopen(request.user, deposit.application, at),
        }  # fmt: skip
        return render(request, "applications/deposit/receipt.html", context)


class Download(LoginRequiredMixin, View):
    """GET /dossiers/<ref>/depot/<version>/<nature>.pdf — the very bytes that were hashed."""

    def get(self, request: HttpRequest, reference: str, version: int, kind: str) -> HttpResponseBase:
        deposit = readable_deposit(request.user, clock.now(), reference, version)
        document = next((item for item in deposit.documents.all() if item.kind == kind), None)
        if document is None or document.state != DocumentState.READY:
            raise Http404
        return served(
            document.sha256, name=file_name(deposit, kind), content_type="application/pdf",
            is_shown="telecharger" not in request.GET,
        )  # fmt: skip


def _is_pending(deposit: Deposit) -> bool:
    """Is a PDF still to come?"""
    done = (DocumentState.READY, DocumentState.FAILED)
    return any(document.state not in done for document in deposit.documents.all())
