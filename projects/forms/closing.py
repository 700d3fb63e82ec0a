"""The guided form of a project's end, a form for each step, and the words that go with a return or a reopening."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..closing import place_of
from ..enums import Outcomes
from ..models import Closing, PlaceFacts
from .helper import fields_alone

LONGEST = 10_000
DATES = ("closed_on", "opened_on")


def _field(field, **options):
    """A field of the model as the site shows it."""
    if field.name in DATES:
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    made = field.formfield(**options)
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 4
        made.validators.append(MaxLengthValidator(LONGEST))
    return made


class ClosingStepForm(forms.ModelForm):
    """The answers of one step; `version` is what the form was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, closing, **kwargs):
        super().__init__(*args, initial={"version": closing.version}, **kwargs)
        self.helper = fields_alone()

    def answers(self):
        """The cleaned values by field name."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def clean(self):
        cleaned = super().clean()
        for name in DATES:
            if cleaned.get(name) and cleaned[name] > timezone.localdate():
                self.add_error(name, _("This day has not come yet."))
        return cleaned


def step_form(step, closing, data=None):
    """The form of `step`, bound to `data` where there is some."""
    model, names = (PlaceFacts, step.place) if step.place else (Closing, step.fields)
    form_class = forms.modelform_factory(model, form=ClosingStepForm, fields=list(names), formfield_callback=_field)
    instance = place_of(closing) if step.place else closing
    form = form_class(data, instance=instance, closing=closing)
    if "outcome" in form.fields:
        form.fields["outcome"].widget = forms.RadioSelect()
        form.fields["outcome"].choices = Outcomes.choices
        form.fields["outcome"].required = True
        form.fields["handed_to"].help_text = _("Where the project is handed over: to whom.")
    return form


class ClosingVersionForm(forms.Form):
    """Carries the version of the balance sheet the person has read: a decision is on that one."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReturnClosingForm(ClosingVersionForm):
    """The balance sheet goes back, with a word."""

    reason = forms.CharField(
        label=_("What is still missing"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The lead receives this text by mail, as you write it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="return_%s", **kwargs)
        self.helper = fields_alone()


class ReopenProjectForm(forms.Form):
    """The end of a project is taken back."""

    reason = forms.CharField(
        label=_("Why does the project reopen?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The leads receive this text by mail, as you write it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="reopen_%s", **kwargs)
        self.helper = fields_alone()


class ShareLessonsForm(forms.Form):
    """What goes to the benchmark library beside the sheet that is shown: who paid for what only where it is ticked."""

    with_funding = forms.BooleanField(required=False)
