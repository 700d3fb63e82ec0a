"""What people do with comments: begin one, answer, resolve and reopen it, change or remove what they said."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import coediting, threads

from .kinds import COMMENT, kind_of
from .models import LONGEST_QUOTE, Comment
from .refusals import CommentRefusal


@transaction.atomic
def begin(document, *, by, quote, text, public_id):
    """A comment on `quote`, words of the text; returns the Comment. Those named in it ("@Camille Martin") are told.

    `public_id` is what the page anchors in the text: sent twice, it makes one comment. Raises CommentRefusal and
    ThreadRefusal where it is not for `by` to comment, or nothing is said.
    """
    _hold(document)
    if not may_comment(by, document):
        raise CommentRefusal(_("This text is not yours to comment."))
    quote = " ".join(quote.split())[:LONGEST_QUOTE]
    comment, is_new = Comment.objects.get_or_create(
        public_id=public_id, defaults={"document": document, "quote": quote, "created_by": by}
    )
    if comment.document_id != document.pk or comment.created_by_id != by.pk:
        raise CommentRefusal(_("This text is not yours to comment."))
    if is_new:
        threads.post(_place(comment), by=by, text=text)
    return comment


def reply(comment, *, by, text, public_id=None):
    """Answers; `public_id` is the form's: sent twice, it makes one answer. Raises CommentRefusal and ThreadRefusal."""
    return threads.post(_place(comment), by=by, text=text, public_id=public_id)


def resolve(comment, *, by):
    """Settles a comment. Raises CommentRefusal where it is not for `by`; a second time changes nothing."""
    _settle(comment, by, resolved_at=timezone.now(), resolved_by=by)


def reopen(comment, *, by):
    """Goes on with a comment that was resolved. Raises CommentRefusal; a second time changes nothing."""
    _settle(comment, by, resolved_at=None, resolved_by=None)


@transaction.atomic
def _settle(comment, by, *, resolved_at, resolved_by):
    _hold(comment.document)
    fresh = Comment.objects.select_for_update(of=("self",)).select_related("document").get(pk=comment.pk)
    if not may_settle(by, fresh):
        raise CommentRefusal(_("Who began a comment, or writes in the text, closes and reopens it."))
    if (fresh.resolved_at is None) == (resolved_at is None):
        return
    fresh.resolved_at, fresh.resolved_by = resolved_at, resolved_by
    fresh.save(update_fields=["resolved_at", "resolved_by"])
    coediting.talk_changed(fresh.document)


@transaction.atomic
def edit(comment, said, *, by, text):
    """Changes one's own words, for a quarter of an hour. Raises CommentRefusal and ThreadRefusal."""
    threads.edit_post(said, by=by, text=text)
    coediting.talk_changed(comment.document)


@transaction.atomic
def remove(comment, said, *, by):
    """Empties what was said; that there was something stays. Raises ThreadRefusal where it is not for `by`."""
    threads.remove_post(said, by=by)
    coediting.talk_changed(comment.document)


def may_comment(person, document):
    """Whether the person may comment on this text now."""
    about = kind_of(document)
    return about is not None and about.can_comment(person, document)


def may_settle(person, comment):
    """Whether the person may resolve and reopen this comment: who began it, and who writes in the text."""
    if not may_comment(person, comment.document):
        return False
    return comment.created_by_id == person.pk or kind_of(comment.document).can_settle(person, comment.document)


def _hold(document):
    """Locks what decides whether one may comment, before a comment: the order of `threads.post` too."""
    if about := kind_of(document):
        about.hold(document)


def _place(comment):
    return threads.place(COMMENT, str(comment.public_id))
