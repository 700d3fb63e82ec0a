"""The demonstration's events: one on record, one that is over with all it left behind, one that is open."""

import pytest
from django.utils import timezone

from events.enums import RegistrationStatus
from events.figures import standings
from events.figures.feedback import results
from events.models import CheckIn, Event, Registration, RegistrationTransition, WorkshopBooking
from events.permissions import can_check_in, can_manage_event, can_view_registrations
from portal.demo import events
from portal.demo.people import demo_people, load_accounts
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    load_accounts()
    people = demo_people()
    events.load(people)
    return people


def standing(slug):
    [found] = standings([Event.objects.with_places().get(slug=slug)])
    return found


def test_the_stop_of_2012_is_on_record_without_invented_people(people):
    stop = standing("tour-2012-marne-la-vallee")
    assert (stop.came, stop.total, stop.event.status) == (180, 0, "archived")
    assert stop.event.slots.count() == 5


def test_the_meeting_that_is_over_has_all_that_an_event_leaves_behind(people):
    meeting = standing("rencontre-des-tiers-lieux")
    assert meeting.event.ends_at < timezone.now()
    assert (meeting.confirmed, meeting.checked_in, meeting.absent) == (67, 60, 7)
    assert (meeting.waiting, meeting.cancelled, meeting.event.attended) == (3, 7, 60)
    standing_check_ins = CheckIn.objects.standing().filter(registration__event=meeting.event)
    assert set(standing_check_ins.values_list("door", flat=True)) == {"Hall", "Quai"}
    assert WorkshopBooking.objects.held().filter(registration__event=meeting.event).count() == 46
    found = results(meeting.event)
    replied = Registration.objects.filter(event=meeting.event, replied_at__isnull=False)
    assert found.replies == replied.count() == 24
    assert len(found.texts[0][1]) == 9
    assert not Notice.objects.filter(address__endswith="@rencontre.example").exists()  # nobody is written to


def test_its_people_registered_before_they_cancelled_or_came(people):
    log = RegistrationTransition.objects.filter(registration__event__slug="rencontre-des-tiers-lieux")
    for registration in Registration.objects.filter(event__slug="rencontre-des-tiers-lieux"):
        steps = list(log.filter(registration=registration))
        assert (steps[0].step, steps[0].at) == ("registered", registration.created_at)
        assert steps[-1].to_status == registration.status
    assert not log.filter(at__gte=timezone.now()).exists()
    assert Registration.objects.filter(created_at__gte=timezone.now()).count() == 0


def test_everybody_is_evidently_fictional(people):
    addresses = Registration.objects.values_list("email", flat=True)
    assert all(address.endswith(".example") for address in addresses)
    organisations = Registration.objects.exclude(organisation="").values_list("organisation", flat=True)
    assert all("(fictif)" in organisation for organisation in organisations)


def test_the_next_stop_is_open_with_one_full_workshop_and_people_in_its_line(people):
    stop = standing("prochaine-etape")
    assert stop.event.is_registration_open and not stop.event.is_full
    small = stop.event.slots.get(workshops__isnull=False, workshops__title_fr__startswith="Bonnes pratiques")
    workshop = small.workshops.get(title_fr__startswith="Bonnes pratiques")
    assert workshop.is_full
    assert [booking.rank for booking in workshop.pool.line()] == [1, 2]
    assert [audience.name_fr for audience in stop.event.audiences.all()] == ["Adhérents", "Public", "Presse"]
    assert stop.event.questions.exclude(shown_if=None).count() == 1
    assert stop.event.consents.count() == 1
    assert stop.event.registrations.filter(status=RegistrationStatus.CONFIRMED).count() == 28


def test_the_accounts_hold_their_roles_there(people):
    for slug in ("rencontre-des-tiers-lieux", "prochaine-etape"):
        event = Event.objects.get(slug=slug)
        assert can_manage_event(people["organiser"], event)
        assert can_check_in(people["door"], event) and not can_view_registrations(people["door"], event)
        assert can_view_registrations(people["reader"], event) and not can_check_in(people["reader"], event)
