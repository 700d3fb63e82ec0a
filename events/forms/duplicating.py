"""Holding an event, or a whole series, again."""

from datetime import date, datetime

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.duplicating import Parts
from ..dates import Repetition, repeated
from ..models import Event, EventSeries
from .parts import Day, fields_alone

MOST_COPIES = 60
FORMS_OF_A_DAY = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]


class PartsForm(forms.Form):
    """What is copied beside the settings, which always are."""

    programme = forms.BooleanField(label=_("Programme, workshops and their places"), required=False, initial=True)
    audiences = forms.BooleanField(label=_("Audiences and their places"), required=False, initial=True)
    questions = forms.BooleanField(label=_("Questions"), required=False, initial=True)
    consents = forms.BooleanField(label=_("Consents"), required=False, initial=True)
    texts = forms.BooleanField(label=_("Texts of the mails"), required=False, initial=True)
    team = forms.BooleanField(label=_("Team, with the roles that run today"), required=False, initial=True)

    part_names = ["programme", "audiences", "questions", "consents", "texts", "team"]

    @property
    def parts(self):
        return Parts(**{name: self.cleaned_data[name] for name in self.part_names})

    def parts_layout(self):
        return Fieldset(_("What is copied"), *self.part_names)


class DuplicateForm(PartsForm):
    """The same event on one day or several."""

    title_fr = forms.CharField(label=_("Title (French)"), max_length=200)
    title_en = forms.CharField(label=_("Title (English)"), max_length=200, required=False)
    slug = forms.SlugField(
        label=_("Name in addresses"),
        max_length=80,
        required=False,
        help_text=_("Left blank, it is made from the title. With several days, the day is added."),
    )
    first_on = forms.DateField(label=_("Day"), widget=Day())
    repetition = forms.ChoiceField(label=_("Comes back"), choices=Repetition.choices, initial=Repetition.NEVER)
    times = forms.IntegerField(
        label=_("How many times in all"), min_value=1, max_value=MOST_COPIES, initial=1, required=False
    )
    other_days = forms.CharField(
        label=_("Further days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: 24/03/2027"),
    )
    series = forms.ModelChoiceField(
        EventSeries.objects.none(), label=_("Series"), required=False, empty_label=_("None")
    )

    def __init__(self, *args, event, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = EventSeries.objects.filter(
            events__in=Event.objects.visible_to(user)
        ).distinct()
        for name in ("title_fr", "title_en", "series"):
            self.fields[name].initial = getattr(event, name)
        self.helper = fields_alone()
        self.helper.layout = Layout(
            Fieldset(_("Title"), "title_fr", "title_en", "slug", "series"),
            Fieldset(_("When"), "first_on", "repetition", "times", "other_days"),
            self.parts_layout(),
        )

    def clean_other_days(self):
        lines = [line.strip() for line in self.cleaned_data["other_days"].splitlines() if line.strip()]
        bad = [line for line in lines if _as_day(line) is None]
        if bad:
            raise forms.ValidationError(_("This is not a day: %(line)s"), params={"line": bad[0]})
        return [_as_day(line) for line in lines]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first_on") and cleaned.get("repetition"):
            times = 1 if cleaned["repetition"] == Repetition.NEVER else cleaned.get("times") or 1
            days = {*repeated(cleaned["first_on"], cleaned["repetition"], times), *cleaned.get("other_days", [])}
            if len(days) > MOST_COPIES:
                self.add_error("other_days", _("At most %(most)s days at once.") % {"most": MOST_COPIES})
            cleaned["days"] = sorted(days)
        return cleaned


class DuplicateSeriesForm(PartsForm):
    """Every event of a series, so many days or weeks later."""

    DAYS = {"days": 1, "weeks": 7}

    series_title_fr = forms.CharField(label=_("Title of the new series (French)"), max_length=200)
    series_title_en = forms.CharField(label=_("Title of the new series (English)"), max_length=200, required=False)
    number = forms.IntegerField(label=_("How much later"), min_value=1, max_value=1500, initial=52)
    unit = forms.ChoiceField(label=_("Counted in"), choices=[("weeks", _("weeks")), ("days", _("days"))])

    def __init__(self, *args, series, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series_title_fr"].initial = series.title_fr
        self.fields["series_title_en"].initial = series.title_en
        self.helper = fields_alone()
        self.helper.layout = Layout(
            Fieldset(_("The new series"), "series_title_fr", "series_title_en", "number", "unit"), self.parts_layout()
        )

    @property
    def days(self):
        return self.cleaned_data["number"] * self.DAYS[self.cleaned_data["unit"]]


def _as_day(line) -> date | None:
    for form in FORMS_OF_A_DAY:
        try:
            return datetime.strptime(line, form).date()
        except ValueError:
            continue
    return None
