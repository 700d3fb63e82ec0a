"""What people said afterwards. From few replies one could guess who said what, so they are held back until there are
three, and the texts are never in the order in which they came."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Avg, Count

from ..enums import QuestionKind, QuestionPurpose
from ..models import Answer, FeedbackReply, Question
from .answers import answer_tables

FEWEST_REPLIES = 3


@dataclass(frozen=True)
class Results:
    """The replies to one event's questions; the tables and texts are empty while they are held back."""

    replies: int
    tables: list
    means: dict  # the mean mark by the key of its question's table
    texts: list  # (question, texts in no order)
    asks: bool

    @property
    def are_shown(self):
        return self.replies >= FEWEST_REPLIES


def results(event):
    """What there is to show of an event's feedback."""
    replies = event.replies.count()
    questions = list(event.questions.filter(purpose=QuestionPurpose.FEEDBACK))
    if replies < FEWEST_REPLIES:
        return Results(replies, [], {}, [], bool(questions))
    written = [one for one in questions if one.kind in (QuestionKind.TEXT, QuestionKind.LONG)]
    texts = {question.pk: [] for question in written}
    given = Answer.objects.filter(question__in=written, reply__isnull=False).exclude(text="")
    for question, text in given.values_list("question", "text"):
        texts[question].append(text)
    marks = Answer.objects.filter(question__in=questions, mark__isnull=False).order_by()
    means = dict(marks.values_list("question").annotate(mean=Avg("mark")))
    return Results(
        replies,
        answer_tables(event, QuestionPurpose.FEEDBACK),
        {f"question-{question}": mean for question, mean in means.items()},
        [(question, _in_no_order(texts[question.pk])) for question in written],
        bool(questions),
    )


def _in_no_order(texts):
    """The same each time, and unrelated to when or by whom they were written."""
    return sorted(texts, key=lambda text: sha256(text.encode()).digest())


def satisfaction(events):
    """The mean of each event's first mark, by the event's key; events with too few replies are left out."""
    enough = FeedbackReply.objects.filter(event__in=events).order_by().values("event").annotate(number=Count("pk"))
    shown = [row["event"] for row in enough if row["number"] >= FEWEST_REPLIES]
    first = {}
    questions = Question.objects.filter(event__in=shown, purpose=QuestionPurpose.FEEDBACK, kind=QuestionKind.SCALE)
    for event, question in questions.order_by("event", "position", "pk").values_list("event", "pk"):
        first.setdefault(event, question)
    marks = Answer.objects.filter(question__in=first.values(), mark__isnull=False).order_by()
    means = dict(marks.values_list("question").annotate(mean=Avg("mark")))
    return {event: means[question] for event, question in first.items() if question in means}
