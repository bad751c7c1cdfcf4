"""Deposits: the summary, the receipt, the PDFs, the versions, and what may be done afterwards."""

from django.urls import path

from applications.views.depositing import changing, confirming, overview, previewing, receiving, versions

urlpatterns = [
    path("dossiers/<slug:reference>/", overview.Overview.as_view(), name="application_detail"),
    path("dossiers/<slug:reference>/apercu.pdf", previewing.Preview.as_view(), name="preview_pdf"),
    path("dossiers/<slug:reference>/depot/", confirming.Confirm.as_view(), name="deposit_confirm"),
    path("dossiers/<slug:reference>/depot/<int:version>/accuse/", receiving.Receipt.as_view(), name="receipt_detail"),
    path(
        "dossiers/<slug:reference>/depot/<int:version>/<slug:kind>.pdf",
        receiving.Download.as_view(),
        name="document_download",
    ),
    path("dossiers/<slug:reference>/versions/", versions.Versions.as_view(), name="version_list"),
    path("dossiers/<slug:reference>/reouverture/", changing.Reopen.as_view(), name="application_reopen"),
    path("dossiers/<slug:reference>/abandon/", changing.Abandon.as_view(), name="changes_abandon"),
    path("dossiers/<slug:reference>/retrait/", changing.Withdraw.as_view(), name="application_withdraw"),
    path("dossiers/<slug:reference>/retablissement/", changing.Restore.as_view(), name="application_restore"),
]
