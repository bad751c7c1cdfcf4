"""Where data lie: database, cache, files."""

from __future__ import annotations

from urllib.parse import quote

from django.db.backends.postgresql.psycopg_any import IsolationLevel

from inmp_portal.settings.environment import VAR_DIR, env, flag, folder, integer, missing, text, url
from inmp_portal.settings.instance import PRODUCTION
from inmp_portal.settings.options import S3_BUCKET, s3_storage

# Without DATABASE_URL: the embedded server of ./portal, when it runs.
_EMBEDDED = f"postgres://postgres@/portal?host={quote(str(VAR_DIR / 'pg'), safe='')}"
_DATABASE_URL = url("DATABASE_URL", "" if PRODUCTION else _EMBEDDED, schemes=("postgres", "postgresql"), host=False)
if not _DATABASE_URL:
    raise missing("DATABASE_URL")

DATABASES = {"default": env.db_url_config(_DATABASE_URL)}
DATABASES["default"] |= {
    "HOST": DATABASES["default"].setdefault("OPTIONS", {}).pop("host", DATABASES["default"]["HOST"]),
    "CONN_MAX_AGE": integer("CONN_MAX_AGE", 600, high=86_400),
    "CONN_HEALTH_CHECKS": True,
    # Deadlines and claims are conditional UPDATEs, written for this level whatever the server's default.
    "OPTIONS": {
        **DATABASES["default"]["OPTIONS"],
        "isolation_level": IsolationLevel.READ_COMMITTED,
        "connect_timeout": 5,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = url("REDIS_URL", schemes=("redis", "rediss", "unix"), host=False)
# In the database, shared by every process: rate limits must hold, and people sign in, while Redis is away.
CACHES = {
    "default": {
        "BACKEND": "inmp_portal.lib.caching.PostgresCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the default of 300 would let a flood of addresses evict the limits
    }
}

# Compressing takes 9 s of processor, collecting 0.4 s: worth it where pages travel, not on one's own machine.
STATIC_ROOT = folder("STATIC_ROOT", VAR_DIR / "static")
FILES_ROOT = folder("FILES_ROOT", VAR_DIR / "files")
PAGES_ROOT = VAR_DIR / "pages"  # what the proxy shows by itself
STORAGES = {
    "default": s3_storage()
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES_ROOT)}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if flag("STATIC_COMPRESSED", default=PRODUCTION)
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}

PDF_FOLDER = folder("PDF_FOLDER", VAR_DIR / "pdf")  # where the PDF child unpacks its fonts
# Served by the proxy itself when it knows the folder under an internal address, e.g. "/_fichiers/".
FILES_ACCEL_PREFIX = text("FILES_ACCEL_PREFIX")
CLAMD_ADDRESS = text("CLAMD_ADDRESS")  # "host:3310" or "unix:/run/clamav/clamd.ctl"; empty: no antivirus
