"""For a server people use: nothing has a default that would be unsafe."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import SECURE_COOKIES, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY: set one of at least 40 random characters (`.env.example` says how).")
if SECURE_COOKIES:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
