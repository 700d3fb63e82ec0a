"""What a person does in a browser, in the tests' own few words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "demo-it77"
# Chromium talks to its maker at every start unless told not to.
OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def address_of(account: str) -> str:
    """The address of an account of the demonstration ("lead"), or the one given."""
    return account if "@" in account else f"{account}@it77.example"


def login(page: Page, account: str) -> None:
    """Logs in by password, through the login page."""
    page.goto("/compte/login/")
    page.locator("input[name=login]").fill(address_of(account))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/compte/login" not in url)


TRANSITIONS_END = """() => Promise.allSettled(
    document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished))"""


def axe(page: Page) -> None:
    """Asserts that axe finds nothing against WCAG 2.2 AA on the page, once it is there and no colour on its way."""
    page.wait_for_load_state()
    page.evaluate(TRANSITIONS_END)
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    told = [
        f"{violation['id']}: {violation['help']}\n"
        + "\n".join(f"    {node['html'][:200]}  ({node['failureSummary']})" for node in violation["nodes"][:5])
        for violation in found["violations"]
    ]
    assert not told, f"axe on {page.url}:\n" + "\n".join(told)


def no_sideways_scroll(page: Page) -> None:
    """Asserts that nothing is wider than the window, once the page is there."""
    page.wait_for_load_state()
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
            [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
            .slice(0, 5).map((element) => element.outerHTML.slice(0, 150))"""
    )
    assert not wide, f"{page.url} is wider than {page.viewport_size['width']} px:\n" + "\n".join(wide)


def looked_at(page: Page) -> None:
    """Asserts what is asked of every screen: accessible, and no wider than a telephone nor than a desk's window."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        no_sideways_scroll(page)
    axe(page)
