"""The files of a milestone through its submissions: what a next one starts from, and the versions of each."""

from .models import Deliverable


def last_pieces(milestone):
    """The pieces of the last submission, withdrawn or not: the next one takes over those that do not change."""
    if not milestone.is_with_lead:
        return Deliverable.objects.none()
    last = milestone.submissions.order_by("-number").values("pk")[:1]
    return Deliverable.objects.filter(submission__in=last, removed_at=None)


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
