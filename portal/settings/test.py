"""For the tests: fast hashes, mails in memory, no in-process worker (a test runs the tasks it wants).

Database and Redis are those of `TEST_DATABASE_URL` and `TEST_REDIS_URL`, else SQLite and no Redis; each test process
has its own database, its own Redis number and its own folder for files (`tests/databases.py`).
"""

import os
from pathlib import Path

from portal.catalogue import compile_catalogue

ROOT = Path(__file__).resolve().parents[2]
_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
_folder = ROOT / "var" / "test-runs" / str(os.getpid())
_folder.mkdir(parents=True, exist_ok=True)
os.environ["VAR_DIR"] = str(_folder)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_folder / 'portal.sqlite3'}"
_redis = os.environ.get("TEST_REDIS_URL", "")
os.environ["REDIS_URL"] = f"{_redis}/{_worker.removeprefix('gw')}" if _redis else ""

from .base import *  # noqa: E402, F403

DEBUG = False
DEMO = True
SECRET_KEY = "tests-only-" + "x" * 40
ALLOWED_HOSTS = ["*"]
IN_PROCESS_WORKER = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# What a test writes need not survive a power cut: the servers of tests/journeys and tests/faults keep the real setting.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("synchronous = FULL", "synchronous = OFF")

compile_catalogue(ROOT / "locale")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise looks for it
