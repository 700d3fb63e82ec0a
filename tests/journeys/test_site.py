"""The public pages in a real browser: nothing broken, nothing cut off, nothing that keeps somebody out."""

import re
import urllib.request

import pytest

from tests.servers.browser import axe, no_sideways_scroll

WIDTHS = [360, 1280]


def public_pages(site):
    """The paths that the site tells search engines."""
    with urllib.request.urlopen(f"{site.url}/sitemap.xml") as answer:
        addresses = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    return [address.removeprefix(site.url) for address in addresses]


@pytest.mark.looks
@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_is_whole_and_accessible(site, browse, width):
    paths = public_pages(site)
    assert {"/", "/en/"} <= set(paths)
    page = browse(width=width)
    wrong = {}
    for path in paths:
        answer = page.goto(path)
        try:
            assert answer.status == 200, f"answered {answer.status}"
            assert page.locator("h1").count() == 1, "a page has one title"
            no_sideways_scroll(page)
            axe(page)
        except AssertionError as error:
            wrong[path] = str(error)
    assert not wrong, "\n\n".join(f"{path}: {error}" for path, error in wrong.items())


@pytest.mark.looks
def test_every_link_of_the_public_pages_leads_somewhere(site, browse):
    page, links = browse(), {}
    for path in public_pages(site):
        page.goto(path)
        for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split('#')[0])"):
            if href.startswith(site.url):
                links.setdefault(href, path)
    broken = {
        href: f"{status}, on {path}"
        for href, path in links.items()
        if (status := page.request.get(href).status) not in (200, 403)
    }
    assert not broken


def test_the_keyboard_goes_past_the_menu_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    assert skip.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_site_is_read_without_javascript(browse):
    page = browse(javascript=False)
    page.goto("/")
    page.locator("header nav a:visible", has_text="Accompagnement").click()
    page.wait_for_url("**/accompagnement/")
    assert page.locator("h1").is_visible()


def test_an_address_that_does_not_exist_is_told_in_the_site_s_look(browse):
    page = browse()
    browse.expected.append("404")
    assert page.goto("/nulle-part/").status == 404
    assert page.locator("nav").first.is_visible()
    axe(page)


@pytest.mark.looks
@pytest.mark.parametrize("account", ["lead", "staff", "member", "organiser", "editor"])
def test_one_s_own_space_is_whole_and_accessible(browse, account):
    for width in WIDTHS:
        page = browse(account, width=width)
        page.goto("/espace/")
        assert page.locator("h1").count() == 1
        no_sideways_scroll(page)
        axe(page)
