"""What a submission answers to what is asked at its milestone."""

from ..asked import answered_at
from ..enums import Answers, AskedKinds
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


def tie_pieces(submission, files, ties):
    """Says of the pieces of a submission just written which expected piece each is: those count as joined.

    `files` are what the pieces were made of, `ties` maps the identifier of such a file to that of a line asked (UUIDs);
    what names no piece expected there is left out.
    """
    rows = {row.asked: row for row in submission.checklist_answers.filter(kind=AskedKinds.PIECE)} if ties else {}
    known = {file.file.name: rows.get(ties.get(file.public_id)) for file in files}
    tied = [piece for piece in submission.deliverables.all() if known.get(piece.file.name)]
    for piece in tied:
        piece.stands_for = known[piece.file.name]
    submission.deliverables.bulk_update(tied, ["stands_for"])
    joined = {piece.stands_for_id for piece in tied}
    submission.checklist_answers.filter(pk__in=joined).update(answer=Answers.YES)
