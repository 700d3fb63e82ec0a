"""Meetings of a group, and who says that they come."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import roles
from portal.meetings import ReadOff

from ..enums import MeetingAnswers, Presences
from .group import WorkingGroup


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Meetings of the groups `person` is inside of; agrees with `permissions.is_inside`."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(group__in=roles.objects_for(person, "workgroups.view_group").values("pk"))

    def to_come(self):
        """Those not over and not called off, the next one first."""
        return self.filter(cancelled_at=None, ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def held(self):
        """Those that have begun and were not called off, the last one first."""
        return self.filter(cancelled_at=None, starts_at__lte=timezone.now()).order_by("-starts_at", "pk")


class Meeting(ReadOff, models.Model):
    """A meeting, planned or called off; `sequence` grows with each change that calendars have to follow."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link to join from afar"), max_length=500, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("One item a line."))
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("planned"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of a group")
        verbose_name_plural = _("meetings of groups")
        ordering = ["-starts_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="workgroups_meeting_ends_after_it_begins",
                violation_error_message=_("A meeting ends after it begins."),
            )
        ]

    def __str__(self):
        day = date_format(timezone.localtime(self.starts_at), "DATE_FORMAT")
        return gettext("Meeting of %(day)s") % {"day": day}

    def get_absolute_url(self):
        return reverse("workgroups:meeting-detail", args=[self.group.slug, self.public_id])


class MeetingAnswer(models.Model):
    """Somebody who was told of a meeting, and what they answered."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=MeetingAnswers.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer to a meeting")
        verbose_name_plural = _("answers to meetings")
        ordering = ["person__name_folded", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="workgroups_meetinganswer_once")]

    def __str__(self):
        return str(self.person)

    @property
    def told(self):
        """What they answered, said of somebody else."""
        return MeetingAnswers(self.answer).told if self.answer else ""


class AttendanceQuerySet(models.QuerySet):
    def there(self):
        """Those who were there, in the room or from afar."""
        return self.filter(presence__in=[Presences.PRESENT, Presences.AFAR])


class Attendance(models.Model):
    """Whether somebody was at a meeting: a person known here, or by name only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    presence = models.CharField(_("attendance"), max_length=10, choices=Presences.choices, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendance at meetings")
        ordering = ["person__name_folded", "name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=models.Q(person__isnull=False),
                name="workgroups_attendance_once",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(name=""), name="workgroups_attendance_has_a_name"
            ),
        ]

    def __str__(self):
        return str(self.person) if self.person else self.name
