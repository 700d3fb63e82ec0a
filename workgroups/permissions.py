"""Who may do what with a group and its documents.

A group's page is public or for its people; its documents are for its people in either case. The text of a
specification is written only while it is a draft. Who sees a group and has no role in it joins by themselves where it
is open, and asks where it is on request; who has one leaves when they like, except the last facilitator.

Facilitators (and the staff) open consultations and votes. All who read a text comment on it while it is in
consultation; one that is open to everybody is read by all, and commented on by whoever is logged in. Who votes are the
people who hold such a role in the group when the vote opens, nobody else: a role over the association has no vote.
What was adopted is public for good. A draft that was never shown can be put aside by its facilitator: nobody
writes in it, and it leaves the lists, until it is taken up again.
"""

from django.utils import timezone

from portal import roles
from portal.coediting import COMMENT, READ, WRITE
from portal.roles import AssociationRoles

from .enums import Access, Audience, GroupRoles, SpecificationStatus, Visibility

VIEW_GROUP = "view_group"
READ_DOCUMENTS = "read_documents"
COMMENT_DOCUMENTS = "comment_documents"
EDIT_DOCUMENTS = "edit_documents"
MANAGE_GROUP = "manage_group"
VOTE_DOCUMENTS = "vote_documents"
ADOPT_DOCUMENTS = "adopt_documents"

