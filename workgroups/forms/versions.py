"""Keeping a version, and choosing two to compare."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Version

NOW = "maintenant"


class VersionForm(forms.ModelForm):
    """The name of a version."""

    class Meta:
        model = Version
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].help_text = _("For example: “after the meeting of 12 March”.")


class CompareForm(forms.Form):
    """Two moments of a text; `versions` are those of it, the last first. `moments` gives their contents."""

    de = forms.ChoiceField(label=pgettext_lazy("version", "From"))
    a = forms.ChoiceField(label=pgettext_lazy("version", "To"))

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(one.public_id): one for one in versions}
        choices = [(NOW, _("the text as it is now")), *[(key, one.label) for key, one in self.versions.items()]]
        self.fields["de"].choices = self.fields["a"].choices = choices
        self.fields["de"].initial, self.fields["a"].initial = choices[1 if len(choices) > 1 else 0][0], NOW

    def version(self, name):
        """The version chosen in a field; None for the text as it is now."""
        return self.versions.get(self.cleaned_data[name])
