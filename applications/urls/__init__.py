"""The addresses of the applications app, by audience."""

from django.urls import include, path

app_name = "applications"
urlpatterns = [
    path("", include("applications.urls.public")),
    path("", include("applications.urls.dossiers")),
    path("", include("applications.urls.deposits")),
    path("", include("applications.urls.team")),
    path("", include("applications.urls.screening")),
    path("", include("applications.urls.messages")),
    path("", include("applications.urls.coordination")),
]
