"""What is asked at a milestone of a project, as its page, its paper and its form show it."""

from dataclasses import dataclass

from .models import ChecklistAnswer, ChecklistItem, ExpectedDeliverable, Milestone, ModelDocument
from .models.asked import Asked


@dataclass(frozen=True)
class AskedHere:
    """The pieces, the questions and the model documents of one milestone, each in order."""

    pieces: list[ExpectedDeliverable]
    questions: list[ChecklistItem]
    documents: list[ModelDocument]

    def __bool__(self):
        return bool(self.pieces or self.questions or self.documents)


def asked_at(milestone: Milestone) -> AskedHere:
    """What is asked there now: three queries."""
    return AskedHere(
        pieces=list(milestone.expecteddeliverable_lines.all()),
        questions=list(milestone.checklistitem_lines.all()),
        documents=list(milestone.model_documents.offered()),
    )


def answered_at(milestone: Milestone, answers: dict) -> list[ChecklistAnswer]:
    """A row, not saved, for each line asked there now, with its answer and remark, or left open.

    `answers` maps the identifier of a line (UUID) to (answer, remark); what is not asked there is left out.
    """
    rows = []
    for model in Asked.__subclasses__():
        for line in model.objects.filter(milestone=milestone):
            answer, remark = answers.get(line.public_id, ("", ""))
            rows.append(
                ChecklistAnswer(
                    kind=model.kind,
                    asked=line.public_id,
                    order=line.order,
                    title=line.title,
                    is_required=line.is_required,
                    answer=answer,
                    remark=remark,
                )
            )
    return rows
