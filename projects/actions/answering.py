"""What a submission answers to what is asked at its milestone."""

from ..models import ChecklistAnswer
from ..models.asked import Asked


def record_answers(submission, answers=None):
    """Writes a row for each line asked at the milestone now, with its answer and remark, or left open.

    `answers` maps the identifier of a line (UUID) to (answer, remark); what is not asked there is left out. Nothing
    here refuses a submission: what is left open is shown to the one who reviews.
    """
    given = answers or {}
    rows = []
    for model in Asked.__subclasses__():
        for line in model.objects.filter(milestone=submission.milestone):
            answer, remark = given.get(line.public_id, ("", ""))
            rows.append(
                ChecklistAnswer(
                    submission=submission,
                    kind=model.kind,
                    asked=line.public_id,
                    order=line.order,
                    title=line.title,
                    is_required=line.is_required,
                    answer=answer,
                    remark=remark,
                )
            )
    ChecklistAnswer.objects.bulk_create(rows)
