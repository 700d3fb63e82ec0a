"""Registering somebody who asked by telephone or mail."""

import secrets

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..choices import Choices
from .person import PersonForm


class NewcomerForm(PersonForm):
    """All that is asked on the registration page; of it, the organiser need only know the name."""

    is_for_other = True
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
    consent = forms.BooleanField(
        label=_("They agree that the association keeps these details to organise this event."),
        help_text=_("Ask them, or let them read this sentence. The details serve nothing else."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, event, **kwargs):
        choices = Choices.for_organiser(event)
        for question in choices.questions:
            question.is_required = False
        super().__init__(*args, choices=choices, user=None, **kwargs)
        self.initial["form_key"] = secrets.token_urlsafe(16)
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Blank if they have none: they then get no mail.")
        audience = [Field("audience", template="events/_audience_choice.html")] if choices.audiences else []
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *self.details_layout(),
            *audience,
            *self.workshop_layout(),
            *self.question_layout(),
            "language",
            "consent",
            "form_key",
        )
