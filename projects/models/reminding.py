"""Reminders that were sent or noted, those that are postponed, and when they leave by themselves."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..enums import ReminderKinds
from .milestone import Milestone
from .people import person_field

MOST_DAYS, MOST_NUMBERS = 365, 10


class Reminder(models.Model):
    """A reminder that was sent or noted: one a day at most for a milestone and a person, by hand or on schedule."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="reminders")
    person = person_field(verbose_name=_("person"))
    by = person_field(null=True, blank=True, verbose_name=_("by"))
    kind = models.CharField(
        _("kind"), max_length=10, choices=ReminderKinds.choices, default=ReminderKinds.PORTAL, editable=False
    )
    note = models.TextField(_("note"), blank=True)
    sent_on = models.DateField(_("sent on"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["milestone", "-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "person", "sent_on"], name="projects_reminder_once_a_day")
        ]

    def __str__(self):
        return f"{self.milestone} — {self.person} ({self.sent_on})"


class SnoozeQuerySet(models.QuerySet):
    def in_force(self, on=None):
        """Those that hold reminders back on a day; what happened at the milestone since has ended the others."""
        return self.filter(ended_at=None, until__gt=on or timezone.localdate(), at__gte=F("milestone__status_since"))


class Snooze(models.Model):
    """The reminders of a milestone are postponed until a day; ended early by hand, or by the milestone’s next step."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="snoozes")
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    by = person_field(verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = person_field(null=True, blank=True, verbose_name=_("ended by"))

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        verbose_name = _("postponed reminder")
        verbose_name_plural = _("postponed reminders")
        ordering = ["milestone", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone"], condition=models.Q(ended_at=None), name="projects_snooze_one_open"
            )
        ]

    def __str__(self):
        return f"{self.milestone} — {self.until}"


def numbers_in(text):
    """The numbers of days in "14, 3", the largest first. Raises ValueError for anything else."""
    numbers = {int(word) for word in text.replace(";", " ").replace(",", " ").split()}
    if len(numbers) > MOST_NUMBERS or any(not 0 <= number <= MOST_DAYS for number in numbers):
        raise ValueError(text)
    return sorted(numbers, reverse=True)


def check_days(text):
    """For a field that holds numbers of days."""
    try:
        numbers_in(text)
    except ValueError:
        raise ValidationError(_("Give up to ten numbers of days between 0 and 365, such as: 14, 3.")) from None


@register_setting(icon="mail", order=200)
class ReminderSettings(BaseGenericSetting):
    """When the association reminds by itself. Blank: never."""

    days_before = models.CharField(
        _("days before the date"),
        max_length=60,
        blank=True,
        default="14, 3",
        validators=[check_days],
        help_text=_("Numbers of days, separated by commas. A reminder leaves each time, to the referent only."),
    )
    days_after = models.CharField(
        _("days after the date"),
        max_length=60,
        blank=True,
        default="3, 14, 30",
        validators=[check_days],
        help_text=_("As long as nothing was submitted. Blank: nothing leaves by itself after the date."),
    )

    panels = [FieldPanel("days_before"), FieldPanel("days_after")]

    class Meta:
        verbose_name = _("reminders of the projects")

    def __str__(self):
        return f"{self.days_before} – {self.days_after}"

    @property
    def before(self):
        """Days before a date, the largest number first."""
        return numbers_in(self.days_before)

    @property
    def after(self):
        return numbers_in(self.days_after)
