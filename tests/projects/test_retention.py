"""projects/retention.py: announced, and held to."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.files.fields import private_storage
from portal.threads.actions import add_attachment
from portal.threads.models import PostAttachment
from projects.actions import add_draft_file, ask_visa, give_opinion, submit_milestone, withdraw_submission
from projects.enums import Outcomes, VisaStates
from projects.models import Deliverable, DraftFile, OpinionFile, Preview, Project, ProjectSettings, Visa
from projects.retention import delete_old_originals, in_words, kept_until, years_after
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, opinion_asked, pdf_upload
from tests.factories.threads import place_of, said
from tests.factories.visas import director_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(run_tasks):
    milestone = MilestoneFactory()
    lead = lead_of(milestone.project)
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    piece = submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft]).deliverables.get()
    run_tasks()
    return piece


def ended(piece, day):
    project = piece.submission.milestone.project
    Project.objects.filter(pk=project.pk).update(outcome=Outcomes.ABANDONED if day else "", closed_on=day)
    project.refresh_from_db()
    return project


def test_the_association_says_for_how_many_years():
    ProjectSettings.objects.update_or_create(defaults={"retention_years": 5})
    project = MilestoneFactory().project
    assert in_words(project) == "Les originaux sont conservés 5\xa0ans après la fin du projet.".replace("\xa0", " ")
    assert kept_until(project) is None
    project.closed_on = date(2024, 2, 29)
    assert kept_until(project) == date(2029, 2, 28)


def test_a_leap_day_has_its_year():
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_originals_past_their_day_go_and_what_they_were_stays(client, piece, django_capture_on_commit_callbacks):
    ended(piece, years_after(timezone.localdate(), -10) - timedelta(days=1))
    stored, sha256 = piece.file.name, piece.sha256
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_old_originals() == 1
    assert delete_old_originals() == 0
    piece.refresh_from_db()
    assert (piece.name, piece.sha256, bool(piece.file)) == ("étude.pdf", sha256, False)
    assert not private_storage().exists(stored)
    assert not Preview.objects.exists()
    client.force_login(piece.submission.submitted_by)
    answer = client.get(piece.get_absolute_url())
    assert answer.status_code == 410
    assert sha256 in answer.content.decode()
    shown = client.get(piece.submission.milestone.get_absolute_url()).content.decode()
    assert "original supprimé le" in shown
    assert client.get(piece.submission.get_absolute_url()).status_code == 200


def test_until_that_day_they_stay(piece):
    ended(piece, years_after(timezone.localdate(), -10))
    assert delete_old_originals() == 0
    ended(piece, None)
    assert delete_old_originals() == 0
    assert private_storage().exists(piece.file.name)


def stored_in(queryset):
    return [(row, row.file.name) for row in queryset.all()]


def test_files_of_opinions_of_discussions_and_of_visas_go_as_well(client, piece, django_capture_on_commit_callbacks):
    """Each leaves the disk; its name and its checksum stay, and its address says so."""
    milestone = piece.submission.milestone
    accompanier, lead = accompanier_of(milestone.project), piece.submission.submitted_by
    asked = opinion_asked(milestone, by=accompanier, text=True)
    give_opinion(asked, by=asked.expert, verdict="favourable", text="Oui.", upload=pdf_upload("avis.pdf"))
    for thing in (milestone.project, milestone, piece):
        attached = add_attachment(place_of(thing), owner=lead, upload=pdf_upload(f"fil-{thing._meta.model_name}.pdf"))
        said(thing, by=lead, pieces=[attached])
    withdrawn = submit_withdrawn(MilestoneFactory(project=milestone.project), lead)
    other = MilestoneFactory(project=milestone.project)
    director_of(milestone.project)
    draft = add_draft_file(other, owner=lead, upload=pdf_upload("refusé.pdf"))
    visa = ask_visa(other, by=lead, text="Voici.", pieces=[draft])
    Visa.objects.update(state=VisaStates.REFUSED)
    kept = [row for model in (OpinionFile, PostAttachment, DraftFile, Deliverable) for row in stored_in(model.objects)]
    assert len(kept) == 1 + 3 + 1 + 2
    assert all(private_storage().exists(name) for _row, name in kept)
    ended(piece, years_after(timezone.localdate(), -10) - timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert delete_old_originals() == len(kept)
    assert delete_old_originals() == 0

    for row, name in kept:
        before = (row.name, row.sha256)
        row.refresh_from_db()
        assert (row.name, row.sha256) == before
        assert not row.file
        assert not private_storage().exists(name), name
    assert withdrawn.deliverables.get().removed_at is not None
    assert [piece.name for piece in visa.files()] == ["refusé.pdf"]
    client.force_login(accompanier)
    attached = PostAttachment.objects.first()
    gone = [reverse("projects:opinion-download", args=[asked.public_id])]
    gone.append(reverse("threads:attachment", args=[attached.public_id]))
    for address in gone:
        assert client.get(address).status_code == 410
    page = client.get(reverse("projects:project-thread", args=[milestone.project.slug])).content.decode()
    assert "fil-project.pdf" in page and "original supprimé" in page
    assert gone[1] not in page


def submit_withdrawn(milestone, lead):
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("retiré.pdf"))
    submission = submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft])
    withdraw_submission(submission, by=lead)
    return submission


def test_files_of_other_projects_stay(piece, django_capture_on_commit_callbacks):
    asked = opinion_asked()
    give_opinion(asked, by=asked.expert, verdict="favourable", text="Oui.", upload=pdf_upload("avis.pdf"))
    ended(piece, years_after(timezone.localdate(), -10) - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        delete_old_originals()
    assert private_storage().exists(OpinionFile.objects.get().file.name)
