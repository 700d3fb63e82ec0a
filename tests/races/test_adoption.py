"""Two people close, vote, answer or publish at once: one is heard, the other is told; everything counts once."""

from threading import Event
from uuid import uuid4

import pytest

from portal import comments
from portal.comments.models import Comment
from portal.threads import actions as threads
from tests.factories.adoption import adopted, consulted, drafted, put_to_vote, soon
from tests.factories.workgroups import person_with
from tests.races.crowd import at_once, until_somebody_waits_for_a_lock
from workgroups.actions import (
    GroupRefusal,
    answer_comment,
    begin_next_draft,
    call_off_plan,
    cast_ballot,
    close_consultation,
    close_vote,
    comment,
    open_consultation,
    open_planned,
    open_vote,
    plan_consultation,
    publish_erratum,
    voting,
)
from workgroups.enums import Answers, Audience, Choices, GroupRoles, Outcomes, SpecificationStatus, VoteModes
from workgroups.models import AdoptedVersion, ConsultationComment, Erratum, Specification, Vote
from workgroups.publishing import make_files
from workgroups.tasks import close_what_ended

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    return drafted()


def refusals(outcomes):
    return sum(isinstance(one, GroupRefusal) for one in outcomes)


def test_two_facilitators_open_a_consultation_at_once(draft):
    specification, facilitator = draft
    other = person_with(GroupRoles.FACILITATOR, specification.group)
    outcomes = at_once(
        [
            lambda who=who: open_consultation(specification, ends_on=soon(), audience=Audience.GROUP, by=who)
            for who in (facilitator, other)
        ],
        expected=[GroupRefusal],
    )
    assert refusals(outcomes) == 1
    assert specification.consultations.count() == specification.versions.count() == 1


def test_what_was_planned_opens_once_whatever_is_done_with_it_at_that_moment(draft):
    specification, facilitator = draft
    days = {"starts_on": soon(1), "ends_on": soon(9), "audience": Audience.GROUP}
    plan = plan_consultation(specification, by=facilitator, **days)
    clocks = [lambda: open_planned(plan, today=soon(1))] * 2
    outcomes = at_once([*clocks, lambda: call_off_plan(plan, by=facilitator)], expected=[GroupRefusal])
    opened = specification.consultations.count()
    assert opened == refusals(
        outcomes
    )  # it opened, and could not be called off; or it was called off, and did not open
    assert specification.consultation_events.filter(what="opened").count() == opened
    assert specification.consultation_plans.waiting().count() == 0


def test_two_facilitators_close_a_consultation_at_once(draft):
    specification, facilitator = draft
    other = person_with(GroupRoles.FACILITATOR, specification.group)
    consultation = consulted(specification, facilitator)
    acts = [lambda who=who: close_consultation(consultation, by=who) for who in (facilitator, other)]
    assert refusals(at_once([*acts, lambda: close_consultation(consultation)], expected=[GroupRefusal])) == 2
    assert Specification.objects.get().status == SpecificationStatus.DRAFT


def test_a_comment_and_the_closing_at_once_leave_it_inside_or_refused(draft):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    reader = person_with(GroupRoles.READER, specification.group)
    said, _closed = at_once(
        [
            lambda: comment(consultation, text="Juste à temps ?", by=reader),
            lambda: close_consultation(consultation, by=facilitator),
        ],
        expected=[GroupRefusal],
    )
    assert ConsultationComment.objects.count() == (not isinstance(said, GroupRefusal))


def test_a_comment_on_a_passage_that_is_being_said_comes_before_the_opening(draft, monkeypatch):
    """The anchor of a comment is written in the text, which the opening closes: it waits for the comment."""
    specification, facilitator = draft
    commenter = person_with(GroupRoles.COMMENTER, specification.group)
    is_said, is_opened = Event(), Event()
    tell = threads._tell

    def tell_and_wait(*args):  # after the right was asked for, before all is committed
        tell(*args)
        is_said.set()
        until_somebody_waits_for_a_lock(or_is_done=is_opened.is_set)

    def open_it():
        is_said.wait(60)
        open_consultation(specification, ends_on=soon(), audience=Audience.GROUP, by=facilitator)
        seen = Comment.objects.count()
        is_opened.set()
        return seen

    monkeypatch.setattr(threads, "_tell", tell_and_wait)
    words = {"quote": "mètres", "text": "Juste à temps ?", "public_id": uuid4()}
    _said, seen = at_once([lambda: comments.begin(specification.document, by=commenter, **words), open_it])
    assert seen == 1


