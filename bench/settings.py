"""The portal's settings on a bench: everything as served, files and broker apart, nothing published."""

import tempfile

from inmp_portal.settings import *  # noqa: F403

FILES_ROOT = tempfile.gettempdir() + "/portal-bench-files"
STORAGES = {
    **STORAGES,  # noqa: F405
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    # Addresses of static files without a collected manifest: the same work for the portal and for its floor.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CLOCKS = {"inmp_portal.lib.middleware.ClockMiddleware": "bench.standing.StandingClock"}
MIDDLEWARE = [CLOCKS.get(name, name) for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405  (no static files)
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str] = {}
SITE_URL = "http://localhost"
