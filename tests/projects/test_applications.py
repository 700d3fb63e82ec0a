"""projects/actions/applications.py: what becomes of an application, and who is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notices import Notice
from portal.people.models import Person
from portal.roles import AssociationRoles
from projects.actions import (
    add_application_note,
    answer_application,
    ask_for_more,
    decline_application,
    forget_declined_applications,
    remind_of_questions,
    submit_application,
    take_in_application,
    withdraw_application,
)
from projects.enums import ApplicationStatus, ProjectRoles
from projects.models import Application, ApplicationNote, Project
from projects.refusals import ApplicationRefusal
from tests.factories.courses import template_of
from tests.factories.people import PersonFactory
from tests.factories.projects import A_PROJECT, ProjectFactory, accompanier_of, application_at, staff_member

pytestmark = pytest.mark.django_db
OVER = [ApplicationStatus.TAKEN_IN, ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN]


def log(application):
    return list(application.steps.values_list("number", "from_status", "to_status", "by", "text"))


def told(kind):
    return set(Notice.objects.filter(kind=f"project_application_{kind}").values_list("address", flat=True))


def aged(application, *, days):
    Application.objects.filter(pk=application.pk).update(status_since=timezone.now() - timedelta(days=days))


def test_sending_keeps_it_and_tells_its_sender_and_everybody_who_decides():
    staff, administrator = staff_member(), staff_member(AssociationRoles.ADMINISTRATOR)
    accompanier_of(ProjectFactory())
    application = submit_application(language="en", **A_PROJECT | {"email": "Helene@ValClair.example "})
    assert (application.status, application.email) == (ApplicationStatus.RECEIVED, "helene@valclair.example")
    assert log(application) == [(1, "", "received", None, "")]
    assert told("receipt") == {"helene@valclair.example"}
    assert told("to_decide") == {staff.email, administrator.email}
    assert Notice.objects.get(kind="project_application_receipt").language == "en"
    assert not Person.objects.filter(email=application.email).exists()


def test_the_same_form_sent_twice_is_one_application_and_other_words_are_not_lost_in_it():
    first = submit_application(language="fr", form_key="key", **A_PROJECT)
    assert submit_application(language="fr", form_key="key", **A_PROJECT) == first
    with pytest.raises(ApplicationRefusal, match="autre contenu"):
        submit_application(language="fr", form_key="key", **A_PROJECT | {"name": "Un autre"})
    assert Application.objects.count() == 1
    assert Notice.objects.count() == 1


def test_taking_in_makes_a_project_that_is_not_public_led_by_who_sent_it():
    staff, application = staff_member(), application_at()
    ProjectFactory(slug="espace-de-montclair")
    project = take_in_application(application, by=staff, seen=1, remark="Bienvenue.", template=template_of(5, 5))
    application.refresh_from_db()
    assert application.project == project
    taken_over = {name: getattr(project, name) for name in ("name", "territory", "surroundings", "sector", "summary")}
    assert taken_over == {name: A_PROJECT[name] for name in taken_over}
    assert (project.slug, project.is_public, project.milestones.count()) == ("espace-de-montclair-2", False, 2)
    row = project.roles.get()
    assert (row.role, row.given_by, row.person.email) == (ProjectRoles.LEAD, staff, application.email)
    assert (row.person.full_name, row.person.phone) == ("Hélène Marchais", A_PROJECT["phone"])
    assert log(application)[-1] == (2, "received", "taken_in", staff.pk, "Bienvenue.")
    assert told("taken_in") == {application.email}


@pytest.mark.parametrize(("name", "slug"), [("Tableau", "tableau-2"), ("Proposer", "proposer-2"), ("😀", "projet")])
def test_a_project_never_takes_the_address_of_a_screen(name, slug):
    assert take_in_application(application_at(name=name), by=staff_member(), seen=1).slug == slug


def test_who_is_known_already_keeps_their_name_and_leads():
    known = PersonFactory(email=A_PROJECT["email"], first_name="Ella")
    project = take_in_application(application_at(), by=staff_member(), seen=1)
    assert project.roles.get().person == known
    known.refresh_from_db()
    assert known.first_name == "Ella"


def test_a_question_is_asked_and_answered_and_who_asked_is_told():
    asked_by, _other = staff_member(), staff_member()
    application = application_at()
    ask_for_more(application, by=asked_by, seen=1, text="Et la commune ?")
    assert told("more_asked") == {application.email}
    answer_application(application, text="D’accord.")
    answer_application(application, text="D’accord.")  # a double click
    application.refresh_from_db()
    assert application.status == ApplicationStatus.ANSWERED
    assert [step[2] for step in log(application)] == ["received", "more_asked", "answered"]
    assert told("answered") == {asked_by.email}
    with pytest.raises(ApplicationRefusal, match="Réponse reçue"):
        answer_application(application, text="Autre chose.")


def test_when_who_asked_has_left_everybody_is_told():
    staff = staff_member()
    application = application_at(ApplicationStatus.MORE_ASKED)
    Person.objects.exclude(pk=staff.pk).update(is_active=False)
    answer_application(application, text="Oui.")
    assert told("answered") == {staff.email}


def test_declining_and_withdrawing_end_it():
    application, other = application_at(), application_at(name="Autre")
    staff = staff_member()
    decline_application(application, by=staff, seen=1, reason="Hors de notre territoire.")
    assert log(application)[-1] == (2, "received", "declined", staff.pk, "Hors de notre territoire.")
    assert told("declined") == {application.email}
    withdraw_application(other, text="Nous renonçons.")
    assert log(other)[-1] == (2, "received", "withdrawn", None, "Nous renonçons.")
    assert not Project.objects.exists()


@pytest.mark.parametrize("status", OVER)
def test_nothing_moves_once_it_is_over(status):
    application, staff = application_at(status), staff_member()
    before = log(application)
    for act in (
        lambda: take_in_application(application, by=staff, seen=2),
        lambda: ask_for_more(application, by=staff, seen=2, text="?"),
        lambda: decline_application(application, by=staff, seen=2, reason="Non."),
        lambda: answer_application(application, text="Oui."),
        lambda: withdraw_application(application),
    ):
        with pytest.raises(ApplicationRefusal):
            act()
    assert log(application) == before


def test_who_decides_on_what_has_moved_since_they_read_it_is_told_who_was_first():
    application, staff = application_at(), staff_member()
    first = staff_member(first_name="Camille", last_name="Première")
    ask_for_more(application, by=first, seen=1, text="?")
    with pytest.raises(ApplicationRefusal, match="Camille Première a changé cette candidature"):
        decline_application(application, by=staff, seen=1, reason="Non.")
    with pytest.raises(ApplicationRefusal, match="Complément demandé"):
        ask_for_more(application, by=staff, seen=2, text="Encore ?")
    assert decline_application(application, by=staff, seen=2, reason="Non.").number == 3


def test_only_who_may_make_projects_decides():
    application = application_at()
    for person in (PersonFactory(), accompanier_of(ProjectFactory()), staff_member(AssociationRoles.EDITOR)):
        for act in (
            lambda by: take_in_application(application, by=by, seen=1),
            lambda by: ask_for_more(application, by=by, seen=1, text="?"),
            lambda by: decline_application(application, by=by, seen=1, reason="Non."),
            lambda by: add_application_note(application, by=by, text="Note."),
        ):
            with pytest.raises(ApplicationRefusal):
                act(person)
        assert not Application.objects.visible_to(person).exists()
    assert len(log(application)) == 1


def test_a_question_without_answer_is_reminded_of_once():
    application = application_at(ApplicationStatus.MORE_ASKED)
    recent = application_at(ApplicationStatus.MORE_ASKED)
    aged(application, days=61)
    aged(recent, days=59)
    assert [remind_of_questions(), remind_of_questions()] == [1, 0]
    assert Notice.objects.filter(kind="project_application_reminder").count() == 1
    application.refresh_from_db()
    assert application.reminded_at is not None
    assert application.status == ApplicationStatus.MORE_ASKED
    assert set(Application.objects.without_answer(days=60)) == {application}
    assert set(Application.objects.without_answer(days=30)) == {application, recent}


def test_what_came_to_nothing_is_forgotten_after_a_year_and_the_rest_stays():
    kept = [application_at(status) for status in ApplicationStatus if status not in ("declined", "withdrawn")]
    old = [application_at(status) for status in (ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN)]
    recent = application_at(ApplicationStatus.DECLINED)
    add_application_note(old[0], by=staff_member(), text="Une note.")
    for application in [*kept, *old]:
        aged(application, days=366)
    aged(recent, days=364)
    assert [forget_declined_applications(), forget_declined_applications()] == [2, 0]
    for application in old:
        application.refresh_from_db()
        personal = (application.name, application.holder, application.contact, application.email, application.phone)
        assert (*personal, application.summary, application.search_folded) == ("", "", "", "", "", "", "")
        assert (application.territory, application.erased_at is None) == (A_PROJECT["territory"], False)
        assert not any(application.steps.values_list("text", flat=True))
    assert not ApplicationNote.objects.exists()
    steps = [str(step.pk) for application in old for step in application.steps.all()]
    mails = Notice.objects.filter(kind__startswith="project_application", subject_id__in=steps)
    assert mails.exists()
    assert not any(mails.values_list("address", flat=True))
    assert set(Application.objects.filter(erased_at=None)) == {*kept, recent}
