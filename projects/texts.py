"""What the co-editing engine asks about the texts of a project, beside the right to them: `register` is called once."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import coediting, roles

from .permissions import brief_access, brief_model_access, minutes_access


def register():
    """Minutes, study briefs and the model of a brief."""
    coediting.register_kind(
        "minutes",
        access=minutes_access,
        readers=_readers(_meeting),
        place=_minutes_place,
        kept=_nothing_kept,
        owner="steering_meeting__project",
    )
    coediting.register_kind(
        "study_brief",
        access=brief_access,
        readers=_readers(_brief),
        place=_brief_place,
        kept=_brief_versions,
        owner="study_brief__project",
    )
    coediting.register_kind("brief_model", access=brief_model_access)


def _meeting(document):
    return getattr(document, "steering_meeting", None)


def _brief(document):
    return getattr(document, "study_brief", None)


def _readers(owner_of):
    """Who follows the project of what `owner_of(document)` answers; agrees with the access to its text."""

    def readers(document):
        owner = owner_of(document)
        if owner is None:
            return get_user_model().objects.none()
        return roles.people_with("projects.view_project", owner.project)

    return readers


def _minutes_place(document):
    meeting = _meeting(document)
    if meeting is None:
        return None
    address = reverse("projects:minutes-detail", args=[meeting.project.slug, meeting.public_id])
    return _("Minutes – %(meeting)s") % {"meeting": meeting}, address


def _brief_place(document):
    brief = _brief(document)
    return (str(brief), reverse("projects:brief-detail", args=[brief.project.slug])) if brief else None


def _nothing_kept(_document):
    return ()


def _brief_versions(document):
    brief = _brief(document)
    return brief.versions.values_list("content", flat=True).iterator() if brief else ()
