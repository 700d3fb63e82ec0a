"""Forgetting a person in the groups: roles end, what they said stays without their name, adopted texts as they are."""

from django.utils import timezone

from portal import roles
from portal.people.erasure import Traces, scrub, still_running

from .enums import RequestStatus
from .models import (
    AdoptedFile,
    AdoptedImage,
    AdoptedVersion,
    Erratum,
    ErratumFile,
    Follower,
    GroupRole,
    JoinRequest,
    Minutes,
    Requirement,
    Specification,
    SpecificationEvent,
    Version,
)

# What was published or adopted cannot change, not even by us; drafts and versions are the group's text, as its log is.
TEXTS = (
    *(AdoptedFile, AdoptedImage, AdoptedVersion, Erratum, ErratumFile),
    *(Minutes, Requirement, Specification, SpecificationEvent, Version),
)


def forget_person(traces: Traces, *, by) -> None:
    """What groups know of a person. Runs in the transaction of the erasure."""
    person = traces.person
    for row in still_running(GroupRole, person).select_related("person", "anchor"):
        roles.end(row, by=by)
    waiting = JoinRequest.objects.filter(person=person, status=RequestStatus.ASKED)
    waiting.update(status=RequestStatus.WITHDRAWN, answered_at=timezone.now(), answered_by=by)
    Follower.objects.filter(person=person).delete()
    scrub("workgroups", traces, but=TEXTS)
