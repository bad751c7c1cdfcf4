"""Which instance this is: production, rehearsal or demonstration, and where its clock starts."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from inmp_portal.settings.environment import choice, instant, integer, missing, text, url, urls, words

# Unset, it is production with all that production demands: a forgotten variable never opens a demonstration.
INSTANCE = choice("PORTAL_INSTANCE", ("production", "rehearsal", "demonstration"), default="production")
PRODUCTION = INSTANCE == "production"
TIME_TRAVEL = not PRODUCTION  # rehearsals and demonstrations may stand at another instant, never production
PERSONAS = INSTANCE == "demonstration"  # « Essayer le portail en tant que… »

# Where a new instance stands; an instance that ran keeps its own clock with its data.
PORTAL_CLOCK = instant("PORTAL_CLOCK", default="2025-09-02T10:00" if PERSONAS else "")
if PRODUCTION and PORTAL_CLOCK is not None:
    raise ImproperlyConfigured("PORTAL_CLOCK : l’horloge d’une instance de production ne se déplace pas.")

_DEMONSTRATION_KEY = "demonstration-key-not-for-production-0123456789-abcdefgh"
SECRET_KEY = text("SECRET_KEY", default="" if PRODUCTION else _DEMONSTRATION_KEY)
if not SECRET_KEY:
    raise missing("SECRET_KEY")
if PRODUCTION and (SECRET_KEY == _DEMONSTRATION_KEY or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured("SECRET_KEY : attendu une valeur secrète d’au moins 50 caractères.")

SITE_URL = url("SITE_URL", default=f"http://localhost:{integer('PORT', 8000, low=1, high=65535)}").rstrip("/")
# Said in every footer; « partiellement » or « totalement » conforme only after an audit (see /accessibilite/).
ACCESSIBILITY_STATE = choice(
    "ACCESSIBILITY_STATE",
    ("non conforme", "partiellement conforme", "totalement conforme"),
    default="non conforme",
)
ALLOWED_HOSTS = words("ALLOWED_HOSTS", default=() if PRODUCTION else ("*",))
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise missing("ALLOWED_HOSTS", "les noms du site sont obligatoires en production, sans « * »")
CSRF_TRUSTED_ORIGINS = urls("CSRF_TRUSTED_ORIGINS", default=(SITE_URL,))
