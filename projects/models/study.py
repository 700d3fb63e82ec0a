"""What surrounds the study: the brief written together, the consultancies consulted, the contacts."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.coediting.models import Document

from ..enums import OfferOutcomes
from .people import person_field
from .project import Project


class BriefModel(models.Model):
    """The association's model of a study brief: one row, from which every project's brief begins."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="brief_model")

    class Meta:
        verbose_name = _("model of a study brief")
        verbose_name_plural = _("models of a study brief")

    def __str__(self):
        return str(self._meta.verbose_name)


class StudyBrief(models.Model):
    """The brief of a project's study, written together."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="brief")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="study_brief")
    begun_by = person_field(verbose_name=_("begun by"))
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)

    class Meta:
        verbose_name = _("study brief")
        verbose_name_plural = _("study briefs")

    def __str__(self):
        return f"{self._meta.verbose_name} – {self.project}"


class BriefVersion(models.Model):
    """The brief as it stood when somebody kept it under a number and a name; never changed afterwards."""

    brief = models.ForeignKey(StudyBrief, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=150)
    content = models.JSONField(_("text"))
    kept_by = person_field(verbose_name=_("kept by"))
    kept_at = models.DateTimeField(_("kept"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a study brief")
        verbose_name_plural = _("versions of study briefs")
        ordering = ["brief", "-number"]
        constraints = [models.UniqueConstraint(fields=["brief", "number"], name="projects_brief_version_unique")]

    def __str__(self):
        return f"{self.number}. {self.name}"

    def get_absolute_url(self):
        return reverse("projects:brief-version", args=[self.brief.project.slug, self.number])


class Consultancy(models.Model):
    """A study consultancy that was consulted, what it offered, and whether it was retained."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="consultancies")
    name = models.CharField(_("consultancy"), max_length=200)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    consulted_on = models.DateField(_("consulted on"), null=True, blank=True)
    amount = models.DecimalField(_("offer, excluding tax (€)"), max_digits=12, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=OfferOutcomes.choices, default=OfferOutcomes.CONSULTED
    )
    reason = models.TextField(_("why it was retained or not"), blank=True)

    class Meta:
        verbose_name = _("consultancy")
        verbose_name_plural = _("consultancies")
        ordering = ["project", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                name="projects_offer_not_negative",
                violation_error_message=_("An amount is not negative."),
            )
        ]

    def __str__(self):
        return self.name


class ProjectContact(models.Model):
    """Somebody who counts for the project and needs no account; shown to those who follow it, never to visitors."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("role in the project"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["project", "name", "pk"]

    def __str__(self):
        return self.name
