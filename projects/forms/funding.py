"""The funding plan as one form: the plan, and a row for each line of funding."""

from django import forms
from django.utils.translation import gettext as _

from ..models import FundingLine, FundingPlan
from .helper import DateInput, amounts_in, fields_alone

BLANK_LINES = 2


class FundingLineForm(forms.ModelForm):
    """One source; left blank, it is not kept."""

    class Meta:
        model = FundingLine
        fields = [
            "source",
            "kind",
            "state",
            "asked",
            "asked_on",
            "granted",
            "granted_on",
            "received",
            "received_on",
        ]
        field_classes = amounts_in(["asked", "granted", "received"])
        widgets = {"asked_on": DateInput(), "granted_on": DateInput(), "received_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()

    def clean(self):
        given = super().clean()
        received, granted = given.get("received"), given.get("granted")
        if received and (granted is None or received > granted):
            self.add_error("received", _("More cannot be received than was granted."))
        return given


class FundingLines(forms.BaseInlineFormSet):
    """Lines of which some may have been removed since the form was opened: those are new ones then."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.fields["id"].required = False
        return form


FundingLineSet = forms.inlineformset_factory(
    FundingPlan, FundingLine, FundingLineForm, formset=FundingLines, extra=BLANK_LINES
)


class FundingForm(forms.ModelForm):
    """The plan; `rows` are its lines, `version` the number it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = FundingPlan
        fields = ["total_cost", "note"]
        field_classes = amounts_in(["total_cost"])
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance, initial={"version": instance.version})
        self.rows = FundingLineSet(data and _without_strangers(data, instance), instance=instance, prefix="lines")
        self.helper = fields_alone()

    def is_valid(self):
        """Whether the plan and every line are."""
        return all([super().is_valid(), self.rows.is_valid()])

    def planned(self):
        """What the action takes."""
        kept = [row for row in self.rows.forms if row.has_changed() and row not in self.rows.deleted_forms]
        removed = [row.instance for row in self.rows.deleted_forms if row.instance.pk]
        return self.cleaned_data | {"lines": [row.instance for row in kept], "removed": removed}


def _without_strangers(data, plan):
    """The rows whose line is not (or no longer) in this plan lose its key: what was typed there is a new line."""
    own = {str(pk) for pk in plan.lines.values_list("pk", flat=True)} if plan.pk else set()
    data = data.copy()
    for name in list(data):
        if name.startswith("lines-") and name.endswith("-id") and data[name] not in own:
            data[name] = ""
    return data
