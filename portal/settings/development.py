"""For somebody who changes the code: DEBUG on, demo on, a fixed key."""

from .base import *  # noqa: F403

DEBUG = True
DEMO = True
SECRET_KEY = "development-only-" + "x" * 40
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
