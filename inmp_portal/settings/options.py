"""What an instance adds by its environment alone: files on S3, errors to Sentry, metrics for Prometheus.

Their packages are not part of the ordinary installation: `./portal setup --options` adds them.
"""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from inmp_portal.settings.environment import text, url, wrong
from inmp_portal.settings.instance import INSTANCE


def require(module: str, variable: str) -> None:
    """Stop the start when an option is asked for and its package is not there."""
    if find_spec(module) is None:
        raise ImproperlyConfigured(
            f"{variable} : le paquet « {module} » n’est pas installé. Lancez ./portal setup --options, puis relancez."
        )


# --- files: without keys, those of the machine (an instance role) are used
S3_BUCKET = text("S3_BUCKET")
S3_LINK_SECONDS = 60  # a signed address lives no longer: it is for whoever was allowed just now
_S3 = {name: text(name) for name in ("S3_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
_S3_ENDPOINT = url("S3_ENDPOINT_URL")
if bool(_S3["AWS_ACCESS_KEY_ID"]) != bool(_S3["AWS_SECRET_ACCESS_KEY"]):
    raise ImproperlyConfigured("AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY : l’une ne va pas sans l’autre.")
if S3_BUCKET:
    require("storages", "S3_BUCKET")


def s3_storage() -> dict[str, Any]:
    """Django's storage on the bucket. Names are hashes: writing one again writes the same bytes."""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "region_name": _S3["S3_REGION"] or None,
            "endpoint_url": _S3_ENDPOINT or None,
            "access_key": _S3["AWS_ACCESS_KEY_ID"] or None,
            "secret_key": _S3["AWS_SECRET_ACCESS_KEY"] or None,
            "default_acl": None,
            "file_overwrite": True,
            "querystring_auth": True,
            "querystring_expire": S3_LINK_SECONDS,
            "signature_version": "s3v4",
        },
    }


# --- errors: where they happened, never what people wrote
SENTRY_DSN = url("SENTRY_DSN")
if SENTRY_DSN:
    require("sentry_sdk", "SENTRY_DSN")
    import sentry_sdk

    sentry_sdk.init(
        SENTRY_DSN, environment=INSTANCE, send_default_pii=False, max_request_body_size="never",
        include_local_variables=False,
    )  # fmt: skip

# --- metrics: GET /metrics for whoever holds the token
METRICS_TOKEN = text("METRICS_TOKEN")
if METRICS_TOKEN:
    if len(METRICS_TOKEN) < 20:
        raise wrong("METRICS_TOKEN", "…", "attendu un jeton d’au moins 20 caractères")
    require("django_prometheus", "METRICS_TOKEN")
    # Read by prometheus_client when it is imported: the counts of all the web server's processes are added up.
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="portal-metrics-"))
