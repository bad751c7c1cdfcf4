"""POST /pilotage/dossiers/export.xlsx – the list as a workbook. It leaves a trace in the journal, hence no link."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest

from applications.actions.exporting import export_dossiers
from applications.forms.listing import CriteriaForm
from applications.queries import listing
from applications.views.coordination.access import CoordinationMixin
from inmp_portal.lib import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DossierExport(CoordinationMixin):
    """The dossiers that answer the question of the address, all pages of them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> FileResponse:
        axes, places = listing.axes_of(self.call), listing.institutions()
        form = CriteriaForm(request.GET, axes=list(axes.values()), institutions=list(places.values()))
        criteria = form.criteria()
        book = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it, once sent)
        export_dossiers(call=self.call, by=request.user, at=self.at, criteria=criteria, to=book)
        book.seek(0)
        day = self.at.astimezone(clock.PARIS)
        return FileResponse(
            book, as_attachment=True, filename=f"inmp-{criteria.half}-{day:%Y-%m-%d-%Hh%M}.xlsx", content_type=XLSX
        )
