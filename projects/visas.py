"""The visa on the page of a milestone: what waits, what came back, and the text that is found again."""

from .enums import VisaStates
from .models import Visa
from .people import directors_of
from .permissions import can_read_visa, needs_visa


def on_milestone(person, milestone, form=None):
    """The context of the milestone's page. `form` (SubmissionForm), fresh, gets back the text that was refused."""
    last = Visa.objects.filter(milestone=milestone).select_related("prepared_by", "decided_by").last()
    if last:
        last.milestone = milestone
    is_pending = milestone.visa_since is not None
    came_back = _came_back(person, last)
    if came_back and form is not None and not form.is_bound:
        form.initial["text"] = came_back.text
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
