"""An expert's opinion, asked about one submission: what is shared for it, and what was answered."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import OpinionStatus, Verdicts
from .people import person_field
from .project import Project
from .submission import Deliverable, StoredFile, Submission


class OpinionRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those `person` is asked (until withdrawn), decides beside, or has been shown. See `can_view_opinion`."""
        if not person.is_authenticated:
            return self.none()
        projects = Project.objects
        reviewed = projects.reviewed_by(person).order_by().values("pk")
        read = projects.reading_submissions(person).order_by().values("pk")
        return self.filter(
            (Q(expert=person) & ~Q(status=OpinionStatus.REVOKED))
            | Q(submission__milestone__project__in=reviewed)
            | Q(status=OpinionStatus.GIVEN, shared_at__isnull=False, submission__milestone__project__in=read)
        )

    def expected(self):
        """Those that wait for their expert, in projects that have not ended."""
        return self.filter(status=OpinionStatus.ASKED, submission__milestone__project__closed_on=None)


class OpinionRequest(models.Model):
    """Asked once, and ended once: given, declined or withdrawn. The row is the log of that one step.

    While it is expected, its expert reads what it shares and nothing else of the project.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="opinion_requests")
    expert = person_field(verbose_name=_("expert"))
    asked_by = person_field(verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    question = models.TextField(_("question"))
    due_on = models.DateField(_("due on"))
    shares_text = models.BooleanField(_("the message of the submission is shared"), default=False)
    shared_pieces = models.ManyToManyField(Deliverable, related_name="opinion_requests", verbose_name=_("shared files"))
    status = models.CharField(
        _("status"), max_length=10, choices=OpinionStatus.choices, default=OpinionStatus.ASKED, editable=False
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = person_field(null=True, blank=True, verbose_name=_("ended by"))
    verdict = models.CharField(_("conclusion"), max_length=12, choices=Verdicts.choices, blank=True)
    text = models.TextField(_("opinion"), blank=True, help_text=_("Or the reason why it was declined or withdrawn."))
    shared_at = models.DateTimeField(_("shared with the leads"), null=True, blank=True)
    shared_by = person_field(null=True, blank=True, verbose_name=_("shared by"))

    objects = OpinionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an opinion")
        verbose_name_plural = _("requests for an opinion")
        ordering = ["submission", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "expert"],
                condition=Q(status=OpinionStatus.ASKED),
                name="projects_opinion_expected_once",
            ),
            models.CheckConstraint(
                condition=Q(status=OpinionStatus.ASKED) | Q(ended_at__isnull=False),
                name="projects_opinion_ended_is_dated",
            ),
        ]

    def __str__(self):
        return f"{self.submission} — {self.expert}"

    def get_absolute_url(self):
        return reverse("projects:opinion-detail", args=[self.public_id])

    @property
    def is_expected(self):
        """Whether it waits for its expert."""
        return self.status == OpinionStatus.ASKED

    @property
    def is_given(self):
        """Whether the expert has answered."""
        return self.status == OpinionStatus.GIVEN

    @property
    def is_late(self):
        """Whether its date has passed while it is expected."""
        return self.is_expected and self.due_on < timezone.localdate()


class OpinionFile(StoredFile):
    """The file that came with an opinion."""

    request = models.OneToOneField(OpinionRequest, on_delete=models.CASCADE, related_name="attachment")

    class Meta:
        verbose_name = _("file of an opinion")
        verbose_name_plural = _("files of opinions")

    def get_absolute_url(self):
        return reverse("projects:opinion-download", args=[self.request.public_id])
