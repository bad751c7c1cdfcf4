"""One's own registration, reached by the link of a mail or by one's account."""

from django.urls import URLPattern, path

from events.views.own import afterwards, document, dossier, registration

urlpatterns: list[URLPattern] = [
    path("cafes/lien/<slug:token>/", registration.OpenLink.as_view(), name="registration_open"),
    path("inscriptions/<slug:reference>/", registration.Detail.as_view(), name="registration_detail"),
    path("inscriptions/<slug:reference>/modification/", registration.Change.as_view(), name="registration_change"),
    path("inscriptions/<slug:reference>/annulation/", registration.Cancel.as_view(), name="registration_cancel"),
    path("inscriptions/<slug:reference>/deplacement/", registration.Move.as_view(), name="appointment_move"),
    path("inscriptions/<slug:reference>/place/", registration.Accept.as_view(), name="offer_accept"),
    path("inscriptions/<slug:reference>/document/", document.Document.as_view(), name="document_own"),
    path("inscriptions/<slug:reference>/document/retrait/", document.RemoveDocument.as_view(), name="document_remove"),
    path("inscriptions/<slug:reference>/dossier/", dossier.Dossier.as_view(), name="registration_dossier"),
    path("inscriptions/<slug:reference>/dossier/nouveau/", dossier.NewDossier.as_view(), name="dossier_new"),
    path("inscriptions/<slug:reference>/agenda.ics", registration.CalendarFile.as_view(), name="registration_calendar"),
    path("inscriptions/<slug:reference>/avis/", afterwards.GiveFeedback.as_view(), name="feedback_give"),
    path("inscriptions/<slug:reference>/donnees/", afterwards.Held.as_view(), name="registration_held"),
    path("inscriptions/<slug:reference>/donnees.json", afterwards.HeldFile.as_view(), name="registration_held_file"),
    path(
        "inscriptions/<slug:reference>/accords/retrait/",
        afterwards.WithdrawConsents.as_view(),
        name="consents_withdraw",
    ),
]
