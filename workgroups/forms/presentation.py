"""The form of what the page of a group says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.versions import version_of

from ..models import WorkingGroup
from .people import fields_alone


class PresentationForm(forms.ModelForm):
    """One sentence, and the text; `version` says what the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = WorkingGroup
        fields = ["aim", "description"]
        widgets = {"description": forms.Textarea({"rows": 12})}
        help_texts = {"description": _("An empty line begins a new paragraph.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of(self.instance)
        self.helper = fields_alone()
