"""One step of a project's course."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..enums import WITH_LEAD, MilestoneStatus, Stages
from .project import Project


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Milestones of the projects whose course `person` follows."""
        return self.filter(project__in=Project.objects.followed_by(person).order_by().values("pk"))

    def with_lead(self):
        """Those that wait for a submission; nothing does in a project that has ended."""
        return self.filter(status__in=WITH_LEAD, project__closed_on=None)

    def asked_of_lead(self):
        """Those for which the leads are waited for: not while what they prepared waits for the director's visa."""
        return self.with_lead().filter(visa_since=None)

    def to_review(self):
        """Those that wait for a decision."""
        return self.filter(status=MilestoneStatus.SUBMITTED)

    def late(self, on=None):
        """Those whose date has passed while they wait for a submission."""
        return self.with_lead().filter(due_on__lt=on or timezone.localdate())


class Milestone(models.Model):
    """One step of a project's course: what is asked, for when, and where it stands."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("project"))
    order = models.PositiveSmallIntegerField(_("order"))
    stage = models.CharField(_("stage"), max_length=15, choices=Stages.choices, blank=True)
    title = models.CharField(_("title"), max_length=150)
    instructions = models.TextField(_("instructions"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    model_documents = models.ManyToManyField(
        "projects.ModelDocument", blank=True, related_name="milestones", verbose_name=_("model documents")
    )
    laid_from = models.ForeignKey(
        "projects.TemplateMilestone", on_delete=models.SET_NULL, null=True, editable=False, related_name="laid"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=MilestoneStatus.choices, default=MilestoneStatus.PENDING, editable=False
    )
    status_since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    visa_since = models.DateTimeField(_("waits for the visa since"), null=True, blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["status", "status_since", "visa_since"])  # those have their own log
    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["project", "order"]
        constraints = [models.UniqueConstraint(fields=["project", "order"], name="projects_milestone_order_unique")]
        indexes = [models.Index(fields=["status", "due_on"], name="projects_milestone_status")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:milestone-detail", args=[self.project.slug, self.public_id])

    @property
    def is_with_lead(self):
        """Whether it waits for a submission; nothing does in a project that has ended."""
        return self.status in WITH_LEAD and not self.project.is_closed

    @property
    def is_asked_of_lead(self):
        """Whether the leads are waited for: not while what they prepared waits for the director's visa."""
        return self.is_with_lead and self.visa_since is None

    @property
    def is_late(self):
        """Whether its date has passed while it waits for a submission."""
        return self.is_with_lead and self.due_on is not None and self.due_on < timezone.localdate()
