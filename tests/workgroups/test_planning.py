"""Consultations planned for a day to come, and prolonged ones: what happens, who is told, what stays of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal import coediting
from portal.notices import Notice
from portal.versions import version_of
from tests.coediting.texts import doc, heading, paragraph, requirement
from tests.factories.adoption import TEXT, consulted, drafted, put_to_vote, soon
from tests.factories.people import PersonFactory
from tests.factories.workgroups import person_with
from tests.tasks import run_waiting_tasks
from workgroups.actions import (
    ChangedMeanwhile,
    GroupRefusal,
    call_off_plan,
    change_plan,
    comment,
    extend_consultation,
    follow,
    open_planned,
    plan_consultation,
)
from workgroups.enums import Audience, ConsultationEvents, GroupRoles, SpecificationStatus
from workgroups.models import Consultation, ConsultationPlan, Specification
from workgroups.tasks import open_what_is_due
from workgroups.waiting import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return drafted()


def planned(specification, by, *, starts=5, ends=20, **options):
    days = {"starts_on": soon(starts), "ends_on": soon(ends)}
    return plan_consultation(specification, audience=Audience.GROUP, **days | options, by=by)


def status_of(specification):
    return Specification.objects.get(pk=specification.pk).status


def subjects_to(person):
    run_waiting_tasks()
    return [letter.subject for letter in mail.outbox if person.email in letter.to]


def address(name, specification, *more):
    return reverse(f"workgroups:{name}", args=[specification.group.slug, specification.document_id, *more])


def history(specification):
    return list(specification.consultation_events.values_list("what", flat=True))


def test_a_planned_consultation_leaves_the_text_open_and_opens_by_itself_on_its_day(draft):
    specification, facilitator = draft
    reader = person_with(GroupRoles.READER, specification.group)
    planned(specification, facilitator, question="Est-ce clair ?")
    assert subjects_to(reader) == ["Une consultation sur «\xa0Surfaces\xa0» est programmée"]
    assert Notice.objects.filter(person=reader, kind="consultation_planned").count() == 1
    assert status_of(specification) == SpecificationStatus.DRAFT

    open_what_is_due(soon(4))
    assert not Consultation.objects.exists()
    last_words = doc(heading(1, "Objet"), paragraph("Écrit la veille."), requirement("Le lieu est ouvert."))
    coediting.replace_content(specification.document, last_words, by=facilitator)

    open_what_is_due(soon(5))
    consultation = Consultation.objects.get()
    assert (consultation.ends_on, consultation.question) == (soon(20), "Est-ce clair ?")
    assert "Écrit la veille." in coediting.text(consultation.version.content)
    assert status_of(specification) == SpecificationStatus.CONSULTATION
    assert "Vos commentaires sur «\xa0Surfaces\xa0»" in subjects_to(reader)

    open_what_is_due(soon(5))
    assert Consultation.objects.count() == 1
    assert history(specification) == [ConsultationEvents.PLANNED, ConsultationEvents.OPENED]
    assert consultation.events.count() == 2


def test_what_was_planned_is_changed_and_called_off_and_everybody_told_of_it_is_told(draft):
    specification, facilitator = draft
    reader = person_with(GroupRoles.READER, specification.group)
    plan = planned(specification, facilitator)
    same = {"starts_on": soon(5), "ends_on": soon(20), "audience": Audience.GROUP, "question": ""}
    change_plan(plan, by=facilitator, version=version_of(plan), **same)  # nothing else: nobody is told
    changed = change_plan(plan, by=facilitator, version=version_of(plan), **same | {"starts_on": soon(8)})
    with pytest.raises(ChangedMeanwhile):
        change_plan(plan, by=facilitator, version="", **same)
    assert "La consultation programmée sur «\xa0Surfaces\xa0» est modifiée" in subjects_to(reader)
    open_planned(plan, today=soon(6))  # the clock, which read the plan before it was changed
    assert not Consultation.objects.exists()
    told = next(letter.body for letter in mail.outbox if "modifiée" in letter.subject)
    assert f"{date_format(soon(8))} (au lieu du {date_format(soon(5))})" in told

    call_off_plan(changed, by=facilitator)
    call_off_plan(changed, by=facilitator)
    assert subjects_to(reader).count("La consultation programmée sur «\xa0Surfaces\xa0» n’a pas lieu") == 1
    with pytest.raises(GroupRefusal):
        change_plan(plan, by=facilitator, version=version_of(plan), **same)
    open_what_is_due(soon(9))
    assert not Consultation.objects.exists()
    assert history(specification) == ["planned", "changed", "called_off"]
    assert planned(specification, facilitator).is_waiting


def test_a_text_that_is_not_ready_waits_its_facilitators_are_told_once_and_it_opens_once_it_is():
    specification, facilitator = drafted(content=doc(paragraph("Sans exigence.")))
    reader = person_with(GroupRoles.READER, specification.group)
    planned(specification, facilitator)
    for day in (5, 5, 6):
        open_what_is_due(soon(day))
    assert not Consultation.objects.exists()
    subject = "La consultation sur «\xa0Surfaces\xa0» ne peut pas encore s’ouvrir"
    assert subjects_to(facilitator).count(subject) == 1 and subject not in subjects_to(reader)
    assert "exigence" in ConsultationPlan.objects.get().lacking
    assert [item.detail for item in waiting_for(facilitator)] == ["La consultation n’a pas pu s’ouvrir"]
    assert waiting_for(reader) == []
    coediting.replace_content(specification.document, TEXT, by=facilitator)
    open_what_is_due(soon(6))
    assert Consultation.objects.get().ends_on == soon(20)
    assert history(specification) == ["planned", "held", "opened"]


def test_what_could_not_open_before_its_last_day_is_given_up_and_said():
    specification, facilitator = drafted(content=doc(paragraph("Sans exigence.")))
    reader = person_with(GroupRoles.READER, specification.group)
    planned(specification, facilitator)
    open_what_is_due(soon(6))
    open_what_is_due(soon(20))
    assert not ConsultationPlan.objects.waiting().exists() and not Consultation.objects.exists()
    assert "La consultation programmée sur «\xa0Surfaces\xa0» n’a pas lieu" in subjects_to(reader)
    assert history(specification) == ["planned", "held", "lapsed"]


@pytest.mark.parametrize(("starts", "ends"), [(0, 10), (-3, 10), (5, 5), (5, 4)])
def test_days_that_cannot_be_are_refused(draft, starts, ends):
    specification, facilitator = draft
    with pytest.raises(GroupRefusal):
        planned(specification, facilitator, starts=starts, ends=ends)
    assert history(specification) == []


def test_nothing_else_opens_while_a_consultation_is_planned(draft):
    specification, facilitator = draft
    plan = planned(specification, facilitator)
    with pytest.raises(GroupRefusal, match="programmée"):
        planned(specification, facilitator)
    with pytest.raises(GroupRefusal, match="programmée"):
        put_to_vote(specification, facilitator)
    call_off_plan(plan, by=facilitator)
    assert put_to_vote(specification, facilitator).is_open


@pytest.mark.parametrize("role", [GroupRoles.EDITOR, GroupRoles.READER, None])
def test_only_who_leads_the_adoption_plans_changes_calls_off_and_prolongs(draft, role):
    specification, facilitator = draft
    person = person_with(role, specification.group) if role else PersonFactory()
    with pytest.raises(GroupRefusal):
        planned(specification, person)
    plan = planned(specification, facilitator)
    with pytest.raises(GroupRefusal):
        call_off_plan(plan, by=person)
    open_what_is_due(soon(5))
    consultation = Consultation.objects.get()
    with pytest.raises(GroupRefusal):
        extend_consultation(consultation, ends_on=soon(30), version=version_of(consultation), by=person)


def test_a_consultation_is_prolonged_for_everybody_concerned_and_its_former_end_is_kept(draft):
    specification, facilitator = draft
    reader = person_with(GroupRoles.READER, specification.group)
    follower, author = PersonFactory(), PersonFactory()
    follow(specification, by=follower)
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    comment(consultation, text="Encore du temps ?", by=author)
    version = version_of(consultation)
    extend_consultation(consultation, ends_on=soon(30), version=version, by=facilitator)
    with pytest.raises(ChangedMeanwhile):
        extend_consultation(consultation, ends_on=soon(40), version=version, by=facilitator)
    subject = "La consultation sur «\xa0Surfaces\xa0» est prolongée"
    for person in (reader, follower, author):
        assert subjects_to(person).count(subject) == 1, person
    assert subject not in subjects_to(facilitator)
    event = consultation.events.get(what=ConsultationEvents.EXTENDED)
    assert (event.was_ends_on, event.ends_on, event.by) == (soon(), soon(30), facilitator)


def test_a_consultation_is_never_shortened_nor_prolonged_once_it_is_over(draft):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    for day in (soon(), soon(5), soon(-1)):
        with pytest.raises(GroupRefusal):
            extend_consultation(consultation, ends_on=day, version=version_of(consultation), by=facilitator)
    Consultation.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    consultation.refresh_from_db()
    with pytest.raises(GroupRefusal, match="terminée"):
        extend_consultation(consultation, ends_on=soon(30), version=version_of(consultation), by=facilitator)


def test_the_facilitator_plans_changes_and_calls_off_on_screen(draft, client):
    specification, facilitator = draft
    client.force_login(facilitator)
    send = address("consultation-open", specification)
    given = {"starts_on": soon(5).isoformat(), "ends_on": soon(3).isoformat(), "audience": "group"}
    wrong = client.post(send, given)
    assert wrong.status_code == 422 and "Le dernier jour vient après le premier." in wrong.content.decode()
    page = client.post(send, given | {"ends_on": soon(20).isoformat()}, follow=True).content.decode()
    assert f"Une consultation est programmée du {date_format(soon(5))} au {date_format(soon(20))} inclus." in page
    plan = ConsultationPlan.objects.get()
    change = address("plan-change", specification, plan.public_id)
    form = client.get(change).context["form"]
    late = given | {"ends_on": soon(25).isoformat(), "version": form["version"].value()}
    ConsultationPlan.objects.update(question="Autre question")
    conflict = client.post(change, late)
    assert conflict.status_code == 422 and "Autre question" in conflict.content.decode()
    again = late | {"version": conflict.context["form"].data["version"]}
    page = client.post(change, again, follow=True).content.decode()
    assert f"au {date_format(soon(25))} inclus" in page
    page = client.post(address("plan-call-off", specification, plan.public_id), follow=True).content.decode()
    assert "programmée, puis annulée" in page and "Une consultation est programmée" not in page
    assert client.get(change, follow=True).redirect_chain[0][0] == address("adoption-detail", specification)


def test_the_facilitator_prolongs_on_screen_and_the_page_tells_the_former_day(draft, client):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    reader = person_with(GroupRoles.READER, specification.group)
    client.force_login(facilitator)
    extend = address("consultation-extend", specification, consultation.public_id)
    version = client.get(extend).context["form"]["version"].value()
    early = client.post(extend, {"ends_on": soon(9).isoformat(), "version": version})
    assert early.status_code == 422 and "ne peut qu’être prolongée" in early.content.decode()
    client.post(extend, {"ends_on": soon(15).isoformat(), "version": version})
    client.force_login(reader)
    page = client.get(consultation.get_absolute_url()).content.decode()
    assert f"Dernier jour\xa0: {date_format(soon(15))} (au lieu du {date_format(soon())})" in page
    assert "Prolonger la consultation" not in page
    assert client.get(extend).status_code == 403
