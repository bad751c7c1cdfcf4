"""The PDFs that are waited for, and the button that queues again one that was given up."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from applications.actions.deposits.building import rebuild_document
from applications.models import Document
from applications.queries.documents import unfinished_documents
from applications.rules.coordinating import can_rebuild
from applications.views.coordination.access import CoordinationMixin
from inmp_portal.lib.views import ActionView

_PAGE = "applications/pilotage/documents.html"


class DocumentList(CoordinationMixin):
    """GET /pilotage/pdf/"""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(
            request, _PAGE, {"documents": unfinished_documents(request.user, self.at), "may_act": self.may_act}
        )


class RebuildDocument(CoordinationMixin, ActionView):
    """POST /pilotage/dossiers/<ref>/versions/<n>/<nature>/relance/ — refused, the list comes back with the reason."""

    http_method_names = ["post"]
    rule = can_rebuild
    template_name = _PAGE

    def get_object(self) -> Document:
        asked = self.kwargs
        visible = Document.objects.visible_to(self.request.user, self.at).select_related("deposit__application")
        return get_object_or_404(
            visible.defer("deposit__snapshot"), kind=asked["kind"],
            deposit__version=asked["version"], deposit__application__reference=asked["reference"],
        )  # fmt: skip

    def act(self, form: Form) -> str:
        rebuild_document(document=self.object, by=self.request.user, at=self.at)
        return "La fabrication du PDF est relancée."

    def get_success_url(self) -> str:
        return reverse("applications:coordination_detail", args=[self.kwargs["reference"]]) + "#versions"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            documents=unfinished_documents(self.request.user, self.at), may_act=self.may_act, **kwargs
        )
