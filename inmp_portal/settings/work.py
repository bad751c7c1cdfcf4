"""Mail, Celery and logs: how work leaves the web process.

PostgreSQL is the queue of record; Celery is a nudge and beat only ticks. Every Celery name below was checked against
`celery.app.defaults` and kombu's transports, version 5.7.
"""

from __future__ import annotations

from datetime import timedelta

from inmp_portal.settings.environment import VAR_DIR, env, integer, missing, text, url
from inmp_portal.settings.instance import PERSONAS, PRODUCTION
from inmp_portal.settings.storing import REDIS_URL

# --- mail
_EMAIL_SCHEMES = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail")
_EMAIL_URL = url("EMAIL_URL", schemes=_EMAIL_SCHEMES, host=False)
if PRODUCTION and not _EMAIL_URL:
    raise missing("EMAIL_URL")
EMAIL_BACKEND = "inmp_portal.outbox.backends.DemonstrationBackend"
if _EMAIL_URL:
    vars().update(env.email_url_config(_EMAIL_URL))
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "inmp_portal.outbox.backends.SmtpBackend"  # the same, telling each refused address
# A demonstration without a mail server shows mails on its mailbox page, and so keeps the codes while they live.
MAILBOX = PERSONAS and not _EMAIL_URL
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "Portail INMP <inmp@campus-sante-rouen.fr>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CONTACT_EMAIL = text("CONTACT_EMAIL", "inmp@campus-sante-rouen.fr")  # where the call cannot be read
PERSONAL_DATA_PATH = "/donnees-personnelles/"
MAIL_LEASE = timedelta(seconds=integer("MAIL_LEASE_SECONDS", 120, low=1, high=3600))

# --- Celery
WORK_APP = "inmp_portal.celery:app"
NUDGE_EXPIRES = 60  # seconds; an older nudge has nothing left to say, the sweeper has passed
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_TIMEZONE = "Europe/Paris"
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = CELERY_RESULT_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True

CELERY_TASK_QUEUES = {name: {"exchange": name, "routing_key": name} for name in ("mail", "pdf", "files", "tick")}
CELERY_TASK_DEFAULT_QUEUE = "tick"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {
    "inmp_portal.outbox.tasks.*": {"queue": "mail"},
    "applications.tasks.build_documents": {"queue": "pdf"},
    "applications.tasks.*file*": {"queue": "files"},
}

# A task is acknowledged when it ends. One whose process dies is published again, three times at most
# (`max_retries` of the base task); `reject_on_worker_lost` would do it for ever.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 270
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20.0
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Longer than any task may run, or a long one would be delivered twice; said wherever Celery looks for it.
_VISIBILITY = 600
CELERY_VISIBILITY_TIMEOUT = _VISIBILITY
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": _VISIBILITY}

# Publishing may cost a web request one second, not more: one attempt, short socket timeouts.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1.0
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # the worker waits for its broker, however long
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT = "inmp_portal.lib.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
        "visibility_timeout": _VISIBILITY,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # its reply queues would litter the folder
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": _VISIBILITY,
        "unacked_restore_throttle": 1,  # else a lost message comes back 100 s later than it could
        "socket_timeout": 1.0,
        "socket_connect_timeout": 1.0,
        "retry_on_timeout": False,
        "max_retries": 0,  # of a publisher's connection, which kombu otherwise tries again for two seconds
    }


def _every(seconds: int, task: str) -> dict[str, object]:
    """A tick that is worth nothing once the next one is there."""
    return {"task": task, "schedule": timedelta(seconds=seconds), "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "beat": _every(15, "inmp_portal.lib.tasks.beat_was_here"),
    "mails": _every(15, "inmp_portal.outbox.tasks.deliver"),
    "documents": _every(15, "applications.tasks.build_documents"),
    "seals": _every(15, "inmp_portal.journal.tasks.seal"),
    "accounts": _every(900, "inmp_portal.accounts.tasks.tidy"),
    "reminders": _every(15, "applications.tasks.remind"),
    "offers": _every(15, "events.tasks.lapse"),
    "cafe-reminders": _every(15, "events.tasks.remind"),
    "proposals": _every(15, "events.tasks.propose"),
    "cafe-retention": _every(3600, "events.tasks.tidy"),
}
if PERSONAS:
    CELERY_BEAT_SCHEDULE["demonstration"] = _every(15, "inmp_portal.home.tasks.play")
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
