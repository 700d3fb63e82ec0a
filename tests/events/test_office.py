"""The back office's screens of the events."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.enums import EventRoles, EventStatus, RegistrationStatus
from events.models import Event, EventRole, Slot, Workshop
from events.programme import EventNotSaved, save_event
from portal import roles
from portal.roles import AssociationRoles
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.office import person_of, rows, text
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
INDEX, NEW = "/gestion/evenements/", "/gestion/evenements/new/"
EVENT = {
    "title_fr": "Forum des tiers-lieux",
    "slug": "",
    "status": "draft",
    "starts_at": "2027-05-04 09:00",
    "ends_at": "2027-05-04 17:00",
    "venue": "Halle fictive",
    "places": "40",
}


@pytest.fixture
def staff(client):
    person = person_of(AssociationRoles.STAFF)
    client.force_login(person)
    return person


def edit_address(event):
    return reverse("office_events:edit", args=[event.pk])


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def sheet_of(event, *slots, **fields):
    kept = {name: getattr(event, name) for name in ("title_fr", "slug", "status", "venue")}
    moments = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")
    kept |= {name: typed(getattr(event, name)) for name in moments}
    return kept | {"places": event.capacity} | fields | rows("slots", slots)


def row_of(slot, *workshops, **fields):
    return {"id": slot.pk, "title_fr": slot.title_fr, "rows": {"workshops": workshops}} | fields


def workshop_row(workshop, **fields):
    return {"id": workshop.pk, "title_fr": workshop.title_fr, "places": workshop.capacity} | fields


def test_new_event_comes_with_its_programme_and_its_places(client, staff):
    workshops = [{"title_fr": "Lire un cahier", "places": "12"}, {"title_fr": "Ouvrir un lieu", "places": "8"}]
    slots = [
        {"title_fr": "Ateliers", "starts_at": "2027-05-04 10:00", "rows": {"workshops": workshops}},
        {"title_fr": "Déjeuner", "rows": {"workshops": []}},
    ]

    done = client.post(NEW, EVENT | rows("slots", slots), follow=True)

    event = Event.objects.get()
    assert (event.slug, event.status, event.capacity) == ("forum-des-tiers-lieux", EventStatus.DRAFT, 40)
    assert timezone.localtime(event.starts_at).replace(tzinfo=None) == datetime(2027, 5, 4, 9)
    assert set(event.slots.values_list("title_fr", flat=True)) == {"Ateliers", "Déjeuner"}
    assert {(one.title_fr, one.capacity) for one in Workshop.objects.all()} == {
        ("Lire un cahier", 12),
        ("Ouvrir un lieu", 8),
    }
    assert "est créé" in text(done)


def test_end_before_the_beginning_is_refused_beside_the_field_and_what_was_typed_kept(client, staff):
    page = text(client.post(NEW, EVENT | {"ends_at": "2027-05-04 08:00"} | rows("slots", [])))

    assert "doit venir après le début" in page and 'value="Forum des tiers-lieux"' in page
    assert "events_event_ends_after_start" not in page
    assert not Event.objects.exists()


def test_more_places_confirm_those_who_wait(client, staff):
    event = EventFactory(places=1)
    registered(event)
    waiting = registered(event)
    assert waiting.status == RegistrationStatus.WAITING

    client.post(edit_address(event), sheet_of(event, places=2))

    waiting.refresh_from_db()
    assert (event.seats.count(), waiting.status) == (2, RegistrationStatus.CONFIRMED)


def test_fewer_places_than_people_change_nothing_at_all(client, staff):
    event = EventFactory(places=3)
    registered(event)
    registered(event)

    page = text(client.post(edit_address(event), sheet_of(event, places=1, title_fr="Autre titre")))

    assert "2 personnes ont déjà une place" in page and 'value="Autre titre"' in page
    assert (Event.objects.get().title_fr, event.seats.count()) == (event.title_fr, 3)


def test_places_of_a_workshop_are_changed_with_it(client, staff):
    workshop = WorkshopFactory(places=2)
    slot = workshop.slot
    changed = row_of(slot, workshop_row(workshop, places=5, speaker="Aurore Boréale"), room="Salle bleue")

    client.post(edit_address(slot.event), sheet_of(slot.event, changed))

    workshop, slot = Workshop.objects.get(), Slot.objects.get()
    assert (workshop.capacity, workshop.speaker, slot.room) == (5, "Aurore Boréale", "Salle bleue")


def test_workshop_somebody_chose_stays_and_another_goes(client, staff):
    chosen = WorkshopFactory()
    slot, event = chosen.slot, chosen.slot.event
    other = WorkshopFactory(slot=slot)
    registered(event, workshops=[chosen])

    page = client.post(
        edit_address(event), sheet_of(event, row_of(slot, workshop_row(chosen, DELETE="on"), workshop_row(other)))
    )
    whole = client.post(edit_address(event), sheet_of(event, row_of(slot, DELETE="on")))
    client.post(
        edit_address(event), sheet_of(event, row_of(slot, workshop_row(chosen), workshop_row(other, DELETE="on")))
    )

    assert f"« {chosen.title_fr} » reste au programme" in text(page)
    assert f"« {chosen.title_fr} » reste au programme" in text(whole)
    assert set(Workshop.objects.all()) == {chosen}


def test_slot_nobody_chose_in_goes(client, staff):
    slot = SlotFactory()

    client.post(edit_address(slot.event), sheet_of(slot.event, row_of(slot, DELETE="on")))

    assert not Slot.objects.exists()


def test_organiser_of_one_event_prepares_none_in_the_back_office():
    event, person = EventFactory(), PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=EventRoles.ORGANISER, by=None)

    with pytest.raises(EventNotSaved):
        save_event(event, places=9, by=person)
    assert event.seats.count() == 3


@pytest.mark.parametrize(
    ("role", "opened", "in_menu"),
    [
        (AssociationRoles.STAFF, {"list", "new", "edit"}, True),
        (AssociationRoles.ADMINISTRATOR, {"list", "new", "edit"}, True),
        (AssociationRoles.EDITOR, {"list"}, True),
        (None, set(), False),
    ],
)
def test_screens_and_menu_are_for_those_who_may(client, role, opened, in_menu):
    addresses = {"list": INDEX, "new": NEW, "edit": edit_address(EventFactory())}
    client.force_login(person_of(role))

    assert {name for name, address in addresses.items() if client.get(address).status_code == 200} == opened
    assert (INDEX in text(client.get("/gestion/", follow=True))) is in_menu


def test_nobody_deletes_an_event_not_even_a_superuser(client):
    event = EventFactory()
    client.force_login(PersonFactory(superuser=True))

    client.post(reverse("office_events:delete", args=[event.pk]))

    assert Event.objects.filter(pk=event.pk).exists()


def test_list_costs_the_same_for_1_and_for_3(client, staff, django_assert_max_num_queries):
    EventFactory(starts_at=timezone.now() + timedelta(days=3))
    client.get(INDEX)
    with django_assert_max_num_queries(60) as one:
        client.get(INDEX)
    EventFactory.create_batch(2)
    with django_assert_max_num_queries(60) as three:
        client.get(INDEX)

    assert len(one) == len(three)
