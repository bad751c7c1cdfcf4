"""Dossiers, as their teams see them."""

from django.urls import URLPattern, path

from applications.views.drafting.attaching import AttachmentAdd, AttachmentDownload, AttachmentRemove

urlpatterns: list[URLPattern] = [
    path("dossiers/<slug:reference>/pieces/", AttachmentAdd.as_view(), name="attachment_add"),
    path("dossiers/<slug:reference>/pieces/<uuid:key>/", AttachmentDownload.as_view(), name="attachment_download"),
    path("dossiers/<slug:reference>/pieces/<uuid:key>/retrait/", AttachmentRemove.as_view(), name="attachment_remove"),
]
