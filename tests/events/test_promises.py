"""What people were told, and what their links may show, holds whatever happens afterwards."""

import pytest
from django.core import mail

from events import actions
from events.actions import Applicant
from events.actions.preparing import save_details
from events.enums import EventRoles, EventStatus
from events.forms.preparing import RegistrationSettingsForm
from events.models import Event, EventRole
from events.programme import save_event
from events.refusals import EventNotSaved
from portal import roles
from portal.roles import AssociationRoles
from tests.factories.events import EventFactory, registered
from tests.factories.office import person_of
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """Zoé, who registered Max (with an address of his own) and Léo (without one)."""
    event = EventFactory(places=9)
    people = [
        Applicant("Zoé", "Chef", email="zoe@gmial.example"),
        Applicant("Max", "Collègue", email="max@x.example"),
        Applicant("Léo", "Collègue"),
    ]
    outcomes = actions.register_people(event, people, language="fr", form_key="the form")
    return [outcome.registration for outcome in outcomes]


def test_a_colleague_s_link_shows_nobody_else(client, group):
    zoe, max_, _leo = group

    shown = client.get(max_.personal_path() + "merci/").content.decode()

    assert "Max" in shown
    assert "zoe@gmial.example" not in shown and "Léo" not in shown
    assert zoe.public_id not in shown and zoe.sign_link()[:30] not in shown


def test_who_registered_others_sees_them_all(client, group):
    shown = client.get(group[0].personal_path() + "merci/").content.decode()

    assert all(name in shown for name in ("Zoé", "Max", "Léo"))


def test_a_corrected_address_gets_the_mails_of_colleagues_without_one(group, run_tasks):
    run_tasks()
    mail.outbox.clear()
    zoe, _max, leo = group

    actions.correct_details(zoe, email="zoe@gmail.example", first_name="Zoé", last_name="Chef", organisation="")
    run_tasks()

    assert [message.to for message in mail.outbox] == [["zoe@gmail.example"], ["zoe@gmail.example"]]
    leo.refresh_from_db()
    assert leo.sign_link()[:30] in mail.outbox[1].body and "Léo" in mail.outbox[1].body


def test_data_is_not_kept_longer_than_was_announced():
    event = EventFactory()
    registered(event)

    form = RegistrationSettingsForm({"keep_days": event.keep_days + 1}, instance=Event.objects.get(pk=event.pk))
    shorter = RegistrationSettingsForm({"keep_days": event.keep_days - 1}, instance=Event.objects.get(pk=event.pk))

    assert "comme il leur a été annoncé" in str(form.errors["keep_days"])
    assert "keep_days" not in shorter.errors


@pytest.mark.parametrize("save", ["details", "whole"])
def test_data_is_not_kept_longer_either_by_a_form_that_was_opened_before_anybody_registered(save):
    event, staff = EventFactory(), person_of(AssociationRoles.STAFF)
    registered(event)
    kept, event.keep_days = event.keep_days, event.keep_days + 1

    with pytest.raises(EventNotSaved, match="comme il leur a été annoncé"):
        if save == "details":
            save_details(event, fields=["keep_days"], version="", by=staff)
        else:
            save_event(event, places=3, by=staff)
    assert Event.objects.get().keep_days == kept

    event.keep_days = kept - 1
    save_details(event, fields=["keep_days"], version="", by=staff)
    assert Event.objects.get().keep_days == kept - 1


def test_the_door_checks_in_and_sees_no_list_figures_or_opinions(client):
    event, person = EventFactory(), PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=EventRoles.DOOR, by=None)
    client.force_login(person)

    answers = {
        path: client.get(f"/evenements/{event.slug}/{path}").status_code
        for path in ("pointage/", "pointage/ecran/", "inscriptions/", "suivi/", "suivi/avis/", "documents/")
    }

    assert [path for path, code in answers.items() if code == 200] == ["pointage/", "pointage/ecran/"]
    assert {code for path, code in answers.items() if not path.startswith("pointage")} == {403}


def test_an_offer_of_an_event_called_off_does_not_lapse_into_a_false_mail(run_tasks):
    event = EventFactory(places=1, offer_days=60)
    first, second = registered(event), registered(event)
    actions.cancel_registration(first)
    event.registrations.filter(pk=second.pk).update(offer_expires_at=event.created_at)
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)

    assert actions.lapse_offers() == 0
