"""The addresses of the portal; apps are wired by dotted string so that the ground floor names none of them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("administration/", admin.site.urls),
    path("compte/", include("inmp_portal.accounts.urls")),
    path("", include("inmp_portal.home.urls")),
    path("", include("applications.urls")),
    path("", include("events.urls")),
]

handler400 = "inmp_portal.lib.errors.bad_request"
handler403 = "inmp_portal.lib.errors.denied"
handler404 = "inmp_portal.lib.errors.not_found"
handler429 = "inmp_portal.lib.errors.limited"
handler500 = "inmp_portal.lib.errors.failed"
