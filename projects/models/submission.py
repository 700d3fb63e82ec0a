"""What is handed in at a milestone: submissions, their pieces, and files on their way."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import files

from ..enums import OpinionStatus
from .milestone import Milestone
from .people import person_field
from .project import Project


class SubmissionQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Submission(models.Model):
    """What was handed in, once; never changed afterwards. The milestone carries the status.

    A submission that nobody has begun to review can be withdrawn: it stays, and counts no more.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="submissions", verbose_name=_("milestone")
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    submitted_by = person_field(verbose_name=_("submitted by"))
    on_behalf_of = person_field(null=True, blank=True, verbose_name=_("on behalf of"))
    first_read_at = models.DateTimeField(_("review begun"), null=True, blank=True, editable=False)
    first_read_by = person_field(null=True, blank=True, editable=False, verbose_name=_("review begun by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_by = person_field(null=True, blank=True, editable=False, verbose_name=_("withdrawn by"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["milestone", "number"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "number"], name="projects_submission_number_unique")
        ]

    def __str__(self):
        return f"{self.milestone} — {self.number}"

    def get_absolute_url(self):
        return reverse("projects:submission-receipt", args=[self.milestone.project.slug, self.public_id])

    @property
    def submitted_for(self):
        """The person whose submission it is."""
        return self.on_behalf_of or self.submitted_by


class StoredFile(models.Model):
    """A private file with what was found out about it when it came."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = files.PrivateFileField(upload_to=files.random_path("deliverables"), blank=True)
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64)
    content_type = models.CharField(_("content type"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class DeliverableQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Pieces of the submissions `person` reads, and those an expected opinion shares. See `can_read_piece`."""
        read, handing_in = (
            models.Q(submission__milestone__project__in=projects.order_by().values("pk"))
            for projects in (Project.objects.reading_submissions(person), Project.objects.handing_in(person))
        )
        standing = models.Q(submission__withdrawn_at=None)
        own = models.Q(submission__submitted_by=person.pk)
        shared = self.model.objects.filter(
            opinion_requests__expert=person.pk,
            opinion_requests__status=OpinionStatus.ASKED,
            submission__milestone__project__closed_on=None,
        )
        return self.filter((read & (standing | own | handing_in)) | models.Q(pk__in=shared.order_by().values("pk")))


class Deliverable(StoredFile):
    """A piece of a submission: the original file, as it came.

    Versions of one deliverable share its `lineage`. A piece taken over unchanged from the submission before is a row
    of its own with the same version and the same stored file.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="deliverables")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    is_carried = models.BooleanField(_("taken over unchanged"), default=False)
    deposited_by = models.CharField(_("deposited by"), max_length=120, blank=True)
    removed_at = models.DateTimeField(_("original deleted"), null=True, blank=True, editable=False)
    stands_for = models.ForeignKey(
        "projects.ChecklistAnswer",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="files",
        verbose_name=_("expected piece"),
    )

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["submission", "pk"]

    def get_absolute_url(self):
        return reverse("projects:deliverable-download", args=[self.public_id])


class DraftFile(StoredFile):
    """A file somebody has uploaded for a milestone and not submitted yet."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="draft_files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    replaces = models.ForeignKey(Deliverable, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("draft file")
        verbose_name_plural = _("draft files")
        ordering = ["milestone", "pk"]
