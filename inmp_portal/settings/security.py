"""Cookies, TLS and sign-in: what protects the people who use the portal."""

from __future__ import annotations

from inmp_portal.settings.environment import flag, integer
from inmp_portal.settings.instance import PERSONAS, PRODUCTION

_TLS = flag("PORTAL_TLS", default=PRODUCTION)

SECURE_SSL_REDIRECT = _TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _TLS
SECURE_HSTS_PRELOAD = _TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "inmp_portal.lib.errors.form_expired"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SESSION_COOKIE_NAME = "__Host-session" if _TLS else "portal_session"
CSRF_COOKIE_NAME = "__Host-csrf" if _TLS else "portal_csrf"
CSRF_COOKIE_HTTPONLY = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60  # idle: the session moves on with activity (accounts.web.middleware.KeepAlive)
SESSION_LONGEST = 60 * 60 * 12  # however active
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# Django's limit above does not count files: the first handler stops keeping one that goes past its own.
FILE_UPLOAD_MAX_KEPT = 25_000_000
FILE_UPLOAD_HANDLERS = [
    "inmp_portal.lib.files.uploading.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/espace/"
LOGOUT_REDIRECT_URL = "/"

# Sign-in by a code sent by mail: no password, no password page. The code of the portal proves the address each time,
# so that allauth verifies no address of its own; it keeps the second factor, the sessions and the rate limits.
SIGN_IN_CODE_MINUTES = integer("SIGN_IN_CODE_MINUTES", 15, low=1, high=60)
SIGN_IN_CODE_ATTEMPTS = 5
ACCOUNT_ADAPTER = "inmp_portal.accounts.web.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Whole establishments sit behind one address: generous by IP, strict by mail address (that is what a code costs).
ACCOUNT_RATE_LIMITS = {
    "ask_code": "60/m/ip,5/10m/key",
    "confirm_code": "120/m/ip",
    "reauthenticate": "10/m/user",
    "login_failed": "30/m/ip,5/5m/key",
    "verify": "30/m/ip",  # the public verification of receipts
    "cafe_sign_up": "300/m/ip,6/10m/key",
    "cafe_file": "60/m/ip,10/10m/key",
    "cafe_link": "60/m/ip,3/10m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = integer("TRUSTED_PROXY_COUNT", 0, high=10)

# How long an administrator may read contents after having said why.
BREAK_GLASS_MINUTES = integer("BREAK_GLASS_MINUTES", 60, low=5, high=240)

# A second factor is asked of whoever holds a role, except on a demonstration where one click signs in.
SECOND_FACTOR_REQUIRED = not PERSONAS
MFA_ADAPTER = "inmp_portal.accounts.web.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "inmp_portal.accounts.forms.factors.FactorForm",
    "reauthenticate": "inmp_portal.accounts.forms.factors.ConfirmForm",
    "activate_totp": "inmp_portal.accounts.forms.factors.ActivateAppForm",
    "add_webauthn": "inmp_portal.accounts.forms.factors.AddKeyForm",
    "edit_webauthn": "inmp_portal.accounts.forms.factors.NameKeyForm",
}
MFA_TOTP_ISSUER = "Portail INMP"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _TLS  # http://localhost is the only plain address that browsers accept
