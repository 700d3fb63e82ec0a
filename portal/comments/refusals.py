"""What is refused here, in the person's words."""

from django.utils.translation import gettext as _

from portal.refusals import Refusal

from .models import Comment


class CommentRefusal(Refusal):
    """A "no" of this app."""


def still_open(comment):
    """Locks the comment. Raises CommentRefusal where it was resolved meanwhile."""
    if Comment.objects.select_for_update().get(pk=comment.pk).resolved_at is not None:
        raise CommentRefusal(_("This comment is resolved: reopen it to answer."))
