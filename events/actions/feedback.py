"""What people say afterwards, without their name; and the questions an organiser can start from."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..answers import save_reply
from ..enums import EventStatus, QuestionKind, QuestionPurpose
from ..models import CheckIn, Event, FeedbackReply, Question, QuestionOption, Registration
from ..permissions import can_manage_event
from ..refusals import AlreadyReplied, FeedbackNotForYou, FeedbackNotOpen, FeedbackRefused


@transaction.atomic
def give_feedback(registration, *, answers):
    """Keeps the answers of somebody who came (pairs of question and value) and notes that they replied.

    Nothing ties the two: the reply knows only its day, and no log is written. Returns nothing, so that no caller can
    tie them either. Raises FeedbackNotOpen, FeedbackNotForYou, AlreadyReplied.
    """
    refuse_feedback(registration)
    # One statement both asks and notes, so that a form sent twice at once counts once.
    first_time = Registration.objects.filter(pk=registration.pk, replied_at=None)
    if not first_time.update(replied_at=timezone.localdate()):
        raise AlreadyReplied
    reply = FeedbackReply.objects.create(event=registration.event)
    save_reply(reply, answers)


def refuse_feedback(registration):
    """Raises the reason why this person's form is not open, if it is not."""
    event = registration.event
    is_over = event.status in (EventStatus.PUBLISHED, EventStatus.ARCHIVED) and event.ends_at <= timezone.now()
    if not is_over or not feedback_questions(event).exists():
        raise FeedbackNotOpen(event)
    if not CheckIn.objects.standing().filter(registration=registration).exists():
        raise FeedbackNotForYou
    if registration.replied_at is not None:
        raise AlreadyReplied


def may_give_feedback(registration):
    """Whether this person's form is open."""
    try:
        refuse_feedback(registration)
    except FeedbackRefused:
        return False
    return True


def feedback_questions(event):
    """What is asked after the event; a file would say who replied, so none is asked for."""
    return event.questions.filter(purpose=QuestionPurpose.FEEDBACK).exclude(kind=QuestionKind.FILE)


@transaction.atomic
def add_standard_questions(event, *, by):
    """Three questions to start from, in both languages. Nothing where some are there; returns how many were added."""
    Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    if not can_manage_event(by, event) or event.questions.filter(purpose=QuestionPurpose.FEEDBACK).exists():
        return 0
    for position, (kind, is_required, label, options) in enumerate(STANDARD):
        question = Question.objects.create(
            event=event,
            purpose=QuestionPurpose.FEEDBACK,
            kind=kind,
            is_required=is_required,
            position=position,
            **_in_both(label),
        )
        QuestionOption.objects.bulk_create(
            QuestionOption(question=question, position=number, **_in_both(option))
            for number, option in enumerate(options)
        )
    return len(STANDARD)


def _overall():
    return _("Overall, how was this day for you?")


def _usefulness():
    return _("Will what you heard be of use to you?")


def _wishes():
    return _("What should we keep, and what should we do differently?")


def _at_once():
    return _("Yes, at once")


def _later():
    return _("Yes, later on")


def _not_really():
    return _("Not really")


# Functions, for their words are written down in each language.
STANDARD = [
    (QuestionKind.SCALE, True, _overall, ()),
    (QuestionKind.CHOICE, False, _usefulness, (_at_once, _later, _not_really)),
    (QuestionKind.LONG, False, _wishes, ()),
]


def _in_both(words):
    both = {}
    for language in ("fr", "en"):
        with override(language):
            both[f"label_{language}"] = words()
    return both
