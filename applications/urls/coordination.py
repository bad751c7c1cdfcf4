"""The coordination's pages."""

from django.urls import URLPattern, path

from applications.views.coordination import documents, dossier, exporting, extending, listing, quarantining
from applications.views.dashboard.page import Dashboard

urlpatterns: list[URLPattern] = [
    path("pilotage/", Dashboard.as_view(), name="dashboard"),
    path("pilotage/pdf/", documents.DocumentList.as_view(), name="document_list"),
    path(
        "pilotage/dossiers/<str:reference>/versions/<int:version>/<slug:kind>/relance/",
        documents.RebuildDocument.as_view(),
        name="document_rebuild",
    ),
    path("pilotage/dossiers/", listing.DossierList.as_view(), name="coordination_list"),
    path("pilotage/dossiers/export.xlsx", exporting.DossierExport.as_view(), name="coordination_export"),
    path("pilotage/dossiers/<str:reference>/", dossier.Dossier.as_view(), name="coordination_detail"),
    path(
        "pilotage/dossiers/<str:reference>/pieces/<uuid:key>/ecart/",
        quarantining.Quarantine.as_view(),
        name="file_quarantine",
    ),
    path(
        "pilotage/dossiers/<str:reference>/pieces/<uuid:key>/retablissement/",
        quarantining.Release.as_view(),
        name="file_release",
    ),
    path(
        "pilotage/dossiers/<str:reference>/prolongation/",
        extending.GrantExtension.as_view(),
        name="extension_grant",
    ),
]
