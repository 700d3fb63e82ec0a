"""The back office's form of a sheet of the benchmark library, with its sources below."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.cms.office_forms import FormWithRows, ProposesAddress, rows_of

from ..models import BenchmarkPlace, BenchmarkSource


class SourceForm(WagtailAdminModelForm):
    """Where something was read, and when."""

    class Meta(WagtailAdminModelForm.Meta):
        model = BenchmarkSource
        fields = ["title", "url", "consulted_on"]


class ReferenceForm(ProposesAddress, FormWithRows):
    """A sheet; an empty field is shown as not known, so that nothing is guessed."""

    rows = {"sources": rows_of(BenchmarkPlace, BenchmarkSource, SourceForm)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = _("Left blank, it is made from the name.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_published") and not self.has_source():
            raise forms.ValidationError(_("A sheet is published with at least one source."))
        return cleaned

    def has_source(self):
        """Whether a source stays or comes."""
        return self.formsets["sources"].is_valid() and bool(self.kept("sources"))
