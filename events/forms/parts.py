"""What the forms of those who prepare an event have in common, on the site and in the back office."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models import Event
from ..promises import refuse_keeping_longer
from ..refusals import EventNotSaved

MOST_PLACES = 50_000
MOST_REMINDERS, FARTHEST_REMINDER = 5, 90


class Moment(forms.DateTimeInput):
    """The browser's own field for a day and an hour."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class Day(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def site_field(field, **kwargs):
    """The form field of a model's, for the site's screens: moments with the browser's field, texts not too tall."""
    if isinstance(field, models.DateTimeField):
        kwargs["widget"] = Moment()
    elif isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    return field.formfield(**kwargs)


def fields_alone():
    """Fields alone: the template writes the form, its token and its buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


def side_by_side(*names):
    """Fields on one line where there is room."""
    return Div(*[Div(name, css_class="col-sm-6") for name in names], css_class="row field-row")


class HasVersion(forms.Form):
    """A form that carries the mark of what it was opened on (`versions.py`)."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)


class KeepsItsPromise(forms.Form):
    """For a form of an event: data is not kept longer than was announced to those who are registered already."""

    def _post_clean(self):
        super()._post_clean()
        try:
            refuse_keeping_longer(self.instance)
        except EventNotSaved as refusal:
            self.add_error("keep_days", str(refusal))


class HasPlaces(forms.Form):
    """A form that also asks how many places there are: the seats are rows, made and unmade by the action."""

    places = forms.IntegerField(label=_("Places"), min_value=0, max_value=MOST_PLACES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["places"].initial = self.instance.capacity


class TellsOfChanges(forms.Form):
    """A form whose saving may touch people who are registered already."""

    tells = forms.BooleanField(
        label=_("Tell those it touches by mail"),
        required=False,
        initial=True,
        help_text=_(
            "Once the event is announced: a new day, hour, place or room. All are told of what concerns all; of a "
            "workshop, those who chose it or wait for it."
        ),
    )


class EndsAfterItBegins(forms.Form):
    """Refuses an end before the beginning, beside the field."""

    spans = (("starts_at", "ends_at"),)

    def clean(self):
        cleaned = super().clean()
        for first, last in self.spans:
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] <= cleaned[first]:
                self.add_error(last, _("This must come after the beginning."))
        return cleaned


class ReminderDaysField(forms.CharField):
    """Days before the event, as one writes them: "7, 1". Blank: no reminder."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        parts = [part for part in re.split(r"[\s,;]+", super().to_python(value)) if part]
        if not all(part.isascii() and part.isdigit() and int(part) <= FARTHEST_REMINDER for part in parts):
            raise forms.ValidationError(
                _("Write numbers of days from 0 to %(most)s, with commas between them: 7, 1"),
                params={"most": FARTHEST_REMINDER},
            )
        days = sorted({int(part) for part in parts}, reverse=True)
        if len(days) > MOST_REMINDERS:
            raise forms.ValidationError(_("At most %(most)s reminders."), params={"most": MOST_REMINDERS})
        return days

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data


def reminder_days_field():
    """The field of `Event.reminder_days`."""
    return ReminderDaysField(
        label=capfirst(Event._meta.get_field("reminder_days").verbose_name),
        required=False,
        help_text=_("For example 7, 1: a week and a day before. Blank: nobody is reminded."),
    )
