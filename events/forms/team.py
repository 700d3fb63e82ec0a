"""Giving a role at an event, with the days on which it begins and ends."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.people.role_forms import GiveRoleForm

from ..enums import EventRoles
from .parts import Day


class GiveEventRoleForm(GiveRoleForm):
    """Somebody, by e-mail address, prepares the event, stands at its door or follows it, from one day to another."""

    role_choices = EventRoles.choices

    since = forms.DateField(label=_("From"), required=False, widget=Day(), help_text=_("Blank: from now on."))
    until = forms.DateField(
        label=_("To"), required=False, widget=Day(), help_text=_("The last day, included. Blank: without an end.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].help_text = _(
            "An organiser prepares everything; the door checks people in; a reader sees the list and its figures. "
            "Only organisers see addresses."
        )

    def clean_since(self):
        day = self.cleaned_data["since"]
        # Today is now: a role given today is in force at once.
        return _beginning_of(day) if day and day > timezone.localdate() else None

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return _beginning_of(day + timedelta(days=1)) if day else None


def _beginning_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
