"""Writing answers and consents. A value has the form of its question's kind:

text, long → str · choice, choices → list of QuestionOption · yes_no → bool · scale → int (1 to 5) ·
file → an upload already checked, or None to keep the one that is there.
"""

from django.utils.translation import gettext as _

from .enums import QuestionKind
from .models import Answer, ConsentGiven


def save_answers(registration, answers):
    """Writes the answers (pairs of question and value), replacing earlier ones. Returns how many changed."""
    return sum(_save(question, value, registration=registration) for question, value in answers)


def save_reply(reply, answers):
    """Writes the answers of one feedback form."""
    return sum(_save(question, value, reply=reply) for question, value in answers)


def _save(question, value, **whose):
    answer = Answer.objects.filter(question=question, **whose).first() or Answer(question=question, **whose)
    before = as_value(answer) if answer.pk else None
    if question.kind == QuestionKind.FILE and not value:
        return False
    if before == value:
        return False
    if value in (None, "", []):
        return bool(answer.pk and answer.delete())
    _put(answer, value)
    answer.save()
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        answer.options.set(value)
    return True


def save_first_answers(given):
    """Writes the answers, (registration, pairs), of people who have given none yet, in two statements. No files."""
    answers, chosen = [], []
    for registration, pairs in given:
        for question, value in pairs:
            if value in (None, "", []):
                continue
            answer = Answer(question=question, registration=registration)
            _put(answer, value)
            answers.append(answer)
            if isinstance(value, list):
                chosen += [(answer, option) for option in value]
    Answer.objects.bulk_create(answers)
    through = Answer.options.through
    through.objects.bulk_create([through(answer=answer, questionoption=option) for answer, option in chosen])


def _put(answer, value):
    """Options are set once the answer is there."""
    kind = answer.question.kind
    if kind == QuestionKind.YES_NO:
        answer.is_yes = value
    elif kind == QuestionKind.SCALE:
        answer.mark = value
    elif kind == QuestionKind.FILE:
        answer.file, answer.file_name = value, value.name
    elif kind not in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        answer.text = value


def as_value(answer):
    """What was answered, in the form in which it is written."""
    kind = answer.question.kind
    if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        return list(answer.options.all())
    if kind == QuestionKind.YES_NO:
        return answer.is_yes
    if kind == QuestionKind.SCALE:
        return answer.mark
    return answer.file_name if kind == QuestionKind.FILE else answer.text


def answers_in_words(registration):
    """(answer, its text) of each question somebody answered, in the order in which they are asked."""
    answers = registration.answers.select_related("question").prefetch_related("options")
    return [(answer, in_words(as_value(answer))) for answer in answers.order_by("question__position", "question")]


def in_words(value):
    """A value as it is read."""
    if isinstance(value, list):
        return ", ".join(option.label for option in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)


def save_consents(registration, consents):
    """Notes to which of the event's consents somebody agreed, in the words they saw."""
    ConsentGiven.objects.bulk_create(
        ConsentGiven(consent=consent, registration=registration, wording=consent.text) for consent in consents
    )
