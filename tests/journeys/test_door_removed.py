"""What a telephone keeps of the door once its list was removed, or the right to it has ended: nothing."""

import pytest

from events.enums import EventRoles
from events.models import EventRole
from portal import roles
from tests.factories.events import registered
from tests.journeys.door import WITHOUT_NETWORK, check_in, event_with_a_door, go_offline, open_door

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def event(site):
    """One event for each test, on the server's own database."""
    return event_with_a_door()


KEPT = """async () => {
  const cached = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      if (request.url.endsWith("/pointage/"))
        cached.push(await (await (await caches.open(name)).match(request)).text());
  const [{ name }] = await indexedDB.databases();
  const database = await new Promise((resolve) => (indexedDB.open(name).onsuccess = (e) => resolve(e.target.result)));
  const people = await new Promise((resolve) =>
    (database.transaction("people").objectStore("people").getAll().onsuccess = (e) => resolve(e.target.result)));
  database.close();
  return { cached, people };
}"""


def test_a_list_that_is_removed_leaves_no_name_and_no_page_on_the_device(browse, event):
    registered(event, last_name="Inscrite")
    page = open_door(browse, event)
    kept = page.evaluate(KEPT)
    assert len(kept["people"]) == 1 and len(kept["cached"]) == 1 and "Inscrite" not in kept["cached"][0]

    page.locator("details:has(#door-forget) > summary").click()
    page.locator("#door-forget").click()
    page.wait_for_url("**/espace/")

    page.goto(f"/evenements/{event.slug}/pointage/sw.js")  # a page of the same site that loads no list
    assert page.evaluate(KEPT) == {"cached": [], "people": []}


KEEP_ONCE_MORE = """async (address) => {
  const worker = (await navigator.serviceWorker.getRegistration(address)).active;
  const { port1, port2 } = new MessageChannel();
  window.kept = new Promise((resolve) => (port1.onmessage = (message) => resolve(message.data)));
  worker.postMessage([], [port2]);
  worker.postMessage("forget");
}"""


def test_a_removed_list_does_not_come_back_while_the_browser_is_on_its_way_elsewhere(browse, event):
    registered(event, last_name="Inscrite")
    page = open_door(browse, event)
    page.route("**/espace/", lambda route: route.fulfill(status=204))  # as long as nothing comes, the page stays

    page.locator("details:has(#door-forget) > summary").click()
    with page.expect_response("**/espace/"):
        page.locator("#door-forget").click()
    page.evaluate("dispatchEvent(new Event('online'))")  # it asks what is new, if it still asks
    list_address = f"/evenements/{event.slug}/pointage/liste.json"
    page.evaluate("address => fetch(address).then((answer) => answer.text())", list_address)

    assert page.evaluate(KEPT) == {"cached": [], "people": []}


def test_a_page_that_is_just_being_kept_when_it_is_removed_is_not_kept(browse, event):
    page = open_door(browse, event)

    page.evaluate(KEEP_ONCE_MORE, f"/evenements/{event.slug}/pointage/")

    assert page.evaluate("window.kept") is False
    assert page.evaluate("caches.keys()") == []


def test_a_right_that_ends_takes_the_list_away_though_something_waits_to_be_sent(browse, event):
    browse.expected += [WITHOUT_NETWORK, "status of 403"]
    person = registered(event, last_name="Inscrite")
    page = open_door(browse, event)
    go_offline(page)
    check_in(page, "inscrite", person.full_name)
    roles.end(EventRole.objects.get(anchor=event, role=EventRoles.DOOR), by=None)

    page.context.set_offline(False)

    page.locator("#door-status[data-standing=no_right]").wait_for()
    assert page.evaluate(KEPT) == {"cached": [], "people": []}


def test_another_page_of_the_same_door_brings_no_removed_list_back(browse, event):
    registered(event, last_name="Inscrite")
    page = open_door(browse, event)
    other = page.context.new_page()
    other.goto(f"/evenements/{event.slug}/pointage/")
    other.locator("#door-status[data-standing=online]").wait_for()

    page.locator("details:has(#door-forget) > summary").click()
    page.locator("#door-forget").click()

    other.wait_for_url("**/espace/")
    page.goto(f"/evenements/{event.slug}/pointage/sw.js")
    assert page.evaluate(KEPT) == {"cached": [], "people": []}
