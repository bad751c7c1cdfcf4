"""Dossiers, as their teams see them."""

from django.urls import URLPattern, path

from applications.views.drafting.attaching import (
    AttachmentAdd,
    AttachmentDescribe,
    AttachmentDownload,
    AttachmentRemove,
)
from applications.views.drafting.autosave import Autosave
from applications.views.drafting.section import Missing, Resume, SectionPage
from applications.views.drafting.starting import Start

urlpatterns: list[URLPattern] = [
    path("dossiers/nouveau/", Start.as_view(), name="application_start"),
    path("dossiers/<slug:reference>/reprendre/", Resume.as_view(), name="application_resume"),
    path("dossiers/<slug:reference>/verifier/", Missing.as_view(), name="application_check"),
    path("dossiers/<slug:reference>/sections/<slug:key>/", SectionPage.as_view(), name="section_edit"),
    path("dossiers/<slug:reference>/sections/<slug:key>/enregistrement/", Autosave.as_view(), name="section_autosave"),
    path("dossiers/<slug:reference>/pieces/", AttachmentAdd.as_view(), name="attachment_add"),
    path("dossiers/<slug:reference>/pieces/<uuid:key>/", AttachmentDownload.as_view(), name="attachment_download"),
    path(
        "dossiers/<slug:reference>/pieces/<uuid:key>/legende/", AttachmentDescribe.as_view(), name="attachment_describe"
    ),
    path("dossiers/<slug:reference>/pieces/<uuid:key>/retrait/", AttachmentRemove.as_view(), name="attachment_remove"),
]
