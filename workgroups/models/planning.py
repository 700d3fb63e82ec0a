"""A consultation that will open by itself, and what became of each: the history that its pages show."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Audience, ConsultationEvents
from .consultation import Consultation
from .specification import Specification


class PlanQuerySet(models.QuerySet):
    def waiting(self):
        """Those that have neither opened nor been given up."""
        return self.filter(consultation=None, ended_at=None)

    def due(self, today):
        """Those whose first day has come."""
        return self.waiting().filter(starts_on__lte=today)


class ConsultationPlan(models.Model):
    """A consultation to come: the text is written in until `starts_on`; one waits at a time for a specification.

    `lacking` says what kept it from opening on its day, until it does.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="consultation_plans")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    audience = models.CharField(_("open to"), max_length=20, choices=Audience.choices, default=Audience.GROUP)
    question = models.TextField(
        _("what you ask"), max_length=2000, blank=True, help_text=_("Shown above the text. May stay empty.")
    )
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    lacking = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, null=True, blank=True, related_name="plan"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned consultation")
        verbose_name_plural = _("planned consultations")
        ordering = ["-planned_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["specification"],
                condition=models.Q(consultation=None, ended_at=None),
                name="workgroups_consultationplan_one_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__lt=models.F("ends_on")), name="workgroups_consultationplan_lasts"
            ),
        ]

    def __str__(self):
        return f"{self.specification} – {self.starts_on:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse(
            "workgroups:adoption-detail", args=[self.specification.group.slug, self.specification.document_id]
        )

    @property
    def is_waiting(self):
        """Whether it may still open, change or be called off."""
        return self.consultation_id is None and self.ended_at is None


class ConsultationEvent(models.Model):
    """What happened to a consultation or to its plan, with the days as they were before and as they are since.

    Without `by`, the clock did it.
    """

    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="consultation_events")
    plan = models.ForeignKey(ConsultationPlan, on_delete=models.CASCADE, null=True, related_name="events")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, null=True, related_name="events")
    what = models.CharField(max_length=20, choices=ConsultationEvents.choices)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    was_starts_on = models.DateField(null=True)
    was_ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event of a consultation")
        verbose_name_plural = _("events of consultations")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.specification} – {self.get_what_display()}"

    def get_absolute_url(self):
        return (self.consultation or self.plan).get_absolute_url()
