"""The words of one kind of mail, as an organiser types them."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy

from ..models import MessageText
from ..placeholders import refusal_of
from ..wording import Words


class WordsForm(forms.ModelForm):
    """Subject and opening; what is left empty is the standard text."""

    class Meta:
        model = MessageText
        fields = ["subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "subject": gettext_lazy("Empty: the standard subject."),
            "body": gettext_lazy(
                "Follows the greeting. Plain text, an empty line between paragraphs; web addresses become links. "
                "Empty: the standard text."
            ),
        }

    def __init__(self, *args, kind, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.language = kind, language
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_subject(self):
        return self._checked("subject")

    def clean_body(self):
        return self._checked("body")

    def _checked(self, name):
        text = self.cleaned_data[name].replace("\r\n", "\n")
        if refusal := refusal_of(text, kind=self.kind, language=self.language):
            raise forms.ValidationError(refusal)
        return text

    def typed_words(self, otherwise):
        """What stands in the form, checked or not, for a preview; `otherwise` where nothing does."""
        subject, body = (self[name].value() or "" for name in ("subject", "body"))
        return Words(subject.strip() or otherwise.subject, body.strip() or otherwise.body)
