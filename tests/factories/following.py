"""What an event leaves behind: check-ins, questions with answers, replies."""

from datetime import timedelta

from django.utils import timezone

from events import actions
from events.enums import QuestionKind, QuestionPurpose
from events.models import Answer, CheckIn, Event, FeedbackReply, Question, QuestionOption, Registration
from tests.factories.events import morning


def checked_in(registration, *, at=None, door="", undone=False):
    """Somebody came in, now or `at`."""
    moment = at or timezone.now()
    return CheckIn.objects.create(registration=registration, at=moment, door=door, undone_at=moment if undone else None)


def over(event, *, days=1):
    """The event as it is `days` days after its day; registrations keep theirs."""
    starts = morning(-days)
    Event.objects.filter(pk=event.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=7))
    event.refresh_from_db()
    return event


def registered_on(registration, moment):
    """Moves the moment somebody registered."""
    Registration.objects.filter(pk=registration.pk).update(created_at=moment)


def asked(event, kind=QuestionKind.CHOICE, *options, purpose=QuestionPurpose.REGISTRATION, **fields):
    """A question with its options."""
    fields.setdefault("label_fr", "Une question ?")
    question = Question.objects.create(event=event, kind=kind, purpose=purpose, **fields)
    for position, label in enumerate(options):
        QuestionOption.objects.create(question=question, label_fr=label, position=position)
    return question


def answered(question, *, options=(), registration=None, reply=None, **value):
    """One answer; `options` are positions."""
    answer = Answer.objects.create(question=question, registration=registration, reply=reply, **value)
    answer.options.set([question.options.all()[number] for number in options])
    return answer


def replied(event, *marks, text=""):
    """Replies to the standard questions, one for each mark; `text` is the last one's."""
    if not event.questions.filter(purpose=QuestionPurpose.FEEDBACK).exists():
        with_mark = asked(event, QuestionKind.SCALE, purpose=QuestionPurpose.FEEDBACK, label_fr="Votre note ?")
        with_words = asked(
            event, QuestionKind.LONG, purpose=QuestionPurpose.FEEDBACK, label_fr="Vos mots ?", position=1
        )
    else:
        with_mark, with_words = actions.feedback_questions(event)
    for number, mark in enumerate(marks, 1):
        reply = FeedbackReply.objects.create(event=event)
        answered(with_mark, reply=reply, mark=mark)
        if text and number == len(marks):
            answered(with_words, reply=reply, text=text)
    return with_mark, with_words
