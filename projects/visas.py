"""The visa on screen: what waits, what came back, what was prepared."""

import uuid

from .asked import answered_at
from .enums import Answers, VisaStates
from .models import CorrectionItem, Visa
from .people import directors_of
from .permissions import can_read_visa, needs_visa


def on_milestone(person, milestone, form=None):
    """The context of the milestone's page. `form` (SubmissionForm), fresh, has chosen again what came back.

    The words that came back are the person's SubmissionDraft.
    """
    last = Visa.objects.filter(milestone=milestone).select_related("prepared_by", "decided_by").last()
    if last:
        last.milestone = milestone
    is_pending = milestone.visa_since is not None
    came_back = _came_back(person, last)
    if came_back and form is not None and not form.is_bound:
        form.initial["carried"] = {str(one) for one in came_back.carried.values_list("public_id", flat=True)}
        form.initial["deposits"] = {str(one) for one in came_back.deposits.values_list("public_id", flat=True)}
    return {
        "visa": last if is_pending else None,
        "visa_directors": list(directors_of(milestone.project)) if is_pending else [],
        "can_read_visa": last is not None and can_read_visa(person, last),
        "visa_refused": came_back if came_back and came_back.state == VisaStates.REFUSED else None,
        "asks_visa": form is not None and not form.is_for_somebody and needs_visa(person, milestone),
    }


def _came_back(person, visa):
    """The visa whose text is the person's draft again."""
    if visa is None or visa.prepared_by_id != person.pk or not visa.milestone.is_with_lead:
        return None
    came_back = visa.state in (VisaStates.REFUSED, VisaStates.WITHDRAWN)
    return visa if came_back and visa.decided_at >= visa.milestone.status_since else None


def prepared(visa):
    """The context of the page of a visa: everything that would be handed in."""
    items = CorrectionItem.objects.filter(public_id__in=visa.item_answers).select_related("piece")
    answers = {uuid.UUID(line): tuple(given) for line, given in visa.answers.items()}
    rows = answered_at(visa.milestone, answers) if answers else []
    titles = {str(row.asked): row.title for row in rows}
    pieces = visa.files()
    for piece in pieces:
        piece.is_piece = titles.get(visa.ties.get(str(piece.public_id)), "")
    tied = set(visa.ties.values())
    for row in rows:
        if str(row.asked) in tied:
            row.answer = Answers.YES
    return {
        "pieces": pieces,
        "item_answers": [(item, visa.item_answers[str(item.public_id)]) for item in items],
        "answers": rows,
    }
