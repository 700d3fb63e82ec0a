"""Who is what in a group, how one gets in, who sees its page, and where a specification stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy


class GroupRoles(models.TextChoices):
    FACILITATOR = "facilitator", _("facilitator")
    EDITOR = "editor", _("editor")
    COMMENTER = "commenter", _("commenter")
    READER = "reader", _("reader")


class Access(models.TextChoices):
    """How somebody becomes part of a group."""

    OPEN = "open", _("open to everybody")
    ON_REQUEST = "on_request", _("on request")
    INVITED = "invited", _("by invitation")


class RequestStatus(models.TextChoices):
    """Where a request to join stands."""

    ASKED = "asked", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Answers(models.TextChoices):
    """Whether somebody comes to a meeting; blank until they say."""

    YES = "yes", pgettext_lazy("coming to a meeting", "I come")
    AFAR = "afar", pgettext_lazy("coming to a meeting", "I join from afar")
    NO = "no", pgettext_lazy("coming to a meeting", "I do not come")

    @property
    def told(self):
        """The same, said of somebody else."""
        return {
            "yes": pgettext("somebody at a meeting", "comes"),
            "afar": pgettext("somebody at a meeting", "joins from afar"),
            "no": pgettext("somebody at a meeting", "does not come"),
        }[self.value]


class Presences(models.TextChoices):
    """Who was at a meeting; blank until it is noted."""

    PRESENT = "present", pgettext_lazy("attendance", "Present")
    AFAR = "afar", pgettext_lazy("attendance", "From afar")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class MinutesStatus(models.TextChoices):
    """Where minutes stand: written, read by those who were there, adopted and frozen."""

    WRITTEN = "written", pgettext_lazy("minutes", "being written")
    READ = "read", pgettext_lazy("minutes", "out for remarks")
    ADOPTED = "adopted", pgettext_lazy("minutes", "adopted")


class Visibility(models.TextChoices):
    """Who sees that the group exists; its documents are for its people alone in either case."""

    PUBLIC = "public", _("everybody")
    PRIVATE = "private", _("the people of the group")


class SpecificationStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    CONSULTATION = "consultation", _("in consultation")
    ADOPTED = "adopted", _("adopted")


class VersionKinds(models.TextChoices):
    """Why a version of a text was kept."""

    NAMED = "named", _("named version")
    AUTOMATIC = "automatic", _("automatic version")
    BEFORE_RESTORE = "before_restore", _("before a restoration")
