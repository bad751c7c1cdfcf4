"""Mail, Celery and logs: how work leaves the web process."""

from __future__ import annotations

from inmp_portal.settings.environment import VAR_DIR, env, text
from inmp_portal.settings.storing import REDIS_URL

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "Portail INMP <inmp@campus-sante-rouen.fr>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CONTACT_EMAIL = env.str(
    "CONTACT_EMAIL", default="inmp@campus-sante-rouen.fr"
)  # error pages, where the call cannot be read

CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_TIMEZONE = "Europe/Paris"
CELERY_TASK_IGNORE_RESULT = True
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
    }
