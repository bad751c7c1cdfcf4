"""/pilotage/cafes/<slug>/inscriptions/ – the list, its files, and one registration."""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from events.actions.coordination.exporting import export
from events.documents.listing import Format
from events.forms.coordination.listing import RegistrationFilter
from events.queries.coordination.cafes import registrations_of_the_staff
from events.queries.coordination.detail import detail_of
from events.queries.coordination.listing import listing
from events.rules.coordinating import can_displace
from events.views.coordination.base import CafeDesk
from inmp_portal.lib import clock, pdf
from inmp_portal.lib.verdict import Refused

_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
}


class RegistrationList(CafeDesk):
    """GET …/inscriptions/ — narrowed and ordered as the address says."""

    template_name = "events/coordination/registrations/list.html"
    tab = "registrations"

    def read(self) -> dict[str, Any]:
        form = RegistrationFilter(self.request.GET, cafe=self.cafe)
        criteria = form.criteria()
        token = self.request.GET.get("page", "")
        found = listing(criteria, cafe=self.cafe, user=self.request.user, at=self.at, token=token)
        return {
            "form": form, "chips": form.chips(), "criteria": criteria, "found": found, "formats": list(Format),
        }  # fmt: skip


class RegistrationExport(CafeDesk):
    """POST …/inscriptions/export.<format> — it leaves a trace in the journal, hence no link."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if kwargs["format"] not in set(Format):
            raise Http404
        criteria = RegistrationFilter(request.GET, cafe=self.cafe).criteria()
        format, file = Format(kwargs["format"]), tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
        try:
            export(cafe=self.cafe, criteria=criteria, format=format, by=request.user, at=self.at, to=file)
        except (pdf.PdfError, Refused) as trouble:
            return self._not_made(str(trouble))
        file.seek(0)
        name = f"{self.cafe.slug}-{self.at.astimezone(clock.PARIS):%Y-%m-%d-%Hh%M}.{format}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=_TYPES[format])

    def _not_made(self, reason: str) -> HttpResponse:
        messages.error(self.request, reason)
        address = reverse("events:cafe_registrations", args=[self.cafe.slug])
        return redirect(f"{address}?{self.request.GET.urlencode()}")


class RegistrationPage(LoginRequiredMixin, TemplateView):
    """GET /pilotage/cafes/inscription/<référence>/"""

    template_name = "events/coordination/registrations/detail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        found = registrations_of_the_staff(request.user, self.at)
        self.registration = get_object_or_404(found, reference=kwargs["reference"])
        request.site_call = self.registration.cafe.call  # read by applications.context
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        detail = detail_of(self.registration, self.request.user, self.at)
        return super().get_context_data(
            detail=detail, registration=self.registration, cafe=self.registration.cafe, at=self.at,
            tab="registrations", can_displace=can_displace(self.request.user, self.registration, self.at), **kwargs
        )  # fmt: skip
