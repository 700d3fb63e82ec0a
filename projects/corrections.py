"""What is asked to be corrected at a milestone, now."""

from .enums import MilestoneStatus
from .models import CorrectionItem, CorrectionRequest


def open_request(milestone):
    """The correction request that the milestone's leads have to answer; None where none waits for them."""
    if milestone.status != MilestoneStatus.RETURNED:
        return None
    requests = CorrectionRequest.objects.filter(submission__milestone=milestone).select_related("requested_by")
    return requests.last()


def open_items(milestone):
    """The items of the request that waits for an answer, each with its piece."""
    request = open_request(milestone)
    if request is None:
        return CorrectionItem.objects.none()
    return request.items.select_related("piece")
