"""The end of a project, and the director's word, against what somebody else does in the same moment."""

import threading
from contextlib import suppress

import pytest
from django.utils import timezone

from portal.notices import Notice
from projects import permissions
from projects.actions import (
    close_project,
    closing,
    give_visa,
    make_deposit_link,
    receiving,
    refuse_visa,
    steps,
    submit_milestone,
)
from projects.enums import MilestoneStatus, VisaStates
from projects.models import Visa
from projects.refusals import ClosingRefusal, ProjectEnded, VisaRefusal
from tests.factories.closing import handed_in
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, pdf_upload
from tests.factories.visas import director_of, waiting_visa

from .crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting_at(monkeypatch):
    """Two people who both get past the points named wait for each other there: only the lock keeps one out.

    Where it does, nobody comes, and the other goes on.
    """
    both = threading.Barrier(2, timeout=1)

    def patch(module, name):
        original = getattr(module, name)

        def met(*args, **kwargs):
            found = original(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                both.wait()
            return found

        monkeypatch.setattr(module, name, met)

    return patch


def test_a_project_does_not_end_while_something_is_handed_in(meeting_at):
    milestone = MilestoneFactory()
    project = milestone.project
    lead, accompanier = lead_of(project), accompanier_of(project)
    sheet = handed_in(project)
    meeting_at(closing, "set_aside")
    meeting_at(steps, "still_open")
    outcomes = at_once(
        [
            lambda: close_project(sheet, by=accompanier, version=sheet.version),
            lambda: submit_milestone(milestone, by=lead, text="Voici."),
        ],
        expected=[ClosingRefusal, ProjectEnded],
    )
    project.refresh_from_db()
    milestone.refresh_from_db()
    assert [isinstance(one, Exception) for one in outcomes].count(True) == 1
    assert isinstance(outcomes[1], ProjectEnded) == project.is_closed
    assert (milestone.status == MilestoneStatus.SUBMITTED) == (not project.is_closed)
    assert milestone.submissions.count() == (not project.is_closed)


def test_a_visa_that_is_given_and_refused_at_once_has_one_winner(meeting_at):
    milestone = MilestoneFactory()
    lead = lead_of(milestone.project)
    one, other = director_of(milestone.project), director_of(milestone.project)
    visa = waiting_visa(milestone, lead)
    meeting_at(permissions, "can_give_visa")
    outcomes = at_once(
        [lambda: give_visa(visa, by=one), lambda: refuse_visa(visa, by=other, word="Non.")], expected=[VisaRefusal]
    )
    given = not isinstance(outcomes[0], VisaRefusal)
    assert isinstance(outcomes[1], VisaRefusal) == given
    stored = Visa.objects.get()
    assert stored.state == (VisaStates.GIVEN if given else VisaStates.REFUSED)
    assert stored.decided_by == (one if given else other)
    assert milestone.submissions.count() == given
    assert Notice.objects.filter(kind="visa_refused").count() == (not given)


def test_a_project_does_not_end_while_a_deposit_comes_in(monkeypatch):
    milestone = MilestoneFactory()
    lead, accompanier = lead_of(milestone.project), accompanier_of(milestone.project)
    link = make_deposit_link(milestone, by=lead, consultancy="Atelier", expires_on=timezone.localdate())
    sheet = handed_in(milestone.project)
    comes, ended, ended_first = threading.Event(), threading.Event(), []
    tell = receiving._tell

    def tell_slowly(deposit):  # it was asked whether the link is open: from here to the commit nothing may end
        comes.set()
        ended_first.append(ended.wait(1))
        return tell(deposit)

    def end():
        comes.wait(20)
        close_project(sheet, by=accompanier, version=sheet.version)
        ended.set()

    monkeypatch.setattr(receiving, "_tell", tell_slowly)
    at_once([lambda: receiving.receive_whole(link, upload=pdf_upload()), end], expected=[ClosingRefusal])

    assert ended_first == [False]
