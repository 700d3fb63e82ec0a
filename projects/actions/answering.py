"""What a submission answers to what is asked at its milestone."""

from ..asked import answered_at
from ..models import ChecklistAnswer


def record_answers(submission, answers=None):
    """Writes a row for each line asked at the milestone now, with its answer and remark, or left open.

    `answers` maps the identifier of a line (UUID) to (answer, remark); what is not asked there is left out. Nothing
    here refuses a submission: what is left open is shown to the one who reviews.
    """
    rows = answered_at(submission.milestone, answers or {})
    for row in rows:
        row.submission = submission
    ChecklistAnswer.objects.bulk_create(rows)
