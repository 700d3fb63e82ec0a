"""For the tests: fast hashes, mails in memory, no in-process worker (a test runs the tasks it wants)."""

from .base import *  # noqa: F403

DEBUG = False
DEMO = True
SECRET_KEY = "tests-only-" + "x" * 40
ALLOWED_HOSTS = ["*"]
IN_PROCESS_WORKER = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
