"""A text shown for comment between two dates, and the comments with their answers."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import roles

from ..enums import Anchors, Answers, Audience
from .specification import Specification
from .version import Version


def last_day(step):
    """The last day of a consultation or a vote as it came to be: the clock closes it on a day after, people before."""
    return min(timezone.localdate(step.closed_at), step.ends_on) if step.closed_at else step.ends_on


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those `person` (or a visitor) may read; agrees with `permissions.can_read_consultation`."""
        public = models.Q(audience=Audience.EVERYBODY)
        if not person.is_authenticated:
            return self.filter(public)
        groups = roles.objects_for(person, "workgroups.read_documents").values("pk")
        return self.filter(public | models.Q(specification__group__in=groups))

    def open(self):
        """Those that nobody has closed."""
        return self.filter(closed_at=None)

    def taking_comments(self, today):
        """Those one may comment on, on that day."""
        return self.open().filter(ends_on__gte=today)

    def past_their_end(self, today):
        """Those whose last day is over and that nobody closed."""
        return self.open().filter(ends_on__lt=today)


class Consultation(models.Model):
    """The text of `version`, shown for comment until `ends_on` (included); one at a time for a specification."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="consultations")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="consultation")
    audience = models.CharField(_("open to"), max_length=20, choices=Audience.choices, default=Audience.GROUP)
    question = models.TextField(
        _("what you ask"), max_length=2000, blank=True, help_text=_("Shown above the text. May stay empty.")
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField(_("last day"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    title_folded = models.CharField(max_length=400, editable=False, default="")
    text_folded = models.TextField(editable=False, default="")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-opened_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["specification"],
                condition=models.Q(closed_at=None),
                name="workgroups_consultation_one_open",
            )
        ]

    def __str__(self):
        return f"{self.specification} – {self.opened_at:%Y-%m-%d}"

    def get_absolute_url(self):
        specification = self.specification
        place = [specification.group.slug, specification.document_id, self.public_id]
        return reverse("workgroups:consultation-detail", args=place)

    @property
    def is_open(self):
        """Whether comments are still taken."""
        return self.closed_at is None and timezone.localdate() <= self.ends_on

    @property
    def last_day(self):
        """The last day comments were or are taken: earlier than announced where somebody closed it."""
        return last_day(self)


class CommentQuerySet(models.QuerySet):
    def unanswered(self):
        """Those the editors have not answered."""
        return self.filter(answer="")


class ConsultationComment(models.Model):
    """What somebody says about the whole text, a section or a requirement; answered by the editors."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(_("about"), max_length=20, choices=Anchors.choices, default=Anchors.WHOLE)
    anchor = models.CharField(max_length=120, blank=True)  # the id in the rendered text
    place = models.CharField(
        pgettext_lazy("in a text", "place"), max_length=300, blank=True
    )  # "2.1 Confidentialité", "TIC-012", as shown then
    rank = models.PositiveIntegerField(default=0)  # of the place in the text: the table follows it
    text = models.TextField(_("comment"), max_length=5000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=20, choices=Answers.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment in a consultation")
        verbose_name_plural = _("comments in a consultation")
        ordering = ["rank", "written_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.author} – {self.place or self.get_about_display()}"

    def get_absolute_url(self):
        return f"{self.consultation.get_absolute_url()}#comment-{self.public_id}"
