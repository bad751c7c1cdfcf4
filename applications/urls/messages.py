"""Messages between the teams and the coordination."""

from django.urls import path

from applications.views.messages import listing, settling, thread

_TEAM = "dossiers/<slug:reference>/messages"
_DESK = "pilotage/dossiers/<slug:reference>/messages"

urlpatterns = [
    path(f"{_TEAM}/", thread.Thread.as_view(), name="message_list"),
    path(f"{_TEAM}/<uuid:key>/sans-reponse/", settling.Settle.as_view(), name="message_settle"),
    path("pilotage/messages/", listing.MessageDesk.as_view(), name="message_desk"),
    path(f"{_DESK}/", thread.DeskThread.as_view(), name="desk_message_list"),
    path(f"{_DESK}/<uuid:key>/sans-reponse/", settling.DeskSettle.as_view(), name="desk_message_settle"),
]