def test_two_editors_answer_one_comment_at_once(draft):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    said = comment(consultation, text="Trop strict.", by=facilitator)
    editors = [person_with(GroupRoles.EDITOR, specification.group) for _ in range(2)]
    outcomes = at_once(
        [
            lambda who=who, number=number: answer_comment(
                said, answer=Answers.REFUSED, reason=f"Raison {number}", by=who
            )
            for number, who in enumerate(editors)
        ],
        expected=[GroupRefusal],
    )
    assert refusals(outcomes) == 1


def test_two_facilitators_close_a_vote_at_once_and_the_text_is_adopted_once(draft):
    specification, facilitator = draft
    other = person_with(GroupRoles.FACILITATOR, specification.group)
    vote = put_to_vote(specification, facilitator)
    for voter in (facilitator, other):
        cast_ballot(vote, choice=Choices.FOR, by=voter)
    acts = [lambda who=who: close_vote(vote, by=who) for who in (facilitator, other, facilitator)]
    assert refusals(at_once(acts, expected=[GroupRefusal])) == 2
    assert AdoptedVersion.objects.get().number == "v1.0"


def test_the_clock_and_a_last_ballot_at_once_count_it_or_refuse_it(draft):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator, quorum=100)
    Vote.objects.update(ends_on=soon(1))
    cast, _closed = at_once(
        [
            lambda: cast_ballot(vote, choice=Choices.FOR, by=facilitator),
            lambda: close_what_ended(soon(2)),
        ],
        expected=[GroupRefusal],
    )
    vote.refresh_from_db()
    assert vote.outcome == (Outcomes.NO_QUORUM if isinstance(cast, GroupRefusal) else Outcomes.ADOPTED)


def test_a_ballot_that_comes_while_the_votes_are_counted_is_refused(draft, monkeypatch):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator, quorum=100)
    Vote.objects.update(ends_on=soon(1))
    is_counted, is_cast = Event(), Event()
    count = voting.count

    def count_and_wait(*args):
        counted = count(*args)
        is_counted.set()
        until_somebody_waits_for_a_lock(or_is_done=is_cast.is_set)
        return counted

    def cast():
        is_counted.wait(60)
        try:
            return cast_ballot(vote, choice=Choices.FOR, by=facilitator)
        finally:
            is_cast.set()

    monkeypatch.setattr(voting, "count", count_and_wait)
    said, _closed = at_once([cast, lambda: close_what_ended(soon(2))], expected=[GroupRefusal])
    vote.refresh_from_db()
    assert isinstance(said, GroupRefusal)
    assert (vote.outcome, vote.ballots.exclude(choice="").count()) == (Outcomes.NO_QUORUM, 0)


def test_one_person_voting_in_two_windows_counts_once(draft):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator)
    at_once([lambda choice=choice: cast_ballot(vote, choice=choice, by=facilitator) for choice in ("for", "against")])
    assert vote.ballots.exclude(choice="").count() == 1


def test_a_vote_and_a_consultation_opened_at_once_have_one_winner(draft):
    specification, facilitator = draft
    close_consultation(consulted(specification, facilitator), by=facilitator)
    outcomes = at_once(
        [
            lambda: open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=facilitator),
            lambda: open_consultation(specification, ends_on=soon(), audience=Audience.GROUP, by=facilitator),
        ],
        expected=[GroupRefusal],
    )
    assert refusals(outcomes) == 1


def test_errata_files_and_the_next_draft_at_once(draft):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    at_once([lambda: publish_erratum(version, text="Lire neuf.", by=facilitator) for _ in range(3)])
    assert sorted(Erratum.objects.values_list("number", flat=True)) == [1, 2, 3]
    at_once([lambda: make_files.func(version.pk) for _ in range(2)])
    assert sorted(version.files.values_list("kind", flat=True)) == ["docx", "pdf"]
    begun = at_once(
        [lambda: begin_next_draft(specification, by=facilitator) for _ in range(2)], expected=[GroupRefusal]
    )
    assert refusals(begun) == 1
