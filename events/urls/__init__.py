"""The addresses of the cafés, by audience."""

from django.urls import include, path

app_name = "events"
urlpatterns = [
    path("", include("events.urls.public")),
    path("", include("events.urls.own")),
    path("", include("events.urls.day")),
    path("", include("events.urls.desks")),
    path("", include("events.urls.coordination")),
    path("", include("events.urls.questions")),
]
