"""The personal page, and the pages of demonstrations."""

from django.urls import include, path

from inmp_portal.home.views import demonstration as demo
from inmp_portal.home.views.space import Space

app_name = "home"
urlpatterns = [
    path("espace/", Space.as_view(), name="space"),
    path("demo/", demo.Personas.as_view(), name="personas"),
    path("demo/horloge/", demo.Clock.as_view(), name="clock"),
    path("demo/courriels/", demo.Mailbox.as_view(), name="mailbox"),
    path("demo/courriels/<slug:reference>/", demo.Message.as_view(), name="message"),
    path("demo/courriels/<slug:reference>/html/", demo.MessageHtml.as_view(), name="message_html"),
    path(
        "demo/courriels/<slug:reference>/pieces/<int:position>/",
        demo.MessageAttachment.as_view(),
        name="message_attachment",
    ),
    path("", include("inmp_portal.home.mailcalendar.urls")),
    path("", include("inmp_portal.home.mailtexts.urls")),  # before the queue, whose addresses would take its own
    path("", include("inmp_portal.home.mailqueue.urls")),
]
