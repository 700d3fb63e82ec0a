"""The form of an action of a group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.versions import version_of

from ..models import GroupAction
from ..people import people_of
from .people import fields_alone


class ActionForm(forms.ModelForm):
    """What is to be done, by whom, by when; `version` says what the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = GroupAction
        fields = ["text", "person", "charged_name", "due_on"]
        widgets = {
            "text": forms.Textarea({"rows": 2}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, auto_id="todo_%s", **kwargs)
        people = people_of(group)
        if self.instance.person_id:  # who has left meanwhile stays until somebody else is chosen
            people = people.model.objects.filter(pk__in=[self.instance.person_id, *people.values_list("pk", flat=True)])
        self.fields["person"].queryset = people
        self.fields["person"].empty_label = _("Nobody of the group")
        self.fields["version"].initial = version_of(self.instance)
        self.helper = fields_alone()

    def given(self):
        """What the actions take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
