"""Django's settings. What differs between installations comes from the environment; secrets are generated
and kept in `HANDRAIL_HOME`, never written here."""

from __future__ import annotations

import os
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

CHECKPOINTS = Path(os.environ.get("HANDRAIL_CHECKPOINTS") or HOME / "audit-checkpoints.jsonl")  # of the sealed audit

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
        "requests",
        "meetings",
        "incidents",
        "reviews",
        "learning",
        "records",
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
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "handrail.service.access.middleware.unit_of_work_for_each_request",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "handrail.service.web.privacy.keep_out_of_caches",
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
            ],
        },
    }
]

# The running service holds only the application's login. The owner's address is set for the length of
# a migration, in the process that migrates.
DATABASES: dict[str, dict[str, Any]] = {
    "default": connection_settings(os.environ.get("HANDRAIL_APP_URL", ""), pool=True)
}
if "HANDRAIL_OWNER_URL" in os.environ:
    DATABASES["owner"] = connection_settings(os.environ["HANDRAIL_OWNER_URL"], pool=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if "access" in ROOMS:
    AUTH_USER_MODEL = "access.Person"
LOGIN_URL = "access:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Fifteen minutes without a page, and the person signs in again.
SESSION_COOKIE_AGE = 15 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Not "no-referrer": with that, browsers send forms with the origin "null", which the check against forgery refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = OVER_TLS
if OVER_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
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
