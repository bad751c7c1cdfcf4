"""The blank form as a PDF: made once for a content, then given to everybody."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from applications.documents.blank.form import blank_form, blank_print
from applications.models import Call
from applications.queries.definitions import definition_for
from applications.views.depositing.turns import Busy, turn
from applications.views.public.base import PublicPage, kept_a_moment
from inmp_portal.lib import pdf

_KEPT = 7 * 24 * 3600  # seconds; a change of the form, of a date or of the layout does not wait for it
_BUSY = "D’autres documents sont en cours de préparation. Réessayez dans quelques secondes."


class BlankForm(PublicPage):
    """GET /documents/formulaire-vierge.pdf — a page that says why when no PDF can be made."""

    template_name = "applications/public/unavailable/blank_form.html"
    title = "Formulaire vierge"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.call is None:
            return super().get(request, *args, **kwargs)
        try:
            made = _made(self.call)
        except (pdf.PdfError, Busy) as problem:
            reason = _BUSY if isinstance(problem, Busy) else str(problem)
            headers = {"Retry-After": "10", "Cache-Control": "no-store"}
            return self.render_to_response(self.get_context_data(reason=reason), status=503, headers=headers)
        name = f"{self.call.slug}_formulaire-vierge.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"'}
        return kept_a_moment(request, HttpResponse(made, content_type="application/pdf", headers=headers))


def _made(call: Call) -> bytes:
    """The document of this content; a visitor never makes the portal work for what another has already had."""
    definition = definition_for(call)
    key = f"blank-form:{blank_print(call, definition)}"
    made: bytes | None = cache.get(key)
    if made is None:
        html, assets = blank_form(call, definition)
        with turn():
            made = pdf.render(html, assets=assets)
        cache.set(key, made, _KEPT)
    return made
