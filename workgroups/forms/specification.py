"""What a document of the group is asked for."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..actions.naming import names_version
from ..enums import SpecificationKinds
from ..models import Specification, SpecificationTemplate
from ..naming import code_taken, title_taken
from .importing import SourceField
from .people import fields_alone

NEEDS_A_CODE = _("A specification needs a code for its requirements.")


class NamesForm(forms.ModelForm):
    """What a text is called: a name that another one has is refused, and that one named to who may know it."""

    code_prefix = forms.CharField(
        label=capfirst(Specification._meta.get_field("code_prefix").verbose_name),
        help_text=_("Two to six capitals, such as TIC: the requirements will be called TIC-001… A guide has none."),
        max_length=6,
        required=False,
    )

    class Meta:
        model = Specification
        fields = ["title", "code_prefix"]

    def __init__(self, *args, group, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group, self.person = group, person
        self.fields["title"].error_messages["required"] = _("Give the text a title.")

    def clean_title(self):
        title = self.cleaned_data["title"]
        if taken := title_taken(title, self.instance.group, self.person, but=self.instance.pk):
            raise forms.ValidationError(taken)
        return title

    def clean_code_prefix(self):
        return self.cleaned_data["code_prefix"].upper()

    def clean(self):
        cleaned = super().clean()
        code = cleaned.get("code_prefix")
        if code and (taken := code_taken(code, self.person, but=self.instance.pk)):
            self.add_error("code_prefix", taken)
        return cleaned

    def _get_validation_exclusions(self):
        # The title is unique within the group, which the form does not ask for.
        return super()._get_validation_exclusions() - {"group"}


class SpecificationForm(NamesForm):
    """Title, kind and code of a new document; a guide has no code."""

    template = forms.ModelChoiceField(
        label=_("Begin from"),
        queryset=SpecificationTemplate.objects.all(),
        to_field_name="public_id",
        required=False,
        empty_label=_("An empty text"),
    )

    source = SourceField(label=_("Begin from a Word or LibreOffice file"), required=False)

    class Meta(NamesForm.Meta):
        fields = ["title", "kind", "code_prefix"]
        widgets = {"kind": forms.RadioSelect()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["autofocus"] = True
        self.fields["kind"].choices = [(value, capfirst(label)) for value, label in SpecificationKinds.choices]
        self.fields["kind"].required = False  # without it, a specification
        if not SpecificationTemplate.objects.exists():
            del self.fields["template"]
        self.helper = FormHelper()
        self.helper.add_input(Submit("create", _("Begin the document")))

    def clean_kind(self):
        return self.cleaned_data["kind"] or SpecificationKinds.SPECIFICATION

    def clean(self):
        if self.cleaned_data.get("kind") == SpecificationKinds.GUIDE:
            self.cleaned_data["code_prefix"] = ""
        cleaned = super().clean()
        template = cleaned.get("template")
        if template and cleaned.get("kind") and template.kind != cleaned["kind"]:
            kind = template.get_kind_display()
            self.add_error("template", _("This template is one of another kind: %(kind)s.") % {"kind": kind})
        if template and cleaned.get("source"):
            self.add_error("source", _("Begin either from a template or from a file."))
        is_guide = cleaned.get("kind") == SpecificationKinds.GUIDE
        if not (is_guide or cleaned.get("code_prefix") or "code_prefix" in self.errors):
            self.add_error("code_prefix", NEEDS_A_CODE)
        return cleaned


class RenamingForm(NamesForm):
    """Title of a draft, and its code while none was given; `version` says which names the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = names_version(self.instance)
        if not self.instance.has_requirements or self.instance.has_codes:
            del self.fields["code_prefix"]
        else:
            self.fields["code_prefix"].required = True
            self.fields["code_prefix"].error_messages["required"] = NEEDS_A_CODE
            self.fields["code_prefix"].help_text = _("It can change as long as no requirement has a code.")
        self.helper = fields_alone()
