"""Sending a list of people, and confirming what it would do."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """The workbook, and the language in which people are written to where it does not say."""

    workbook = forms.FileField(
        label=_("Workbook"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("A list in .xlsx, one line a person, 20 MB at most."),
    )
    language = forms.ChoiceField(
        label=_("Language of mails"),
        choices=settings.LANGUAGES,
        help_text=_("For those of whom the list does not say it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("send", _("Show what would be done")))


class ConfirmImportForm(forms.Form):
    """Whether each person gets the mail that those who register get."""

    agreed = forms.BooleanField(
        label=_("These people know that they are registered, and that the association keeps their details for it.")
    )
    sends_mails = forms.BooleanField(
        label=_("Send each of them the mail of their registration, with their personal link."), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
