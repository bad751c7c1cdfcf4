"""The instance's own settings; `DRILL_NAIVE=1` takes away what the drill is to prove."""

import os

from inmp_portal.settings import *  # noqa: F403
from inmp_portal.settings import CELERY_BROKER_TRANSPORT_OPTIONS, MIDDLEWARE, STORAGES

MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # no collected folder
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if os.environ.get("DRILL_NAIVE"):  # the negative control: Celery as it comes
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        key: value
        for key, value in CELERY_BROKER_TRANSPORT_OPTIONS.items()
        if key not in ("socket_timeout", "socket_connect_timeout", "max_retries")
    }
    CELERY_TASK_PUBLISH_RETRY = True
