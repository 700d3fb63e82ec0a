"""Forgetting who came: nothing personal is left anywhere, and every figure is."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events import actions, erasure, tasks
from events.actions import Applicant
from events.enums import EventRoles, ImportStates, QuestionKind, RowOutcomes
from events.models import (
    Answer,
    Audience,
    CheckIn,
    Event,
    EventRole,
    Invitation,
    Question,
    QuestionOption,
    Registration,
    RegistrationImport,
)
from portal import roles
from portal.notices import Notice
from portal.people.erasure import erase_person
from tests.events.test_actions import fresh
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory
from tests.factories.projects import staff_member

pytestmark = pytest.mark.django_db


def end(event, *, days_ago):
    over = timezone.now() - timedelta(days=days_ago)
    Event.objects.filter(pk=event.pk).update(starts_at=over - timedelta(hours=7), ends_at=over)


def everything_about(registration):
    """All that any row says about a registration, as one text."""
    rows = [Registration.objects.filter(pk=registration.pk), Invitation.objects.all()]
    rows += [registration.answers.all(), registration.transitions.all(), Notice.objects.all()]
    return str([list(queryset.values()) for queryset in rows])


@pytest.fixture
def event():
    return EventFactory(places=5, keep_days=30)


@pytest.fixture
def zoe(event):
    """Somebody who left traces everywhere."""
    students = Audience.objects.create(event=event, name_fr="Étudiants")
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    text = Question.objects.create(event=event, label_fr="Allergies", kind=QuestionKind.LONG)
    meal = Question.objects.create(event=event, label_fr="Repas", kind=QuestionKind.CHOICE)
    hot = QuestionOption.objects.create(question=meal, label_fr="Chaud")
    photo = Question.objects.create(event=event, label_fr="Photo", kind=QuestionKind.FILE)
    file = SimpleUploadedFile("zoe.txt", b"Zoe")
    person = PersonFactory(email="zoe@secret.example")
    applicant = Applicant(
        "Zoé",
        "Secrète",
        "zoe@secret.example",
        "Atelier secret",
        "97400",
        audience=students,
        workshops=(workshop,),
        answers=((text, "Zoé craint les noix"), (meal, [hot]), (photo, file)),
    )
    invitation = Invitation.objects.create(event=event, email="zoe@secret.example", name="Zoé Secrète")
    [outcome] = actions.register_people(
        event, [applicant], language="fr", form_key="secret-key", person=person, invitation=invitation, by=person
    )
    Notice.objects.update(subject="Zoé", path="/secret", last_error="zoe@secret.example: no such mailbox")
    return outcome.registration


def test_when_the_period_is_over_nothing_personal_is_left_and_the_figures_are(
    event, zoe, django_capture_on_commit_callbacks
):
    CheckIn.objects.create(registration=zoe, at=timezone.now())
    file = zoe.answers.exclude(file="").get().file.name
    link = zoe.personal_path()
    end(event, days_ago=31)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.erase_due_events()

    for trace in ("Zoé", "zoe", "secret", "Secr", "97400", "noix"):
        assert trace not in everything_about(zoe), trace
    assert not storages["private"].exists(file)
    erased = fresh(zoe)
    assert (erased.person, erased.postcode, erased.full_name) == (None, "974", "Données personnelles effacées")
    assert (erased.status, erased.audience.name, erased.created_at) == ("confirmed", "Étudiants", zoe.created_at)
    assert erased.bookings.held().count() == 1 and erased.check_ins.standing().count() == 1
    assert erased.answers.get().options.get().label == "Chaud"
    assert [(row.step, row.by) for row in erased.transitions.all()] == [("registered", None), ("erased", None)]
    assert Event.objects.get(pk=event.pk).erased_at is not None
    assert Notice.objects.filter(kind="registration_confirmed", mailed_at=None, next_attempt_at=None).count() == 1
    assert not Registration.objects.opened_by(link.rstrip("/").rpartition("/")[2])


def test_the_lists_that_were_brought_in_go_too(event, zoe, django_capture_on_commit_callbacks):
    workbook = SimpleUploadedFile("zoe.xlsx", b"Zoe")
    brought = RegistrationImport.objects.create(
        event=event, workbook=workbook, file_name="zoe.xlsx", state=ImportStates.APPLIED, counts={"new": 2}
    )
    for number, row in ((2, zoe), (3, None)):
        brought.rows.create(number=number, outcome=RowOutcomes.NEW, values={"first_name": "Zoé"}, registration=row)
    path = brought.workbook.name

    erasure.erase_registration(zoe, by=PersonFactory())
    assert [row.number for row in brought.rows.all()] == [3]
    end(event, days_ago=31)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.erase_due_events()

    brought.refresh_from_db()
    assert not brought.rows.exists() and not storages["private"].exists(path)
    assert (brought.file_name, brought.counts) == ("", {"new": 2})


@pytest.mark.parametrize(("days_ago", "is_erased"), [(29, False), (31, True)])
def test_it_waits_for_the_announced_day(event, zoe, days_ago, is_erased):
    end(event, days_ago=days_ago)

    tasks.erase_due_events()

    assert (fresh(zoe).erased_at is not None) is is_erased


def test_a_second_run_changes_nothing(event, zoe):
    end(event, days_ago=31)
    tasks.erase_due_events()
    before = everything_about(zoe)

    tasks.erase_due_events()
    Event.objects.update(erased_at=None)  # as if the first run had been killed before its end
    tasks.erase_due_events()

    assert everything_about(zoe) == before


def test_other_events_and_links_to_pass_on_are_left_alone(event, zoe):
    other = registered(EventFactory(), email="autre@x.example")
    link = Invitation.objects.create(event=event, name="Lien de la newsletter")
    end(event, days_ago=31)

    tasks.erase_due_events()

    assert fresh(other).email == "autre@x.example"
    assert Notice.objects.get(address="autre@x.example").next_attempt_at is not None
    link.refresh_from_db()
    assert (link.name, link.revoked_at) == ("Lien de la newsletter", None)


def test_many_people_take_as_many_statements_as_few(django_assert_max_num_queries):
    for people in (1, 5):
        event = EventFactory(places=9, keep_days=30)
        for _ in range(people):
            registered(event)
        end(event, days_ago=31)
        with django_assert_max_num_queries(25):
            assert erasure.erase_due_events() == people


def test_batches_leave_nobody_out(event, monkeypatch):
    monkeypatch.setattr(erasure, "A_BATCH", 2)
    people = [registered(event) for _ in range(5)]
    end(event, days_ago=31)

    assert erasure.erase_due_events() == 5
    assert not any(fresh(one).email for one in people)


# --- earlier, where somebody asks -----------------------------------------------------------------
def test_somebody_who_asks_is_cancelled_without_a_mail_and_forgotten_and_the_next_gets_the_place(event, zoe):
    organiser = PersonFactory()
    actions.set_capacity(event, places=1)
    waiting = registered(event)

    erasure.erase_registration(zoe, by=organiser)
    erasure.erase_registration(fresh(zoe), by=organiser)

    assert "secret" not in everything_about(zoe)
    assert (fresh(zoe).status, fresh(waiting).status) == ("cancelled", "confirmed")
    steps = [(row.step, row.by) for row in zoe.transitions.all()]
    assert steps == [("registered", None), ("cancelled", organiser), ("erased", organiser)]
    assert not Notice.objects.filter(kind="registration_cancelled").exists()
    assert Notice.objects.filter(subject_id=str(waiting.pk)).exclude(address="").count() == 2


def test_after_the_event_it_is_forgotten_and_not_cancelled(event, zoe):
    end(event, days_ago=1)

    erasure.erase_registration(fresh(zoe), by=PersonFactory())

    assert (fresh(zoe).status, fresh(zoe).email) == ("confirmed", "")


def test_an_address_that_was_erased_can_register_again(event, zoe):
    erasure.erase_registration(zoe, by=PersonFactory())

    again = registered(event, email="zoe@secret.example")

    assert again.pk != zoe.pk and again.is_confirmed


@pytest.mark.parametrize(("role", "status"), [(EventRoles.ORGANISER, 302), (EventRoles.READER, 403), (None, 403)])
def test_the_organiser_erases_after_a_confirmation_and_nobody_else_does(client, event, zoe, role, status):
    person = PersonFactory()
    if role:
        roles.grant(EventRole, anchor=event, person=person, role=role, by=person)
    client.force_login(person)
    sheet = f"/evenements/{event.slug}/inscriptions/{zoe.public_id}/"

    shown = client.get(sheet).content.decode()
    assert ("Oui, effacer définitivement" in shown) is (status == 302)
    assert client.get(sheet + "effacer/").status_code == 405
    answer = client.post(sheet + "effacer/")

    assert answer.status_code == (status)
    assert (fresh(zoe).email == "") is (status == 302)
    if status == 302:
        after = client.get(sheet).content.decode()
        assert "Données personnelles effacées" in after and "Oui, effacer" not in after
        assert Answer.objects.filter(registration=zoe).count() == 1


def test_a_person_who_is_erased_everywhere_is_erased_from_events(event, zoe):
    erase_person(zoe.person, by=staff_member())
    assert "secret" not in everything_about(zoe)
    assert (fresh(zoe).status, fresh(zoe).erased_at is not None) == ("cancelled", True)
