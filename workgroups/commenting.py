"""Comments on specifications: the rights and the people are the group's."""

from portal import comments, notices, roles
from portal.comments import CommentKind

from . import permissions
from .actions.freezing import locked
from .people import facilitators_of


def _of(document):
    return document.specification


def _people(document):
    """Who may comment on it, in the group or over all of them: they are named, and told of answers."""
    return roles.people_with(f"workgroups.{permissions.COMMENT_DOCUMENTS}", _of(document).group)


def _ask(may):
    """A right on the specification, asked of its text; nobody has one where it was deleted."""
    return lambda person, document: hasattr(document, "specification") and may(person, _of(document))


def _scope(document):
    group = _of(document).group
    return notices.Scope("group", str(group.pk), group.name)


def _hold(document):
    """The lock that every step of an adoption takes: a comment comes before it, or not at all."""
    if hasattr(document, "specification"):
        document.specification = locked(document.specification)


def register():
    """Called by the app's `ready()`."""
    kind = CommentKind(
        can_read=_ask(permissions.can_read),
        can_comment=_ask(permissions.can_comment),
        can_settle=_ask(permissions.can_settle),
        people=_people,
        accompaniers=lambda document: facilitators_of(_of(document).group),
        title_of=lambda document: f"{_of(document).title} – {_of(document).group.name}",
        path_of=lambda document: _of(document).get_absolute_url(),
        scope_of=_scope,
        hold=_hold,
    )
    for name in ("specification", "guide"):
        comments.register_kind(name, kind)
