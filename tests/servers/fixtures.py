"""Fixtures for tests that need the whole portal: `site`, `browse`, `page` (see CONTRIBUTING.md)."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections

from tests import databases
from tests.servers import machine
from tests.servers.browser import OPTIONS, address_of
from tests.servers.portal import Portal
from tests.sessions import log_in_at_the_portal

PATIENCE = 30_000  # ms a page has to show something: a machine shared by three lanes takes its time
SCREENSHOTS = databases.ROOT / "var" / "screenshots"
# Somebody was refused as they should be: Django notes it with the way it came.
REFUSAL = re.compile(
    r"^[\d-]+ [\d:,]+ WARNING django\.request: Forbidden.*\n(?:(?!\d{4}-\d\d-\d\d ).*\n?)*", re.MULTILINE
)


@pytest.fixture(scope="session")
def portal():
    """One server for the run; `site` is what a test asks for."""
    number = 8 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    redis = os.environ.get("TEST_REDIS_URL", "")
    server = Portal(os.environ["DATABASE_URL"], f"{redis}/{number}" if redis else "", settings.VAR / "site")
    server.lay()
    yield server
    server.drop()


@pytest.fixture
def site(portal, django_db_blocker, monkeypatch):
    """The running portal; inside the test Django's own models read and write *its* database.

    Tests share one server and its demonstration: use data of your own, or begin with `site.reset()`.
    """
    portal.start()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
    url = portal.database_url
    name = url.removeprefix("sqlite:///") if url.startswith("sqlite:") else databases.name_in(url)
    databases.close_connections()
    for values in (settings.DATABASES["default"], connections["default"].settings_dict):
        monkeypatch.setitem(values, "NAME", name)
    logged = portal.log.stat().st_size
    with django_db_blocker.unblock():
        yield portal
        databases.close_connections()
    errors = REFUSAL.sub("", portal.log.read_bytes()[logged:].decode(errors="replace"))
    assert "Traceback" not in errors, f"The server logged an error:\n{errors[-6000:]}"


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium."""
    from playwright.sync_api import expect, sync_playwright  # half a second that only these tests should wait

    program = machine.browser()
    expect.set_options(timeout=PATIENCE)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*OPTIONS, *as_root])
        yield browser
        browser.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Lets `browse` know that the test failed."""
    report = (yield).get_result()
    if report.when == "call":
        item.failed_in_browser = report.failed


@pytest.fixture
def browse(site, chromium, request):
    """`browse("lead")` is a page of a new browser, logged in; `browse()` that of a visitor.

    Options: `width`, `height`, `language`, `javascript`. After the test, every error on a console fails it, unless
    its text was added to `browse.expected`; when a test fails, its pages are kept in var/screenshots/.
    """
    contexts, problems = [], []

    def open_page(account="", *, width=1280, height=900, language="fr-FR", javascript=True):
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            locale=language,
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        if account:
            person = get_user_model().objects.get(email=address_of(account))
            session = log_in_at_the_portal(person)
            context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": site.url}])
        return context.new_page()

    open_page.expected = []
    yield open_page
    failed = getattr(request.node, "failed_in_browser", False)
    if failed:
        keep_screenshots(request.node.name, contexts)
    for context in contexts:
        context.close()
    unexpected = [text for text in problems if not any(word in text for word in open_page.expected)]
    assert failed or not unexpected, "Errors on the console:\n" + "\n".join(unexpected)


def keep_screenshots(name: str, contexts) -> list[Path]:
    """One picture of each open page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    stem = re.sub(r"[^\w.-]+", "-", name)
    return [
        (path := SCREENSHOTS / f"{stem}-{number}.png", page.screenshot(path=path, full_page=True))[0]
        for number, page in enumerate(pages)
    ]


@pytest.fixture
def page(browse):
    """A visitor's page."""
    return browse()
