"""Django's settings. What differs between installations comes from the environment; secrets are generated
and kept in `HANDRAIL_HOME`, never written here."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from handrail.service.web.database import connection_settings
from handrail.service.web.home import home, kept_secret

HOME = home()
SERVICE = Path(__file__).resolve().parent.parent
SERVING = os.environ.get("HANDRAIL_SERVING") == "yes"  # set by `handrail serve`, which also gathers the static files
ADDRESS = os.environ.get("HANDRAIL_ADDRESS", "http://localhost:8000")
OVER_TLS = ADDRESS.startswith("https://")
ASK_GOVUK = os.environ.get("HANDRAIL_ASK_GOVUK") == "yes"  # each morning, for its list of bank holidays

PUBLIC_ADDRESS = os.environ.get("HANDRAIL_PUBLIC_ADDRESS", "").rstrip("/")  # where the public reads it, if it is said
PUBLIC_BUNDLE = os.environ.get("HANDRAIL_PUBLIC_BUNDLE", "")  # the folder from which the public site is made, if any

# Of the sealed audit: one file or several, best each in the care of somebody else; and the key they are signed with.
_OWN_CHECKPOINTS = str(HOME / "audit-checkpoints.jsonl")
CHECKPOINTS = tuple(map(Path, (os.environ.get("HANDRAIL_CHECKPOINTS") or _OWN_CHECKPOINTS).split(os.pathsep)))
CHECKPOINT_KEY = kept_secret(HOME / "audit-signing-key", lambda: secrets.token_hex(32))

SECRET_KEY = kept_secret(HOME / "secret-key")
DEBUG = False
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

ROOMS = [
    room
    for room in (
        "audit",
        "law",
        "partnerships",
        "access",
        "documents",
        "outbox",
        "children",
        "cases",
        "same_child",
        "requests",
        "chronologies",
        "meetings",
        "families",
        "incidents",
        "child_deaths",
        "tellings",
        "reporting_forms",
        "reviewers",
        "arrangements",
        "scrutiny",
        "reviews",
        "learning",
        "national_panel",
        "overview_panels",
        "records",
        "publication",
        "reports",
        "insight",
        "web",
    )
    if (SERVICE / room / "__init__.py").exists()
]
INSTALLED_APPS = [
    *(f"handrail.service.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    # Second factors and sign-in by other organisations. Their pages and addresses are not ours and are not mounted.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "handrail.service.web.privacy.on_every_answer",
    "handrail.service.web.evenly.none_such_at_even_marks",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "handrail.service.web.incoming.refuse_what_cannot_be_read",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "handrail.service.access.oidc.before.asked_elsewhere_first",
    "handrail.service.access.turned_away.notes_who_is_turned_away",
    "handrail.service.access.middleware.unit_of_work_for_each_request",
    "handrail.service.access.sessions.hold_sessions_to_their_limits",
    "allauth.account.middleware.AccountMiddleware",
    "handrail.service.web.once.middleware.OnceEach",
    "django.contrib.messages.middleware.MessageMiddleware",
    "handrail.service.web.bare.in_words",
]

ROOT_URLCONF = "handrail.service.web.urls"
WSGI_APPLICATION = "handrail.service.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "handrail.service.web.templating.Pages",
        "NAME": "pages",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "handrail.service.web.templating.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "handrail.service.web.once.forms.form_fields",
            ],
        },
    }
]

# A running process holds only the login of its zone, the pages or the worker. The owner's address is set for the
# length of a migration, in the process that migrates.
DATABASES: dict[str, dict[str, Any]] = {
    "default": connection_settings(os.environ.get("HANDRAIL_ZONE_URL", ""), pool=True)
}
if "HANDRAIL_OWNER_URL" in os.environ:
    DATABASES["owner"] = connection_settings(os.environ["HANDRAIL_OWNER_URL"], pool=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if "access" in ROOMS:
    AUTH_USER_MODEL = "access.Person"
LOGIN_URL = "access:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "handrail.service.access.passwords.CommonUnderneath"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# What allauth does for us: the second factor, and tokens of other organisations. See access/factors.py, access/oidc/.
MFA_ADAPTER = "handrail.service.access.factors.keeping.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_ISSUER = "Handrail"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: clocks on telephones differ
ACCOUNT_EMAIL_VERIFICATION = "none"  # invitations and codes of our own prove an address
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
DEMONSTRATION = os.environ.get("HANDRAIL_DEMONSTRATION") == "yes"  # set by `handrail serve --demonstration`

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Fifteen minutes without a page, and the person signs in again; after eight hours in any case (access/sessions.py).
SESSION_COOKIE_AGE = 15 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

CSRF_FAILURE_VIEW = "handrail.service.web.views.not_allowed"
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # what was done names people: no cookie holds it
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = OVER_TLS
if OVER_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # A browser takes a cookie of such a name only over TLS, from this host itself and for all of it.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        # No words become markup or script on a page, not even by a script of ours.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
        "report-uri": "/policy-report",
    }
}

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not SERVING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "handrail.service.web.static_files.HashedFiles"
        if SERVING
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "files"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
