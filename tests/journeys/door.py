"""A telephone at the door, as journeys hold it."""

from events.enums import EventRoles
from events.models import EventRole
from portal import roles
from portal.people.models import Person
from tests.factories.events import EventFactory

WITHOUT_NETWORK = "ERR_INTERNET_DISCONNECTED"


def event_with_a_door():
    """An event of its own, with the demonstration's door at its door."""
    event = EventFactory(places=12)
    door = Person.objects.get(email="door@it77.example")
    roles.grant(EventRole, anchor=event, person=door, role=EventRoles.DOOR, by=None)
    return event


def open_door(browse, event, *, name="Nord", **options):
    """A telephone at the check-in page, with its list, ready to lose the network."""
    page = browse("door", width=360, height=740, **options)
    page.goto(f"/evenements/{event.slug}/pointage/")
    page.get_by_label("Nom de cette porte").fill(name)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("En ligne, à jour").wait_for()
    page.locator("#door-kept").filter(has_text="s’ouvre aussi sans réseau").wait_for(state="attached")
    return page


def look_for(page, text):
    page.get_by_label("Nom ou organisme").fill(text)


def check_in(page, text, name):
    """Searches, presses the button of that person; returns the large answer."""
    look_for(page, text)
    page.get_by_role("button", name=f"Pointer {name}", exact=True).click()
    return answer(page, name)


def answer(page, name):
    """The large answer, once it is about this person."""
    panel = page.locator("#door-result")
    panel.locator("[data-name]").filter(has_text=name).wait_for()
    return panel.inner_text()


def go_offline(page):
    page.context.set_offline(True)
    page.locator("#door-status[data-standing=offline]").wait_for()


def came(registration):
    return registration.check_ins.standing().first()
