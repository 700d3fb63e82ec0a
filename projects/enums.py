"""States and roles of an accompanied project."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectRoles(models.TextChoices):
    LEAD = "lead", _("Project lead")
    CONTRIBUTOR = "contributor", _("Contributor")
    ACCOMPANIER = "accompanier", _("Accompanier")
    EXPERT = "expert", _("Expert")
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
