"""What "Mon espace" shows of groups."""

from .models import GroupRole


def waiting_for(person):
    """Nothing waits for anybody here yet: no meeting to answer, no version to vote on."""
    return []


def mine(person):
    """The current roles of `person` in groups, with their group: for the list "my groups"."""
    return GroupRole.objects.current().filter(person=person).select_related("anchor").order_by("anchor__position")
