"""The group decides about a text: by a vote, or by consent after a delay."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..counting import count
from ..enums import Choices, Outcomes, SpecificationStatus, VersionKinds, VoteModes
from ..models import Ballot, ConsultationComment, Vote
from ..people import facilitators_of, voters_of
from ..refusals import GroupRefusal
from .adopting import adopt
from .consulting import refuse_past, refuse_planned, tell
from .freezing import frozen_version, locked

BALLOTS = {
    VoteModes.VOTE: {Choices.FOR, Choices.AGAINST, Choices.ABSTAIN},
    VoteModes.CONSENT: {Choices.FOR, Choices.OBJECTION},
}


@transaction.atomic
def open_vote(specification, *, mode, ends_on, quorum=50, is_major=True, by):
    """Closes the text to writing and puts it to the people who have the right to vote now, until `ends_on` included.

    A consultation has come before, and every comment has its answer. Raises GroupRefusal.
    """
    specification = locked(specification)
    if not permissions.can_open_step(by, specification):
        raise GroupRefusal(_("A vote is opened by the group's facilitator, on a draft."))
    refuse_planned(specification)
    refuse_past(ends_on)
    if reason := what_a_vote_lacks(specification):
        raise GroupRefusal(reason)
    version = frozen_version(specification, VersionKinds.VOTE, by=by)
    specification.status = SpecificationStatus.VOTE
    specification.save(update_fields=["status"])
    vote = Vote.objects.create(
        specification=specification,
        version=version,
        mode=mode,
        quorum=quorum if mode == VoteModes.VOTE else 0,
        is_major=is_major,
        ends_on=ends_on,
        opened_by=by,
    )
    roll = list(voters_of(specification.group))
    if not roll:
        raise GroupRefusal(_("Nobody in this group has the right to vote."))
    Ballot.objects.bulk_create(Ballot(vote=vote, person=person) for person in roll)
    tell("vote_opened", vote, roll)
    return vote


def what_a_vote_lacks(specification):
    """Why no vote can be opened yet, in a sentence; empty where one can."""
    if not was_consulted(specification):
        return _("A consultation comes before the vote.")
    waiting = ConsultationComment.objects.unanswered().filter(consultation__specification=specification)
    if waiting.exists():
        return _("Answer every comment of the consultation first.")
    return ""


def was_consulted(specification):
    """Whether a consultation was held since the last version was adopted."""
    last = specification.adopted_versions.order_by("-at").values_list("at", flat=True).first()
    held = specification.consultations.exclude(closed_at=None)
    return (held.filter(opened_at__gt=last) if last else held).exists()


@transaction.atomic
def cast_ballot(vote, *, choice, reason="", by):
    """What `by` says; until the last day one may say otherwise, and the last word counts. Raises GroupRefusal."""
    vote = Vote.objects.select_for_update().get(pk=vote.pk)
    ballot = vote.ballots.filter(person=by).first()
    if ballot is None:
        raise GroupRefusal(
            _("You do not vote here: those who facilitated, edited or commented in the group when the vote opened do.")
        )
    if not vote.is_open:
        raise GroupRefusal(_("This vote is over."))
    if choice not in BALLOTS[vote.mode]:
        raise GroupRefusal(_("Choose one of the answers."))
    if choice == Choices.OBJECTION and not reason.strip():
        raise GroupRefusal(_("Say what you object to: the group has to answer it."))
    ballot.choice, ballot.reason, ballot.cast_at = choice, reason.strip(), timezone.now()
    ballot.save(update_fields=["choice", "reason", "cast_at"])
    return ballot


@transaction.atomic
def close_vote(vote, *, by=None):
    """Counts, and adopts the text where it passed; otherwise it is a draft again. Returns the Vote with its outcome.

    Without `by`: its last day is over. A facilitator closes a vote earlier once everybody has voted; a consent runs
    to its end. Raises GroupRefusal, also where it is closed already.
    """
    specification, vote = _locked(vote)
    if by is not None:
        if not permissions.can_lead_adoption(by, specification):
            raise GroupRefusal(_("A vote is closed by the group's facilitator."))
        if not can_close_early(vote):
            raise GroupRefusal(_("Not everybody has voted: it closes by itself after its last day."))
    _end(vote, count(vote).outcome)
    if vote.outcome == Outcomes.ADOPTED:
        adopt(specification, vote)
    else:
        _back_to_draft(specification)
        _tell_that_it_failed(vote)
    return vote


@transaction.atomic
def withdraw_vote(vote, *, reason, by):
    """Stops a vote without an outcome; the text is a draft again, those who vote are told.

    Raises GroupRefusal, also once its last day is over: everybody has spoken, what they said is to be counted.
    """
    specification, vote = _locked(vote)
    if not permissions.can_lead_adoption(by, specification):
        raise GroupRefusal(_("A vote is withdrawn by the group's facilitator."))
    if timezone.localdate() > vote.ends_on:
        raise GroupRefusal(_("Its last day is over: the vote can only be closed."))
    if not reason.strip():
        raise GroupRefusal(_("Say why: those who vote read it."))
    vote.reason = reason.strip()
    _end(vote, Outcomes.WITHDRAWN)
    _back_to_draft(specification)
    _tell_that_it_failed(vote)
    return vote


def can_close_early(vote):
    """Whether nobody is waited for any more: its last day is over, or everybody has voted (no consent is cut short)."""
    if timezone.localdate() > vote.ends_on:
        return True
    return vote.mode == VoteModes.VOTE and not vote.ballots.filter(choice="").exists()


def _locked(vote):
    specification = locked(vote.specification)
    fresh = Vote.objects.select_for_update().get(pk=vote.pk)
    fresh.specification = specification
    if fresh.outcome:
        raise GroupRefusal(_("This vote is closed already."))
    return specification, fresh


def _end(vote, outcome):
    vote.outcome, vote.closed_at = outcome, timezone.now()
    vote.save(update_fields=["outcome", "closed_at", "reason"])


def _tell_that_it_failed(vote):
    roll = [ballot.person for ballot in vote.ballots.select_related("person")]
    people = {person.pk: person for person in [*roll, *facilitators_of(vote.specification.group)]}
    tell("vote_failed", vote, people.values())


def _back_to_draft(specification):
    specification.status = SpecificationStatus.DRAFT
    specification.save(update_fields=["status"])
    coediting.reopen_document(specification.document)
