"""The forms of a group's documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import files
from portal.versions import version_of

from ..actions.library import MAX_BYTES
from ..models import FileVersion, GroupFile
from .people import fields_alone

KINDS = _("PDF, Word, Excel, PowerPoint, LibreOffice, images (JPG, PNG) or text, 50 MB at most.")


class CheckedUpload(forms.FileField):
    """A file of a kind we take; what is refused is said at once, in the person's words."""

    def clean(self, *args):
        value = super().clean(*args)
        if value:
            try:
                files.check_upload(value, max_bytes=MAX_BYTES)
            except files.RefusedFile as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return value


class VersionForm(forms.ModelForm):
    """A new version."""

    upload = CheckedUpload(label=_("File"), help_text=KINDS)

    class Meta:
        model = FileVersion
        fields = ["note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="version_%s", **kwargs)
        self.order_fields(["upload", "note"])
        self.helper = fields_alone()


class NewFileForm(forms.ModelForm):
    """A new document."""

    upload = CheckedUpload(label=_("File"), help_text=KINDS)
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Left blank: the name of the file.")
    )

    class Meta:
        model = GroupFile
        fields = ["title", "subject"]
        help_texts = {"subject": _("Documents with the same subject stand together.")}

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["upload", "title", "subject"])
        self.subjects = subjects_of(group)
        self.fields["subject"].widget.attrs["list"] = "subjects"
        self.helper = fields_alone()


class FileForm(forms.ModelForm):
    """Title, subject, published or not; `version` says what the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = GroupFile
        fields = ["title", "subject", "is_published"]

    def __init__(self, *args, may_publish, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of(self.instance)
        self.fields["is_published"].disabled = not may_publish
        self.subjects = subjects_of(self.instance.group)
        self.fields["subject"].widget.attrs["list"] = "subjects"
        self.helper = fields_alone()


def subjects_of(group):
    """The subjects there are, to choose from."""
    rows = group.files.filter(removed_at=None).exclude(subject="").order_by("subject")
    return list(rows.values_list("subject", flat=True).distinct())
