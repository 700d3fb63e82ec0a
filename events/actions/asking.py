"""What an event asks: its own questions and consents. What people answered is never lost by a change here."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ..enums import QuestionKind
from ..models import Question, QuestionOption
from ..refusals import EventNotSaved
from .preparing import next_position, open_for, refuse_if_stale

WITH_OPTIONS = [QuestionKind.CHOICE, QuestionKind.CHOICES]


@transaction.atomic
def save_question(question, *, version, audiences=(), options=(), removed=(), by):
    """Saves a question, new or changed, with the answers to choose from in this order.

    Raises SavedMeanwhile, or EventNotSaved where answers would be lost or another question depends on what goes.
    """
    open_for(question.event, by)
    refuse_if_stale(question, version)
    if question.pk is None:
        question.position = next_position(question.event.questions)
    else:
        _refuse_other_kind(question)
    _remove_options(removed)
    question.save()
    question.audiences.set(audiences)
    for position, option in enumerate(options):
        option.question, option.position = question, position
        option.save()


def _refuse_other_kind(question):
    stored = Question.objects.get(pk=question.pk)
    if (stored.kind, stored.purpose) == (question.kind, question.purpose):
        return
    if stored.answers.exists():
        raise EventNotSaved(_("People have answered this question: what it asks for cannot change. Add another one."))
    _refuse_if_others_depend(Q(shown_if=stored), stored)


def _remove_options(options):
    for option in options:
        if option.answers.exists():
            text = _("“%(option)s” stays among the answers: people have chosen it.")
            raise EventNotSaved(text % {"option": option})
        _refuse_if_others_depend(Q(shown_if_option=option), option)
    QuestionOption.objects.filter(pk__in=[option.pk for option in options]).delete()


def _refuse_if_others_depend(depending, what):
    if other := Question.objects.filter(depending).first():
        text = _("“%(what)s” stays as it is: “%(question)s” is asked only after it. Change that question first.")
        raise EventNotSaved(text % {"what": what, "question": other})


@transaction.atomic
def remove_question(question, *, by):
    """Takes a question away. Raises EventNotSaved where it was answered or another one depends on it."""
    open_for(question.event, by)
    if question.answers.exists():
        raise EventNotSaved(_("“%(question)s” stays: people have answered it.") % {"question": question})
    _refuse_if_others_depend(Q(shown_if=question), question)
    question.delete()


@transaction.atomic
def save_consent(consent, *, version, by):
    """Saves a consent, new or changed; who has already agreed, agreed to the words they saw. Raises SavedMeanwhile."""
    open_for(consent.event, by)
    refuse_if_stale(consent, version)
    if consent.pk is None:
        consent.position = next_position(consent.event.consents)
    consent.save()


@transaction.atomic
def remove_consent(consent, *, by):
    """Takes a consent away. Raises EventNotSaved where somebody gave it."""
    open_for(consent.event, by)
    if consent.given.exists():
        raise EventNotSaved(_("“%(consent)s” stays: people have agreed to it.") % {"consent": consent})
    consent.delete()


@transaction.atomic
def move_row(row, *, up, by):
    """Puts an audience, a question or a consent one place higher or lower among those of its event.

    Raises EventNotSaved where a question would come before the one it depends on.
    """
    open_for(row.event, by)
    rows = list(type(row).objects.filter(event=row.event))
    here = rows.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    first, second = sorted([here, there])
    if isinstance(row, Question) and rows[second].shown_if_id == rows[first].pk:
        text = _("“%(question)s” depends on “%(other)s”: it has to come after it.")
        raise EventNotSaved(text % {"question": rows[second], "other": rows[first]})
    rows[here], rows[there] = rows[there], rows[here]
    for position, other in enumerate(rows):
        other.position = position
    type(row).objects.bulk_update(rows, ["position"])
