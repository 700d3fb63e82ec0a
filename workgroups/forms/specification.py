"""What a document of the group is asked for."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models import Specification


class SpecificationForm(forms.ModelForm):
    """Title and code of a new document."""

    code_prefix = forms.CharField(
        label=capfirst(Specification._meta.get_field("code_prefix").verbose_name),
        help_text=Specification._meta.get_field("code_prefix").help_text,
        max_length=6,
    )

    class Meta:
        model = Specification
        fields = ["title", "code_prefix"]

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        self.fields["title"].widget.attrs["autofocus"] = True
        self.helper = FormHelper()
        self.helper.add_input(Submit("create", _("Begin the document")))

    def clean_code_prefix(self):
        return self.cleaned_data["code_prefix"].upper()

    def _get_validation_exclusions(self):
        # The title is unique within the group, which the form does not ask for.
        return super()._get_validation_exclusions() - {"group"}
