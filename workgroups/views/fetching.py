"""The ways up from a group's own screens, and to its documents and meetings."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import pgettext

from portal.refusals import shown_or_hidden

from ..models import Meeting, Specification


def crumbs_of(group):
    """The way to a screen of the group."""
    return [(group.name, group.get_absolute_url())]


def crumbs_of_meetings(group, meeting=None):
    """The way to a screen about the group's meetings, or about one of them."""
    listed = [
        *crumbs_of(group),
        (pgettext("section", "Meetings"), reverse("workgroups:meeting-list", args=[group.slug])),
    ]
    return [*listed, (str(meeting), meeting.get_absolute_url())] if meeting else listed


def specification_of(person, slug, document_id):
    """The document with its group; Hidden where it is not for `person` to read."""
    visible = Specification.objects.visible_to(person).select_related("group", "document")
    return shown_or_hidden(visible, group__slug=slug, document=document_id)


def meeting_of(person, slug, meeting_id, may=None):
    """The meeting with its group; Hidden where `person` does not see it, 403 where `may(person, meeting)` says no."""
    visible = Meeting.objects.visible_to(person).select_related("group")
    meeting = shown_or_hidden(visible, public_id=meeting_id, group__slug=slug)
    if may is not None and not may(person, meeting):
        raise PermissionDenied
    return meeting
