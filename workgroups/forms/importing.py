"""The file whose text takes the place of a draft's."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SourceField(forms.FileField):
    """A file of a word processor; what is asked of it is `importing.read_document`'s to say."""

    def __init__(self, **choices):
        super().__init__(
            help_text=_(
                "A .docx or .odt file of 20 MB at most: its headings, lists, tables, notes and images are taken, "
                "its macros and comments are not."
            ),
            widget=forms.FileInput(attrs={"accept": ".docx,.odt"}),
            allow_empty_file=True,
            **choices,
        )


class ReplaceForm(forms.Form):
    """The file, and the epoch of the text as the person saw it."""

    source = SourceField(label=_("Word or LibreOffice file"))
    epoch = forms.IntegerField(widget=forms.HiddenInput)
