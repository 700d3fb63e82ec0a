"""The back office's screens of the events."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.actions import set_audience_capacity
from events.enums import EventRoles, EventStatus, RegistrationStatus
from events.models import Audience, Event, EventRole, Slot, Workshop
from events.programme import EventNotSaved, save_event
from portal import roles
from portal.notices.models import Notice
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
    "access": "public",
    "most_people": "6",
    "offer_days": "2",
    "offer_hours": "6",
    "keep_days": "365",
    "reminder_days": "7, 1",
}
SETTINGS = ["access", "most_people", "offer_days", "offer_hours", "keep_days", "reminder_days"]


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
    kept |= {name: EVENT[name] for name in SETTINGS}
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
    assert (event.capacity, waiting.status) == (2, RegistrationStatus.CONFIRMED)


def test_fewer_places_than_people_change_nothing_at_all(client, staff):
    event = EventFactory(places=3)
    registered(event)
    registered(event)

    page = text(client.post(edit_address(event), sheet_of(event, places=1, title_fr="Autre titre")))

    assert "2 personnes ont déjà une place" in page and 'value="Autre titre"' in page
    assert (Event.objects.get().title_fr, event.capacity) == (event.title_fr, 3)


def test_places_of_a_workshop_are_changed_with_it(client, staff):
    workshop = WorkshopFactory(places=2)
    slot = workshop.slot
    changed = row_of(slot, workshop_row(workshop, places=5, speaker="Aurore Boréale"), room="Salle bleue")

    client.post(edit_address(slot.event), sheet_of(slot.event, changed))

    workshop, slot = Workshop.objects.get(), Slot.objects.get()
    assert (workshop.capacity, workshop.speaker, slot.room) == (5, "Aurore Boréale", "Salle bleue")


def test_programme_in_which_what_people_hold_clashes_is_warned_of(client, staff):
    one = WorkshopFactory()
    event, slot = one.slot.event, one.slot
    other = WorkshopFactory(slot=SlotFactory(event=event, starts_at=slot.ends_at))
    registered(event, workshops=[one, other])
    hours = {"starts_at": typed(slot.starts_at), "ends_at": typed(slot.ends_at)}
    changed = [row_of(row.slot, workshop_row(row), **hours) for row in (one, other)]

    page = text(client.post(edit_address(event), sheet_of(event, *changed), follow=True))

    assert "1 personne inscrite a deux ateliers aux mêmes horaires" in page


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


def test_settings_are_saved_and_reminders_written_as_one_says_them(client, staff):
    event = EventFactory()
    changes = {"access": "invited", "most_people": "2", "reminder_days": "10; 2", "keep_days": "90", "signatory": "X"}

    refused = client.post(edit_address(event), sheet_of(event, reminder_days="bientôt"))
    client.post(edit_address(event), sheet_of(event, **changes))

    event.refresh_from_db()
    assert "Indiquez des nombres de jours" in text(refused)
    assert (event.access, event.most_people, event.reminder_days) == ("invited", 2, [10, 2])
    assert (event.keep_days, event.signatory) == (90, "X")


def test_places_of_audiences_are_not_counted_twice(client, staff):
    event = EventFactory(places=5)
    set_audience_capacity(Audience.objects.create(event=event, name_fr="presse"), places=3)

    assert client.get(edit_address(event)).context["form"]["places"].value() == 5


def test_status_is_logged_and_nobody_is_called_off_here(client, staff):
    event = EventFactory(draft=True)

    client.post(edit_address(event), sheet_of(event, status="published"))
    registered(event)
    for status in ("cancelled", "archived", "draft"):
        client.post(edit_address(event), sheet_of(event, status=status))

    event.refresh_from_db()
    assert event.status == EventStatus.PUBLISHED
    assert [(line.to_status, line.by) for line in event.transitions.all()] == [("published", staff)]


def test_new_hall_is_told_to_those_who_come_where_ticked(client, staff):
    event = EventFactory()
    registered(event)

    client.post(edit_address(event), sheet_of(event, venue="Halle sud"))
    done = client.post(edit_address(event), sheet_of(event, venue="Halle nord", tells="on"), follow=True)

    assert Notice.objects.filter(kind="registration_programme_changed").count() == 1
    assert event.changes.count() == 2 and "1 personne inscrite est prévenue" in text(done)


def test_who_saves_second_is_told_what_the_first_saved_and_may_insist(client, staff):
    event = EventFactory()
    opened = client.get(edit_address(event)).context["form"]["version"].value()
    client.post(edit_address(event), sheet_of(event, venue="Première halle", version=opened))

    late = client.post(edit_address(event), sheet_of(event, venue="Seconde halle", version=opened))

    event.refresh_from_db()
    assert event.venue == "Première halle"
    assert "« Première halle » est enregistré, vous avez saisi « Seconde halle »" in text(late)
    again = sheet_of(event, venue="Seconde halle", version=late.context["form"]["version"].value())
    client.post(edit_address(event), again)
    event.refresh_from_db()
    assert event.venue == "Seconde halle"


def test_sheet_leads_to_the_screens_of_the_site(client, staff):
    event = EventFactory()

    assert f"/evenements/{event.slug}/preparation/" in text(client.get(edit_address(event)))


def test_organiser_of_one_event_prepares_none_in_the_back_office():
    event, person = EventFactory(), PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=EventRoles.ORGANISER, by=None)

    with pytest.raises(EventNotSaved):
        save_event(event, places=9, by=person)
    assert event.capacity == 3


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
