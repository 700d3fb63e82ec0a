"""What is kept of the comments on a text."""

from uuid import UUID

from django.utils import timezone

from portal import threads

from .kinds import COMMENT, kind_of
from .models import Comment


def began_all(document_id, person_id, identifiers) -> bool:
    """Whether a person began all of these comments on this text; the co-editing engine asks before an anchor moves."""
    try:
        wanted = {UUID(identifier) for identifier in identifiers}
    except ValueError:
        return False
    own = Comment.objects.filter(document=document_id, created_by=person_id, public_id__in=wanted)
    return own.count() == len(wanted)


def comments_on(document, person):
    """The comments on a text, in the order they were begun, each with its `posts` and what `person` may do with them.

    One of which every word was removed is left out.
    """
    about = kind_of(document)
    can_comment, can_settle = about.can_comment(person, document), about.can_settle(person, document)
    rows = list(Comment.objects.filter(document=document).select_related("created_by", "resolved_by"))
    said = threads.said(COMMENT, [row.public_id for row in rows])
    found = []
    for row in rows:
        row.posts = said[str(row.public_id)]
        if all(post.removed_at for post in row.posts):
            continue
        is_open = row.resolved_at is None
        row.may_answer = can_comment and is_open
        row.may_settle = can_comment and (can_settle or row.created_by_id == person.pk)
        for post in row.posts:
            post.may_edit = row.may_answer and threads.may_edit(post, person)
            own = can_comment and post.author_id == person.pk
            post.may_remove = post.removed_at is None and (can_settle or (own and is_open))
        found.append(row)
    return found


def in_words(document) -> dict[str, list[tuple[str, str, str]]]:
    """What was said in the open comments on a text, for a file: by public id, (person, moment as ISO 8601, text)."""
    rows = Comment.objects.filter(document=document, resolved_at=None)
    said = threads.said(COMMENT, [row.public_id for row in rows])
    return {
        identifier: [
            (str(post.speaker), timezone.localtime(post.posted_at).isoformat(timespec="seconds"), post.text)
            for post in posts
            if post.removed_at is None
        ]
        for identifier, posts in said.items()
    }
