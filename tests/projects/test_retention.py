"""projects/retention.py: announced, and held to."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.files.fields import private_storage
from projects.actions import add_draft_file, submit_milestone
from projects.enums import Outcomes
from projects.models import Preview, Project, ProjectSettings
from projects.retention import delete_old_originals, in_words, kept_until, years_after
from tests.factories.projects import MilestoneFactory, lead_of, pdf_upload

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
