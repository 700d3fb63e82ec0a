"""What every test can use: the cloned database, the queue of tasks, a clean cache."""

import os
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation

from tests import databases
from tests.tasks import run_waiting_tasks

pytest_plugins = ["tests.servers.fixtures"]


def pytest_report_header(config):
    """Says what the run stands on: nobody should have to guess which database a green run was on."""
    where = databases.databases(os.environ["DATABASE_URL"])
    return f"servers: {where.server}, {'Redis' if settings.REDIS_URL else 'no Redis'}"


def pytest_collection_modifyitems(items):
    """Real servers and browsers last (their event loop would be in the way of asynchronous tests), and given time."""
    items.sort(key=needs_the_portal)
    for item in filter(needs_the_portal, items):
        item.add_marker(pytest.mark.timeout(600))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport():
    """A skipped test is a failed one: what cannot be had is said, not passed over."""
    report = (yield).get_result()
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which nothing may be: {report.longrepr}"


def needs_the_portal(item):
    return item.path.parent.name in ("journeys", "faults")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """One clone of the migrated database for this process; a test that commits is given a fresh one afterwards."""
    where = databases.databases(os.environ["DATABASE_URL"])
    template = databases.migrated(where)
    url = where.url_named(f"test-{os.getpid()}", settings.VAR)
    settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = (
        url.removeprefix("sqlite:///") if url.startswith("sqlite:") else databases.name_in(url)
    )

    def start_afresh(*_):
        databases.close_connections()
        where.clone(template, url)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
    with django_db_blocker.unblock():
        start_afresh()
    yield
    with django_db_blocker.unblock():
        databases.close_connections()
    patch.undo()
    where.drop(url)


@pytest.fixture(scope="session", autouse=True)
def files_of_the_run():
    """Deletes the folder in which this process kept its files, and those of runs that died."""
    yield
    for folder in settings.VAR.parent.iterdir():
        if folder == settings.VAR or not os.path.exists(f"/proc/{folder.name}"):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_left_over():
    """No test sees what another one cached (rate limits, Wagtail's site roots), nor the language it asked for."""
    cache.clear()
    translation.deactivate()


@pytest.fixture
def run_tasks(db):
    """`run_tasks()` runs what is enqueued, and what that enqueues, until nothing is left; returns how many ran.

    A task that fails makes the test fail, unless it was called as `run_tasks(failures=True)`.
    """
    return run_waiting_tasks
