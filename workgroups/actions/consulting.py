"""A text is shown for comment until a day; the editors answer every comment."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import coediting, notices
from portal.text import fold

from .. import permissions, places
from ..enums import Answers, ConsultationEvents, SpecificationStatus, VersionKinds
from ..models import Consultation, ConsultationComment, ConsultationEvent
from ..people import concerned_by, editors_of
from ..refusals import GroupRefusal
from .freezing import frozen_version, locked

MOST_A_PERSON = 200


@transaction.atomic
def open_consultation(specification, *, ends_on, audience, question="", by, plan=None):
    """Closes the text to writing and shows it for comment until `ends_on` (a date, included); the group is told.

    With `plan`, the clock opens what `by` planned: whoever runs the group by now stands by it, and `by` is told too.
    Raises GroupRefusal.
    """
    specification = locked(specification)
    may_open = permissions.is_draft(specification) if plan else permissions.can_open_step(by, specification)
    if not may_open:
        raise GroupRefusal(_("A consultation is opened by the group's facilitator, on a draft."))
    if plan is None:
        refuse_planned(specification)
    refuse_past(ends_on)
    version = frozen_version(specification, VersionKinds.CONSULTATION, by=by)
    specification.status = SpecificationStatus.CONSULTATION
    specification.save(update_fields=["status"])
    consultation = Consultation.objects.create(
        specification=specification,
        version=version,
        audience=audience,
        question=question,
        ends_on=ends_on,
        opened_by=by,
        title_folded=fold(specification.title),
        text_folded=fold(coediting.text(version.content)),
    )
    _happened(consultation, ConsultationEvents.OPENED, by=None if plan else by)
    people = concerned_by(specification, audience)
    tell("consultation_opened", consultation, people if plan else people.exclude(pk=by.pk))
    return consultation


@transaction.atomic
def comment(consultation, *, text, anchor="", by):
    """What `by` says about the place `anchor` names, or about the whole text. Raises GroupRefusal."""
    consultation = locked_consultation(consultation)
    if not permissions.can_comment_in(by, consultation):
        raise GroupRefusal(_("This consultation takes no more comments."))
    if consultation.comments.filter(author=by).count() >= MOST_A_PERSON:
        raise GroupRefusal(_("You have sent very many comments: write to the group's facilitator for the rest."))
    place = places.find(consultation.version.content, anchor)
    return ConsultationComment.objects.create(
        consultation=consultation,
        author=by,
        about=place.kind,
        anchor=place.anchor,
        place=place.label,
        rank=place.rank,
        text=text,
    )


@transaction.atomic
def withdraw_comment(comment, *, by):
    """The author takes a comment back, unanswered. Raises GroupRefusal."""
    locked_consultation(comment.consultation)
    fresh = ConsultationComment.objects.select_related("consultation").filter(pk=comment.pk).first()
    if fresh is None:
        return
    if not permissions.can_withdraw_comment(by, fresh):
        raise GroupRefusal(_("This comment was answered, or the consultation is over: it stays."))
    fresh.delete()


@transaction.atomic
def answer_comment(comment, *, answer, reason, seen="", by):
    """Accepted, accepted in part or not taken up, and why; told to the authors once all are answered.

    `seen` is the answer the editor had before them: where another one came meanwhile, nothing is done. Raises
    GroupRefusal.
    """
    consultation = locked_consultation(comment.consultation)
    fresh = ConsultationComment.objects.get(pk=comment.pk)
    if not permissions.can_answer_comments(by, consultation):
        raise GroupRefusal(_("Comments are answered by the group's editors, before the vote."))
    if fresh.answer != seen and (fresh.answer, fresh.reason) != (answer, reason):
        raise GroupRefusal(_("Somebody answered this comment in the meantime: read their answer first."))
    if answer != Answers.ACCEPTED and not reason.strip():
        raise GroupRefusal(_("Say why: the author reads it."))
    fresh.answer, fresh.reason = answer, reason
    fresh.answered_by, fresh.answered_at = by, timezone.now()
    fresh.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
    _tell_authors_once_answered(consultation)
    return fresh


@transaction.atomic
def close_consultation(consultation, *, by=None, now=None):
    """No more comments; the text is a draft again, for what was accepted. Without `by`: its last day is over.

    Raises GroupRefusal where it is closed already.
    """
    specification = locked(consultation.specification)
    consultation = locked_consultation(consultation)
    if by is not None and not permissions.can_lead_adoption(by, specification):
        raise GroupRefusal(_("A consultation is closed by the group's facilitator."))
    if consultation.closed_at is not None:
        raise GroupRefusal(_("This consultation is closed already."))
    consultation.closed_at = now or timezone.now()
    consultation.save(update_fields=["closed_at"])
    specification.status = SpecificationStatus.DRAFT
    specification.save(update_fields=["status"])
    coediting.reopen_document(specification.document)
    _happened(consultation, ConsultationEvents.CLOSED, by=by)
    tell("consultation_closed", consultation, editors_of(specification.group))
    _tell_authors_once_answered(consultation)
    return consultation


def refuse_past(ends_on):
    """A step lasts until tomorrow at least: those who are told of it today have a day."""
    if ends_on <= timezone.localdate():
        raise GroupRefusal(_("Choose a last day after today."))


def refuse_planned(specification):
    """Nothing else opens while a consultation is planned."""
    plan = specification.consultation_plans.waiting().first()
    if plan is not None:
        day = date_format(plan.starts_on)
        raise GroupRefusal(_("A consultation is planned for %(day)s: change it or call it off first.") % {"day": day})


def tell(kind, about, people):
    """A mail of `kind` about something to each of `people`, once."""
    for person in people:
        notices.send(kind, subject_id=about.pk, key=f"{kind}:{about.pk}:{person.pk}", person=person)


def _tell_authors_once_answered(consultation):
    if consultation.closed_at is None or consultation.comments.unanswered().exists():
        return
    authors = {comment.author_id: comment.author for comment in consultation.comments.select_related("author")}
    tell("consultation_answered", consultation, [one for one in authors.values() if one.is_active])


def _happened(consultation, what, *, by):
    ConsultationEvent.objects.create(
        specification=consultation.specification,
        consultation=consultation,
        what=what,
        ends_on=consultation.ends_on,
        by=by,
    )


def locked_consultation(consultation):
    """The consultation, locked; the specification is locked before it where both are."""
    rows = Consultation.objects.select_for_update(of=("self",))
    return rows.select_related("specification__group", "version").get(pk=consultation.pk)
