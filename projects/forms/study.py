"""The forms around the study: a version to keep, a consultancy, a contact."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.versions import version_of

from ..enums import OfferOutcomes
from ..models import Consultancy, ProjectContact
from .helper import DateInput, amounts_in, fields_alone


class KeepVersionForm(forms.Form):
    """The name of the version to keep."""

    name = forms.CharField(
        label=gettext_lazy("Name of the version"),
        max_length=150,
        help_text=gettext_lazy("For instance: sent to the consultancies."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()


class RecordForm(forms.ModelForm):
    """A row of a project; `version` says what the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of(self.instance)
        self.helper = fields_alone()


class ConsultancyForm(RecordForm):
    """Who was consulted, what was offered, what became of it."""

    class Meta:
        model = Consultancy
        fields = ["name", "contact", "email", "consulted_on", "amount", "outcome", "reason"]
        field_classes = amounts_in(["amount"])
        widgets = {"consulted_on": DateInput(), "reason": forms.Textarea({"rows": 3})}

    def clean(self):
        given = super().clean()
        if given.get("outcome") in (OfferOutcomes.RETAINED, OfferOutcomes.DISCARDED) and not given.get("reason"):
            self.add_error("reason", _("Say why it was retained or not, in a few words."))
        return given


class ContactForm(RecordForm):
    """Somebody who counts for the project."""

    class Meta:
        model = ProjectContact
        fields = ["name", "function", "organisation", "email", "phone"]
