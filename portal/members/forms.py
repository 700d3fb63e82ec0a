"""What people type about members."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from .actions import SHEET_FIELDS
from .models import Mandate, Organisation


class SheetForm(forms.ModelForm):
    """The short fields that an organisation keeps itself."""

    class Meta:
        model = Organisation
        fields = SHEET_FIELDS
        help_texts = {
            "commune": _("Where the organisation has its seat."),
            "presentation": _("A few sentences for the other members: 1,000 characters at most."),
        }
        widgets = {"presentation": forms.Textarea(attrs={"rows": 5})}

    website = forms.URLField(
        label=_("Web site"), required=False, assume_scheme="https", help_text=_("For example www.example.org.")
    )

    @property
    def helper(self):
        """How crispy writes it."""
        helper = FormHelper()
        helper.add_input(Submit("save", _("Save the sheet")))
        return helper


class ImportForm(forms.Form):
    """The workbook to import."""

    workbook = forms.FileField(
        label=_("Workbook"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("A list in .xlsx: at least the organisations' names and their college."),
    )


class NewMandateForm(forms.ModelForm):
    """A mandate for somebody, found by e-mail address or made known."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("Whoever has this address is found again."))
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)

    field_order = ["organisation", "email", "first_name", "last_name", "kind", "since", "until"]

    class Meta:
        model = Mandate
        fields = ["organisation", "kind", "since", "until"]
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("since", "until")}


class MandateForm(forms.ModelForm):
    """When a mandate runs, and as what; who and for whom stay."""

    class Meta:
        model = Mandate
        fields = ["kind", "since", "until"]
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("since", "until")}
