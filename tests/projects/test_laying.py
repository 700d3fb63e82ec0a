"""projects/actions/laying.py: a template laid on a project, and what is adapted there."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from portal.notices import Notice
from projects import working_days
from projects.actions import (
    FIRST,
    adapt_milestone,
    apply_template,
    make_deposit_link,
    remove_milestone,
    save_draft,
    save_sheet,
)
from projects.actions.receiving import receive_whole
from projects.enums import MilestoneStatus, ProjectRoles
from projects.models import ChecklistItem, ExpectedDeliverable, Milestone
from projects.refusals import CourseRefusal, PastDates
from tests.factories.courses import model_document, piece, question, template_of
from tests.factories.office import person_of
from tests.factories.projects import (
    MilestoneFactory,
    ProjectFactory,
    accompanier_of,
    in_role,
    lead_of,
    milestone_at,
    pdf_upload,
)

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=30)
BEFORE = timezone.localdate() - timedelta(days=200)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


def titles(project):
    return list(project.milestones.order_by("order").values_list("title", flat=True))


def test_a_template_is_laid_after_what_is_there_and_the_leads_are_told_once(project, accompanier):
    lead = lead_of(project)
    MilestoneFactory(project=project, order=4, title="Visite")
    template = template_of(5, 10)
    document = model_document()
    first = template.milestones.first()
    first.model_documents.add(document)
    ExpectedDeliverable.objects.create(template_milestone=first, title="Note")
    ChecklistItem.objects.create(template_milestone=first, title="Prête", is_required=False)

    laid = apply_template(project, template, start_on=SOON, by=accompanier)

    assert titles(project) == ["Visite", "Étape 1", "Étape 2"]
    assert [one.due_on for one in laid] == [working_days.add(SOON, 5), working_days.add(SOON, 15)]
    assert {one.laid_from for one in laid} == set(template.milestones.all())
    assert list(laid[0].expecteddeliverable_lines.values_list("title", "is_required")) == [("Note", True)]
    assert list(laid[0].checklistitem_lines.values_list("title", "is_required")) == [("Prête", False)]
    assert list(laid[0].model_documents.all()) == [document]
    assert list(Notice.objects.filter(kind="course_laid").values_list("address", flat=True)) == [lead.email]


def test_laid_twice_is_refused_and_writes_nothing(project, accompanier):
    template = template_of(5)
    apply_template(project, template, start_on=SOON, by=accompanier)
    with pytest.raises(CourseRefusal, match="laid on this project already"):
        apply_template(project, template, start_on=SOON, by=accompanier)
    assert titles(project) == ["Étape 1"]


def test_dates_that_have_passed_are_laid_only_when_meant(project, accompanier):
    template = template_of(5)
    with pytest.raises(PastDates, match="“Étape 1”"):
        apply_template(project, template, start_on=BEFORE, by=accompanier)
    assert not project.milestones.exists()
    apply_template(project, template, start_on=BEFORE, by=accompanier, past_is_meant=True)
    assert titles(project) == ["Étape 1"]


def test_what_is_no_longer_offered_is_not_laid(project, accompanier):
    with pytest.raises(CourseRefusal, match="no longer offered"):
        apply_template(project, template_of(5, is_offered=False), start_on=SOON, by=accompanier)


@pytest.mark.parametrize("role", [ProjectRoles.LEAD, ProjectRoles.OBSERVER])
def test_who_does_not_accompany_lays_and_adapts_nothing(project, role):
    person, milestone = in_role(project, role), MilestoneFactory(project=project)
    with pytest.raises(CourseRefusal, match="not yours"):
        apply_template(project, template_of(5), start_on=SOON, by=person)
    with pytest.raises(CourseRefusal, match="not yours"):
        adapt_milestone(milestone, by=person)
    with pytest.raises(CourseRefusal, match="not yours"):
        remove_milestone(milestone, by=person)
    assert list(Milestone.objects.all()) == [milestone]


def test_a_changed_template_leaves_laid_courses_as_they_are(project, accompanier):
    template = template_of(5)
    laid = apply_template(project, template, start_on=SOON, by=accompanier)
    template.milestones.all().delete()
    laid[0].refresh_from_db()
    assert (laid[0].title, laid[0].laid_from) == ("Étape 1", None)


def test_a_milestone_of_its_own_takes_its_place(project, accompanier):
    first, _second = (MilestoneFactory(project=project, order=n, title=f"M{n}") for n in (1, 2))
    new = Milestone(project=project, title="Visite")
    adapt_milestone(new, by=accompanier, place=first, lines=[ExpectedDeliverable(title="Plan")])
    assert titles(project) == ["M1", "Visite", "M2"]
    assert new.expecteddeliverable_lines.get().title == "Plan"
    adapt_milestone(new, by=accompanier, place=FIRST)
    assert titles(project) == ["Visite", "M1", "M2"]


def test_a_place_in_another_course_is_refused(project, accompanier):
    with pytest.raises(CourseRefusal, match="not in this course"):
        adapt_milestone(Milestone(project=project, title="X"), by=accompanier, place=MilestoneFactory())
    assert not project.milestones.exists()


def test_lines_of_another_milestone_are_left_alone(project, accompanier):
    mine, theirs = MilestoneFactory(project=project), piece(MilestoneFactory(), "À eux")
    theirs.title = "Volé"
    adapt_milestone(mine, by=accompanier, lines=[theirs], removed=[theirs])
    theirs.refresh_from_db()
    assert (theirs.title, theirs.milestone != mine) == ("À eux", True)


def test_a_day_off_or_a_past_date_is_refused_unless_it_was_there(project, accompanier):
    milestone = MilestoneFactory(project=project, due_on=date(2020, 1, 4))
    adapt_milestone(milestone, by=accompanier)
    milestone.due_on = date(2020, 1, 6)
    with pytest.raises(PastDates):
        adapt_milestone(milestone, by=accompanier)
    milestone.due_on = date(2040, 7, 14)
    with pytest.raises(CourseRefusal, match="public holiday"):
        adapt_milestone(milestone, by=accompanier, past_is_meant=True)
    assert Milestone.objects.get().due_on == date(2020, 1, 4)


def test_adapting_does_not_write_over_a_status_that_moved(project, accompanier):
    milestone = MilestoneFactory(project=project)
    stale = Milestone.objects.select_related("project").get()
    Milestone.objects.update(status=MilestoneStatus.SUBMITTED)
    stale.title = "Corrigé"
    adapt_milestone(stale, by=accompanier)
    milestone.refresh_from_db()
    assert (milestone.title, milestone.status) == ("Corrigé", MilestoneStatus.SUBMITTED)


def test_a_milestone_goes_unless_it_was_worked_on(project, accompanier):
    worked = milestone_at(MilestoneStatus.SUBMITTED, project)
    gone = MilestoneFactory(project=project)
    question(gone)
    remove_milestone(gone, by=accompanier)
    with pytest.raises(CourseRefusal, match="stays"):
        remove_milestone(worked, by=accompanier)
    assert list(project.milestones.all()) == [worked]
    assert not ChecklistItem.objects.exists()


def test_the_sheet_lays_a_template_first_and_refuses_past_dates(project):
    staff = person_of("staff")
    with pytest.raises(PastDates):
        save_sheet(project, template=template_of(5), start_on=BEFORE, by=staff)
    with pytest.raises(PastDates):
        save_sheet(project, milestones=[Milestone(title="Bilan", due_on=working_days.on_or_after(BEFORE))], by=staff)
    save_sheet(project, milestones=[Milestone(title="Bilan")], template=template_of(5), start_on=SOON, by=staff)
    assert titles(project) == ["Étape 1", "Bilan"]


def test_a_milestone_with_a_file_from_a_link_or_words_begun_stays(project, accompanier):
    lead = lead_of(project)
    by_link, begun = MilestoneFactory(project=project), MilestoneFactory(project=project)
    day = timezone.localdate() + timedelta(days=30)
    receive_whole(
        make_deposit_link(by_link, by=lead, consultancy="Atelier", expires_on=day), upload=pdf_upload("étude.pdf")
    )
    save_draft(begun, owner=lead, values={"text": ["Un début"]}, version=0)
    for milestone in (by_link, begun):
        with pytest.raises(CourseRefusal, match="stays"):
            remove_milestone(milestone, by=accompanier)
    assert project.milestones.count() == 2
