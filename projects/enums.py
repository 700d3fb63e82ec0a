"""States and roles of an accompanied project."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectRoles(models.TextChoices):
    LEAD = "lead", _("Project lead")
    CONTRIBUTOR = "contributor", _("Contributor")
    ACCOMPANIER = "accompanier", _("Accompanier")
    OBSERVER = "observer", _("Observer")
    DIRECTOR = "director", _("Director (gives the visa)")


class Surroundings(models.TextChoices):
    URBAN = "urban", _("Urban")
    RURAL = "rural", _("Rural")


class Sector(models.TextChoices):
    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Private")


class Stages(models.TextChoices):
    """How far the project itself is, in the words of the public sheet."""

    OPPORTUNITY = "opportunity", _("Opportunity")
    STUDY = "study", _("Study")
    DECISION = "decision", _("Decision")
    WORKS = "works", _("Works")
    OPENED = "opened", _("Opened")


class Outcomes(models.TextChoices):
    """How a project ends."""

    OPENED = "opened", pgettext_lazy("end of a project", "The place has opened")
    ABANDONED = "abandoned", pgettext_lazy("end of a project", "The project is abandoned")
    HANDED_OVER = "handed_over", pgettext_lazy("end of a project", "The project is handed over")


class ClosingStates(models.TextChoices):
    """Where the balance sheet of a project's end stands."""

    DRAFT = "draft", pgettext_lazy("balance sheet", "Being written")
    SUBMITTED = "submitted", pgettext_lazy("balance sheet", "Waits for the accompanier")
    CLOSED = "closed", pgettext_lazy("balance sheet", "Project closed")
    REOPENED = "reopened", pgettext_lazy("balance sheet", "Project reopened since")


class MilestoneStatus(models.TextChoices):
    """The one status of a milestone; every change is a row of Transition."""

    PENDING = "pending", _("To be submitted")
    SUBMITTED = "submitted", _("Being reviewed")
    RETURNED = "returned", _("To be corrected")
    REOPENED = "reopened", _("Reopened")
    ACCEPTED = "accepted", _("Accepted")


WITH_LEAD = (MilestoneStatus.PENDING, MilestoneStatus.RETURNED, MilestoneStatus.REOPENED)


class VisaStates(models.TextChoices):
    """The director's word before a submission."""

    PENDING = "pending", pgettext_lazy("visa", "Waits for the visa")
    GIVEN = "given", pgettext_lazy("visa", "Given")
    REFUSED = "refused", pgettext_lazy("visa", "Not given")
    WITHDRAWN = "withdrawn", pgettext_lazy("visa", "Taken back")


class CorrectionReasons(models.TextChoices):
    INCOMPLETE = "incomplete", _("Something is missing")
    INCORRECT = "incorrect", _("Something has to be corrected")
    OUTDATED = "outdated", _("Something is out of date")
    OTHER = "other", _("Another reason")


class ApplicationStatus(models.TextChoices):
    """Where the application of a future lead stands; every change is a row of ApplicationStep."""

    RECEIVED = "received", pgettext_lazy("application", "Received")
    MORE_ASKED = "more_asked", pgettext_lazy("application", "More is asked")
    ANSWERED = "answered", pgettext_lazy("application", "Answered")
    TAKEN_IN = "taken_in", pgettext_lazy("application", "Taken in")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


WITH_STAFF = (ApplicationStatus.RECEIVED, ApplicationStatus.ANSWERED)
STILL_OPEN = (*WITH_STAFF, ApplicationStatus.MORE_ASKED)
CAME_TO_NOTHING = (ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN)


class CountedFrom(models.TextChoices):
    """What the working days of a template's milestone are counted from."""

    START = "start", _("The start of the course")
    PREVIOUS = "previous", _("The milestone just before")
    MILESTONE = "milestone", _("Another milestone")


class AskedKinds(models.TextChoices):
    PIECE = "piece", _("Piece")
    QUESTION = "question", _("Question")


class Answers(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


PIECE_ANSWERS = [
    (Answers.YES, _("Joined")),
    (Answers.NO, _("Not joined")),
    (Answers.NOT_APPLICABLE, Answers.NOT_APPLICABLE.label),
]  # the same answers, said of a piece


class OpinionStatus(models.TextChoices):
    """An opinion is asked once, and ends once."""

    ASKED = "asked", pgettext_lazy("opinion", "Expected")
    GIVEN = "given", pgettext_lazy("opinion", "Given")
    DECLINED = "declined", pgettext_lazy("opinion", "Declined")
    REVOKED = "revoked", pgettext_lazy("opinion", "Withdrawn")


class Verdicts(models.TextChoices):
    """What an expert concludes."""

    FAVOURABLE = "favourable", _("Favourable")
    RESERVATIONS = "reservations", _("Favourable with reservations")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")


class Presences(models.TextChoices):
    """Who was at a meeting; blank until it is noted."""

    PRESENT = "present", pgettext_lazy("attendance", "Present")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class FundingKinds(models.TextChoices):
    """Who pays; everything but the holder's own funds and private money is public aid."""

    OWN = "own", _("Own funds of the holder")
    EUROPE = "europe", _("European Union")
    STATE = "state", _("State")
    REGION = "region", _("Region")
    DEPARTMENT = "department", _("Department")
    LOCAL = "local", _("Intercommunality or commune")
    OTHER_PUBLIC = "other_public", _("Another public body")
    PRIVATE = "private", _("Private")


class FundingStates(models.TextChoices):
    """How far a line of the plan is."""

    TO_ASK = "to_ask", pgettext_lazy("funding", "To be asked")
    ASKED = "asked", pgettext_lazy("funding", "Asked")
    GRANTED = "granted", pgettext_lazy("funding", "Granted")
    REFUSED = "refused", pgettext_lazy("funding", "Refused")
    RECEIVED = "received", pgettext_lazy("funding", "Received")


class OfferOutcomes(models.TextChoices):
    """What became of a consultancy that was consulted."""

    CONSULTED = "consulted", pgettext_lazy("consultancy", "Consulted")
    RETAINED = "retained", pgettext_lazy("consultancy", "Retained")
    DISCARDED = "discarded", pgettext_lazy("consultancy", "Not retained")


class ReminderKinds(models.TextChoices):
    """How somebody was reminded: by the portal, or otherwise and noted there."""

    PORTAL = "portal", _("Mail from the portal")
    PHONE = "phone", _("Telephone")
    MAIL = "mail", _("Mail or letter")
    MEETING = "meeting", _("Meeting")


class PlaceKinds(models.TextChoices):
    """What a sheet of the benchmark library is about."""

    PLACE = "place", pgettext_lazy("benchmark", "Place")
    NETWORK = "network", pgettext_lazy("benchmark", "Network of places")
    PROGRAMME = "programme", pgettext_lazy("benchmark", "Public programme")


class PlaceModels(models.TextChoices):
    """Who carries a place."""

    PUBLIC = "public", pgettext_lazy("model of a place", "Public")
    PRIVATE = "private", pgettext_lazy("model of a place", "Private")
    MIXED = "mixed", pgettext_lazy("model of a place", "Public and private")
    COOPERATIVE = "cooperative", pgettext_lazy("model of a place", "Cooperative")
    ASSOCIATION = "association", pgettext_lazy("model of a place", "Association")
