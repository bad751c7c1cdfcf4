"""Settings of the portal: one file for every instance, what differs comes from the environment."""

from __future__ import annotations

from csp.constants import NONE, SELF

from inmp_portal.settings.directory import *  # noqa: F403  (the campus directory, when there is one)
from inmp_portal.settings.directory import DIRECTORY_APPS, DIRECTORY_ORIGINS
from inmp_portal.settings.environment import BASE_DIR, refuse_unknown
from inmp_portal.settings.instance import *  # noqa: F403  (which instance, its clock, its names)
from inmp_portal.settings.options import *  # noqa: F403  (S3, Sentry, metrics)
from inmp_portal.settings.options import METRICS_TOKEN
from inmp_portal.settings.storing import *  # noqa: F403  (database, cache, files)

SITE_FACTS = "applications.queries.facts.site_facts"  # what mails and pages of the ground floor say of the call
DOCUMENTS_DUE = "applications.queries.deposits.waiting.documents_due"  # what the health page says of the PDFs
DEBUG = False
# The address is unique without regard to case by a constraint (accounts_user_email_unique), which the check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

INSTALLED_APPS = [
    "inmp_portal.lib",
    "inmp_portal.journal",
    "inmp_portal.outbox",
    "inmp_portal.accounts",
    "inmp_portal.home",
    "applications",
    "events",
    "reviews",
    "inmp_portal.accounts.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *DIRECTORY_APPS,
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
]
MIDDLEWARE = [
    "inmp_portal.home.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inmp_portal.lib.middleware.ClockMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inmp_portal.accounts.web.middleware.KeepAlive",
    "inmp_portal.accounts.web.middleware.SessionExpired",
    "inmp_portal.accounts.web.middleware.SecondFactor",
    "inmp_portal.accounts.web.trail.BreakGlassTrail",
    "django_structlog.middlewares.RequestMiddleware",
]
if METRICS_TOKEN:  # outside of everything but the health page, so that what the others refuse is counted too
    MIDDLEWARE.insert(1, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")
ROOT_URLCONF = "inmp_portal.urls"
WSGI_APPLICATION = "inmp_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inmp_portal.lib.context.instance",
                "applications.context.site_call",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
SESSION_ENGINE = "django.contrib.sessions.backends.db"

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *DIRECTORY_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

from inmp_portal.settings.logs import *  # noqa: E402,F403  (lines or JSON)
from inmp_portal.settings.security import *  # noqa: E402,F403  (cookies, TLS, passwords, sign-in)
from inmp_portal.settings.work import *  # noqa: E402,F403  (mail, Celery)

refuse_unknown()
