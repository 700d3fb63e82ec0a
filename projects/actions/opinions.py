"""An expert's opinion: asked, given, declined, withdrawn, shared with the leads.

Every step locks the request and decides on the fresh row: who withdraws and who answers at once have one winner.
"""

from dataclasses import asdict

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files, notices
from portal.people.actions import Stranger

from .. import permissions
from ..enums import OpinionStatus
from ..models import OpinionFile, OpinionRequest
from ..people import accompaniers_of, leads_of
from ..refusals import OpinionRefusal
from .activity import note_activity
from .drafts import MAX_BYTES
from .ended import still_open
from .steps import locked
from .withdrawing import note_reading


@transaction.atomic
def ask_opinion(milestone, *, by, expert, question, due_on, pieces=(), shares_text=False):
    """Asks `expert` about the last submission, of which `pieces` (and its message) are shared; returns the request.

    `expert` is a person, or a Stranger: refused, the request leaves nobody known who was not.
    Who asks has begun to review: what an expert reads is not withdrawn any more.
    Raises OpinionRefusal where `by` may not ask, nothing is shared, the expert hands in here or is asked already.
    """
    fresh = locked(milestone)
    if not permissions.can_ask_opinion(by, fresh):
        raise OpinionRefusal(_("An opinion is asked by the accompanier, about something that was submitted."))
    submission = fresh.submissions.standing().last()
    pieces = list(submission.deliverables.filter(pk__in=[piece.pk for piece in pieces]))
    can_share = submission.text or submission.deliverables.exists()  # else the question has to do
    if can_share and not pieces and not (shares_text and submission.text):
        raise OpinionRefusal(_("Choose what the expert may read: a file at least, or the message."))
    if due_on < timezone.localdate():
        raise OpinionRefusal(_("This date has passed: choose a later one."))
    if isinstance(expert, Stranger):
        expert = expert.known()
    if leads_of(fresh.project).filter(pk=expert.pk).exists():
        raise OpinionRefusal(_("%(person)s hands in for this project: ask somebody else.") % {"person": expert})
    if submission.opinion_requests.expected().filter(expert=expert).exists():
        raise OpinionRefusal(_("%(person)s has already been asked about this submission.") % {"person": expert})
    request = OpinionRequest.objects.create(
        submission=submission,
        expert=expert,
        asked_by=by,
        question=question,
        due_on=due_on,
        shares_text=shares_text and bool(submission.text),
    )
    request.shared_pieces.set(pieces)
    note_reading(submission, by)
    _tell("opinion_asked", request, expert)
    return request


def give_opinion(request, *, by, verdict, text, upload=None):
    """The expert answers, with one file at most. Raises OpinionRefusal when it is not expected, RefusedFile."""
    if not permissions.can_give_opinion(by, request):
        raise OpinionRefusal(no_longer(request))
    attachment = _kept(request, upload) if upload else None  # before the transaction: a large file holds no lock
    with transaction.atomic():
        _still_open(request)
        fresh = _expected(request)
        if not permissions.can_give_opinion(by, fresh):
            raise OpinionRefusal(_("This opinion is not yours to give."))
        fresh.verdict = verdict
        _end(fresh, OpinionStatus.GIVEN, by=by, text=text)
        note_activity(fresh.submission.milestone.project)
        if attachment:
            attachment.save()
        for person in _who_asked(fresh):
            _tell("opinion_given", fresh, person)


@transaction.atomic
def decline_opinion(request, *, by, text=""):
    """The expert will not answer, and may say why. Raises OpinionRefusal when it is not expected."""
    _still_open(request)
    fresh = _expected(request)
    if not permissions.can_give_opinion(by, fresh):
        raise OpinionRefusal(_("This opinion is not yours to give."))
    _end(fresh, OpinionStatus.DECLINED, by=by, text=text)
    for person in _who_asked(fresh):
        _tell("opinion_declined", fresh, person)


@transaction.atomic
def revoke_opinion(request, *, by):
    """Withdraws the request: what it shared is closed at the commit. Raises OpinionRefusal when it is not expected.

    In a project that has ended too: it only takes away.
    """
    fresh = _expected(request)
    if not permissions.may_review_here(by, fresh.submission.milestone):
        raise OpinionRefusal(_("This request is not yours to withdraw."))
    _end(fresh, OpinionStatus.REVOKED, by=by)
    _tell("opinion_revoked", fresh, fresh.expert)


@transaction.atomic
def share_opinion(request, *, by):
    """Shows a given opinion to the leads. Twice does no harm. Raises OpinionRefusal when it was not given."""
    _still_open(request)
    fresh = _locked(request)
    if not permissions.may_review_here(by, fresh.submission.milestone):
        raise OpinionRefusal(_("This opinion is not yours to share."))
    if not fresh.is_given:
        raise OpinionRefusal(no_longer(fresh))
    if fresh.shared_at is None:
        fresh.shared_at, fresh.shared_by = timezone.now(), by
        fresh.save(update_fields=["shared_at", "shared_by"])
        for person in leads_of(fresh.submission.milestone.project):
            _tell("opinion_shared", fresh, person)


def remind_expert(request):
    """Reminds the expert of an expected opinion, once for each date it is expected by."""
    notices.send(
        "opinion_reminder",
        subject_id=request.pk,
        key=f"opinion-reminder:{request.pk}:{request.due_on}",
        person=request.expert,
    )


def no_longer(request):
    """What is said to who comes second."""
    if request.is_expected and request.submission.milestone.project.is_closed:
        return _("The project has ended meanwhile: no opinion is expected any more.")
    if request.is_expected:
        return _("This opinion has not been given yet.")
    return _("This request has ended meanwhile: “%(status)s”.") % {"status": request.get_status_display()}


def _still_open(request):
    still_open(request.submission.milestone.project)


def _locked(request):
    rows = OpinionRequest.objects.select_for_update(of=("self",))
    return rows.select_related("submission__milestone__project", "expert", "asked_by").get(pk=request.pk)


def _expected(request):
    fresh = _locked(request)
    if not fresh.is_expected:
        raise OpinionRefusal(no_longer(fresh))
    return fresh


def _end(request, status, *, by, text=""):
    request.status, request.ended_at, request.ended_by, request.text = status, timezone.now(), by, text
    request.save(update_fields=["status", "ended_at", "ended_by", "text", "verdict"])


def _kept(request, upload):
    checked = files.check_upload(upload, allowed=files.DELIVERABLES, max_bytes=MAX_BYTES)
    attachment = OpinionFile(request=request, **asdict(checked))
    attachment.file.save(checked.name, File(upload), save=False)
    return attachment


def _who_asked(request):
    return {request.asked_by, *accompaniers_of(request.submission.milestone.project)}


def _tell(kind, request, person):
    notices.send(kind, subject_id=request.pk, key=f"{kind}:{request.pk}:{person.pk}", person=person)
