"""The coordination's pages."""

from django.urls import URLPattern, path

from applications.views.coordination import dossier, exporting, listing

urlpatterns: list[URLPattern] = [
    path("pilotage/dossiers/", listing.DossierList.as_view(), name="coordination_list"),
    path("pilotage/dossiers/export.xlsx", exporting.DossierExport.as_view(), name="coordination_export"),
    path("pilotage/dossiers/<str:reference>/", dossier.Dossier.as_view(), name="coordination_detail"),
]
