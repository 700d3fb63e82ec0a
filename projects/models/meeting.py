"""Meetings of a project's steering committee: who is invited, the minutes, what was decided."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.coediting.models import Document
from portal.meetings import ReadOff

from ..enums import Presences
from .people import person_field
from .project import Project


class SteeringMeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Meetings of the projects `person` follows."""
        return self.filter(project__in=Project.objects.followed_by(person).order_by().values("pk"))


class SteeringMeeting(ReadOff, models.Model):
    """A meeting, planned or called off; `sequence` grows with each change that calendars have to follow."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link to join from afar"), max_length=500, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("One item a line."))
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)
    cancelled_why = models.TextField(_("why it was called off"), blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    minutes = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="steering_meeting"
    )
    created_by = person_field(verbose_name=_("planned by"), editable=False)
    created_at = models.DateTimeField(_("planned"), default=timezone.now, editable=False)

    objects = SteeringMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("steering committee meeting")
        verbose_name_plural = _("steering committee meetings")
        ordering = ["project", "-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="projects_meeting_ends_after_it_begins",
                violation_error_message=_("A meeting ends after it begins."),
            )
        ]

    def __str__(self):
        day = date_format(timezone.localtime(self.starts_at), "DATE_FORMAT")
        return gettext("Steering committee of %(day)s") % {"day": day}

    def get_absolute_url(self):
        return reverse("projects:meeting-detail", args=[self.project.slug, self.public_id])


class MeetingGuest(models.Model):
    """Somebody invited to a meeting, known here or by name only, and whether they came."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="guests")
    person = person_field(null=True, blank=True, verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    presence = models.CharField(_("attendance"), max_length=10, choices=Presences.choices, blank=True)

    class Meta:
        verbose_name = _("guest of a meeting")
        verbose_name_plural = _("guests of meetings")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="projects_guest_once"
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="projects_guest_has_a_name"),
        ]

    def __str__(self):
        return str(self.person) if self.person else self.name


class DecisionQuerySet(models.QuerySet):
    def to_do(self):
        """Those still to be carried out."""
        return self.filter(done_at=None)


class Decision(models.Model):
    """What a meeting decided, who is in charge of it and for when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"), max_length=2000)
    person = person_field(null=True, blank=True, verbose_name=_("in charge"))
    charged_name = models.CharField(_("or somebody else, by name"), max_length=200, blank=True)
    due_on = models.DateField(_("for"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done_by = person_field(null=True, blank=True, verbose_name=_("done by"), editable=False)
    created_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["meeting", "pk"]

    def __str__(self):
        return self.text

    @property
    def who(self):
        """Who is in charge, in words."""
        return str(self.person) if self.person else self.charged_name

    @property
    def is_late(self):
        """Whether its date has passed and it is not done."""
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()
