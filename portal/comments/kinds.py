"""Which texts may be commented on: each app registers its kinds, and answers for their rights and their people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from portal import coediting, threads
from portal.notices import Scope
from portal.threads import ThreadKind

from .models import Comment
from .refusals import still_open

COMMENT = "comment"  # the kind of thread


@dataclass(frozen=True)
class CommentKind:
    """What an app says of its texts; every function takes the co-edited Document (rights: the person first).

    `people` are those who may comment there, and so may be called upon; `accompaniers` those whom an answer by mail
    has to reach in any case. Both are querysets of people. `scope_of` is what one sets one's notifications by.
    `hold` locks what these rights depend on until the transaction ends, and sees to it that the document knows it as it
    is now: nothing is said in a text that is closed at the same moment.
    """

    can_read: Callable[[Any, Any], bool]
    can_comment: Callable[[Any, Any], bool]
    can_settle: Callable[[Any, Any], bool]
    people: Callable[[Any], Any]
    accompaniers: Callable[[Any], Any]
    title_of: Callable[[Any], str]
    path_of: Callable[[Any], str]
    scope_of: Callable[[Any], Scope | None]
    hold: Callable[[Any], None]


_kinds: dict[str, CommentKind] = {}


def register_kind(kind: str, about: CommentKind) -> None:
    """Called once from an app's `ready()`; `kind` is that of the co-edited document."""
    _kinds[kind] = about
    coediting.allow_comments(kind)


def kind_of(document) -> CommentKind | None:
    """What the document's app says of it; None where its texts are not commented on."""
    return _kinds.get(document.kind)


def path_of(comment) -> str:
    """The page of the text, with this comment open."""
    return f"{kind_of(comment.document).path_of(comment.document)}?comment={comment.public_id}"


def thread_kind() -> ThreadKind:
    """Comments as something one may talk about, by the rights of the text they are on."""

    def ask(question):
        return lambda *about: getattr(kind_of(about[-1].document), question)(*about[:-1], about[-1].document)

    return ThreadKind(
        find=_find,
        can_read=ask("can_read"),
        can_write=lambda person, comment: comment.resolved_at is None and ask("can_comment")(person, comment),
        can_moderate=ask("can_settle"),
        people=ask("people"),
        followers=_followers,
        accompaniers=ask("accompaniers"),
        title_of=ask("title_of"),
        path_of=path_of,
        scope_of=ask("scope_of"),
        posted=lambda comment: coediting.talk_changed(comment.document),
        hold=_hold,
        has_closed=lambda comment: comment.resolved_at is not None,
        quote_of=lambda comment: comment.quote,
    )


def _hold(comment):
    kind_of(comment.document).hold(comment.document)
    still_open(comment)


def _find(identifier):
    comment = Comment.objects.select_related("document").filter(public_id=identifier).first()
    return comment if comment is not None and kind_of(comment.document) else None


def _followers(comment):
    """Who said something in it, as long as they may."""
    said = get_user_model()._default_manager.filter(pk__in={said.author_id for said in posts_in(comment)})
    return said.filter(pk__in=kind_of(comment.document).people(comment.document).order_by().values("pk"))


def posts_in(comment):
    """What was said in a comment."""
    return threads.said(COMMENT, [comment.public_id])[str(comment.public_id)]
