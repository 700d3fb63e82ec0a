"""Who may do what with a group and its documents.

A group's page is public or for its people; its documents are for its people in either case. The text of a
specification is written only while it is a draft. Who sees a group and has no role in it joins by themselves where it
is open, and asks where it is on request; who has one leaves when they like, except the last facilitator.
"""

from django.utils import timezone

from portal import roles
from portal.coediting import READ, WRITE
from portal.roles import AssociationRoles

from .enums import Access, GroupRoles, SpecificationStatus, Visibility

VIEW_GROUP = "view_group"
READ_DOCUMENTS = "read_documents"
COMMENT_DOCUMENTS = "comment_documents"
EDIT_DOCUMENTS = "edit_documents"
MANAGE_GROUP = "manage_group"

RIGHTS = {
    GroupRoles.FACILITATOR: {VIEW_GROUP, READ_DOCUMENTS, COMMENT_DOCUMENTS, EDIT_DOCUMENTS, MANAGE_GROUP},
    GroupRoles.EDITOR: {VIEW_GROUP, READ_DOCUMENTS, COMMENT_DOCUMENTS, EDIT_DOCUMENTS},
    GroupRoles.COMMENTER: {VIEW_GROUP, READ_DOCUMENTS, COMMENT_DOCUMENTS},
    GroupRoles.READER: {VIEW_GROUP, READ_DOCUMENTS},
}
OFFICE = {"add_workinggroup", "change_workinggroup"}  # every group, in the back office
ASSOCIATION_RIGHTS = {
    AssociationRoles.STAFF: {VIEW_GROUP, READ_DOCUMENTS, COMMENT_DOCUMENTS, EDIT_DOCUMENTS, MANAGE_GROUP, *OFFICE},
    AssociationRoles.EDITOR: {VIEW_GROUP},
    AssociationRoles.ADMINISTRATOR: {VIEW_GROUP, READ_DOCUMENTS, MANAGE_GROUP, *OFFICE},
}


def _has(person, permission, group):
    return person.is_authenticated and person.has_perm(f"workgroups.{permission}", group)


def can_view(person, group):
    """May see the group's page: everybody when it is public, its people otherwise."""
    return group.visibility == Visibility.PUBLIC or _has(person, VIEW_GROUP, group)


def is_inside(person, group):
    """Sees who is in the group: its people and the association's staff, not every visitor."""
    return _has(person, VIEW_GROUP, group)


def can_manage(person, group):
    """May add people and end roles."""
    return _has(person, MANAGE_GROUP, group)


def managed_by(person):
    """The groups of which `person` is to answer the requests: those they run, and for the staff those nobody runs."""
    groups = roles.objects_for(person, f"workgroups.{MANAGE_GROUP}")
    if not (person.is_authenticated and person.has_perm(f"workgroups.{MANAGE_GROUP}")):
        return groups
    facilitating = _rows_of(groups).filter(role=GroupRoles.FACILITATOR).order_by()
    return groups.exclude(pk__in=facilitating.exclude(person=person).values("anchor_id"))


def _rows_of(groups):
    """The roles in force in groups."""
    return groups.model._meta.get_field("roles").related_model.objects.current()


def takes_part(person, group):
    """Holds a role in the group now: staff over all groups see it without taking part."""
    return person.is_authenticated and group.roles.current().filter(person=person).exists()


def can_join(person, group):
    """May come in with one click: the group is open, and they are not in it."""
    return group.access == Access.OPEN and _is_newcomer(person, group)


def can_ask_to_join(person, group):
    """May ask to come in: the group is on request, and they are not in it."""
    return group.access == Access.ON_REQUEST and _is_newcomer(person, group)


def _is_newcomer(person, group):
    return person.is_authenticated and can_view(person, group) and not takes_part(person, group)


def can_answer(person, meeting):
    """May say whether they come: who takes part in the group, until the meeting is over or called off."""
    return not (meeting.is_cancelled or meeting.is_past) and takes_part(person, meeting.group)


def can_change_meeting(person, meeting):
    """May change when, where and what about: who runs the group, until the meeting is over or called off."""
    return not (meeting.is_cancelled or meeting.is_past) and can_manage(person, meeting.group)


def can_note_attendance(person, meeting):
    """May tick who is there: who runs the group, from the day of the meeting on."""
    has_come = timezone.localdate(meeting.starts_at) <= timezone.localdate()
    return has_come and not meeting.is_cancelled and can_manage(person, meeting.group)


def can_read_documents(person, group):
    """May open and download the group's documents."""
    return _has(person, READ_DOCUMENTS, group)


def can_create_specification(person, group):
    """May begin a new document."""
    return _has(person, EDIT_DOCUMENTS, group)


def can_read(person, specification):
    """May open and download this document."""
    return can_read_documents(person, specification.group)


def can_edit(person, specification):
    """May write in this document: an editor's right, while it is a draft."""
    return specification.status == SpecificationStatus.DRAFT and _has(person, EDIT_DOCUMENTS, specification.group)


def can_read_versions(person, specification):
    """May see the versions of this document and compare them: all who read it."""
    return can_read(person, specification)


def can_keep_version(person, specification):
    """May keep the text as a named version, or put a version in its place: who may write in it now."""
    return can_edit(person, specification)


def document_access(person, document):
    """What the co-editing engine asks about a document of kind "specification"; nothing where it was deleted."""
    specification = getattr(document, "specification", None)
    if specification is None:
        return None
    if can_edit(person, specification):
        return WRITE
    return READ if can_read(person, specification) else None