RIGHTS = {
    GroupRoles.FACILITATOR: {
        VIEW_GROUP,
        READ_DOCUMENTS,
        COMMENT_DOCUMENTS,
        EDIT_DOCUMENTS,
        MANAGE_GROUP,
        VOTE_DOCUMENTS,
        ADOPT_DOCUMENTS,
    },
    GroupRoles.EDITOR: {VIEW_GROUP, READ_DOCUMENTS, COMMENT_DOCUMENTS, EDIT_DOCUMENTS, VOTE_DOCUMENTS},
    GroupRoles.COMMENTER: {VIEW_GROUP, READ_DOCUMENTS, COMMENT_DOCUMENTS, VOTE_DOCUMENTS},
    GroupRoles.READER: {VIEW_GROUP, READ_DOCUMENTS},
}
OFFICE = {"add_workinggroup", "change_workinggroup"}  # every group, in the back office
ASSOCIATION_RIGHTS = {
    AssociationRoles.STAFF: {
        VIEW_GROUP,
        READ_DOCUMENTS,
        COMMENT_DOCUMENTS,
        EDIT_DOCUMENTS,
        MANAGE_GROUP,
        ADOPT_DOCUMENTS,
        *OFFICE,
    },
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
    return meeting.has_come and not meeting.is_cancelled and can_manage(person, meeting.group)


def can_write_minutes(person, meeting):
    """May begin the minutes and write in them until they are adopted: who writes in the group."""
    return not meeting.is_cancelled and _has(person, EDIT_DOCUMENTS, meeting.group)


def can_read_minutes(person, minutes):
    """May open and download minutes: who reads the group's documents."""
    return can_read_documents(person, minutes.meeting.group)


def can_remark(person, minutes):
    """May say what should be otherwise: who was there and is still in the group, until the day that was set."""
    was_there = minutes.meeting.attendance.there().filter(person=person.pk).exists()
    return minutes.is_out and was_there and takes_part(person, minutes.meeting.group)


def may_adopt_in(meeting, later):
    """Whether the minutes of `meeting` may be adopted in `later`: one of the same group that has begun since."""
    follows = later.group_id == meeting.group_id and later.starts_at > meeting.starts_at
    return follows and not later.is_cancelled and later.starts_at <= timezone.now()


def minutes_access(person, document):
    """What the co-editing engine asks about minutes; they are read only once they are adopted."""
    minutes = getattr(document, "group_minutes", None)
    if minutes is None:
        return None
    if not minutes.is_adopted and can_write_minutes(person, minutes.meeting):
        return WRITE
    return READ if can_read_minutes(person, minutes) else None


def can_note_action(person, group):
    """May note what is to be done, by whom and by when: who writes in the group."""
    return _has(person, EDIT_DOCUMENTS, group)


def can_settle_action(person, action):
    """May say that it is done, or not after all: who does it, and who writes in the group."""
    if can_note_action(person, action.group):
        return True
    return person.is_authenticated and action.person_id == person.pk and is_inside(person, action.group)


def can_read_documents(person, group):
    """May open and download the group's documents."""
    return _has(person, READ_DOCUMENTS, group)


def can_read_file(person, document):
    """May download a document of the group: its readers, and visitors where it is published and the group public."""
    if document.removed_at is not None:
        return False
    is_for_all = document.is_published and document.group.visibility == Visibility.PUBLIC
    return is_for_all or can_read_documents(person, document.group)


def may_read_drafts(person):
    """Reads the documents of one group at least, adopted or not."""
    return person.is_authenticated and roles.objects_for(person, f"workgroups.{READ_DOCUMENTS}").exists()


def can_add_file(person, group):
    """May add documents and new versions of them: who writes in the group."""
    return _has(person, EDIT_DOCUMENTS, group)


def can_create_specification(person, group):
    """May begin a new document."""
    return _has(person, EDIT_DOCUMENTS, group)


def can_read(person, specification):
    """May open and download this document."""
    return can_read_documents(person, specification.group)


def can_edit(person, specification):
    """May write in this document: an editor's right, while it is a draft."""
    return specification.status == SpecificationStatus.DRAFT and _has(person, EDIT_DOCUMENTS, specification.group)


def can_suggest(person, specification):
    """May suggest changes of the text, in their own name: who comments, while it is a draft."""
    return specification.status == SpecificationStatus.DRAFT and _has(person, COMMENT_DOCUMENTS, specification.group)


def can_comment(person, specification):
    """May comment on passages of the text, and answer: as for suggestions, since an anchor is written in the text."""
    return can_suggest(person, specification)


def can_settle(person, specification):
    """May accept and refuse suggestions, and close or remove what others said: who writes in the text."""
    return can_edit(person, specification)


def can_read_versions(person, specification):
    """May see the versions of this document and compare them: all who read it."""
    return can_read(person, specification)


def can_keep_version(person, specification):
    """May keep the text as a named version, or put a version in its place: who may write in it now."""
    return can_edit(person, specification)


def can_lead_adoption(person, specification):
    """May open and close consultations and votes, begin the next draft, publish an erratum."""
    return _has(person, ADOPT_DOCUMENTS, specification.group)


def is_draft(specification):
    """Whether the text is a draft: a step may open, by a person or by the clock."""
    return specification.status == SpecificationStatus.DRAFT


def can_open_step(person, specification):
    """May open or plan a consultation, or open a vote: while the text is a draft."""
    return is_draft(specification) and can_lead_adoption(person, specification)


def can_change_plan(person, plan):
    """May put a planned consultation otherwise, or call it off: who leads the adoption, before it opens."""
    return plan.is_waiting and can_lead_adoption(person, plan.specification)


def can_extend(person, consultation):
    """May put the last day later: who leads the adoption, while comments are taken."""
    return consultation.is_open and can_lead_adoption(person, consultation.specification)


def can_know_of(person, event):
    """May be told what happened to a consultation or its plan: who reads the consultation, or the plan's document."""
    if event.consultation is not None:
        return can_read_consultation(person, event.consultation)
    return can_read(person, event.specification)


def can_open_settings(person, specification):
    """May see what a text is called, was called, and where it is put aside: who writes in the group."""
    return _has(person, EDIT_DOCUMENTS, specification.group)


def can_rename(person, specification):
    """May give it another title: who writes in it now."""
    return can_edit(person, specification)


def can_put_aside(person, specification):
    """May put it aside: who leads the adoption, while it is a draft that was never shown, voted on or adopted."""
    return can_open_step(person, specification) and not specification.was_shown


def can_see_aside(person, group):
    """May see the list of what the group has put aside: who may take it up again."""
    return _has(person, ADOPT_DOCUMENTS, group)


def can_take_up(person, specification):
    """May make a draft again of what was put aside."""
    return specification.status == SpecificationStatus.ASIDE and can_see_aside(person, specification.group)


def can_begin_next(person, specification):
    """May begin the draft that follows an adopted version."""
    return specification.status == SpecificationStatus.ADOPTED and can_lead_adoption(person, specification)


def can_read_consultation(person, consultation):
    """May read the text, the comments and the answers: who reads the document, or everybody where it is open."""
    return consultation.audience == Audience.EVERYBODY or can_read(person, consultation.specification)


def can_comment_in(person, consultation):
    """May comment now: who may read it, logged in, until its last day."""
    return consultation.is_open and person.is_authenticated and can_read_consultation(person, consultation)


def can_withdraw_comment(person, comment):
    """May take it back: their own, unanswered, while comments are taken."""
    return comment.author_id == person.pk and not comment.answer and comment.consultation.is_open


def can_answer_comments(person, consultation):
    """May answer: who writes in the group's documents, until the text is put to the vote."""
    specification = consultation.specification
    is_time = specification.status in (SpecificationStatus.DRAFT, SpecificationStatus.CONSULTATION)
    return is_time and _has(person, EDIT_DOCUMENTS, specification.group)


def can_read_vote(person, vote):
    """May see a vote and what came of it: who reads the document; and until it is closed, who is on its roll."""
    return can_read(person, vote.specification) or (
        vote.is_open and person.is_authenticated and vote.ballots.filter(person=person).exists()
    )


def can_keep_template(person, specification):
    """May keep this text as a template for all groups: who runs its group."""
    return can_read(person, specification) and can_manage(person, specification.group)


def can_drop_template(person, template):
    """May take a template away: who runs the group it came from; the staff where there is none any more."""
    if template.group is None:
        return person.is_authenticated and person.has_perm(f"workgroups.{MANAGE_GROUP}")
    return can_manage(person, template.group)


def document_access(person, document):
    """What the co-editing engine asks about a document of kind "specification"; nothing where it was deleted."""
    specification = getattr(document, "specification", None)
    if specification is None:
        return None
    if can_edit(person, specification):
        return WRITE
    if can_suggest(person, specification):
        return COMMENT
    return READ if can_read(person, specification) else None
