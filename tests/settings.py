"""The portal's own settings, with what tests must not share with an instance: files, broker, mail, hashed statics."""

import os
import tempfile

os.environ["PORTAL_INSTANCE"] = "demonstration"

from inmp_portal.settings import *  # noqa: F403
from inmp_portal.settings import MIDDLEWARE, STORAGES

FILES_ROOT = tempfile.mkdtemp(prefix="portal-tests-")
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The test server finds static files in the sources: no collected folder, so no WhiteNoise.
MIDDLEWARE = ["tests.guards.asking.AskingMiddleware", *(name for name in MIDDLEWARE if "whitenoise" not in name)]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT = "memory"  # never the folder of an instance
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str] = {}
