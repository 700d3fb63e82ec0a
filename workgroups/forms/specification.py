"""What a document of the group is asked for."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..enums import SpecificationKinds
from ..models import Specification, SpecificationTemplate
from .importing import SourceField


class SpecificationForm(forms.ModelForm):
    """Title, kind and code of a new document; a guide has no code."""

    code_prefix = forms.CharField(
        label=capfirst(Specification._meta.get_field("code_prefix").verbose_name),
        help_text=_("Two to six capitals, such as TIC: the requirements will be called TIC-001… A guide has none."),
        max_length=6,
        required=False,
    )

    template = forms.ModelChoiceField(
        label=_("Begin from"),
        queryset=SpecificationTemplate.objects.all(),
        to_field_name="public_id",
        required=False,
        empty_label=_("An empty text"),
    )

    source = SourceField(label=_("Begin from a Word or LibreOffice file"), required=False)

    class Meta:
        model = Specification
        fields = ["title", "kind", "code_prefix"]
        widgets = {"kind": forms.RadioSelect()}

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        self.fields["title"].widget.attrs["autofocus"] = True
        self.fields["kind"].choices = [(value, capfirst(label)) for value, label in SpecificationKinds.choices]
        self.fields["kind"].required = False  # without it, a specification
        if not SpecificationTemplate.objects.exists():
            del self.fields["template"]
        self.helper = FormHelper()
        self.helper.add_input(Submit("create", _("Begin the document")))

    def clean_code_prefix(self):
        return self.cleaned_data["code_prefix"].upper()

    def clean_kind(self):
        return self.cleaned_data["kind"] or SpecificationKinds.SPECIFICATION

    def clean(self):
        cleaned = super().clean()
        template = cleaned.get("template")
        if template and cleaned.get("kind") and template.kind != cleaned["kind"]:
            kind = template.get_kind_display()
            self.add_error("template", _("This template is one of another kind: %(kind)s.") % {"kind": kind})
        if template and cleaned.get("source"):
            self.add_error("source", _("Begin either from a template or from a file."))
        if cleaned.get("kind") == SpecificationKinds.GUIDE:
            cleaned["code_prefix"] = ""
        elif not cleaned.get("code_prefix") and "code_prefix" not in self.errors:
            self.add_error("code_prefix", _("A specification needs a code for its requirements."))
        return cleaned

    def _get_validation_exclusions(self):
        # The title is unique within the group, which the form does not ask for.
        return super()._get_validation_exclusions() - {"group"}
