"""The specifications a group writes."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import roles
from portal.coediting.models import Document, Update

from ..enums import SpecificationKinds, SpecificationStatus, TextEvents
from ..validators import CODE_PREFIX
from .group import WorkingGroup


class SpecificationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The specifications `person` may read; agrees with `permissions.can_read`."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(group__in=roles.objects_for(person, "workgroups.read_documents").values("pk"))

    def listed(self):
        """Those that lists show: all but those that were put aside."""
        return self.exclude(status=SpecificationStatus.ASIDE)

    def put_aside(self):
        """Those that were put aside."""
        return self.filter(status=SpecificationStatus.ASIDE)

    def with_last_change(self):
        """Adds `last_changed_at`: when its text was last written in, or else when it was made."""
        updates = Update.objects.filter(document=models.OuterRef("document")).order_by("-epoch", "-seq")
        return self.annotate(
            last_changed_at=Coalesce(models.Subquery(updates.values("committed_at")[:1]), models.F("created_at"))
        )


class Specification(models.Model):
    """A document of a group; its text is the co-edited `document`."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="specifications")
    kind = models.CharField(
        _("kind"), max_length=20, choices=SpecificationKinds.choices, default=SpecificationKinds.SPECIFICATION
    )
    title = models.CharField(_("title"), max_length=200)
    code_prefix = models.CharField(
        _("code of its requirements"),
        max_length=6,
        blank=True,
        validators=[CODE_PREFIX],
        help_text=_("Two to six capitals, such as TIC: the requirements will be called TIC-001, TIC-002…"),
    )
    next_number = models.PositiveIntegerField(_("next number of a requirement"), default=1, editable=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="specification")
    status = models.CharField(
        _("status"), max_length=20, choices=SpecificationStatus.choices, default=SpecificationStatus.DRAFT
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SpecificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("specification")
        verbose_name_plural = _("specifications")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                "group",
                name="workgroups_specification_title_unique",
                violation_error_message=_("The group already has a document with this title."),
            ),
            models.UniqueConstraint(
                fields=["code_prefix"],
                condition=~models.Q(code_prefix=""),
                name="workgroups_specification_code_unique",
                violation_error_message=_("Another document already uses this code."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workgroups:document-detail", args=[self.group.slug, self.document_id])

    @property
    def has_requirements(self):
        """Whether it holds requirements with codes: a guide does not."""
        return self.kind == SpecificationKinds.SPECIFICATION

    @property
    def has_codes(self):
        """Whether a code was given in it, written or not: its prefix then stays as it is."""
        return self.next_number > 1

    @property
    def was_shown(self):
        """Whether it was ever in consultation, put to the vote or adopted."""
        return self.consultations.exists() or self.votes.exists() or self.adopted_versions.exists()


class SpecificationEvent(models.Model):
    """Who renamed a text, put it aside or took it up again, and when; with the names it had before and since."""

    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=20, choices=TextEvents.choices)
    was_title = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    was_code_prefix = models.CharField(max_length=6, blank=True)
    code_prefix = models.CharField(max_length=6, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event of a specification")
        verbose_name_plural = _("events of specifications")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.specification} – {self.get_what_display()}"

    def get_absolute_url(self):
        return reverse(
            "workgroups:document-settings", args=[self.specification.group.slug, self.specification.document_id]
        )
