"""All settings, read from the environment. What makes no sense is refused at the start.

MODE            production (default), demo or test
SITE_URL        the address people see; https gives __Host- cookies and HSTS, http is refused in
                production
SECRET_KEY      at least 32 random characters; the demo makes its own in DATA_DIR
LINK_KEY        the same, for group links: a new one makes every link stop working
DATABASE_URL    postgresql://user:password@host/name; without it SQLite in DATA_DIR
DATA_DIR        where SQLite and the cache live (default: data/)
THEME           a file in static/themes/ (default: voorbeeld)
EMAIL_HOST, EMAIL_PORT, EMAIL_USER, EMAIL_PASSWORD, EMAIL_FROM
                where sign-in codes are sent; the demo prints them on the console
SESSION_IDLE_DAYS, SESSION_DAYS
                a sign-in ends so many days after the last change (default 14), and after so many
                days in any case (30)
SILENT_MONTHS   so many months without anything on the timeline, and an initiative is silent (3)
ADMIN           yes opens Django's admin on /beheer/ for coordinators (default: it is not there)
NAME_MONTHS     so many months after somebody of a group left, the name fades (default 6)
WORK_NAME_MONTHS
                the same for guides, the municipality and others, and for closed accounts (24)
TRUST_PROXY     yes when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For
SECRET_KEY, LINK_KEY, EMAIL_PASSWORD and DATABASE_URL may be given as NAME_FILE.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = environment.choice("MODE", ("production", "demo", "test"), "production")
DEBUG = False

DATA_DIR = Path(environment.text("DATA_DIR", str(BASE_DIR / "data")))

SITE_URL = environment.site_url("SITE_URL", "" if MODE == "production" else "http://127.0.0.1:8000")
HTTPS = SITE_URL.startswith("https://")
if MODE == "production" and not HTTPS:
    raise ImproperlyConfigured("SITE_URL must start with https:// outside MODE=demo and MODE=test.")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or ""]
if MODE != "production":
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]


def _kept_key(name: str) -> str:
    """A key for the demo: made once, kept beside its database."""
    path = DATA_DIR / f"demo-{name.lower().replace('_', '-')}"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _key(name: str) -> str:
    if environment.text(name) or MODE == "production":
        return environment.secret(name)
    return _kept_key(name) if MODE == "demo" else f"only for tests, and the same every time: {name}"


SECRET_KEY = _key("SECRET_KEY")
LINK_KEY = _key("LINK_KEY")
if SECRET_KEY == LINK_KEY:
    raise ImproperlyConfigured("SECRET_KEY and LINK_KEY must differ.")

DATABASES = {
    "default": environment.database(
        "DATABASE_URL", DATA_DIR / ("demo.sqlite3" if MODE == "demo" else "onderling.sqlite3")
    )
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # A file, as in production: the race tests need several connections to one database.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "accounts",
    "initiatives",
    "places",
    "agreements",
    "meetings",
    "evaluations",
    "overview",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
]

ADMIN = environment.choice("ADMIN", ("yes", "no"), "no") == "yes"
if ADMIN:
    INSTALLED_APPS.append("django.contrib.admin.apps.SimpleAdminConfig")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.reading_never_writes",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.sessions.UserOfSession",
    "accounts.sessions.note_use",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.whole_pages",
    "initiatives.who.middleware",
    "config.middleware.somebody_required",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.words_for_a_wrong_method",
    "config.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.http.look",
                *(["django.contrib.auth.context_processors.auth"] if ADMIN else []),
            ],
        },
    },
]

# Who signs in -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.NameForm"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "signup": "accounts.sign_in_forms.MakeAccountForm",
    "confirm_login_code": "accounts.sign_in_forms.SignInCodeForm",
    "confirm_email_verification_code": "accounts.sign_in_forms.AddressCodeForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"

# Cookies and transport ---------------------------------------------------------------------------

COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}onderling-session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}onderling-csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}onderling-language"
SEAT_COOKIE_NAME = f"{COOKIE_PREFIX}onderling-seats"
# The rooms whose code on the wall this device opened.
ROOM_COOKIE_NAME = f"{COOKIE_PREFIX}onderling-rooms"
# That this device filled in the questions on trust, never what.
TRUST_COOKIE_NAME = f"{COOKIE_PREFIX}onderling-trust"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "accounts.sessions"
# Who of a group gave no sign for this long is asked about: "doet die nog mee?".
SIGN_OF_LIFE_MONTHS = environment.number("SIGN_OF_LIFE_MONTHS", 6, least=1, most=60)
SILENT_MONTHS = environment.number("SILENT_MONTHS", 3, least=1, most=24)
# `manage.py retention` lets names fade this long after somebody left; see docs/privacy.md.
NAME_MONTHS = environment.number("NAME_MONTHS", 6, least=1, most=120)
WORK_NAME_MONTHS = environment.number("WORK_NAME_MONTHS", 24, least=1, most=240)
# Who was forgotten, as keyed hashes: applied again after a backup was put back.
ERASED_FILE = DATA_DIR / "erased.txt"
SESSION_IDLE_DAYS = environment.number("SESSION_IDLE_DAYS", 14, least=1, most=60)
SESSION_DAYS = environment.number("SESSION_DAYS", 30, least=1, most=90)
# The cookie lives as long as the longest session; the server ends it sooner.
SESSION_COOKIE_AGE = SESSION_DAYS * 24 * 3600
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# The proxy asks for /healthz over plain http.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# "no-referrer" would make browsers send `Origin: null`, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if environment.choice("TRUST_PROXY", ("yes", "no"), "no") == "yes":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# In a cookie, so that showing a message on a GET writes nothing.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Files, words and time ----------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE == "test"
            else "config.storage.OneFileStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = MODE == "test"
THEME = environment.text("THEME", "voorbeeld")
if not THEME.isalnum() or not (BASE_DIR / "static" / "themes" / f"{THEME}.css").is_file():
    raise ImproperlyConfigured(f"THEME is {THEME!r}, but static/themes/ has no {THEME}.css.")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        if MODE == "test"
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(DATA_DIR / "cache"),
        }
    )
}

EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_PORT = environment.number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = bool(EMAIL_HOST) and EMAIL_PORT != 25
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "onderling@localhost")
if MODE == "demo":
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
elif MODE == "production" and not EMAIL_HOST:
    raise ImproperlyConfigured("EMAIL_HOST is missing: without it nobody gets a sign-in code.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.Redacted",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"unseen": {"()": "config.logs.Unseen"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["unseen"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
