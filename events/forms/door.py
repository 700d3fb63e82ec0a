"""What is typed at the door."""

import secrets

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from ..actions import Applicant
from ..choices import Choices
from ..models import Registration
from .person import THEY_COME_AS
from .workshops import WorkshopFields


class WalkInForm(WorkshopFields, forms.ModelForm):
    """Somebody who came without being registered."""

    is_for_other = True
    offers_lines = False
    consent = forms.BooleanField(
        label=_("They agree that the association keeps these details to organise this event."),
        help_text=_("Ask them, or let them read this sentence. The details serve nothing else."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Registration
        fields = ["first_name", "last_name", "organisation", "email", "audience"]
        widgets = {
            name: forms.TextInput(attrs={"autocomplete": "off"}) for name in ("first_name", "last_name", "organisation")
        } | {"email": forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"})}
        help_texts = {"email": _("Optional. A confirmation and the certificate of attendance are sent there.")}

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.initial["form_key"] = secrets.token_urlsafe(16)
        self.fields["audience"].queryset = event.audiences.all()
        self.fields["audience"].label, self.fields["audience"].empty_label = THEY_COME_AS, _("Not said")
        has_audiences = event.audiences.exists()
        if not has_audiences:
            del self.fields["audience"]
        self.add_workshop_fields(Choices.for_visitor(event, AnonymousUser()))
        self.consent_fields = {f"consent_{consent.pk}": consent for consent in event.consents.all()}
        for name, consent in self.consent_fields.items():
            self.fields[name] = forms.BooleanField(label=consent.text, required=consent.is_required)
        self.helper = FormHelper()
        self.helper.form_tag = False
        names = Div(
            Div("first_name", css_class="col-sm-6"), Div("last_name", css_class="col-sm-6"), css_class="row field-row"
        )
        audience = ["audience"] if has_audiences else []
        self.helper.layout = Layout(
            names,
            "organisation",
            "email",
            *audience,
            *self.workshop_layout(),
            "consent",
            *self.consent_fields,
            "form_key",
        )

    def validate_constraints(self):
        """The action answers for the address, under its lock."""

    @property
    def applicant(self):
        """Who it is, as the action takes it, once the form is valid."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
        return Applicant(**given, workshops=tuple(self.chosen_workshops))

    @property
    def consents(self):
        """Those of the event's consents they agreed to."""
        return [consent for name, consent in self.consent_fields.items() if self.cleaned_data[name]]
