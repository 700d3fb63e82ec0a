"""The files of a milestone through its submissions: what a next one starts from, and the versions of each."""

from .models import Deliverable
from .permissions import can_read_submission


def last_pieces(milestone, person):
    """The pieces of the last submission that `person` may read: the next one takes over those that do not change.

    To those who hand in a withdrawn one counts too; whoever does it for them sees nothing of that.
    """
    if not milestone.is_with_lead:
        return Deliverable.objects.none()
    for submission in milestone.submissions.order_by("-number"):
        submission.milestone = milestone
        if can_read_submission(person, submission):
            return Deliverable.objects.filter(submission=submission, removed_at=None)
    return Deliverable.objects.none()


def versions(milestone):
    """The deliverables handed in at the milestone: a list of lists, each the versions of one, the latest first.

    A version counts once, where it came in; what was withdrawn does not count.
    """
    rows = Deliverable.objects.filter(submission__milestone=milestone, submission__withdrawn_at=None)
    rows = rows.select_related("submission__submitted_by", "submission__on_behalf_of").order_by("submission", "pk")
    chains = {}
    for row in rows:
        chains.setdefault(row.lineage, {}).setdefault(row.version, row)
    return [sorted(chain.values(), key=lambda row: -row.version) for chain in chains.values()]
