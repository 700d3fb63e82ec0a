"""What is asked at a milestone of a project, as its page, its paper and its form show it."""

from dataclasses import dataclass

from .models import ChecklistItem, ExpectedDeliverable, Milestone, ModelDocument


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
