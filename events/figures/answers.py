"""What people answered where there was something to choose; texts are read, not counted."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..enums import ACTIVE, QuestionKind
from ..models import Answer, QuestionOption
from .table import Row, Table

COUNTED = [QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.YES_NO, QuestionKind.SCALE]
MARKS = range(1, 6)


def answer_tables(event, purpose):
    """A `Table` for each question of this purpose that can be counted; answers of cancelled registrations are not."""
    questions = list(event.questions.filter(purpose=purpose, kind__in=COUNTED))
    is_counted = Q(answers__reply__isnull=False) | Q(answers__registration__status__in=ACTIVE)
    options = defaultdict(list)
    for option in QuestionOption.objects.filter(question__in=questions).annotate(
        number=Count("answers", filter=is_counted)
    ):
        options[option.question_id].append(Row(option.label, (option.number,)))
    given = Answer.objects.filter(question__in=questions).filter(
        Q(reply__isnull=False) | Q(registration__status__in=ACTIVE)
    )
    values = defaultdict(dict)
    for question, is_yes, mark, number in (
        given.order_by().values_list("question", "is_yes", "mark").annotate(number=Count("pk"))
    ):
        values[question][is_yes, mark] = number
    return [_table(question, options[question.pk], values[question.pk]) for question in questions]


def _table(question, options, values):
    answered = sum(values.values())
    if question.kind == QuestionKind.YES_NO:
        options = [
            Row(pgettext("answer", "Yes"), (values.get((True, None), 0),)),
            Row(pgettext("answer", "No"), (values.get((False, None), 0),)),
        ]
    elif question.kind == QuestionKind.SCALE:
        options = [Row(_mark(mark), (values.get((None, mark), 0),)) for mark in reversed(MARKS)]
    note = _("Answers: %(number)d.") % {"number": answered}
    if question.kind == QuestionKind.CHOICES:
        note = _("Answers: %(number)d; several choices were possible.") % {"number": answered}
    columns = (pgettext("table", "Answers"),)
    return Table(f"question-{question.pk}", question.label, _("Answer"), columns, options if answered else [], note)


def _mark(mark):
    return _("%(mark)d out of 5") % {"mark": mark}
