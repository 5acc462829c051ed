"""Django settings. Everything that an installer decides comes from `clairiere.environnement`."""

import base64
import os
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF

from clairiere.environnement import EnvironnementInvalide, lire, secret_garde

RACINE = Path(__file__).resolve().parent.parent
ENV = lire()
MODE = ENV.mode
DOSSIER_DONNEES = ENV.dossier

SECRET_KEY = ENV.cle
DEBUG = False
ALLOWED_HOSTS = list(ENV.hotes)
CSRF_TRUSTED_ORIGINS = [f"https://{h.removeprefix('.')}" for h in ENV.hotes if h not in ("*", "[::1]")]

INSTALLED_APPS = [
    "clairiere.centres",
    "clairiere.comptes",
    "clairiere.journal",
    "clairiere.flux",
    "clairiere.agenda",
    "clairiere.messages",
    "clairiere.documents",
    "clairiere.interface",
    "parcours",
    "placements",
    "contrats",
    "relais",
    "clairiere.importation",
    "clairiere.pilotage",
    "clairiere.demo",
    "clairiere.exploitation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_fsm",
    "django_q",
    "django_htmx",
    "django_filters",
    "phonenumber_field",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "clairiere.centres.middleware.PorteeMiddleware",
    "clairiere.interface.langues.LangueMiddleware",
]

ROOT_URLCONF = "clairiere.urls"
WSGI_APPLICATION = "clairiere.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RACINE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clairiere.interface.contexte.commun",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ---------------------------------------------------------------------------------------------------------
try:
    _base = environ.Env.db_url_config(ENV.base)
except (ValueError, environ.ImproperlyConfigured) as erreur:
    raise EnvironnementInvalide(f"DATABASE_URL est illisible : {erreur}.") from erreur
if _base["ENGINE"].endswith("sqlite3"):
    _base["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    _base["OPTIONS"] = {"options": "-c statement_timeout=20000 -c lock_timeout=8000"}
DATABASES = {"default": {**_base, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DOSSIER_DONNEES / "fichiers", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MODE != "test"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATIC_URL = "/statique/"
STATIC_ROOT = DOSSIER_DONNEES / "statique"
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = MODE == "test"  # no scan of all static files for each client of the tests
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis}
    if ENV.redis
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_partage"}
}
if MODE == "test":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Background work ----------------------------------------------------------------------------------------------
Q_CLUSTER = {
    "name": "clairiere",
    "workers": 1 if MODE == "demo" else 2,
    "timeout": 120,
    "retry": 180,
    "max_attempts": 3,
    "poll": 0.5,
    "catch_up": False,
    "orm": "default",
    "ack_failures": True,
    "save_limit": 500,
    "label": "Travaux",
    "sync": MODE == "test",
}

# --- Who is who ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "comptes.Utilisateur"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# CNIL, recommendation 2022-100: 14 characters without imposed character kinds.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/mes-centres/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "clairiere.comptes.adaptateur.AdaptateurCompte"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "courriel"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "request_login_code": "clairiere.comptes.forms.DemandeDeCodeForm",
    "confirm_login_code": "clairiere.comptes.forms.CodeForm",
    "login": "clairiere.comptes.forms.MotDePasseForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Clairière"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the centre opened the account with this address
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "clairiere"
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "clairiere.interface.erreurs.csrf_absent"

# --- Language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français"), ("en", "English"), ("es", "español"), ("pt", "português"), ("ar", "العربية")]
LOCALE_PATHS = [RACINE / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "FR"
PHONENUMBER_DB_FORMAT = "E164"
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"

# --- Mail and SMS -------------------------------------------------------------------------------------------------
if ENV.email:
    vars().update(environ.Env.email_url_config(ENV.email.replace("smtp+ssl", "smtps")))
else:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("EXPEDITEUR", "ne-pas-repondre@clairiere.example")
SMS_URL = ENV.sms
SMS_SECRET = ENV.sms_secret
ADRESSE_PUBLIQUE = ENV.adresse

# --- Safety -------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENV.https:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Keys of the confidential notes (mediation): their own list, newest first, never SECRET_KEY.
CLES_CONFIDENTIELLES = secret_garde(
    DOSSIER_DONNEES / "cles" / "confidentiel.cle", lambda: base64.urlsafe_b64encode(os.urandom(32)).decode()
).split()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
