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


class MeetingAnswers(models.TextChoices):
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


class SpecificationKinds(models.TextChoices):
    """What a group produces. A guide has no requirements, and so no codes."""

    SPECIFICATION = "specification", _("specification")
    GUIDE = "guide", _("guide of good practice")


class SpecificationStatus(models.TextChoices):
    """Where a text stands; it is written in only while it is a draft. Put aside, it is out of the lists."""

    DRAFT = "draft", _("draft")
    CONSULTATION = "consultation", _("in consultation")
    VOTE = "vote", pgettext_lazy("status of a specification", "put to the vote")
    ADOPTED = "adopted", pgettext_lazy("status of a specification", "adopted")
    ASIDE = "aside", pgettext_lazy("status of a specification", "put aside")


class TextEvents(models.TextChoices):
    """What happened to a text as a whole, beside what was written in it."""

    RENAMED = "renamed", pgettext_lazy("event of a text", "renamed")
    PUT_ASIDE = "put_aside", pgettext_lazy("event of a text", "put aside")
    TAKEN_UP = "taken_up", pgettext_lazy("event of a text", "taken up again")


class Audience(models.TextChoices):
    """Who reads a text in consultation, and comments on it."""

    GROUP = "group", _("the people of the group")
    EVERYBODY = "everybody", _("everybody: read by all, commented on by who is logged in")


class ConsultationEvents(models.TextChoices):
    """What happens to a consultation and to its plan."""

    PLANNED = "planned", pgettext_lazy("event of a consultation", "planned")
    CHANGED = "changed", pgettext_lazy("event of a consultation", "planned otherwise")
    CALLED_OFF = "called_off", pgettext_lazy("event of a consultation", "called off")
    HELD = "held", pgettext_lazy("event of a consultation", "could not open")
    LAPSED = "lapsed", pgettext_lazy("event of a consultation", "given up: it could not open before its last day")
    OPENED = "opened", pgettext_lazy("event of a consultation", "opened")
    EXTENDED = "extended", pgettext_lazy("event of a consultation", "prolonged")
    CLOSED = "closed", pgettext_lazy("event of a consultation", "closed")


class Anchors(models.TextChoices):
    """What a comment of a consultation is about."""

    WHOLE = "whole", _("the whole text")
    SECTION = "section", _("a section")
    REQUIREMENT = "requirement", _("a requirement")


class Answers(models.TextChoices):
    """What the editors make of a comment."""

    ACCEPTED = "accepted", pgettext_lazy("comment", "accepted")
    PARTLY = "partly", pgettext_lazy("comment", "accepted in part")
    REFUSED = "refused", pgettext_lazy("comment", "not taken up")


class VoteModes(models.TextChoices):
    """How a group adopts a text."""

    VOTE = "vote", pgettext_lazy("way to adopt", "vote: for, against, abstention")
    CONSENT = "consent", pgettext_lazy("way to adopt", "consent: adopted unless somebody objects")


class Choices(models.TextChoices):
    """What somebody says in a vote; an objection is the one word of a consent, and needs a reason."""

    FOR = "for", pgettext_lazy("ballot", "for")
    AGAINST = "against", pgettext_lazy("ballot", "against")
    ABSTAIN = "abstain", pgettext_lazy("ballot", "abstention")
    OBJECTION = "objection", pgettext_lazy("ballot", "objection")


class Outcomes(models.TextChoices):
    """How a vote ended."""

    ADOPTED = "adopted", pgettext_lazy("outcome of a vote", "adopted")
    REJECTED = "rejected", pgettext_lazy("outcome of a vote", "rejected")
    NO_QUORUM = "no_quorum", pgettext_lazy("outcome of a vote", "quorum not reached")
    OBJECTED = "objected", pgettext_lazy("outcome of a vote", "stopped by an objection")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome of a vote", "withdrawn")


class FileKinds(models.TextChoices):
    """The files of an adopted version."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"


class VersionKinds(models.TextChoices):
    """Why a version of a text was kept."""

    NAMED = "named", _("named version")
    AUTOMATIC = "automatic", _("automatic version")
    BEFORE_RESTORE = "before_restore", _("before a restoration")
    CONSULTATION = "consultation", _("text of a consultation")
    VOTE = "vote", _("text put to the vote")


class PassageKinds(models.TextChoices):
    """What search finds in a document."""

    SECTION = "section", _("section")
    REQUIREMENT = "requirement", _("requirement")


class TextImportStates(models.TextChoices):
    """How far a file is that becomes a text."""

    READING = "reading", pgettext_lazy("import", "Being read")
    DONE = "done", pgettext_lazy("import", "Imported")
    REFUSED = "refused", pgettext_lazy("import", "Could not be read")
