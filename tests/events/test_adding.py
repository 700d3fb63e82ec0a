"""Registering somebody for them, and changing it for them."""

import pytest

from events.enums import Access, EventRoles, Sources
from events.models import EventRole, Registration
from portal import roles
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory
from tests.factories.questions import AudienceFactory, QuestionFactory

pytestmark = pytest.mark.django_db
NAMES = {"first_name": "Zoé", "last_name": "Œuvre", "language": "fr", "consent": "on"}


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


@pytest.fixture
def event():
    return EventFactory(access=Access.MEMBERS, closed=True)


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def list_url(event, rest=""):
    return f"/evenements/{event.slug}/inscriptions/{rest}"


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_somebody_without_an_address_is_registered_by_name(client, event, organiser, run_tasks, mailoutbox):
    QuestionFactory(event=event, is_required=True)

    shown = page(client.post(list_url(event, "ajouter/"), NAMES, follow=True))

    registration = Registration.objects.get()
    assert "Zoé Œuvre est inscrit" in shown and f"par {organiser}" in shown
    assert registration.is_confirmed and registration.source == Sources.ORGANISER
    run_tasks()
    assert mailoutbox == []


def test_the_forms_speak_of_who_is_registered_not_to_them(client, event, organiser):
    AudienceFactory(event=event)
    full = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    WorkshopFactory(slot=full.slot)
    chosen = {"audience": event.audiences.get().pk, f"workshop_{full.slot_id}": full.pk}
    client.post(list_url(event, "ajouter/"), NAMES | chosen)
    held = Registration.objects.get()

    adding = page(client.get(list_url(event, "ajouter/")))
    editing = page(client.get(list_url(event, f"{held.public_id}/modifier/")))

    assert "Vient en tant que" in adding and "L’inscrire sur sa liste d’attente" in adding
    assert "sa place" in editing and "Sa confirmation et son lien personnel y sont envoyés" in editing
    for shown in (adding, editing):
        main = shown.split("<form", 1)[1].split("</main>")[0]
        assert "Votre " not in main and "Vous " not in main and "M’inscrire" not in main


def test_somebody_with_an_address_gets_the_usual_mail(client, event, organiser, run_tasks, mailoutbox):
    press = AudienceFactory(event=event, access=Access.INVITED)
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    given = NAMES | {"email": "zoe@x.example", "audience": press.pk, f"workshop_{workshop.slot_id}": workshop.pk}

    client.post(list_url(event, "ajouter/"), given)
    run_tasks()

    registration = Registration.objects.get()
    assert registration.audience == press and registration.bookings.held().get().workshop == workshop
    assert [mail.to for mail in mailoutbox] == [["zoe@x.example"]]


def test_a_double_click_registers_once_and_a_namesake_twice(client, event, organiser):
    key = client.get(list_url(event, "ajouter/")).context["form"].initial["form_key"]
    for form_key in (key, key, "another"):
        client.post(list_url(event, "ajouter/"), NAMES | {"form_key": form_key})

    assert Registration.objects.count() == 2


def test_an_address_that_is_registered_leads_to_its_sheet(client, event, organiser):
    there = registered(EventFactory.create(), email="ailleurs@x.example")
    client.post(list_url(event, "ajouter/"), NAMES | {"email": "zoe@x.example"})

    shown = page(
        client.post(list_url(event, "ajouter/"), NAMES | {"email": "ZOE@x.example", "last_name": "B"}, follow=True)
    )

    assert "déjà inscrit" in shown and Registration.objects.exclude(pk=there.pk).count() == 1


def test_nobody_is_added_without_agreeing_or_with_what_belongs_to_another_event(client, event, organiser):
    AudienceFactory(event=event)
    other = WorkshopFactory()
    here = WorkshopFactory(slot=SlotFactory(event=event))
    wrong = [
        {"consent": ""},
        {"last_name": ""},
        {"audience": AudienceFactory().pk},
        {f"workshop_{here.slot_id}": other.pk},
    ]

    for given in wrong:
        assert "invalid" in page(client.post(list_url(event, "ajouter/"), NAMES | given))
    assert not Registration.objects.exists()


def test_what_somebody_registered_is_changed_for_them(client, organiser, run_tasks, mailoutbox):
    event = EventFactory()
    roles.grant(EventRole, anchor=event, person=organiser, role=EventRoles.ORGANISER, by=None)
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    question = QuestionFactory(event=event)
    registration = registered(event, email="zoe@x.example")
    here = list_url(event, f"{registration.public_id}/modifier/")
    assert here in page(client.get(list_url(event, f"{registration.public_id}/")))

    client.post(here, {"save-workshops": "1", "seen": "0", f"workshops-workshop_{workshop.slot_id}": workshop.pk})
    client.post(here, {"save-answers": "1", f"answers-question_{question.pk}": "Sans gluten"})
    details = {"first_name": "Zoé", "last_name": "Corrigée", "email": "", "organisation": "Mairie", "postcode": ""}
    client.post(here, {"save-details": "1"} | {f"details-{name}": value for name, value in details.items()})

    registration.refresh_from_db()
    assert registration.bookings.held().get().workshop == workshop
    assert registration.answers.get().text == "Sans gluten"
    assert (registration.last_name, registration.email) == ("Corrigée", "")
    steps = registration.transitions.exclude(step="registered")
    assert [step.by for step in steps] == [organiser] * 3


def test_what_is_over_is_not_changed(client, event, organiser):
    registration = registered(EventFactory(slug="autre"))
    assert client.get(list_url(event, f"{registration.public_id}/modifier/")).status_code == 404
    over = EventFactory()
    roles.grant(EventRole, anchor=over, person=organiser, role=EventRoles.ORGANISER, by=None)
    gone = registered(over)
    Registration.objects.filter(pk=gone.pk).update(status="cancelled", seat=None)

    assert "plus être modifi" in page(client.get(list_url(over, f"{gone.public_id}/modifier/")))


@pytest.mark.parametrize("role", [None, EventRoles.DOOR, EventRoles.READER])
def test_who_may_not_add_people_adds_and_changes_nobody(client, role):
    event = EventFactory()
    registration = registered(event)
    client.force_login(holder(event, role) if role else PersonFactory())

    for path in ("ajouter/", f"{registration.public_id}/modifier/"):
        assert client.get(list_url(event, path)).status_code == 403
        assert client.post(list_url(event, path), NAMES | {"save-details": "1"}).status_code == 403
    assert Registration.objects.count() == 1
