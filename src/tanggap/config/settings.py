"""Django's settings, from environment variables and the key file; nothing is to be edited here."""

from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from tanggap.config import environment as env
from tanggap.config import safety
from tanggap.config.keys import FILE_NAME, Keys, load_or_make

TANGGAP_MODE = env.mode()
TANGGAP_DATA = env.data_folder()
PRODUCTION = TANGGAP_MODE == "production"
DEMO = TANGGAP_MODE == "demo"
TANGGAP_KEYS = (
    Keys("for-tests-" * 8, {1: b"1" * 32}, b"2" * 32)
    if TANGGAP_MODE == "test"
    else load_or_make(TANGGAP_DATA / FILE_NAME)
)

SECRET_KEY = TANGGAP_KEYS.secret_key
DEBUG = env.flag("TANGGAP_DEBUG", default=False)
ALLOWED_HOSTS = env.words("TANGGAP_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "tanggap.config",
    "tanggap.portal",
    "tanggap.warga",
    "tanggap.command",
    "tanggap.objections",
    "tanggap.fostering",
    "tanggap.distribution",
    "tanggap.decisions",
    "tanggap.verification",
    "tanggap.applications",
    "tanggap.assistance",
    "tanggap.people",
    "tanggap.messaging",
    "tanggap.accounts",
    "tanggap.regions",
    "tanggap.audit",
    "tanggap.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tanggap.config.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tanggap.accounts.middleware.SeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tanggap.portal.middleware.DatabaseAwayMiddleware",
    "tanggap.accounts.middleware.PlacementMiddleware",
    "tanggap.accounts.middleware.SecondFactorMiddleware",
    "tanggap.accounts.middleware.PrivateCacheMiddleware",
]

ROOT_URLCONF = "tanggap.config.urls"
WSGI_APPLICATION = "tanggap.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tanggap.config.context.installation",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    found = env.database(TANGGAP_DATA)
    if found.engine == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": found.name,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a writer waits at the door, not half-way
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                    "PRAGMA busy_timeout=30000; PRAGMA cache_size=-65536;"
                    "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.name,
        "USER": found.user,
        "PASSWORD": found.password,
        "HOST": found.host,
        "PORT": found.port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(found.options),
    }


FORM_RENDERER = "tanggap.portal.forms.OfficeRenderer"

DATABASES = {"default": _database()}
CACHES = {
    "default": {  # in the database: limits and lock-outs hold over every process
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tanggap_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en" if env.text("TANGGAP_LANG", "id").lower().startswith("en") else "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = TANGGAP_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = TANGGAP_DATA / "files"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tanggap.core.uploads.NamelessUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
UPLOAD_LIMIT = env.number("TANGGAP_UPLOAD_MB", 200) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # forms; files are streamed to disk

from tanggap.config.mailing import *  # noqa: E402, F403 - settings are names of a module
from tanggap.config.sign_in import *  # noqa: E402, F403
from tanggap.config.sign_in import sign_on_origins  # noqa: E402

_HTTPS = PRODUCTION
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("TANGGAP_BEHIND_PROXY", default=False) else None
)
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-tanggap" if _HTTPS else "tanggap"
SESSION_COOKIE_AGE = env.number("TANGGAP_SESSION_HOURS", 10) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "__Host-tanggap-csrf" if _HTTPS else "tanggap-csrf"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *sign_on_origins()],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

if PRODUCTION:
    safety.insist()

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "refusals_in_one_line": {"()": "tanggap.core.logs.RefusalsInOneLine"},
        "no_personal_numbers": {"()": "tanggap.core.logs.WithoutPersonalNumbers"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals_in_one_line", "no_personal_numbers"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "tanggap": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
