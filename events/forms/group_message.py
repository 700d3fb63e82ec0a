"""Writing a message to a group."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext as _

from ..models import GroupMessage
from ..placeholders import placeholders_of, refusal_of


class GroupMessageForm(forms.ModelForm):
    """Subject and text, in French and, for those who read English, in English too."""

    class Meta:
        model = GroupMessage
        fields = ["subject_fr", "body_fr", "subject_en", "body_en"]
        widgets = {"body_fr": forms.Textarea(attrs={"rows": 10}), "body_en": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body_fr"].help_text = _(
            "%(placeholders)s are replaced for each person; date, place and their personal link follow by themselves."
        ) % {"placeholders": _listed("fr")}
        self.fields["body_en"].help_text = _(
            "%(placeholders)s are replaced. Left blank, everybody gets the French text."
        ) % {"placeholders": _listed("en")}
        french = Fieldset("", "subject_fr", "body_fr")
        english = Fieldset(_("In English"), "subject_en", "body_en")
        self.helper = FormHelper()
        self.helper.layout = Layout(french, english) if event.is_in_english else Layout(french)
        if not event.is_in_english:
            del self.fields["subject_en"], self.fields["body_en"]
        self.helper.add_input(Submit("save", _("Save and see whom it reaches")))

    def clean(self):
        """Refuses what cannot be filled in. An English text needs its subject, and a subject its text."""
        cleaned = super().clean()
        for name in self.fields:
            if refusal := refusal_of(cleaned.get(name, ""), language=name[-2:]):
                self.add_error(name, refusal)
        if cleaned.get("body_en") and not cleaned.get("subject_en"):
            self.add_error("subject_en", _("The English text needs a subject."))
        if cleaned.get("subject_en") and not cleaned.get("body_en"):
            self.add_error("body_en", _("The English subject needs a text."))
        return cleaned


def _listed(language):
    return ", ".join(placeholder.shown(language) for placeholder in placeholders_of())
